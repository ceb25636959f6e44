import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createVirtualWorld } from '../connection/testing/virtual-world.ts';
import { createFrameDecoder } from './frame-decoder.ts';

const folder = join(import.meta.dirname, 'fixtures');
const recorded = readdirSync(folder).flatMap((name) => {
  const { frames = [] } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
    frames?: { dir: string; text: string }[];
  };
  return frames
    .filter(({ dir }) => dir === 'recv')
    .map(({ text }, index) => ({ name: `${name} ${index + 1}`, text }));
});

describe('recorded frames', () => {
  test.each(recorded)('$name reads as it should', ({ name, text }) => {
    const file = join(import.meta.dirname, 'expected-frames', name.replace(/\.json (\d+)$/, '.$1.json'));
    const events: unknown = JSON.parse(JSON.stringify(createFrameDecoder().decode(text)));
    expect(events).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  test('come to what the recordings say they must', () => {
    const read = (name: string) => {
      const found = recorded.find((frame) => frame.name === `${name}.json 1`);
      return createFrameDecoder().decode(found?.text ?? '');
    };
    expect(read('ws-trade-recorded')).toEqual([
      {
        kind: 'trade',
        instrument: 'BINANCE:ETHUSDT',
        time: 1639351062243,
        price: 4149.74,
        size: 0.4387,
        side: 'sell',
      },
    ]);
    expect(read('user-execution-trade')[1]).toMatchObject({
      kind: 'fill',
      tradeId: '98765432',
      price: '2499.5',
      quantity: '0.5',
      fee: { amount: '0.0005', currency: 'ETH' },
      liquidity: 'maker',
    });
    expect(read('user-execution-trade')[0]).toMatchObject({
      kind: 'order',
      state: 'partial',
      averagePrice: '2499.5',
    });
  });

  test('W3: ids beyond 2^53 keep every digit', () => {
    const found = recorded.find(({ name }) => name === 'user-execution-trade.json 1');
    const text = (found?.text ?? '')
      .replace('"i":1234567890', '"i":9223372036854775807')
      .replace('"t":98765432', '"t":9007199254740993');
    expect(createFrameDecoder().decode(text)).toMatchObject([
      { venueOrderId: '9223372036854775807' },
      { venueOrderId: '9223372036854775807', tradeId: '9007199254740993' },
    ]);
  });

  test('a cancel under a name of its own is told under the order’s', () => {
    const found = recorded.find(({ name }) => name === 'user-execution-canceled.json 1');
    const text = (found?.text ?? '').replace('"C":""', '"C":"the-order"');
    expect(createFrameDecoder().decode(text)).toMatchObject([
      { clientOrderId: 'the-order', state: 'cancelled' },
    ]);
  });

  test('a word that is not known is not guessed', () => {
    const found = recorded.find(({ name }) => name === 'user-execution-new.json 1');
    const text = (found?.text ?? '').replace('"X":"NEW"', '"X":"SLEEPING"');
    expect(createFrameDecoder().decode(text)).toEqual([
      {
        kind: 'unknown',
        name: 'executionReport ETHBTC SLEEPING',
        reason: 'an order of ETHBTC with the status SLEEPING, which is not known',
      },
    ]);
  });
});

const isLong = process.env.TIDEMARK_LONG === '1';
const runs = isLong ? 50_000 : 3_000;

/** One damaged frame: cut, doubled, with bytes replaced, members swapped, numbers out of bounds, deep nesting. */
function damage(text: string, random: () => number): Buffer {
  const pick = (end: number) => Math.floor(random() * end);
  let bytes = Buffer.from(text);
  for (let count = 1 + pick(3); count > 0; count -= 1) {
    const at = pick(bytes.length + 1);
    const kinds = [
      () => bytes.subarray(0, at),
      () => Buffer.concat([bytes.subarray(0, at), Buffer.from([pick(256)]), bytes.subarray(at + 1)]),
      () => Buffer.concat([bytes, bytes.subarray(at)]),
      () => Buffer.from(bytes.toString('latin1').replace(/\d+/, '9'.repeat(1 + pick(400))), 'latin1'),
      () =>
        Buffer.from(
          bytes
            .toString('latin1')
            .replace(/"[^"]*"/, ['null', '{}', '[]', '-1e999', '""', 'true'][pick(6)] ?? ''),
          'latin1',
        ),
      () => Buffer.concat([bytes.subarray(0, at), Buffer.from('['.repeat(pick(2_000))), bytes.subarray(at)]),
      () => Buffer.concat([bytes.subarray(0, at), Buffer.from('\\u0000\\ud800'), bytes.subarray(at)]),
    ];
    bytes = Buffer.from(kinds[pick(kinds.length)]?.() ?? bytes);
  }
  return bytes;
}

const limitMs = 50;

/** The machine does other things too: what is slow is slow each time. */
function isSlow(decode: (frame: Buffer) => unknown, frame: Buffer): boolean {
  return [1, 2, 3].every(() => {
    const started = performance.now();
    decode(frame);
    return performance.now() - started > limitMs;
  });
}

function fuzz(decode: (frame: Buffer) => unknown): { throws: number; slow: number; read: number } {
  const { random } = createVirtualWorld({ seed: 7 }).parts;
  const found = { throws: 0, slow: 0, read: 0 };
  for (let run = 0; run < runs; run += 1) {
    const { text } = recorded[Math.floor(random() * recorded.length)] ?? { text: '' };
    const frame = damage(text, random);
    try {
      const started = performance.now();
      const events = decode(frame) as readonly { kind: string }[];
      if (performance.now() - started > limitMs && isSlow(decode, frame)) found.slow += 1;
      if (events.some(({ kind }) => kind !== 'unreadable' && kind !== 'unknown')) found.read += 1;
    } catch {
      found.throws += 1;
    }
  }
  return found;
}

describe(`${runs} malformed frames`, () => {
  test('W3: none throws, none takes longer than 50 ms', () => {
    const decoder = createFrameDecoder();
    const { throws, slow, read } = fuzz((frame) => decoder.decode(frame));
    expect([throws, slow]).toEqual([0, 0]);
    // Not all of them were beyond reading.
    expect(read).toBeGreaterThan(runs / 100);
  });

  test('the test would notice a decoder that throws', () => {
    expect(fuzz((frame) => [JSON.parse(frame.toString())]).throws).toBeGreaterThan(0);
  });
});
