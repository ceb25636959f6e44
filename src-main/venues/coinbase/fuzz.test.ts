import { expect, test } from 'vitest';
import type { FrameDecoder } from '../venue-kind.ts';
import { createFrameDecoder } from './decoder.ts';
import { fixtureNames, receivedFrames } from './testing/fixture.ts';
import { createHotReader } from './testing/hot-reader.ts';

const frames = process.env.TIDEMARK_LONG === '1' ? 50_000 : 3_000;
const longestMs = 50;
const seeds = fixtureNames('ws-').flatMap(receivedFrames);

/** Numbers in [0, 1), the same for the same seed (Mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A recorded frame with bytes changed, cut out, doubled or swapped, or values put in place of others. */
function malformed(next: () => number): string | Uint8Array {
  const below = (end: number) => Math.floor(next() * end);
  if (next() < 0.01) return '[{"events":'.repeat(20_000);
  if (next() < 0.03) return Buffer.from(Array.from({ length: below(400) }, () => below(256)));
  let text = seeds[below(seeds.length)] ?? '';
  const values = [
    'null',
    '""',
    '-1',
    '1e999',
    '[]',
    '{}',
    '"\\ud800"',
    '99999999999999999999',
    '"0001-01-01T00:00:00Z"',
    'true',
  ];
  if (next() < 0.5) {
    const places = [...text.matchAll(/:("[^"]*"|\d+)/g)];
    const place = places[below(places.length)];
    if (place?.[1] !== undefined) {
      text = `${text.slice(0, place.index + 1)}${values[below(values.length)]}${text.slice(place.index + place[0].length)}`;
    }
  }
  let bytes: Buffer = Buffer.from(text);
  for (let change = below(6); change > 0; change -= 1) {
    const at = below(bytes.length + 1);
    const kind = below(4);
    if (kind === 0 && at < bytes.length) bytes[at] = below(256);
    else if (kind === 1)
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + below(40)))]);
    else if (kind === 2) bytes = Buffer.concat([bytes, bytes.subarray(at)]);
    else bytes = Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
  }
  return next() < 0.7 ? bytes.toString('utf8') : bytes;
}

function fuzz(decode: (frame: string | Uint8Array) => readonly { readonly kind: string }[], count: number) {
  const next = seeded(20_261_001);
  const found = { throws: 0, slow: 0, events: 0, unreadable: 0 };
  const isSlow = (frame: string | Uint8Array) => {
    const started = performance.now();
    try {
      decode(frame);
    } catch {
      // Counted where it is decoded for the first time.
      return false;
    }
    return performance.now() - started > longestMs;
  };
  for (let index = 0; index < count; index += 1) {
    const frame = malformed(next);
    const started = performance.now();
    try {
      const events = decode(frame);
      found.events += events.length;
      found.unreadable += events.filter(({ kind }) => kind === 'unreadable').length;
      JSON.stringify(events);
    } catch {
      found.throws += 1;
    }
    // On a busy machine any frame may be interrupted; one that really is slow is so each time.
    const wasSlow = performance.now() - started > longestMs;
    if (wasSlow && isSlow(frame) && isSlow(frame)) found.slow += 1;
  }
  return found;
}

test(`W3: ${frames} malformed frames neither throw nor hang`, () => {
  const decoder: FrameDecoder = createFrameDecoder();
  const found = fuzz((frame) => decoder.decode(frame), frames);
  process.stdout.write(`coinbase fuzz of ${frames}: ${JSON.stringify(found)}\n`);
  expect([found.throws, found.slow]).toEqual([0, 0]);
  expect(found.events).toBeGreaterThan(frames / 2);
  expect(found.unreadable).toBeGreaterThan(frames / 10);
});

test(`W3: the same frames neither throw nor hang where they are read from their bytes`, () => {
  const reader = createHotReader(['BTC-USD', 'ETH-USDT', 'BTC-PERP-INTX']);
  const read = (frame: string | Uint8Array) => {
    const found = reader.read(typeof frame === 'string' ? frame : Buffer.from(frame).toString('latin1'));
    return found === undefined ? [] : [found];
  };
  const found = fuzz(read, frames);
  expect([found.throws, found.slow]).toEqual([0, 0]);
  expect(found.events).toBeGreaterThan(frames / 100);
});

test('the same frames are noticed by a decoder that trusts them (negative control)', () => {
  const trusting = (frame: string | Uint8Array) => {
    const { channel, events } = JSON.parse(frame.toString());
    return events.map((event: Record<string, { price: string }[]>) => ({
      kind: channel,
      first: event.trades?.[0]?.price.length,
    }));
  };
  expect(fuzz(trusting, 1_000).throws).toBeGreaterThan(100);
});
