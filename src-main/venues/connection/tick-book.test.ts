import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OrderBook } from '../../../src-shared/domain/book.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { plainDecimal } from '../../../src-shared/domain/quantity.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { decimalText, TickBook, unitsOf } from './tick-book.ts';

const id = instrumentId('TEST:BOOK');
const time = epochMs(1_700_000_000_000);

const change = fc.record({
  side: fc.constantFrom('bid' as const, 'ask' as const),
  price: fc.integer({ min: 1, max: 300 }),
  size: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 ** 10 })),
  trim: fc.option(fc.integer({ min: 0, max: 120 }), { freq: 40 }),
});

describe('a book in whole units', () => {
  test('O10: holds the same levels as the domain’s book after the same changes', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 400, size: 'max' }),
        fc.integer({ min: 0, max: 4 }),
        (changes, decimals) => {
          const fast = new TickBook(decimals, 8);
          const plain = new OrderBook();
          for (const { side, price, size, trim } of changes) {
            fast.side(side).set(price, size);
            plain.set(side, decimalText(price, decimals), decimalText(size, 8));
            if (trim !== null) {
              fast.trim(trim);
              plain.trim(trim);
            }
            expect(fast.isCrossed).toBe(plain.isCrossed);
          }
          for (const side of ['bid', 'ask'] as const) {
            expect(fast.side(side).depth).toBe(plain.depth(side));
            expect(fast.top(side, 1000)).toEqual(plain.top(side, 1000));
          }
          expect(fast.snapshot(id, time, 25)).toEqual(plain.snapshot(id, time, 25));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('O10: takes decimals that are exact on its grids and refuses others whole', () => {
    const book = new TickBook(2, 3);
    expect(book.setText('bid', '100.5000', '2.500')).toBe(true);
    expect(book.setText('ask', '100.505', '1')).toBe(false);
    expect(book.setText('ask', '100.51', '0.0001')).toBe(false);
    expect(book.setText('ask', '100.51', '-1')).toBe(false);
    expect(book.setText('ask', '1e2', '1')).toBe(false);
    expect(book.setText('ask', '90071992547409.93', '1')).toBe(false);
    expect([book.top('bid', 5), book.top('ask', 5)]).toEqual([[{ price: '100.5', size: '2.5' }], []]);
    expect(book.setText('bid', '100.50', '0.000')).toBe(true);
    expect(book.bids.depth).toBe(0);
    expect([book.bids.price(0), book.bids.size(0), book.isCrossed]).toEqual([Number.NaN, Number.NaN, false]);
  });

  test('writes and reads units without losing a digit', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 20 }), (units, decimals) => {
        const text = decimalText(units, decimals);
        expect(unitsOf(text, decimals)).toBe(units);
        expect(plainDecimal(text)).toBe(text);
      }),
    );
  });

  test('gives the digits of the best levels, asks first, as a checksum wants them', () => {
    const book = new TickBook(5, 8);
    for (const [price, size] of [
      ['0.05005', '0.00000500'],
      ['0.05010', '0.00000500'],
      ['0.05015', '0.00000500'],
    ] as const)
      expect(book.setText('ask', price, size)).toBe(true);
    for (const [price, size] of [
      ['0.05000', '0.00000500'],
      ['0.04995', '12.00000000'],
    ] as const)
      expect(book.setText('bid', price, size)).toBe(true);
    expect(book.checksumText(2)).toBe(`${'5005500'}${'5010500'}${'5000500'}${'49951200000000'}`);
  });
});
