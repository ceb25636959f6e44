import { describe, expect, it } from 'vitest';
import { type Candle, candleColumnsOf, candlesOf } from '../../../../src-shared/domain/candle.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import { instrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { SeriesKey } from '../../../../src-shared/domain/series.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import type { HistoryAnswer, MarketFeed, SeriesListener } from '../../../lib/market/market-feed.ts';
import { BarFeed, type FeedChange, firstPageBars, pageBars } from './bar-feed.ts';

const minute = 60_000;
const key: SeriesKey = { instrument: instrumentId('TEST:ONE'), timeframe: '1m', priceSide: 'trade' };
const bar = (number: number, volume = 1): Candle => ({
  time: epochMs(number * minute),
  open: number,
  high: number,
  low: number,
  close: number,
  volume,
});

/** A market of minute bars 0 up to `newest`, whose answers wait for `answer()`. */
function fakeMarket(newest: number, closed: (number: number) => boolean = () => false) {
  const asked: { before: number | null; count: number; answer(): void; fail(error: Error): void }[] = [];
  const state = { newest, listener: undefined as SeriesListener | undefined, isWatched: false };
  const market: Pick<MarketFeed, 'history' | 'watchSeries'> = {
    watchSeries: (_, listener) => {
      state.listener = listener;
      state.isWatched = true;
      return () => {
        state.isWatched = false;
      };
    },
    history: (_, before, count) =>
      new Promise<HistoryAnswer>((resolve, reject) => {
        const answer = () => {
          const end =
            before === null ? state.newest + 1 : Math.min(state.newest + 1, Math.ceil(before / minute));
          const found: Candle[] = [];
          let number = end - 1;
          for (; number >= 0 && found.length < count; number -= 1) {
            if (!closed(number)) found.unshift(bar(number));
          }
          resolve({ candles: candleColumnsOf(found), hasOlder: number >= 0 });
        };
        asked.push({ before, count, answer, fail: reject });
      }),
  };
  return { market: market as MarketFeed, asked, state };
}

function open(newest: number, closed?: (number: number) => boolean) {
  const { market, asked, state } = fakeMarket(newest, closed);
  const changes: FeedChange[] = [];
  const phases: string[] = [];
  const feed = new BarFeed(market, key, {
    onPhase: (phase, sentence) => phases.push(sentence === '' ? phase : `${phase}: ${sentence}`),
    onChange: (change) => changes.push(change),
    onNewest: () => undefined,
  });
  const next = async () => {
    asked.shift()?.answer();
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  };
  return { feed, asked, state, changes, phases, next };
}

const numbers = (feed: BarFeed) => candlesOf(feed.store.all()).map(({ close }) => close);

describe('BarFeed', () => {
  it('shows the newest page and nothing more at first', async () => {
    const { feed, asked, phases, next } = open(10_000);
    expect(asked[0]).toMatchObject({ before: null, count: firstPageBars });
    await next();
    expect(phases).toEqual(['loading', 'ready']);
    expect(feed.store.length).toBe(firstPageBars);
    expect(feed.newestBar()?.close).toBe(10_000);
    expect(asked).toHaveLength(0);
  });

  it('joins history and live bars that came while it was under way, with neither hole nor double', async () => {
    const { feed, state, next } = open(100);
    state.listener?.onBars([{ candle: bar(100, 5), isClosed: true }]);
    state.listener?.onBars([{ candle: bar(101), isClosed: false }]);
    await next();
    expect(numbers(feed)).toEqual(Array.from({ length: 102 }, (_, index) => index));
    expect(feed.store.at(100)?.volume).toBe(5);
  });

  it('does not let a bar that waited undo what history knew already', async () => {
    const { feed, state, next } = open(100);
    state.listener?.onBars([{ candle: { ...bar(100, 0.5), close: 99 }, isClosed: false }]);
    await next();
    expect(feed.store.at(100)?.close).toBe(100);
  });

  it('tells of live bars by the first one that changed', async () => {
    const { state, changes, next } = open(100);
    await next();
    changes.length = 0;
    state.listener?.onBars([{ candle: bar(100, 9), isClosed: false }]);
    state.listener?.onBars([
      { candle: bar(100, 10), isClosed: true },
      { candle: bar(101), isClosed: false },
    ]);
    expect(changes).toEqual([
      { kind: 'live', fromIndex: 100, appended: 0 },
      { kind: 'live', fromIndex: 100, appended: 1 },
    ]);
  });

  it('fetches older pages as the view comes near the beginning, one at a time', async () => {
    const { feed, asked, next } = open(20_000);
    await next();
    feed.prefetch({ from: 500, to: 700 });
    feed.prefetch({ from: 400, to: 600 });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ before: (20_001 - firstPageBars) * minute, count: pageBars });
    await next();
    expect(feed.store.length).toBe(firstPageBars + pageBars);
    expect(feed.store.first).toBe(-pageBars);
    feed.prefetch({ from: 1000, to: 1400 });
    expect(asked).toHaveLength(0);
  });

  it('stops asking at the beginning of history', async () => {
    const { feed, asked, next } = open(2000);
    await next();
    feed.prefetch({ from: 0, to: 100 });
    await next();
    expect(feed.store.length).toBe(2001);
    feed.prefetch({ from: -400, to: -300 });
    expect(asked).toHaveLength(0);
  });

  it('jumps to a far date and pages forward until it is live again', async () => {
    const { feed, asked, state, changes, next } = open(30_000);
    await next();
    const going = feed.goTo(1000 * minute);
    await next();
    const found = await going;
    expect(feed.store.at(found?.index ?? Number.NaN)?.close).toBe(1000);
    expect(found?.missed).toBeUndefined();
    expect(feed.reachesNewest).toBe(false);
    expect(changes.at(-1)).toEqual({ kind: 'replaced' });

    state.newest = 30_001;
    state.listener?.onBars([{ candle: bar(30_001), isClosed: false }]);
    expect(feed.store.newest()?.close).toBeLessThan(3000);
    expect(feed.newestBar()?.close).toBe(30_001);

    for (let page = 0; page < 10 && !feed.reachesNewest; page += 1) {
      feed.prefetch({ from: feed.store.end - 200, to: feed.store.end });
      await next();
    }
    expect(feed.reachesNewest).toBe(true);
    expect(asked).toHaveLength(0);
    const all = numbers(feed);
    expect(all).toEqual(all.map((_, at) => (all[0] ?? 0) + at));
    expect(all.at(-1)).toBe(30_001);
  });

  it('shows the first bar, and says so, when asked for a date before all history', async () => {
    for (const begin of [20_000, 58_700, 59_990]) {
      const { feed, asked, next } = open(60_000, (number) => number < begin);
      await next();
      const going = feed.goTo(-5000 * minute);
      for (let turn = 0; turn < 40; turn += 1) await next();
      const found = await going;
      expect(found?.missed).toBe('before');
      expect(feed.store.at(found?.index ?? Number.NaN)?.close).toBe(begin);
      expect(asked).toHaveLength(0);
    }
  });

  it('shows the last bar, and says so, when asked for a date after it', async () => {
    const { feed, next } = open(5000);
    await next();
    const found = await feed.goTo(9000 * minute);
    expect(found).toEqual({ index: feed.store.end - 1, missed: 'after' });
    expect((await feed.goTo(5000.5 * minute))?.missed).toBeUndefined();
  });

  it('crosses a long pause of the market when paging forward', async () => {
    const { feed, next } = open(60_000, (number) => number > 3000 && number < 50_000);
    await next();
    const going = feed.goTo(2000 * minute);
    await next();
    await going;
    for (let page = 0; page < 30 && !feed.reachesNewest; page += 1) {
      feed.prefetch({ from: feed.store.end - 200, to: feed.store.end });
      await next();
    }
    const all = numbers(feed);
    expect(all.at(-1)).toBe(60_000);
    expect(all.indexOf(50_000)).toBe(all.indexOf(3000) + 1);
  });

  it('asks afresh after a reset and keeps indices where the bars still join', async () => {
    const { feed, state, changes, next } = open(5000);
    await next();
    const before = feed.store.at(firstPageBars - 1)?.close;
    state.newest = 5010;
    state.listener?.onReset();
    expect(feed.store.length).toBe(firstPageBars);
    await next();
    expect(changes.at(-1)).toEqual({ kind: 'changed' });
    expect(feed.store.at(firstPageBars - 1)?.close).toBe(before);
    expect(feed.newestBar()?.close).toBe(5010);
  });

  it('goes back in time when a replay is sought backwards', async () => {
    const { feed, state, next } = open(5000);
    await next();
    state.newest = 4800;
    state.listener?.onReset();
    await next();
    expect(feed.newestBar()?.close).toBe(4800);
    expect(feed.store.newest()?.close).toBe(4800);
  });

  it('says in words why there is nothing to show, and recovers', async () => {
    const { asked, phases, feed, next } = open(100);
    asked.shift()?.fail(new Failure('not-connected', 'The venue is not connected.'));
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
    expect(phases.at(-1)).toBe('failed: The venue is not connected.');
    feed.reload();
    await next();
    expect(phases.at(-1)).toBe('ready');
  });

  it('is empty without bars and ready with the first live one', async () => {
    const { state, phases, changes, next } = open(-1);
    await next();
    expect(phases.at(-1)).toBe('empty');
    state.listener?.onBars([{ candle: bar(1), isClosed: false }]);
    expect(phases.at(-1)).toBe('ready');
    expect(changes.at(-1)).toEqual({ kind: 'replaced' });
  });

  it('stops listening when it is closed', async () => {
    const { feed, state, changes, next } = open(100);
    feed.close();
    await next();
    expect(state.isWatched).toBe(false);
    expect(changes).toEqual([]);
  });

  it('drops the bars after the new newest one when the market is set back', async () => {
    const { feed, state, changes, next } = open(10_000);
    await next();
    changes.length = 0;
    state.newest = 9500;
    state.listener?.onReset();
    await next();
    expect(feed.newestBar()?.close).toBe(9500);
    expect(feed.store.newest()?.close).toBe(9500);
    expect(changes).toEqual([{ kind: 'changed' }]);
  });

  it('keeps indices and asks for older pages again when it is set back before all that is stored', async () => {
    const { feed, asked, state, next } = open(10_000);
    await next();
    state.newest = 3000;
    state.listener?.onReset();
    await next();
    expect(feed.stored()).toEqual({ start: -firstPageBars, end: 0 });
    feed.prefetch({ from: -firstPageBars, to: -firstPageBars + 100 });
    expect(asked[0]).toMatchObject({ before: (3001 - firstPageBars) * minute });
  });

  it('forgets bars that waited for an answer when the market is set back meanwhile', async () => {
    const { feed, asked, state, next } = open(10_000);
    await next();
    state.listener?.onReset();
    state.listener?.onBars([{ candle: bar(10_001), isClosed: false }]);
    state.newest = 9000;
    state.listener?.onReset();
    asked.shift();
    await next();
    expect(feed.newestBar()?.close).toBe(9000);
  });
});
