import { expect, test } from 'vitest';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { FrameDecoder } from '../venue-kind.ts';
import { CheckedBook } from './checked-book.ts';
import { decodeFrame } from './decode/frame.ts';
import { HotFrames } from './decode/hot.ts';
import { createFrameDecoder } from './decoder.ts';
import { instrumentIdOf } from './symbols.ts';
import { fixtureNames, receivedFrames } from './testing/fixture.ts';
import { seededRandom } from './testing/random.ts';

const isLong = process.env.TIDEMARK_LONG === '1';
const frames = isLong ? 50_000 : 3_000;
const longestMs = 50;
const seeds = fixtureNames().flatMap(receivedFrames);

/** A recorded frame with bytes changed, cut, doubled or moved; sometimes only noise, sometimes very deep. */
function malformed(next: () => number): string | Uint8Array {
  const below = (end: number) => Math.floor(next() * end);
  let bytes = Buffer.from(seeds[below(seeds.length)] ?? '');
  if (next() < 0.05) bytes = Buffer.from(Array.from({ length: below(300) }, () => below(256)));
  for (let change = below(8); change >= 0; change -= 1) {
    const at = below(bytes.length + 1);
    const kind = below(6);
    if (kind === 0 && at < bytes.length) bytes[at] = below(256);
    else if (kind === 1) bytes = bytes.subarray(0, at);
    else if (kind === 2) bytes = Buffer.concat([bytes, bytes.subarray(at)]);
    else if (kind === 3)
      bytes = Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from('"9e99{['.charAt(below(7))),
        bytes.subarray(at),
      ]);
    else if (kind === 4) bytes = Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
    else bytes = Buffer.from(bytes.toString().replace(/\d+/, '9'.repeat(below(400))));
  }
  if (next() < 0.01) return `{"channel":"trade","type":"update","data":${'['.repeat(60_000)}`;
  return next() < 0.5 ? bytes.toString('utf8') : bytes;
}

interface Findings {
  throws: number;
  slow: number;
  events: number;
  unreadable: number;
}

function fuzz(decoder: FrameDecoder, count: number): Findings {
  const next = seededRandom(20_260_925);
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
    if (performance.now() - started > longestMs && isSlow(decoder, frame)) found.slow += 1;
  }
  return found;
}

/** Slow each time, and not only because the machine did something else meanwhile. */
function isSlow(decoder: FrameDecoder, frame: string | Uint8Array): boolean {
  return [1, 2, 3].every(() => {
    const started = performance.now();
    decoder.decode(frame);
    return performance.now() - started > longestMs;
  });
}

/** As the market socket reads: fast first, then carefully, books applied. */
function streamDecoder(): FrameDecoder {
  const instrument = instrumentIdOf('BTC/USD');
  if (instrument === undefined) throw new Error('no id');
  const book = new CheckedBook(1, 8, 10);
  const hot = new HotFrames({ onEvent: () => undefined, onBook: () => undefined });
  hot.know('BTC/USD', { instrument, book });
  return {
    decode(frame) {
      const bytes = typeof frame === 'string' ? Buffer.from(frame) : Buffer.from(frame);
      if (hot.read(bytes)) return [];
      const events = decodeFrame(bytes.toString('utf8'), {
        instrumentOf: instrumentIdOf,
        now: () => 0 as EpochMs,
      });
      for (const event of events) {
        if (event.kind === 'book-snapshot' || event.kind === 'book-diff') book.apply(event);
      }
      return events.map((event) => ({ ...event }));
    },
  };
}

test(`W3: ${frames} malformed frames neither throw nor hang`, () => {
  for (const [name, decoder] of [
    ['inspector', createFrameDecoder()],
    ['stream', streamDecoder()],
  ] as const) {
    const found = fuzz(decoder, frames);
    process.stdout.write(`kraken ${name} fuzz of ${frames}: ${JSON.stringify(found)}\n`);
    expect([found.throws, found.slow]).toEqual([0, 0]);
    expect(found.events).toBeGreaterThan(frames / 2);
    expect(found.unreadable).toBeGreaterThan(frames / 4);
  }
});

test('a decoder that trusts its frames is caught (negative control)', () => {
  const trusting: FrameDecoder = { decode: (frame) => [JSON.parse(String(frame))] };
  expect(fuzz(trusting, 1_000).throws).toBeGreaterThan(100);
});
