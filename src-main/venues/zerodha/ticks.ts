/*
 * The binary ticker: big-endian frames of packets, told apart by their length. Hot: one pass over the bytes, into one
 * object that is used again for every packet.
 */

/** The lowest byte of a token says which exchange's market it is. */
const segments = ['', 'nse', 'nfo', 'cds', 'bse', 'bfo', 'bcd', 'mcx', 'mcxsx', 'indices'] as const;
const currencySegment = 3;
const bseCurrencySegment = 6;
const indexSegment = 9;

export function segmentOf(token: number): string {
  return segments[token & 0xff] ?? '';
}

/** Prices on the wire are whole numbers of 1/divisor. */
export function divisorOf(token: number): number {
  const segment = token & 0xff;
  if (segment === currencySegment) return 10_000_000;
  return segment === bseCurrencySegment ? 10_000 : 100;
}

export type TickMode = 'ltp' | 'quote' | 'full';

/** Levels of the depth on each side. */
export const depthLevels = 5;
const rowBytes = 12;
const nothing = new DataView(new ArrayBuffer(2 * depthLevels * rowBytes));

/** One packet. Prices are whole numbers of 1/`divisor`; times are unix seconds, 0 where none is known. */
export class Tick {
  token = 0;
  mode: TickMode = 'ltp';
  /** Indices are not traded: they have no volume and no depth. */
  isIndex = false;
  divisor = 100;
  lastPrice = 0;
  lastQuantity = 0;
  averagePrice = 0;
  volume = 0;
  buyQuantity = 0;
  sellQuantity = 0;
  open = 0;
  high = 0;
  low = 0;
  /** Of the day before. */
  close = 0;
  /** Indices only; may be negative. */
  priceChange = 0;
  lastTradeTime = 0;
  openInterest = 0;
  openInterestHigh = 0;
  openInterestLow = 0;
  exchangeTime = 0;
  /** Where the depth stands in the frame; it is read only when somebody wants it. */
  view: DataView = nothing;
  depthStart = 0;

  /** Full mode of what is traded: five bids and then five asks, best first; a quantity of 0 is no level. */
  depthQuantity(level: number): number {
    return this.view.getUint32(this.depthStart + level * rowBytes);
  }

  depthPrice(level: number): number {
    return this.view.getUint32(this.depthStart + level * rowBytes + 4);
  }

  depthOrders(level: number): number {
    return this.view.getUint16(this.depthStart + level * rowBytes + 8);
  }
}

/**
 * Hands every packet of a frame to `take`, in `tick`, which holds good only during that call. A frame of less than two
 * bytes is a heartbeat; lengths that are not known are skipped, and what runs past the end is dropped.
 * @returns how many packets were read, and −1 when the frame ended inside a packet.
 */
export function readTicks(frame: Uint8Array, tick: Tick, take: (tick: Tick) => void): number {
  const size = frame.byteLength;
  if (size < 2) return 0;
  const view = new DataView(frame.buffer, frame.byteOffset, size);
  const count = view.getUint16(0);
  let read = 0;
  let at = 2;
  for (let index = 0; index < count; index += 1) {
    if (at + 2 > size) return -1;
    const length = view.getUint16(at);
    at += 2;
    if (at + length > size) return -1;
    if (readPacket(view, at, length, tick)) {
      read += 1;
      take(tick);
    }
    at += length;
  }
  return read;
}

function readPacket(view: DataView, at: number, length: number, tick: Tick): boolean {
  if (length === 184 || length === 44) {
    begin(view, at, tick, length === 184 ? 'full' : 'quote', false);
    tick.lastQuantity = view.getUint32(at + 8);
    tick.averagePrice = view.getUint32(at + 12);
    tick.volume = view.getUint32(at + 16);
    tick.buyQuantity = view.getUint32(at + 20);
    tick.sellQuantity = view.getUint32(at + 24);
    tick.open = view.getUint32(at + 28);
    tick.high = view.getUint32(at + 32);
    tick.low = view.getUint32(at + 36);
    tick.close = view.getUint32(at + 40);
    if (length === 44) return true;
    tick.lastTradeTime = view.getUint32(at + 44);
    tick.openInterest = view.getUint32(at + 48);
    tick.openInterestHigh = view.getUint32(at + 52);
    tick.openInterestLow = view.getUint32(at + 56);
    tick.exchangeTime = view.getUint32(at + 60);
    tick.view = view;
    tick.depthStart = at + 64;
    return true;
  }
  if (length === 8) {
    begin(view, at, tick, 'ltp', false);
    tick.isIndex = (tick.token & 0xff) === indexSegment;
    return true;
  }
  if (length === 28 || length === 32) {
    begin(view, at, tick, length === 32 ? 'full' : 'quote', true);
    tick.high = view.getUint32(at + 8);
    tick.low = view.getUint32(at + 12);
    tick.open = view.getUint32(at + 16);
    tick.close = view.getUint32(at + 20);
    tick.priceChange = view.getInt32(at + 24);
    if (length === 32) tick.exchangeTime = view.getUint32(at + 28);
    return true;
  }
  return false;
}

function begin(view: DataView, at: number, tick: Tick, mode: TickMode, isIndex: boolean): void {
  const token = view.getUint32(at);
  tick.token = token;
  tick.divisor = divisorOf(token);
  tick.mode = mode;
  tick.isIndex = isIndex;
  tick.lastPrice = view.getUint32(at + 4);
  // What a shorter packet does not say must not be left over from the one before.
  tick.lastTradeTime = 0;
  tick.exchangeTime = 0;
}
