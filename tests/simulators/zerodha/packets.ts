import type { Amount } from '../exchange/decimal.ts';
import type { DepthRow, MarketState } from './board.ts';

/* The ticker's binary messages, big-endian: int16 count, then count × (int16 length, packet). */

export type Mode = 'ltp' | 'quote' | 'full';

/** Prices go as whole numbers, multiplied by this; the segment is the token's lowest byte. */
export function divisorOf(token: number): number {
  const segment = token & 0xff;
  if (segment === 3) return 10_000_000;
  return segment === 6 ? 10_000 : 100;
}

export const heartbeat = new Uint8Array([0]);

/** 8 bytes in mode ltp, 28 or 32 for an index, 44 in mode quote, 184 in mode full. */
export function packet(state: MarketState, mode: Mode, now: number): Buffer {
  const { token, isIndex } = state.listing;
  const price = (amount: Amount) => amount.times(divisorOf(token)).round().toNumber();
  const fields: number[] = [token, price(state.last)];
  if (mode !== 'ltp') {
    const { open, high, low, close } = state;
    if (isIndex) fields.push(...[high, low, open, close, state.last.minus(close)].map(price));
    else {
      const { lastQuantity, averagePrice, volume, buyQuantity, sellQuantity } = state;
      fields.push(
        lastQuantity.toNumber(),
        price(averagePrice),
        ...[volume, buyQuantity, sellQuantity].map((amount) => amount.toNumber()),
        ...[open, high, low, close].map(price),
      );
    }
  }
  if (mode === 'full') {
    if (isIndex) fields.push(seconds(now));
    else {
      const { openInterest } = state;
      fields.push(seconds(state.lastTradeAt ?? 0), openInterest, openInterest, openInterest, seconds(now));
    }
  }
  const head = Buffer.alloc(fields.length * 4);
  for (const [index, value] of fields.entries()) head.writeInt32BE(value | 0, index * 4);
  if (mode !== 'full' || isIndex) return head;
  return Buffer.concat([head, depth(state.bids, price), depth(state.asks, price)]);
}

/** Five rows; missing ones are zero. */
function depth(rows: DepthRow[], price: (amount: Amount) => number): Buffer {
  const bytes = Buffer.alloc(5 * 12);
  for (const [index, row] of rows.entries()) {
    bytes.writeInt32BE(row.quantity.toNumber() | 0, index * 12);
    bytes.writeInt32BE(price(row.price), index * 12 + 4);
    bytes.writeInt16BE(row.orders, index * 12 + 8);
  }
  return bytes;
}

export function frame(packets: Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(packets.length);
  return Buffer.concat([
    count,
    ...packets.flatMap((one) => {
      const length = Buffer.alloc(2);
      length.writeInt16BE(one.length);
      return [length, one];
    }),
  ]);
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}
