import type { CandleColumns } from '../../../src-shared/domain/candle.ts';
import type { QuoteColumns, TickColumns, TradeColumns } from '../../../src-shared/domain/ticks.ts';

export type Column = Float64Array | Int8Array;

/** What a series holds. */
export type SeriesKind = 'candle' | 'quote' | 'trade';

/** Rows of any kind as columns in their stored order; the first is always the time. */
export type ColumnSet = readonly [time: Float64Array, ...rest: Column[]];

/** Bytes a value takes in each column, in stored order. */
export const columnWidths: Readonly<Record<SeriesKind, readonly (8 | 1)[]>> = {
  candle: [8, 8, 8, 8, 8, 8],
  quote: [8, 8, 8, 8, 8],
  trade: [8, 8, 8, 1],
};

export const columnNames: Readonly<Record<SeriesKind, readonly string[]>> = {
  candle: ['time', 'open', 'high', 'low', 'close', 'volume'],
  quote: ['time', 'bid', 'ask', 'bid size', 'ask size'],
  trade: ['time', 'price', 'size', 'side'],
};

/** Columns with undefined contents: whoever asks for them fills every row, and zeroing first costs as much as filling. */
export function blankColumns(kind: SeriesKind, length: number): ColumnSet {
  const [, ...rest] = columnWidths[kind];
  const floats = () => new Float64Array(Buffer.allocUnsafeSlow(length * 8).buffer);
  return [floats(), ...rest.map((width) => (width === 8 ? floats() : new Int8Array(length)))];
}

export function fromCandles({ time, open, high, low, close, volume }: CandleColumns): ColumnSet {
  return [time, open, high, low, close, volume];
}

export function toCandles(columns: ColumnSet): CandleColumns {
  const [time, open, high, low, close, volume] = columns as readonly Float64Array[] as FloatColumns;
  return { length: time.length, time, open, high, low, close, volume };
}

export function fromTicks(ticks: TickColumns): ColumnSet {
  if (ticks.kind === 'quote') return [ticks.time, ticks.bid, ticks.ask, ticks.bidSize, ticks.askSize];
  return [ticks.time, ticks.price, ticks.size, ticks.side];
}

export function toQuotes(columns: ColumnSet): QuoteColumns {
  const [time, bid, ask, bidSize, askSize] = columns as readonly Float64Array[] as FloatColumns;
  return { kind: 'quote', length: time.length, time, bid, ask, bidSize, askSize };
}

export function toTrades(columns: ColumnSet): TradeColumns {
  const [time, price, size] = columns as readonly Column[] as FloatColumns;
  return { kind: 'trade', length: time.length, time, price, size, side: columns[3] as Int8Array };
}

/** The columns of one kind always come from `blankColumns` of that kind, which decides their number and types. */
type FloatColumns = readonly [
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
];

/** Copies rows `start` up to `end` of one set into another at `at`. */
export function copyRows(from: ColumnSet, start: number, end: number, to: ColumnSet, at: number): void {
  for (let index = 0; index < from.length; index += 1) {
    (to[index] as Column).set((from[index] as Column).subarray(start, end), at);
  }
}

export function cutColumns(columns: ColumnSet, start: number, end: number): ColumnSet {
  const [time, ...rest] = columns;
  return [time.subarray(start, end), ...rest.map((column) => column.subarray(start, end))];
}

/** The buffers behind the columns, each once: what can be handed to another thread. */
export function buffersOf(columns: ColumnSet): ArrayBuffer[] {
  const buffers = columns.map((column) => column.buffer).filter((buffer) => buffer instanceof ArrayBuffer);
  return [...new Set(buffers)];
}

/** Index of the first row whose time is not before `time`. */
export function firstAtOrAfter(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
