import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteScanner } from '../connection/scan.ts';
import { BookFeed } from './book-feed.ts';
import { decodeFrame, type Frame } from './decode.ts';
import { createFrameDecoder } from './decoder.ts';
import { expectedEvents } from './testing/expected-events.ts';
import { fixture, fixtureNames, receivedFrames } from './testing/fixture.ts';
import { createHotReader } from './testing/hot-reader.ts';
import { readTime, scanTime } from './venue-time.ts';

describe('recorded frames', () => {
  test.each(fixtureNames('ws-'))('%s comes to what is expected of it', (name) => {
    const decoder = createFrameDecoder();
    expect(receivedFrames(name).flatMap((text) => decoder.decode(text))).toEqual(expectedEvents[name]);
    expect(receivedFrames(name).flatMap((text) => decoder.decode(Buffer.from(text)))).toEqual(
      expectedEvents[name],
    );
  });

  test('the side of a trade is the taker’s, as the recording expects', () => {
    const { aggressor } = fixture('ws-market-trades').expect as { aggressor: string[] };
    const [frame] = receivedFrames('ws-market-trades').map(decodeFrame);
    expect(frame).toMatchObject({ kind: 'trades', trades: aggressor.map((side) => ({ side })) });
  });

  test('the book of the recording comes to what is expected of it', () => {
    const { bids, asks } = fixture('ws-level2-update').expect as Record<'bids' | 'asks', [string, string][]>;
    const feed = new BookFeed('BTC-USD', 2, 8);
    for (const text of receivedFrames('ws-level2-update')) {
      const frame = decodeFrame(text) as Frame & { kind: 'book' };
      for (const change of frame.changes) expect(feed.apply(change)).toBe('applied');
    }
    const numbers = (levels: [string, string][]) =>
      levels.map(([price, size]) => [Number(price), Number(size)]);
    const top = (side: 'bid' | 'ask') =>
      feed.book.top(side, 10).map(({ price, size }) => [Number(price), Number(size)]);
    expect([top('bid'), top('ask')]).toEqual([numbers(bids), numbers(asks)]);
  });

  test('every recorded trade and book frame is read from its bytes, to the same', () => {
    let hot = 0;
    for (const name of fixtureNames('ws-')) {
      for (const text of receivedFrames(name)) {
        const careful = decodeFrame(text);
        const read = createHotReader(['ETH-USDT', 'BTC-USD', 'BTC-PERP-INTX']).read(text);
        if (careful.kind !== 'trades' && careful.kind !== 'book') expect(read).toBeUndefined();
        else {
          hot += 1;
          expect(read).toEqual(createHotReader([]).slow(careful));
        }
      }
    }
    expect(hot).toBe(4);
  });
});

describe('reading from bytes', () => {
  const digits = (max: number) => fc.stringMatching(new RegExp(`^\\d{1,${max}}$`));
  const amount = fc
    .tuple(fc.integer({ min: 0, max: 10 ** 7 }), fc.option(digits(8)))
    .map(([whole, fraction]) => (fraction === null ? `${whole}` : `${whole}.${fraction}`));
  const time = fc
    .tuple(fc.integer({ min: 0, max: 4e12 }), fc.option(digits(9)))
    .map(
      ([ms, fraction]) =>
        `${new Date(ms).toISOString().slice(0, 19)}${fraction === null ? '' : `.${fraction}`}Z`,
    );
  const known = fc.constantFrom('BTC-USD', 'ETH-USDT', 'A-B');
  const trade = fc.record({
    product_id: known,
    trade_id: fc.integer({ min: 0, max: 2 ** 40 }).map(String),
    price: amount,
    size: amount,
    time,
    side: fc.constantFrom('BUY', 'SELL'),
  });
  const level = fc.record({
    side: fc.constantFrom('bid', 'offer'),
    event_time: time,
    price_level: amount,
    new_quantity: amount,
  });
  const events = (channel: string) =>
    channel === 'market_trades'
      ? fc.array(
          fc.record({
            type: fc.constantFrom('snapshot', 'update'),
            trades: fc.array(trade, { minLength: 1, maxLength: 4 }),
          }),
          { minLength: 1, maxLength: 3 },
        )
      : fc.array(
          fc.record({
            type: fc.constantFrom('snapshot', 'update'),
            product_id: known,
            updates: fc.array(level, { maxLength: 6 }),
          }),
          { minLength: 1, maxLength: 3 },
        );
  const frame = fc.constantFrom('market_trades', 'l2_data').chain((channel) =>
    fc.record({
      channel: fc.constant(channel),
      client_id: fc.constant(''),
      timestamp: time,
      sequence_num: fc.integer({ min: 0, max: 2 ** 45 }),
      events: events(channel),
    }),
  );
  const names = ['BTC-USD', 'ETH-USDT', 'A-B'];

  test('comes to the same as the careful decoder, for every frame of the known form', () => {
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 4 }), (messages) => {
        const hot = createHotReader(names);
        const slow = createHotReader(names);
        for (const message of messages) {
          const text = JSON.stringify(message);
          const careful = decodeFrame(text) as Frame & { kind: 'trades' | 'book' };
          expect(hot.read(text)).toEqual(slow.slow(careful));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('with any one byte changed, reads the same as the careful decoder or leaves it to that', () => {
    fc.assert(
      fc.property(frame, fc.nat(), fc.integer({ min: 0, max: 127 }), (message, place, byte) => {
        const bytes = Buffer.from(JSON.stringify(message));
        bytes[place % bytes.length] = byte;
        const text = bytes.toString('latin1');
        const read = createHotReader(names).read(text);
        if (read === undefined) return;
        const careful = decodeFrame(text);
        expect(['trades', 'book']).toContain(careful.kind);
        expect(read).toEqual(createHotReader(names).slow(careful as Frame & { kind: 'trades' | 'book' }));
      }),
      { numRuns: 3000 },
    );
  });

  test('times are read alike, and the years of “none” are no times', () => {
    const scanned = (text: string) => {
      const scanner = new ByteScanner();
      scanner.load(Buffer.from(`${text}"`));
      const read = scanTime(scanner);
      return scanner.isSound && scanner.isAtEnd ? read : undefined;
    };
    fc.assert(
      fc.property(time, (text) => {
        expect(scanned(text)).toBe(readTime(text));
      }),
    );
    fc.assert(
      fc.property(time, fc.nat(), fc.integer({ min: 32, max: 126 }), (text, place, byte) => {
        const bytes = Buffer.from(text);
        bytes[place % bytes.length] = byte;
        expect(scanned(bytes.toString())).toBe(readTime(bytes.toString()));
      }),
      { numRuns: 2000 },
    );
    expect(readTime('2024-10-04T07:13:31.158696693Z')).toBe(Date.UTC(2024, 9, 4, 7, 13, 31, 158));
    for (const none of [
      '0001-01-01T00:00:00Z',
      '2024-13-01T00:00:00Z',
      '2024-10-04 07:13:31Z',
      '',
      '2024-10-04T24:00:00Z',
    ])
      expect([readTime(none), scanned(none)]).toEqual([undefined, undefined]);
  });
});
