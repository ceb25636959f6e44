import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenId } from '../../../src-main/venues/zerodha/symbols.ts';
import { allWants, TickEvents } from '../../../src-main/venues/zerodha/tick-events.ts';
import { readTicks, Tick } from '../../../src-main/venues/zerodha/ticks.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import type { RunOptions } from '../comparison.ts';
import { compare, timed } from '../harness.ts';
import { random } from '../seeded.ts';

const frameCount = 20_000;
const packetBytes = 184;
const markets = 500;
const fixture = join(import.meta.dirname, '../../../src-main/venues/zerodha/fixtures/ticks-full.json');

/** Frames of one to eight full packets: the recorded one with another token, prices, volume, times and depth each. */
function seededFrames(): { readonly frames: readonly Buffer[]; readonly packets: number } {
  const next = random(7);
  const below = (end: number) => Math.floor(next() * end);
  const { frames: recorded } = JSON.parse(readFileSync(fixture, 'utf8')) as { frames: [{ hex: string }] };
  const packet = Buffer.from(recorded[0].hex, 'hex').subarray(4);
  let packets = 0;
  const frames = Array.from({ length: frameCount }, (_, index) => {
    const count = 1 + below(8);
    packets += count;
    const frame = Buffer.alloc(2 + count * (2 + packetBytes));
    frame.writeUInt16BE(count, 0);
    for (let place = 0; place < count; place += 1) {
      const at = 2 + place * (2 + packetBytes);
      frame.writeUInt16BE(packetBytes, at);
      packet.copy(frame, at + 2);
      frame.writeUInt32BE((1000 + below(markets)) * 256 + 1, at + 2);
      for (let field = 4; field < 44; field += 4) frame.writeUInt32BE(157_370 + below(5000), at + 2 + field);
      frame.writeUInt32BE(1_192_471 + index * 10 + place, at + 18);
      frame.writeUInt32BE(1_625_461_887 + (index >> 6), at + 46);
      frame.writeUInt32BE(1_625_461_887 + (index >> 6), at + 62);
      for (let row = 64; row < 184; row += 12) frame.writeUInt32BE(1 + below(900), at + 2 + row);
    }
    return frame;
  });
  return { frames, packets };
}

/** Binary ticks in full mode: every field of every packet. */
export async function run(options: RunOptions): Promise<void> {
  const { frames, packets } = seededFrames();
  const scale = 1e6 / packets;
  await compare(
    {
      name: 'decode.zerodha.full',
      unit: 'ns/packet',
      note: `${frameCount} frames with ${packets} packets of 184 bytes, every field read; beside: to quote, trade and book of five`,
      candidates: [
        { role: 'ours', label: 'readTicks', run: () => timed(scale, () => ours(frames)) },
        { role: 'limit', label: 'bare DataView walk', run: () => timed(scale, () => bareWalk(frames)) },
        {
          role: 'beside',
          label: 'to market events',
          isComparable: false,
          run: () => timed(scale, () => toEvents(frames)),
        },
      ],
      goals: [
        {
          text: 'within 2x of a bare DataView walk',
          isReached: ({ ours: cost, limit }) => cost <= 2 * limit,
        },
      ],
    },
    options,
  );
}

function ours(frames: readonly Buffer[]): Float64Array {
  const sums = new Float64Array(6);
  const tick = new Tick();
  let [token, prices, amounts, times, depth, count] = [0, 0, 0, 0, 0, 0];
  const take = (one: Tick) => {
    token += one.token;
    prices += one.lastPrice + one.averagePrice + one.open + one.high + one.low + one.close;
    amounts += one.lastQuantity + one.volume + one.buyQuantity + one.sellQuantity;
    amounts += one.openInterest + one.openInterestHigh + one.openInterestLow;
    times += one.lastTradeTime + one.exchangeTime;
    // Summed up here first: adding to the variable outside at each level makes a number on the heap each time, which the
    // bare walk does not, and which is no part of decoding.
    let levels = 0;
    for (let level = 0; level < 10; level += 1) {
      levels += one.depthQuantity(level) + one.depthPrice(level) + one.depthOrders(level);
    }
    depth += levels;
    count += 1;
  };
  for (const frame of frames) readTicks(frame, tick, take);
  sums.set([token, prices, amounts, times, depth, count]);
  return sums;
}

/** No modes, no lengths, no object: the offsets of a full packet and nothing else. */
function bareWalk(frames: readonly Buffer[]): Float64Array {
  const sums = new Float64Array(6);
  let [token, prices, amounts, times, depth, count] = [0, 0, 0, 0, 0, 0];
  for (const frame of frames) {
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
    const packets = view.getUint16(0);
    let at = 4;
    for (let index = 0; index < packets; index += 1) {
      token += view.getUint32(at);
      prices += view.getUint32(at + 4) + view.getUint32(at + 12);
      prices += view.getUint32(at + 28) + view.getUint32(at + 32);
      prices += view.getUint32(at + 36) + view.getUint32(at + 40);
      amounts += view.getUint32(at + 8) + view.getUint32(at + 16);
      amounts += view.getUint32(at + 20) + view.getUint32(at + 24);
      amounts += view.getUint32(at + 48) + view.getUint32(at + 52) + view.getUint32(at + 56);
      times += view.getUint32(at + 44) + view.getUint32(at + 60);
      for (let row = at + 64; row < at + packetBytes; row += 12) {
        depth += view.getUint32(row) + view.getUint32(row + 4) + view.getUint16(row + 8);
      }
      count += 1;
      at += packetBytes + 2;
    }
  }
  sums.set([token, prices, amounts, times, depth, count]);
  return sums;
}

/** What the application does with them: each market's quote, trade and book. */
function toEvents(frames: readonly Buffer[]): Float64Array {
  const tick = new Tick();
  const known = new Map<number, TickEvents>();
  let count = 0;
  for (const frame of frames) {
    const events: MarketEvent[] = [];
    readTicks(frame, tick, (one) => {
      let market = known.get(one.token);
      if (market === undefined) {
        market = new TickEvents(tokenId(one.token));
        known.set(one.token, market);
      }
      market.take(one, 1_625_461_887_500, allWants, events);
    });
    count += events.length;
  }
  return Float64Array.of(count);
}
