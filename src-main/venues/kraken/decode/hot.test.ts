import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../../src-shared/domain/market-event.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { CheckedBook } from '../checked-book.ts';
import { instrumentIdOf } from '../symbols.ts';
import { fixtureNames, receivedFrames } from '../testing/fixture.ts';
import { seededRandom } from '../testing/random.ts';
import { decodeFrame } from './frame.ts';
import { HotFrames, type HotMarket } from './hot.ts';

const symbols = ['BTC/USD', 'ETH/BTC', 'X/Y'];
const context = {
  instrumentOf: (symbol: string) => (symbols.includes(symbol) ? instrumentIdOf(symbol) : undefined),
  now: () => 0 as EpochMs,
};

/** Undefined where the fast reading leaves the frame to the careful one. */
function fast(text: string): MarketEvent[] | undefined {
  const events: MarketEvent[] = [];
  const hot = new HotFrames({ onEvent: (event) => events.push(event), onBook: () => undefined });
  for (const symbol of symbols) {
    const instrument = instrumentIdOf(symbol);
    if (instrument !== undefined)
      hot.know(symbol, { instrument, book: new CheckedBook(1, 8, 10) } as HotMarket);
  }
  const isRead = hot.read(Buffer.from(text));
  if (!isRead) expect(events).toEqual([]);
  return isRead ? events : undefined;
}

/** What is streamed: the day's figures beside a quote are for the inspector alone. */
function careful(text: string) {
  return decodeFrame(text, context).filter(
    ({ kind, ...event }) =>
      kind !== 'ticker' && !('checksum' in event) && !('name' in event && event.name === 'heartbeat'),
  );
}

const hotFixtures = ['ws-trade', 'ws-ticker', 'ws-ohlc', 'ws-heartbeat', 'ws-book-update'];

test.each(hotFixtures)('reads the recorded %s fast, to the same events', (name) => {
  for (const text of receivedFrames(name)) expect(fast(text)).toEqual(careful(text));
});

test('leaves everything else that was recorded to the careful reading', () => {
  const others = fixtureNames().filter((name) => !hotFixtures.includes(name) && name !== 'ws-book-checksum');
  for (const text of others.flatMap(receivedFrames)) expect(fast(text), text).toBeUndefined();
});

const decimal = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 99_999_999 }), fc.stringMatching(/^(\.\d{1,10})?$/))
  .map(
    ([isNegative, whole, fraction]) =>
      `${isNegative && /[1-9]/.test(whole + fraction) ? '-' : ''}${whole}${fraction}`,
  );
const number = fc.oneof(
  { weight: 9, arbitrary: decimal },
  { weight: 1, arbitrary: fc.constantFrom('1.5e-05', '2E3', '0.00044780', '123456789012345678901') },
);
const time = fc
  .tuple(fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.stringMatching(/^\d{1,9}$/))
  .map(([ms, fraction]) => `${new Date(ms).toISOString().slice(0, 19)}.${fraction}Z`);
const symbol = fc.constantFrom(...symbols, 'NEW/USD');
const row = fc
  .tuple(
    symbol,
    fc.constantFrom('buy', 'sell', 'neither'),
    number,
    number,
    fc.constantFrom('market', 'limit', 'odd'),
    fc.nat(),
    time,
  )
  .map(
    ([name, side, price, size, type, id, at]) =>
      `{"symbol":"${name}","side":"${side}","price":${price},"qty":${size},"ord_type":"${type}","trade_id":${id},"timestamp":"${at}"}`,
  );
const tradeFrame = fc
  .array(row, { minLength: 1, maxLength: 4 })
  .map((rows) => `{"channel":"trade","type":"update","data":[${rows.join(',')}]}`);
const tickerFrame = fc
  .tuple(
    symbol,
    fc.array(number, { minLength: 11, maxLength: 11 }),
    time,
    fc.constantFrom('', ',"trades":17'),
  )
  .map(([name, values, at, trades]) => {
    const names = [
      'bid',
      'bid_qty',
      'ask',
      'ask_qty',
      'last',
      'volume',
      'vwap',
      'low',
      'high',
      'change',
      'change_pct',
    ];
    return `{"channel":"ticker","type":"update","data":[{"symbol":"${name}",${names.map((member, index) => `"${member}":${values[index]}`).join(',')}${trades},"timestamp":"${at}"}]}`;
  });
const candleFrame = fc
  .tuple(symbol, fc.array(number, { minLength: 6, maxLength: 6 }), fc.constantFrom(1, 5, 60, 7), time, time)
  .map(([name, [o, h, l, c, v, w], minutes, begin, end]) => {
    return `{"channel":"ohlc","type":"update","timestamp":"${end}","data":[{"symbol":"${name}","open":${o},"high":${h},"low":${l},"close":${c},"trades":3,"volume":${v},"vwap":${w},"interval_begin":"${begin}","interval":${minutes},"timestamp":"${end}"}]}`;
  });

test('both readings give the same events for any frame of a known shape', () => {
  let readFast = 0;
  fc.assert(
    fc.property(fc.oneof(tradeFrame, tickerFrame, candleFrame), (text) => {
      const events = fast(text);
      if (events === undefined) return;
      readFast += 1;
      expect(events).toEqual(careful(text));
    }),
    { numRuns: 2_000, seed: 4 },
  );
  expect(readFast).toBeGreaterThan(400);
});

test('a frame that is off by a byte is never read to something else', () => {
  const next = seededRandom(99);
  const below = (end: number) => Math.floor(next() * end);
  const seeds = ['ws-trade', 'ws-ticker', 'ws-ohlc'].flatMap(receivedFrames);
  let readFast = 0;
  for (let count = 0; count < 20_000; count += 1) {
    const seed = seeds[below(seeds.length)] ?? '';
    const at = below(seed.length);
    const character = String.fromCharCode(32 + below(95));
    const text =
      seed.slice(0, at) + (next() < 0.3 ? '' : character) + seed.slice(at + (next() < 0.5 ? 1 : 0));
    // A number with zeros in front is no JSON; fast reading takes it as the number it plainly is.
    if (/[:,]-?0\d|:-0\b/.test(text)) continue;
    const events = fast(text);
    if (events === undefined) continue;
    readFast += 1;
    expect(events, text).toEqual(careful(text));
  }
  expect(readFast).toBeGreaterThan(1_000);
});

test('times of another minute, day or none at all follow each other in one reader', () => {
  const frameAt = (at: string) =>
    `{"channel":"trade","type":"update","data":[{"symbol":"BTC/USD","side":"buy","price":1.5,"qty":2.5,"ord_type":"limit","trade_id":1,"timestamp":"${at}"}]}`;
  const times: number[] = [];
  const hot = new HotFrames({
    onEvent: (event) => times.push((event as { time: number }).time),
    onBook: () => undefined,
  });
  hot.know('BTC/USD', { instrument: 'KRAKEN:BTC/USD' as InstrumentId, book: undefined });
  const good = [
    '2026-09-25T17:48:24.880679Z',
    '2026-09-25T17:48:59.9Z',
    '2026-09-25T17:49:00.000Z',
    '2026-09-26T17:49:00.001Z',
    '2026-09-25T17:48:24.880Z',
    '2026-09-25T18:48:24.880Z',
  ];
  const bad = [
    '2026-13-25T17:48:24.1Z',
    '2026-09-25T24:48:24.1Z',
    '2026-09-25T17:48:60.1Z',
    '2026-09-25T17-48:24.1Z',
  ];
  for (const [index, at] of good.entries()) {
    expect(hot.read(Buffer.from(frameAt(at))), at).toBe(true);
    expect(times.at(-1)).toBe(Math.floor(Date.parse(at)));
    // What is no time is left to the careful reading, also when it comes again, and is forgotten.
    const wrong = frameAt(bad[index % bad.length] ?? '');
    expect([hot.read(Buffer.from(wrong)), hot.read(Buffer.from(wrong))]).toEqual([false, false]);
  }
  expect(times.length).toBe(good.length);
});
