import { expect, test } from 'vitest';
import type { FrameDecoder } from '../venue-kind.ts';
import { createFrameDecoder } from './decoder.ts';
import { fixtureNames, receivedFrames } from './testing/fixture.ts';

const isLong = process.env.TIDEMARK_LONG === '1';
const frames = isLong ? 50_000 : 3000;
const longestMs = 50;

const seeds = fixtureNames().flatMap((name) => [...receivedFrames(name)]);

/** Numbers in [0, 1), the same for the same seed (a 32-bit xorshift). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** A recorded frame with bytes changed, cut, doubled or moved; sometimes only noise, sometimes the wrong type. */
function malformed(next: () => number): string | Uint8Array {
  const below = (end: number) => Math.floor(next() * end);
  const seed = seeds[below(seeds.length)] as string | Uint8Array;
  let bytes: Buffer = Buffer.from(typeof seed === 'string' ? Buffer.from(seed) : seed);
  if (next() < 0.05) bytes = Buffer.from(Array.from({ length: below(300) }, () => below(256)));
  for (let change = below(8); change >= 0; change -= 1) {
    const at = below(bytes.length + 1);
    const kind = below(5);
    if (kind === 0 && at < bytes.length) bytes[at] = below(256);
    else if (kind === 1) bytes = bytes.subarray(0, at);
    else if (kind === 2) bytes = Buffer.concat([bytes, bytes.subarray(at)]);
    else if (kind === 3)
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at)]);
    else bytes = Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
  }
  if (next() < 0.01) return '['.repeat(60_000);
  const isText = typeof seed === 'string' ? next() < 0.95 : next() < 0.05;
  return isText ? bytes.toString('utf8') : bytes;
}

interface Findings {
  throws: number;
  slow: number;
  events: number;
  unreadable: number;
}

function fuzz(decoder: FrameDecoder, count: number): Findings {
  const next = random(20_260_401);
  const found: Findings = { throws: 0, slow: 0, events: 0, unreadable: 0 };
  for (let index = 0; index < count; index += 1) {
    const frame = malformed(next);
    const started = performance.now();
    try {
      for (const event of decoder.decode(frame)) {
        found.events += 1;
        if (event.kind === 'unreadable') found.unreadable += 1;
        JSON.stringify(event);
      }
    } catch {
      found.throws += 1;
      continue;
    }
    // A busy machine may take the processor away; a frame that hangs does so again.
    if (performance.now() - started > longestMs && quickest(decoder, frame) > longestMs) found.slow += 1;
  }
  return found;
}

function quickest(decoder: FrameDecoder, frame: string | Uint8Array): number {
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    decoder.decode(frame);
    return performance.now() - started;
  });
  return Math.min(...times);
}

test(`W3: ${frames} malformed frames neither throw nor hang`, () => {
  const found = fuzz(createFrameDecoder(), frames);
  process.stdout.write(`zerodha fuzz of ${frames}: ${JSON.stringify(found)}\n`);
  expect(found.throws).toBe(0);
  expect(found.slow).toBe(0);
  expect(found.events).toBeGreaterThan(frames / 2);
  expect(found.unreadable).toBeGreaterThan(0);
});

test('the same frames are noticed by a decoder that trusts them (negative control)', () => {
  const trusting: FrameDecoder = {
    decode: (frame) => {
      if (typeof frame === 'string') return [JSON.parse(frame)];
      const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
      return [{ kind: 'tick', token: view.getUint32(4), lastPrice: view.getUint32(8) }];
    },
  };
  expect(fuzz(trusting, 1000).throws).toBeGreaterThan(100);
});
