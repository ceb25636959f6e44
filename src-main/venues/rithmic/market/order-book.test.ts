import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { LevelBook } from './order-book.ts';

const [snapshot, begin, middle, end, solo, clear] = [3, 4, 5, 6, 7, 1];
const es = instrumentId('CME:ESZ6');

function bookOf() {
  const book = new LevelBook(2);
  const levels = () => {
    const { bids, asks } = book.snapshot(es, epochMs(1));
    return {
      bids: bids.map(({ price, size }) => [price, size]),
      asks: asks.map(({ price, size }) => [price, size]),
    };
  };
  return { book, levels };
}

const image = {
  update_type: snapshot,
  presence_bits: 3,
  bid_price: [10, 9.75],
  bid_size: [5, 6],
  ask_price: [10.25, 10.5],
  ask_size: [7, 8],
};

describe('an aggregated book', () => {
  test('is an image, then changes: a size of nothing takes a level away', () => {
    const { book, levels } = bookOf();
    expect(book.apply(image)).toBe('whole');
    expect(
      book.apply({ update_type: solo, presence_bits: 1, bid_price: [9.75, 9.5], bid_size: [0, 3] }),
    ).toBe('whole');
    expect(levels()).toEqual({
      bids: [
        [10, 5],
        [9.5, 3],
      ],
      asks: [
        [10.25, 7],
        [10.5, 8],
      ],
    });
    // A second image replaces all.
    book.apply({ ...image, bid_price: [9], bid_size: [1] });
    expect(levels().bids).toEqual([[9, 1]]);
    expect(book.apply({ update_type: clear })).toBe('whole');
    expect(levels()).toEqual({ bids: [], asks: [] });
  });

  test('in a change of several parts is at rest only with the last, however crossed it is in between', () => {
    const { book, levels } = bookOf();
    book.apply(image);
    const up = { presence_bits: 1, bid_price: [10.25], bid_size: [4] };
    expect(book.apply({ update_type: begin, ...up })).toBe('in between');
    expect(book.isSynced).toBe(false);
    expect(book.apply({ update_type: middle })).toBe('in between');
    expect(book.apply({ update_type: end, presence_bits: 2, ask_price: [10.25], ask_size: [0] })).toBe(
      'whole',
    );
    expect(levels()).toEqual({
      bids: [
        [10.25, 4],
        [10, 5],
        [9.75, 6],
      ],
      asks: [[10.5, 8]],
    });
  });

  test('O10: is broken once it is crossed at rest, and whole again only with an image', () => {
    const { book, levels } = bookOf();
    book.apply(image);
    const crossing = { update_type: solo, presence_bits: 1, bid_price: [10.25], bid_size: [4] };
    expect(book.apply(crossing)).toBe('broken');
    expect(levels()).toEqual({ bids: [], asks: [] });
    expect(book.apply({ ...crossing, bid_price: [9] })).toBe('in between');
    expect(book.isSynced).toBe(false);
    expect(book.apply(image)).toBe('whole');
  });

  test('takes nothing from changes before the image, lists of unequal length, absent sides and odd numbers', () => {
    const { book, levels } = bookOf();
    book.apply({ update_type: solo, presence_bits: 1, bid_price: [1], bid_size: [1] });
    book.apply({ ...image, presence_bits: 1, bid_price: [10, 9.75, 9.5], bid_size: [5] });
    expect(levels()).toEqual({ bids: [[10, 5]], asks: [] });
    book.apply({ update_type: solo, presence_bits: 2, ask_price: [Number.NaN, 10.25], ask_size: [3, -1] });
    book.apply({ update_type: 99, presence_bits: 1, bid_price: [1], bid_size: [9] });
    expect(levels()).toEqual({ bids: [[10, 5]], asks: [] });
  });

  test('keeps thirty-seconds of a price exactly', () => {
    const book = new LevelBook(6);
    book.apply({ ...image, bid_price: [111.265625], ask_price: [111.28125], bid_size: [1], ask_size: [2] });
    const { bids, asks } = book.snapshot(es, epochMs(1));
    expect([bids[0]?.price, asks[0]?.price]).toEqual([111.265625, 111.28125]);
  });
});
