import { expect, test } from 'vitest';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Trade } from '../../src-shared/domain/market-event.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { fetchTrades } from './fetch-trades.ts';
import { MemoryMarketStore } from './import/memory-market-store.ts';
import { FakeVenue, fakeInstrument } from './testing/fake-venue.ts';

const start = Date.UTC(2026, 2, 2, 9, 30);
const { id: instrument } = fakeInstrument;
const trade = (time: number, price = 100, size = 1): Trade => ({
  kind: 'trade',
  instrument,
  time: epochMs(start + time),
  price,
  size,
  side: 'sell',
});
const range = { from: epochMs(start), to: epochMs(start + 60_000) };

function setUp(pages: readonly (readonly Trade[])[], onPage: (index: number) => void = () => undefined) {
  const market = new MemoryMarketStore();
  const { venue } = new FakeVenue(start, { hasTradeHistory: true });
  const control = new AbortController();
  const progress: unknown[] = [];
  const run = () =>
    fetchTrades({
      venue: {
        ...venue,
        market: {
          ...venue.market,
          async *tradeHistory() {
            for (const [index, page] of pages.entries()) {
              onPage(index);
              yield page;
            }
          },
        },
      },
      instrument: fakeInstrument,
      range,
      market,
      signal: control.signal,
      onProgress: (one) => progress.push(one),
    });
  const stored = () => market.ticks(instrument, 'trade', range, 1_000_000);
  return { market, control, progress, run, stored };
}

test('every trade is stored under the market’s own id, equal ones of one moment too, and again adds nothing', async () => {
  const pages = [[trade(1), trade(1), trade(2, 101)], [trade(2, 101), trade(3)], []];
  const { market, run, stored, progress } = setUp(pages);
  expect(await run()).toEqual({
    trades: 5,
    added: 5,
    first: start + 1,
    last: start + 3,
    isWhole: true,
  });
  const ticks = stored();
  expect([...ticks.time].map((time) => time - start)).toEqual([1, 1, 2, 2, 3]);
  expect(ticks.kind === 'trade' && [...ticks.side]).toEqual([-1, -1, -1, -1, -1]);
  expect(market.instrument(instrument)).toEqual(fakeInstrument);
  expect(progress.at(-1)).toEqual({ trades: 5, until: start + 3 });
  expect((await run()).added).toBe(0);
  expect(stored().length).toBe(5);
});

test('many come in several transactions, none of which cuts a moment in two', async () => {
  const many = Array.from({ length: 120_000 }, (_, index) => trade(Math.floor(index / 7)));
  const pages = Array.from({ length: 120 }, (_, index) => many.slice(index * 1000, index * 1000 + 1000));
  const { market, run } = setUp(pages);
  expect(await run()).toMatchObject({ trades: 120_000, added: 120_000 });
  expect(market.merges).toBe(3);
});

test('ended early, what has come up to the last whole moment stays', async () => {
  const { control, run, stored } = setUp(
    [[trade(1), trade(2)], [trade(2), trade(3)], [trade(4)]],
    (index) => {
      if (index === 2) control.abort();
    },
  );
  expect(await run()).toMatchObject({ trades: 3, isWhole: false, last: start + 2 });
  expect(stored().length).toBe(3);
});

test('a venue that fails in the middle is told, and what came before stays', async () => {
  const { run, stored } = setUp([[trade(1), trade(2)], []], (index) => {
    if (index === 1) throw new Failure('unavailable', 'The line went down.');
  });
  await expect(run()).rejects.toThrow('The line went down.');
  expect(stored().length).toBe(1);
});

test('a venue without such history refuses in words', async () => {
  const { venue } = new FakeVenue(start);
  const refused = fetchTrades({
    venue,
    instrument: fakeInstrument,
    range,
    market: new MemoryMarketStore(),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  await expect(refused).rejects.toMatchObject({
    kind: 'unsupported',
    message: 'Fake gives no single trades of the past.',
  });
});
