import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundled, unbundled } from './bundle.ts';
import { decodeFrame } from './decode.ts';
import { encodeBatch } from './encode.ts';
import { largestFrameBytes } from './layout.ts';
import { encodeScript } from './script-frame.ts';

const script = fc
  .record({
    channel: fc.nat(99),
    rows: fc.integer({ min: 1, max: 900 }),
    columns: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ channel, rows, columns }) =>
    encodeScript({
      channel,
      generation: 1,
      count: rows,
      time: Float64Array.from({ length: rows }, (_, index) => index),
      columns: Array.from({ length: columns }, () => new Float64Array(rows).fill(columns)),
      first: 0,
      end: rows,
    }),
  );
const empty = encodeBatch({ quotes: [], candles: [], trades: [] }, { sequence: 1, receivedAt: 0, sentAt: 0 });
const frames = fc.array(script, { maxLength: 40 }).map((all) => [...all.flat(), empty]);

test('frames come out as they went in, in their order, in messages no larger than a frame may be', () => {
  fc.assert(
    fc.property(frames, (given) => {
      const messages = bundled(given);
      for (const message of messages) expect(message.byteLength).toBeLessThanOrEqual(largestFrameBytes);
      const read = messages.flatMap((message) => unbundled(message));
      expect(read.map((frame) => Buffer.from(frame).toString('base64'))).toEqual(
        given.map((frame) => Buffer.from(frame).toString('base64')),
      );
      // Where they can be read without a copy.
      for (const frame of read) expect(frame.byteOffset % 8).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('ten scripts and a batch are one message, and a frame alone is itself', () => {
  const [one] = fc.sample(script, 1)[0] ?? [];
  if (one === undefined) throw new Error('no frame');
  expect(bundled([one])).toEqual([one]);
  expect(bundled([])).toEqual([]);
  expect(bundled(Array.from({ length: 11 }, () => empty))).toHaveLength(1);
});

test('W3: 6,000 damaged bundles are read or refused, and none throws', () => {
  let refused = 0;
  let damagedCount = 0;
  const [whole] = bundled(Array.from({ length: 11 }, () => empty));
  if (whole === undefined) throw new Error('no bundle');
  fc.assert(
    fc.property(
      fc.array(fc.record({ at: fc.nat(whole.byteLength - 1), value: fc.nat(255) }), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.nat(whole.byteLength),
      fc.boolean(),
      (changes, cut, isCut) => {
        const bytes = whole.slice(0, isCut ? cut : whole.byteLength);
        for (const { at, value } of changes) if (at < bytes.length) bytes[at] = value;
        damagedCount += 1;
        const found = unbundled(bytes);
        for (const frame of found) {
          expect(frame.buffer).toBe(bytes.buffer);
          if (decodeFrame(frame).kind === 'bad') refused += 1;
        }
      },
    ),
    { numRuns: 6000 },
  );
  expect(damagedCount).toBe(6000);
  expect(refused).toBeGreaterThan(2000);
});
