import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candlesOf } from '../../src-shared/domain/candle.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import { openedStorage } from '../storage/testing/temporary-profile.ts';
import { createMarketHub, LatencyMeter } from './index.ts';
import { FakeVenue, fakeInstrument } from './testing/fake-venue.ts';
import { uncovered } from './uncovered.ts';

const minute = 60_000;
const start = Date.UTC(2026, 2, 2, 9, 30);
const key = (timeframe: Timeframe) => ({
  instrument: fakeInstrument.id,
  timeframe,
  priceSide: 'trade' as const,
});

/** A venue with a month of sparse trades, silent for whole days, whose history may be kept. */
async function setUp(historyPageSize = 100) {
  const storage = await openedStorage();
  const fake = new FakeVenue(start - 30 * 1440 * minute, { isHistoryCacheable: true, historyPageSize });
  for (let time = start - 5 * 1440 * minute; time < start; time += 4 * minute) {
    if (Math.floor(time / (1440 * minute)) % 3 === 0) continue;
    fake.trade(time, 100 + ((time / minute) % 17), 1 + ((time / minute) % 5));
  }
  fake.now = epochMs(start);
  const hub = createMarketHub({ market: storage.market, latency: new LatencyMeter(), log: () => undefined });
  hub.attach(fake.venue);
  const ask = async (timeframe: Timeframe, before: number | null, count: number) => {
    const requests = fake.requests.length;
    const { candles, hasOlder } = await hub.history(key(timeframe), before, count);
    return { bars: candlesOf(candles), hasOlder, requests: fake.requests.length - requests };
  };
  return { storage, fake, hub, ask };
}

test('what was answered once is not asked again, except for the end that moves', async () => {
  const { fake, ask } = await setUp();
  const truth = fake.bars('1m');
  const first = await ask('1m', null, 250);
  expect(first.bars).toEqual(truth.slice(-250));
  expect(first.requests).toBeGreaterThanOrEqual(3);
  const again = await ask('1m', null, 250);
  expect(again.bars).toEqual(first.bars);
  expect(again.requests).toBe(1);
  const middle = await ask('1m', truth.at(-50)?.time ?? 0, 100);
  expect(middle.bars).toEqual(truth.slice(-150, -50));
  expect(middle.requests).toBe(0);
});

test('paging back reaches the beginning across silent days, each stretch fetched once', async () => {
  const { fake, ask } = await setUp();
  const truth = fake.bars('1m');
  const pages = [];
  let before: number | null = null;
  for (let page = 0; page < 50; page += 1) {
    const answer = await ask('1m', before, 120);
    pages.unshift(...answer.bars);
    if (!answer.hasOlder || answer.bars.length === 0) break;
    before = answer.bars[0]?.time ?? 0;
  }
  expect(pages).toEqual(truth);
  const asked = fake.requests.map(({ range }) => range);
  const bars = fake.requests.length * 100;
  // A little more than the bars there are: back-fill does not fetch again what it has.
  expect(bars).toBeLessThan(truth.length * 2 + 1500);
  expect(asked.every(({ from, to }) => from < to)).toBe(true);
});

test('the unfinished bar is shown and never stored, and a bar that comes into being later is not missed', async () => {
  const { fake, ask, storage } = await setUp();
  fake.trade(start + 10_000, 500, 3);
  const first = await ask('1m', null, 10);
  expect(first.bars.at(-1)).toMatchObject({ time: start, close: 500, volume: 3 });
  expect(first.bars).toHaveLength(10);
  expect(storage.market.candlesBefore(key('1m'), start + 1, 10).time.at(-1)).toBeLessThan(start);
  // The next minute is asked for while it is still empty, and traded in afterwards.
  fake.now = epochMs(start + minute + 20_000);
  await ask('1m', null, 10);
  fake.trade(start + minute + 40_000, 600, 1);
  fake.trade(start + 3 * minute, 700, 1);
  const later = await ask('1m', null, 10);
  expect(later.bars).toEqual(fake.bars('1m').slice(-10));
  expect(later.bars.map(({ close }) => close).slice(-3)).toEqual([500, 600, 700]);
});

test('a gap in what is stored is found and filled', async () => {
  const { fake, ask } = await setUp();
  const truth = fake.bars('1m');
  const [early, late] = [truth[200]?.time ?? 0, truth[500]?.time ?? 0];
  await ask('1m', early, 20);
  await ask('1m', late, 20);
  const joined = await ask('1m', late, 400);
  expect(joined.bars).toEqual(truth.slice(100, 500));
});

test('longer bars are made of the longest the venue has, finished and unfinished', async () => {
  const { fake, ask } = await setUp();
  fake.trade(start + 10_000, 500, 3);
  for (const frame of ['3m', '15m', '4h', '1W'] as const) {
    const { bars } = await ask(frame, null, 30);
    expect(bars, frame).toEqual(fake.bars(frame).slice(-30));
  }
  expect(
    fake.requests
      .map(({ timeframe }) => timeframe)
      .filter((frame) => !['1m', '5m', '1h', '1D'].includes(frame)),
  ).toEqual([]);
});

test('what the cache answers is what the venue would have answered, whatever was asked before', async () => {
  // One store for all questions, so that each meets what the ones before left behind.
  const { fake, ask } = await setUp(37);
  let answers = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          frame: fc.constantFrom<Timeframe>('1m', '5m', '1h'),
          before: fc.option(fc.integer({ min: start - 6 * 1440 * minute, max: start + minute })),
          count: fc.integer({ min: 1, max: 300 }),
          passed: fc.nat(200_000),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      async (questions) => {
        for (const { frame, before, count, passed } of questions) {
          fake.now = epochMs(fake.now + passed);
          if (passed % 2 === 0) fake.trade(fake.now, 100 + (passed % 9), 1);
          const { bars } = await ask(frame, before, count);
          const truth = fake.bars(frame).filter(({ time }) => time < (before ?? Number.POSITIVE_INFINITY));
          expect(bars).toEqual(truth.slice(-count));
          answers += 1;
        }
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
  expect(answers).toBeGreaterThan(60);
});

test('the parts of a stretch that no coverage holds are named, newest first', () => {
  const range = (from: number, to: number) => ({ from: epochMs(from), to: epochMs(to) });
  expect(uncovered([], range(0, 10))).toEqual([range(0, 10)]);
  expect(uncovered([range(2, 4), range(6, 8)], range(0, 10))).toEqual([
    range(8, 10),
    range(4, 6),
    range(0, 2),
  ]);
  expect(uncovered([range(0, 5), range(3, 20)], range(1, 10))).toEqual([]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(50), fc.nat(20)), { maxLength: 8 }),
      fc.nat(50),
      fc.nat(30),
      (parts, from, length) => {
        const known = parts.map(([at, size]) => range(at, at + size));
        const missing = uncovered(known, range(from, from + length));
        for (let moment = from; moment < from + length; moment += 1) {
          const inside = (ranges: readonly { from: number; to: number }[]) =>
            ranges.some((one) => moment >= one.from && moment < one.to);
          expect(inside(missing)).toBe(!inside(known));
        }
      },
    ),
    { numRuns: 500 },
  );
});

test.each([true, false])(
  'a venue whose pages lead in circles is asked no further, kept or not: %s',
  async (isHistoryCacheable) => {
    const fake = new FakeVenue(start, { isHistoryCacheable, historyPageSize: 10 });
    for (let index = 60; index > 0; index -= 1) fake.trade(start - index * minute, 100);
    const { history } = fake.venue.market;
    const venue = {
      ...fake.venue,
      market: {
        ...fake.venue.market,
        history: async (request: Parameters<typeof history>[0]) => ({
          ...(await history(request)),
          olderBefore: request.range.to,
        }),
      },
    };
    const storage = await openedStorage();
    const hub = createMarketHub({
      market: storage.market,
      latency: new LatencyMeter(),
      log: () => undefined,
    });
    hub.attach(venue);
    await expect(hub.history(key('1m'), null, 500)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(fake.requests).toHaveLength(1);
  },
);
