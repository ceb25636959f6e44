import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { ByteNames, ByteScanner } from '../connection/scan.ts';
import { decodeMarket } from './decode.ts';
import { DepthBook } from './depth-book.ts';
import { decodeHot } from './hot-decode.ts';
import { applyDepth, emptyHead, readDepthHead } from './hot-depth.ts';
import { parseLossless } from './lossless-json.ts';

const now = (): EpochMs => epochMs(1_700_000_000_000);
const instruments = new Map(
  ['BNBBTC', 'BTCUSDT', 'ETHUSDT', 'BNBUSDT'].map((symbol) => [symbol, instrumentId(`BINANCE:${symbol}`)]),
);
const markets = new ByteNames<{ readonly instrument: ReturnType<typeof instrumentId> }>();
for (const [symbol, instrument] of instruments) markets.set(symbol, { instrument });
const context = { instrumentOf: (symbol: string) => instruments.get(symbol), now };
const scanner = new ByteScanner();

function hot(text: string) {
  scanner.load(Buffer.from(text));
  return decodeHot(scanner, markets, now);
}

function careful(text: string) {
  let message: unknown;
  try {
    message = parseLossless(text);
  } catch {
    return { kind: 'unreadable' };
  }
  return decodeMarket(message, context);
}

const recorded = readdirSync(join(import.meta.dirname, 'fixtures'))
  .filter((name) => name.startsWith('ws-') || name === 'futures-depth-diff.json')
  .flatMap((name) => {
    const { frames } = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')) as {
      frames: { dir: string; text: string }[];
    };
    return frames.filter(({ dir }) => dir === 'recv').map(({ text }) => text);
  });

const number = fc.integer({ min: 0, max: 2 ** 53 - 1 });
const price = fc
  .tuple(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 10 ** 8 - 1 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(8, '0')}`);
const symbol = fc.constantFrom('BTCUSDT', 'BNBBTC', 'NOTOURS');
const levels = fc.array(fc.tuple(price, price), { maxLength: 6 });
const record = (model: Record<string, fc.Arbitrary<unknown>>) => fc.record(model, { noNullPrototype: true });

const trade = record({
  e: fc.constant('trade'),
  E: number,
  s: symbol,
  t: number,
  p: price,
  q: price,
  T: number,
  m: fc.boolean(),
  M: fc.boolean(),
});
const aggregate = record({
  e: fc.constant('aggTrade'),
  E: number,
  s: symbol,
  a: number,
  p: price,
  q: price,
  f: number,
  l: number,
  T: number,
  m: fc.boolean(),
});
const quote = record({ u: number, s: symbol, b: price, B: price, a: price, A: price });
const futuresQuote = record({
  e: fc.constant('bookTicker'),
  u: number,
  s: symbol,
  b: price,
  B: price,
  a: price,
  A: price,
  T: number,
  E: number,
});
const tradeId = fc.integer({ min: -1, max: 10 ** 9 });
const bar = record({
  e: fc.constant('kline'),
  E: number,
  s: symbol,
  k: record({
    t: number,
    T: number,
    s: symbol,
    i: fc.constantFrom('1s', '1m', '3d', '1d', '1M'),
    f: tradeId,
    L: tradeId,
    o: price,
    c: price,
    h: price,
    l: price,
    v: price,
    n: number,
    x: fc.boolean(),
    q: price,
    V: price,
    Q: price,
    B: price,
  }),
});
const ticker = record({
  e: fc.constant('24hrTicker'),
  E: number,
  s: symbol,
  p: price,
  P: price,
  w: price,
  x: price,
  c: price,
  Q: price,
  b: price,
  B: price,
  a: price,
  A: price,
  o: price,
  h: price,
  l: price,
  v: price,
  q: price,
  O: number,
  C: number,
  F: tradeId,
  L: tradeId,
  n: number,
});
const depth = record({
  e: fc.constant('depthUpdate'),
  E: number,
  s: symbol,
  U: number,
  u: number,
  b: levels,
  a: levels,
});

const frame = fc
  .tuple(fc.oneof(trade, aggregate, quote, futuresQuote, bar, ticker), fc.boolean())
  .map(([data, hasEnvelope]) => JSON.stringify(hasEnvelope ? { stream: 'a@b', data } : data));

/** Cuts, doubles or replaces some of a text. */
const damaged = (texts: fc.Arbitrary<string>) =>
  fc.tuple(texts, fc.nat(), fc.nat(8), fc.string({ maxLength: 4 })).map(([text, at, count, put]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + put + text.slice(start + count);
  });

describe('the hot decoder', () => {
  test.each(recorded)('reads %s as the careful one, or not at all', (text) => {
    const found = hot(text);
    if (found !== undefined) expect(found).toEqual(careful(text));
  });

  test('does read every recorded trade, quote, bar and ticker itself', () => {
    const names = ['trade', 'aggTrade', 'kline', '24hrTicker'];
    const own = recorded.filter(
      (text) => names.some((name) => text.includes(`{"e":"${name}"`)) || /(^|:){"u"/.test(text),
    );
    expect(own.length).toBeGreaterThanOrEqual(11);
    expect(own.filter((text) => hot(text) === undefined)).toEqual([]);
  });

  test('W3: comes to the same events as the careful decoder, on any frame', () => {
    fc.assert(
      fc.property(frame, (text) => {
        const found = hot(text);
        const isOurs = !text.includes('NOTOURS') && !text.includes('"3d"');
        if (isOurs) expect(found).toBeDefined();
        if (found !== undefined) expect(found).toEqual(careful(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('W3: reads a damaged frame as the careful decoder does, or not at all', () => {
    let read = 0;
    fc.assert(
      fc.property(damaged(frame), (text) => {
        const found = hot(text);
        if (found === undefined) return;
        read += 1;
        expect(found).toEqual(careful(text));
      }),
      { numRuns: 3000 },
    );
    // Not an empty exercise: some damage leaves a frame that can be read.
    expect(read).toBeGreaterThan(20);
  });

  test('O10: lays a change into a book as the careful way does', () => {
    const head = emptyHead<{ readonly instrument: ReturnType<typeof instrumentId> }>();
    fc.assert(
      fc.property(
        fc.oneof(
          depth.map((change) => JSON.stringify(change)),
          damaged(depth.map((change) => JSON.stringify(change))),
        ),
        (text) => {
          const [fast, slow] = [new DepthBook('spot', 8, 8), new DepthBook('spot', 8, 8)];
          scanner.load(Buffer.from(text));
          const isRead = readDepthHead(scanner, markets, head) && applyDepth(scanner, head.hasEnvelope, fast);
          if (!isRead) return;
          const event = careful(text);
          expect(event).toMatchObject({
            kind: 'book-diff',
            instrument: head.market?.instrument,
            time: head.time,
            first: head.first,
            last: head.last,
          });
          if (event.kind !== 'book-diff' || !('bids' in event)) return;
          expect(slow.apply(event)).toBe(true);
          for (const side of ['bid', 'ask'] as const) {
            expect(fast.book.top(side, 100)).toEqual(slow.book.top(side, 100));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
