import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { createVirtualWorld } from '../connection/testing/virtual-world.ts';
import { BookFeed } from './book-feed.ts';
import { type BookDiff, decodeMarket } from './decode.ts';
import { DepthBook } from './depth-book.ts';
import scenario from './fixtures/book-sync-scenario.json' with { type: 'json' };
import { parseLossless } from './lossless-json.ts';
import type { DepthSnapshot } from './wire.ts';

const instrument = instrumentId('BINANCE:BTCUSDT');
const readDiff = (frame: string | Buffer): BookDiff => {
  const event = decodeMarket(parseLossless(frame.toString()), {
    instrumentOf: () => instrument,
    now: () => epochMs(0),
  });
  if (event.kind !== 'book-diff') throw new Error(`not a change: ${frame}`);
  return event;
};
const plain = (levels: readonly string[][]) =>
  levels.map(([price, size]) => ({ price: String(Number(price)), size: String(Number(size)) }));
const texts = scenario.frames.map(({ text }) => text);
const snapshot = scenario.payload.snapshot as unknown as DepthSnapshot;
const change = (
  first: number,
  last: number,
  bids: string[][] = [],
  asks: string[][] = [],
  previous?: number,
) =>
  Buffer.from(
    JSON.stringify({
      e: 'depthUpdate',
      E: last,
      s: 'BTCUSDT',
      U: first,
      u: last,
      ...(previous === undefined ? {} : { pu: previous }),
      b: bids,
      a: asks,
    }),
  );

describe('the ids of a book', () => {
  test('O10: the documented scenario: one ignored, three laid in, a gap at the fifth', () => {
    const depth = new DepthBook('spot', 8, 8);
    expect(depth.begin(snapshot)).toBe(true);
    const seen: string[] = [];
    for (const text of texts) {
      const diff = readDiff(text);
      const placing = depth.place(diff.first, diff.last, diff.previous);
      seen.push(placing);
      if (placing === 'apply') expect(depth.apply(diff)).toBe(true);
    }
    expect(seen).toEqual(['ignore', 'apply', 'apply', 'apply', 'gap']);
    const { bids, asks } = scenario.expect.book_before_gap;
    expect([depth.book.top('bid', 9), depth.book.top('ask', 9), depth.last]).toEqual([
      plain(bids),
      plain(asks),
      scenario.expect.book_update_id_before_gap,
    ]);
  });

  test('O10: futures join the first change by its range and every later one by the id before', () => {
    const depth = new DepthBook('usd-m', 8, 8);
    depth.begin({ lastUpdateId: 100, bids: [], asks: [] });
    expect(depth.place(80, 99, 79)).toBe('ignore');
    expect(depth.place(101, 110, 100)).toBe('gap');
    expect(depth.place(95, 105, 94)).toBe('apply');
    depth.commit(105);
    expect(depth.place(106, 109, 104)).toBe('gap');
    expect(depth.place(108, 112, 105)).toBe('apply');
    depth.commit(112);
    expect(depth.place(108, 112, 105)).toBe('ignore');
  });
});

function stage(product: 'spot' | 'usd-m' = 'spot') {
  const world = createVirtualWorld();
  const asked: { resolve(found: DepthSnapshot): void; reject(error: Error): void }[] = [];
  const gaps: string[] = [];
  let changes = 0;
  const feed = new BookFeed(product, 8, 2, {
    ...world.parts,
    fetchSnapshot: () => new Promise((resolve, reject) => asked.push({ resolve, reject })),
    readDiff,
    onChange: () => {
      changes += 1;
    },
    onGap: (reason) => gaps.push(reason),
  });
  const hear = (frame: Buffer) => {
    const diff = readDiff(frame);
    if (!feed.takes(diff.first, diff.last, diff.previous, frame)) return;
    if (feed.depth.apply(diff)) feed.laidIn(diff.last, diff.time);
    else feed.isBroken();
  };
  const answer = async (found: DepthSnapshot) => {
    asked.at(-1)?.resolve(found);
    await world.settle();
  };
  return { world, asked, gaps, feed, hear, answer, changes: () => changes };
}

describe('a book that is kept in step', () => {
  test('O10: holds changes, asks for one snapshot, joins them and goes on', async () => {
    const { feed, hear, asked, answer, gaps } = stage();
    for (const text of texts.slice(0, 2)) hear(Buffer.from(text));
    expect([asked.length, feed.isLive]).toEqual([1, false]);
    await answer(snapshot);
    expect(feed.isLive).toBe(true);
    for (const text of texts.slice(2, 4)) hear(Buffer.from(text));
    expect(feed.depth.book.top('bid', 9)).toEqual(plain(scenario.expect.book_before_gap.bids));
    hear(Buffer.from(texts[4] ?? ''));
    expect([feed.isLive, gaps.length, feed.depth.book.bids.depth]).toEqual([false, 1, 0]);
  });

  test('O10: after a gap one attempt at a time, with a back-off, until a snapshot joins', async () => {
    const { feed, hear, asked, answer, world } = stage();
    hear(change(11, 12));
    await answer({ lastUpdateId: 12, bids: [['1', '1']], asks: [['2', '1']] });
    hear(change(20, 21));
    expect([feed.isLive, asked.length]).toEqual([false, 1]);
    await world.pass(2_000);
    expect(asked.length).toBe(2);
    hear(change(22, 23));
    await world.pass(60_000);
    expect(asked.length).toBe(2);
    await answer({ lastUpdateId: 15, bids: [], asks: [] });
    expect(feed.isLive).toBe(false);
    await world.pass(10_000);
    expect(asked.length).toBe(3);
    await answer({ lastUpdateId: 22, bids: [['1', '3']], asks: [['2', '1']] });
    expect([feed.isLive, feed.depth.last]).toEqual([true, 23]);
  });

  test('O10: crossed prices leave the book at once', async () => {
    const { feed, hear, answer, gaps } = stage();
    hear(change(11, 12));
    await answer({ lastUpdateId: 12, bids: [['1', '1']], asks: [['2', '1']] });
    hear(change(13, 13, [['2.5', '1']]));
    expect([feed.isLive, gaps]).toEqual([false, ['the best bid is not below the best ask']]);
  });

  test('takes finer steps than the market has now, as old orders stand on', async () => {
    const { feed, hear, answer } = stage();
    hear(change(11, 12));
    await answer({ lastUpdateId: 12, bids: [['1', '0.12345678']], asks: [['2', '1']] });
    expect([feed.isLive, feed.depth.book.top('bid', 1)]).toEqual([
      true,
      [{ price: '1', size: '0.12345678' }],
    ]);
  });

  test('W4: does not hold changes without end when no snapshot comes', async () => {
    const { hear, gaps, asked } = stage();
    for (let id = 1; id <= 2_500; id += 1) hear(change(id, id));
    expect(gaps).toEqual(['no snapshot came in time', 'no snapshot came in time']);
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  test('an interrupted stream empties the book and begins anew', async () => {
    const { feed, hear, answer, asked } = stage();
    hear(change(11, 12));
    await answer({ lastUpdateId: 12, bids: [['1', '1']], asks: [['2', '1']] });
    feed.interrupted();
    expect([feed.isLive, feed.depth.book.bids.depth]).toEqual([false, 0]);
    hear(change(50, 51));
    expect(asked.length).toBe(2);
    feed.stop();
    await answer({ lastUpdateId: 51, bids: [], asks: [] });
    expect(feed.isLive).toBe(false);
  });
});
