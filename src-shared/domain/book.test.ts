import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BookEntry, type BookSide, OrderBook } from './book.ts';
import { Failure } from './failure.ts';
import { instrumentId } from './instrument.ts';
import { epochMs } from './time.ts';

const side = fc.constantFrom<BookSide>('bid', 'ask');
// The same price comes with and without its last zeros.
const price = fc
  .tuple(fc.integer({ min: -20, max: 60 }), fc.boolean())
  .map(([ticks, isShort]) => (isShort ? String(ticks / 4) : (ticks / 4).toFixed(2)));
const size = fc.oneof(
  fc.constantFrom('0', '0.000'),
  fc.integer({ min: 1, max: 999 }).map((n) => (n / 10).toFixed(1)),
);
const change = fc.tuple(side, price, size);

const expected = (model: ReadonlyMap<number, BookEntry>, of: BookSide): BookEntry[] =>
  [...model].sort(([a], [b]) => (of === 'bid' ? b - a : a - b)).map(([, entry]) => entry);

describe('an order book', () => {
  test('holds what a plain map of prices holds, best first, whatever changes come', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), fc.nat(12), (changes, count) => {
        const book = new OrderBook();
        const models = { bid: new Map<number, BookEntry>(), ask: new Map<number, BookEntry>() };
        for (const [of, at, amount] of changes) {
          book.set(of, at, amount);
          if (Number(amount) === 0) models[of].delete(Number(at));
          else models[of].set(Number(at), { price: at, size: amount });
        }
        for (const of of ['bid', 'ask'] as const) {
          const all = expected(models[of], of);
          expect(book.depth(of)).toBe(all.length);
          expect(book.top(of, count)).toEqual(all.slice(0, count));
          expect(book.best(of)).toEqual(all[0]);
        }
        const highestBid = Math.max(Number.NEGATIVE_INFINITY, ...models.bid.keys());
        const lowestAsk = Math.min(Number.POSITIVE_INFINITY, ...models.ask.keys());
        expect(book.isCrossed).toBe(highestBid >= lowestAsk);
      }),
    );
  });

  test('is the same from a snapshot in any order as from single changes, and forgets what was before', () => {
    const entries = fc.uniqueArray(
      fc.record({ price: fc.integer({ min: 0, max: 99 }).map(String), size: size }),
      { selector: (entry) => entry.price, maxLength: 40 },
    );
    fc.assert(
      fc.property(entries, entries, entries, (before, bids, asks) => {
        const [once, single] = [new OrderBook(), new OrderBook()];
        once.replace(before, before);
        once.replace(bids, asks);
        for (const entry of bids.toReversed()) single.set('bid', entry.price, entry.size);
        for (const entry of asks.toReversed()) single.set('ask', entry.price, entry.size);
        const at = (book: OrderBook) => book.snapshot(instrumentId('X:Y'), epochMs(1), 99);
        expect(at(once)).toEqual(at(single));
      }),
    );
  });

  test('O10: says when it is crossed or locked, and not when a side is empty', () => {
    const book = new OrderBook();
    expect(book.isCrossed).toBe(false);
    book.set('bid', '100', '1');
    expect(book.isCrossed).toBe(false);
    book.set('ask', '100.5', '1');
    expect(book.isCrossed).toBe(false);
    book.set('bid', '100.50', '2');
    expect(book.isCrossed).toBe(true);
    book.set('bid', '100.5', '0.00');
    expect(book.isCrossed).toBe(false);
  });

  test('keeps the best of each side when it is trimmed', () => {
    const book = new OrderBook();
    const entries = [3, 1, 5, 2, 4].map((at) => ({ price: String(at), size: '1' }));
    book.replace(entries, entries);
    book.trim(2);
    expect(book.top('bid', 9).map((entry) => entry.price)).toEqual(['5', '4']);
    expect(book.top('ask', 9).map((entry) => entry.price)).toEqual(['1', '2']);
  });

  test('refuses what is not a level and stays as it was', () => {
    const book = new OrderBook();
    book.set('ask', '-37.63', '5');
    for (const [at, amount] of [
      ['x', '1'],
      ['1', 'NaN'],
      ['1', '-1'],
      ['1e3', '1'],
      ['', ''],
    ] as const) {
      expect(() => book.set('ask', at, amount)).toThrow(Failure);
    }
    expect(book.top('ask', 9)).toEqual([{ price: '-37.63', size: '5' }]);
  });
});
