import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { CheckedBook } from './checked-book.ts';
import { decodeFrame } from './decode/frame.ts';
import { HotFrames } from './decode/hot.ts';
import type { BookFrame } from './decode/market.ts';
import { instrumentIdOf } from './symbols.ts';
import { fixture, receivedFrames } from './testing/fixture.ts';
import { seededRandom } from './testing/random.ts';

const context = { instrumentOf: instrumentIdOf, now: () => 0 as EpochMs };

function carefully(text: string): BookFrame {
  const [event] = decodeFrame(text, context);
  if (event?.kind !== 'book-snapshot' && event?.kind !== 'book-diff') throw new Error(`no book: ${text}`);
  return event;
}

/** A book that is fed as the stream feeds it: fast where that can read the frame. */
function fedFast(depth: number) {
  const book = new CheckedBook(1, 8, depth);
  const market = { instrument: carefully(receivedFrames('ws-book-update')[0] ?? '').instrument, book };
  let isGood = true;
  let fast = 0;
  const hot = new HotFrames({
    onEvent: () => undefined,
    onBook(_market, good) {
      fast += 1;
      isGood = good;
    },
  });
  hot.know('BTC/USD', market);
  return {
    book,
    get fast() {
      return fast;
    },
    feed(text: string): boolean {
      return hot.read(Buffer.from(text)) ? isGood : book.apply(carefully(text));
    },
  };
}

test('the published checksum and the two derived ones match, read fast and read carefully', () => {
  const { expect: wanted } = fixture('ws-book-checksum') as unknown as {
    expect: { best_bid: string[]; best_ask: string[] };
  };
  const slow = new CheckedBook(1, 8, 10);
  const fast = fedFast(10);
  for (const text of receivedFrames('ws-book-checksum')) {
    expect(slow.apply(carefully(text))).toBe(true);
    expect(fast.feed(text)).toBe(true);
  }
  expect(fast.fast).toBe(2);
  for (const { book } of [slow, fast.book]) {
    expect([book.bids.depth, book.asks.depth]).toEqual([10, 10]);
    const [bid, ask] = [book.top('bid', 1)[0], book.top('ask', 1)[0]];
    expect([Number(bid?.price), Number(bid?.size)]).toEqual(wanted.best_bid.map(Number));
    expect([Number(ask?.price), Number(ask?.size)]).toEqual(wanted.best_ask.map(Number));
  }
});

test('O10: a checksum that does not match forgets the book until the next snapshot', () => {
  const [snapshot = '', update = '', next = ''] = receivedFrames('ws-book-checksum');
  for (const feed of [fedFast(10).feed]) {
    expect(feed(snapshot)).toBe(true);
    // One change was lost on the way.
    expect(feed(next)).toBe(false);
  }
  const { book, feed } = fedFast(10);
  feed(snapshot);
  feed(next);
  expect(book.isSynced).toBe(false);
  expect(feed(update)).toBe(true);
  expect(book.isSynced).toBe(false);
  expect(feed(snapshot)).toBe(true);
  expect([feed(update), book.isSynced]).toEqual([true, true]);
});

test('a change that is not exact on the market’s grid breaks the book rather than being rounded', () => {
  const [snapshot = ''] = receivedFrames('ws-book-checksum');
  const { feed } = fedFast(10);
  feed(snapshot);
  expect(
    feed(
      '{"channel":"book","type":"update","data":[{"symbol":"BTC/USD","bids":[{"price":45283.55,"qty":1.0}],"asks":[],"checksum":1,"timestamp":"2023-10-06T17:35:56.000000Z"}]}',
    ),
  ).toBe(false);
});

type Level = [price: number, size: number];

test('5,000 random changes at three depths keep the book and its checksum as a plain one has them', () => {
  for (const depth of [10, 25, 100]) {
    const next = seededRandom(depth);
    const below = (end: number) => Math.floor(next() * end);
    const sides: { bids: Level[]; asks: Level[] } = { bids: [], asks: [] };
    const put = (side: 'bids' | 'asks', price: number, size: number) => {
      const kept = sides[side].filter(([other]) => other !== price);
      if (size > 0) kept.push([price, size]);
      sides[side] = kept.toSorted(([a], [b]) => (side === 'bids' ? b - a : a - b));
    };
    const cut = () => {
      for (const side of ['bids', 'asks'] as const) sides[side] = sides[side].slice(0, depth);
    };
    const checksum = () =>
      crc32(
        [...sides.asks.slice(0, 10), ...sides.bids.slice(0, 10)]
          .map(([price, size]) => `${price}${size}`)
          .join(''),
      );
    const rows = (levels: readonly Level[]) =>
      levels
        .map(([price, size]) => `{"price":${(price / 10).toFixed(1)},"qty":${(size / 1e8).toFixed(8)}}`)
        .join(',');
    const frame = (type: string, bids: readonly Level[], asks: readonly Level[], sum = checksum()) =>
      `{"channel":"book","type":"${type}","data":[{"symbol":"BTC/USD","bids":[${rows(bids)}],"asks":[${rows(asks)}],"checksum":${sum},"timestamp":"2026-01-05T10:00:00.000001Z"}]}`;
    for (let level = 0; level < depth; level += 1) {
      put('bids', 450_000 - 3 * level, 1 + below(5_000_000_000));
      put('asks', 450_003 + 3 * level, 1 + below(5_000_000_000));
    }
    const fast = fedFast(depth);
    const slow = new CheckedBook(1, 8, depth);
    expect(fast.feed(frame('snapshot', sides.bids, sides.asks))).toBe(true);
    slow.apply(carefully(frame('snapshot', sides.bids, sides.asks)));
    for (let count = 0; count < 5_000 / 3; count += 1) {
      const changes: { bids: Level[]; asks: Level[] } = { bids: [], asks: [] };
      for (let change = 1 + below(4); change > 0; change -= 1) {
        const side = next() < 0.5 ? 'bids' : 'asks';
        const [known] = sides[side][below(sides[side].length)] ?? [0];
        const isRemoval = sides[side].length > 4 && next() < 0.3;
        const price = isRemoval || next() < 0.4 ? known : known + below(7) - 3;
        if (side === 'bids' ? price >= (sides.asks[0]?.[0] ?? 0) : price <= (sides.bids[0]?.[0] ?? 0))
          continue;
        const size = isRemoval ? 0 : 1 + below(5_000_000_000);
        put(side, price, size);
        changes[side].push([price, size]);
      }
      cut();
      const text = frame('update', changes.bids, changes.asks);
      expect(fast.feed(text), text).toBe(true);
      expect(slow.apply(carefully(text))).toBe(true);
      // Negative control: another number is noticed.
      if (count % 500 === 7)
        expect(
          new CheckedBook(1, 8, depth).apply(
            carefully(frame('snapshot', sides.bids, sides.asks, (checksum() ^ 1) >>> 0)),
          ),
        ).toBe(false);
    }
    expect(fast.fast).toBeGreaterThan(1600);
    expect(fast.book.book.top('bid', depth)).toEqual(slow.book.top('bid', depth));
    expect(fast.book.book.top('ask', depth)).toEqual(slow.book.top('ask', depth));
    expect(fast.book.book.top('bid', 1)[0]?.price).toBe(String((sides.bids[0]?.[0] ?? 0) / 10));
  }
});
