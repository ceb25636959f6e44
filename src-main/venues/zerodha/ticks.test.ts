import fc from 'fast-check';
import { expect, test } from 'vitest';
import { depthLevels, divisorOf, readTicks, segmentOf, Tick } from './ticks.ts';

/** The documented layouts as tables: where each field stands. Everything is 32 bits, big-endian. */
const quoteFields = {
  token: 0,
  lastPrice: 4,
  lastQuantity: 8,
  averagePrice: 12,
  volume: 16,
  buyQuantity: 20,
  sellQuantity: 24,
  open: 28,
  high: 32,
  low: 36,
  close: 40,
} as const;
const fullFields = {
  ...quoteFields,
  lastTradeTime: 44,
  openInterest: 48,
  openInterestHigh: 52,
  openInterestLow: 56,
  exchangeTime: 60,
} as const;
const indexFields = {
  token: 0,
  lastPrice: 4,
  high: 8,
  low: 12,
  open: 16,
  close: 20,
  priceChange: 24,
} as const;
const layouts: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  8: { token: 0, lastPrice: 4 },
  28: indexFields,
  32: { ...indexFields, exchangeTime: 28 },
  44: quoteFields,
  184: fullFields,
};
const modes: Readonly<Record<number, string>> = {
  8: 'ltp',
  28: 'quote',
  32: 'full',
  44: 'quote',
  184: 'full',
};

/** What a packet says, looked up in the table. */
function byTable(packet: Buffer): Record<string, unknown> | undefined {
  const layout = layouts[packet.length];
  if (layout === undefined) return undefined;
  const said: Record<string, unknown> = { mode: modes[packet.length] };
  for (const [name, at] of Object.entries(layout)) {
    said[name] = name === 'priceChange' ? packet.readInt32BE(at) : packet.readUInt32BE(at);
  }
  if (packet.length === 184) {
    said.depth = Array.from({ length: 2 * depthLevels }, (_, level) => {
      const at = 64 + level * 12;
      return [packet.readUInt32BE(at), packet.readUInt32BE(at + 4), packet.readUInt16BE(at + 8)];
    });
  }
  return said;
}

function bySight(tick: Tick, length: number): Record<string, unknown> {
  const said: Record<string, unknown> = { mode: tick.mode };
  for (const name of Object.keys(layouts[length] ?? {})) said[name] = tick[name as keyof Tick];
  if (length === 184) {
    said.depth = Array.from({ length: 2 * depthLevels }, (_, level) => [
      tick.depthQuantity(level),
      tick.depthPrice(level),
      tick.depthOrders(level),
    ]);
  }
  return said;
}

function frameOf(packets: readonly Buffer[]): Buffer {
  const parts = packets.flatMap((packet) => [
    Buffer.from([packet.length >> 8, packet.length & 0xff]),
    packet,
  ]);
  return Buffer.concat([Buffer.from([packets.length >> 8, packets.length & 0xff]), ...parts]);
}

const packet = fc
  .constantFrom(8, 28, 32, 44, 184, 0, 12, 200)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
  .map((bytes) => Buffer.from(bytes));

test('every packet says what the documented table says, unknown lengths are skipped', () => {
  const tick = new Tick();
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 8 }), (packets) => {
      const found: unknown[] = [];
      const known = packets.filter(({ length }) => layouts[length] !== undefined);
      const read = readTicks(frameOf(packets), tick, (one) => {
        found.push(bySight(one, known[found.length]?.length ?? 0));
      });
      expect(read).toBe(known.length);
      expect(found).toEqual(known.map(byTable));
    }),
    { numRuns: 1000 },
  );
});

test('a frame that ends early gives what was whole and says so', () => {
  const tick = new Tick();
  fc.assert(
    fc.property(fc.array(packet, { minLength: 1, maxLength: 5 }), fc.nat(), (packets, cut) => {
      const whole = frameOf(packets);
      const part = whole.subarray(0, 2 + (cut % (whole.length - 2)));
      let taken = 0;
      const read = readTicks(part, tick, () => {
        taken += 1;
      });
      expect(read).toBe(-1);
      expect(taken).toBeLessThanOrEqual(packets.length);
    }),
  );
});

test('a frame inside a larger buffer is read at its own place', () => {
  const frame = Buffer.from('0001000800063a0100026683', 'hex');
  const inside = Buffer.concat([Buffer.alloc(7, 255), frame, Buffer.alloc(3, 255)]).subarray(7, 19);
  const prices: number[] = [];
  readTicks(inside, new Tick(), ({ lastPrice }) => prices.push(lastPrice));
  expect(prices).toEqual([157_315]);
});

test('the token names its exchange and the size of its prices', () => {
  const tokens = [408_065, 412_675, 6, 256_265, 58_424_839, 0];
  expect(tokens.map(segmentOf)).toEqual(['nse', 'cds', 'bcd', 'indices', 'mcx', '']);
  expect(tokens.map(divisorOf)).toEqual([100, 10_000_000, 10_000, 100, 100, 100]);
});
