import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candle, candlesOf } from '../../../src-shared/domain/candle.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { granularities } from './capabilities.ts';
import { historyPage } from './history.ts';

const minute = 60_000;
const now = epochMs(Date.UTC(2026, 9, 1, 12, 0, 30));
const instrument = instrumentId('COINBASE:BTC-USD');
const unitMs: Readonly<Record<string, number>> = { ONE_MINUTE: minute, ONE_DAY: 1440 * minute };

/** A venue whose market traded in the minutes with these open times, answering as the manual says. */
function venueOf(minutes: readonly number[]) {
  const calls: string[] = [];
  const traded = minutes.toSorted((a, b) => a - b);
  return {
    calls,
    async candles(_product: string, granularity: string, start: number, end: number) {
      const step = unitMs[granularity] ?? Number.NaN;
      calls.push(granularity);
      const wanted = (end - start) / (step / 1000) + 1;
      if (wanted > 350) throw new Error(`${wanted} candles asked for`);
      const opens = new Set(traded.map((time) => Math.floor(time / step) * step));
      return [...opens]
        .filter((time) => time >= start * 1000 && time <= end * 1000)
        .toReversed()
        .map((time) => ({
          start: String(time / 1000),
          low: '1',
          high: '4',
          open: '2',
          close: '3',
          volume: '5',
        }));
    },
  };
}

async function wholeHistory(minutes: readonly number[], from: number, to: number, limit: number) {
  const rest = venueOf(minutes);
  const parts = { rest, beginnings: new Map<string, number>(), now: () => now };
  const bars: Candle[] = [];
  let end: number | undefined = to;
  let pages = 0;
  while (end !== undefined) {
    pages += 1;
    if (pages > 500) throw new Error('paging does not end');
    const range = { from: epochMs(from), to: epochMs(end) };
    const page = await historyPage(parts, 'BTC-USD', {
      instrument,
      timeframe: '1m',
      priceSide: 'trade',
      range,
      limit,
    });
    expect(page.candles.length).toBeLessThanOrEqual(limit);
    if (page.olderBefore !== undefined) expect(page.olderBefore).toBeLessThan(end);
    bars.unshift(...candlesOf(page.candles));
    end = page.olderBefore;
  }
  return { bars, pages, calls: rest.calls, parts };
}

describe('paging', () => {
  test('finds every bar once, wherever trading paused, and comes to an end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 60 * 24 * 40 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 0, max: 60 * 24 * 45 }),
        async (ago, limit, reach) => {
          const minutes = [
            ...new Set(ago.map((count) => Math.floor(now / minute) * minute - count * minute)),
          ];
          const from = now - reach * minute;
          const { bars } = await wholeHistory(minutes, from, 8e12, limit);
          expect(bars.map(({ time }) => time)).toEqual(
            minutes.filter((time) => time >= from).toSorted((a, b) => a - b),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('remembers where a market begins, and does not look there again', async () => {
    const open = Math.floor(now / minute) * minute;
    const { parts, calls } = await wholeHistory([open - minute, open - 2 * minute], 0, 8e12, 300);
    const days = calls.filter((granularity) => granularity === 'ONE_DAY').length;
    // From 2026 back to 2015 in stretches of three hundred days.
    expect(days).toBeGreaterThan(10);
    const before = calls.length;
    const range = { from: epochMs(0), to: epochMs(open - 5 * minute) };
    const request = { instrument, timeframe: '1m', priceSide: 'trade', range, limit: 300 } as const;
    const page = await historyPage(parts, 'BTC-USD', request);
    expect([page.candles.length, page.olderBefore]).toEqual([0, undefined]);
    // Within the first day itself it must look; before it, never again.
    expect(calls.length - before).toBeLessThan(7);
  });
});

test('the bar that runs is marked, and bars that are over are not', async () => {
  const open = Math.floor(now / minute) * minute;
  const ask = (minutes: number[]) =>
    historyPage({ rest: venueOf(minutes), beginnings: new Map(), now: () => now }, 'BTC-USD', {
      instrument,
      timeframe: '1m',
      priceSide: 'trade',
      range: { from: epochMs(open - 9 * minute), to: epochMs(8e12) },
      limit: 5,
    });
  expect(await ask([open, open - minute])).toMatchObject({ asOf: now, formingFrom: open });
  expect((await ask([open - minute])).formingFrom).toBeUndefined();
});

test('every timeframe has Coinbase’s word for it', () => {
  expect([...granularities]).toEqual([
    ['1m', 'ONE_MINUTE'],
    ['5m', 'FIVE_MINUTE'],
    ['15m', 'FIFTEEN_MINUTE'],
    ['30m', 'THIRTY_MINUTE'],
    ['1h', 'ONE_HOUR'],
    ['2h', 'TWO_HOUR'],
    ['4h', 'FOUR_HOUR'],
    ['6h', 'SIX_HOUR'],
    ['1D', 'ONE_DAY'],
  ]);
});
