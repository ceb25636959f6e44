import type { EpochMs } from './time.ts';

/** One bar. `time` is the moment it opens; volume is in the instrument's quantity (or as the source says). */
export interface Candle {
  readonly time: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Many bars as columns of equal length, oldest first. What storage, hub, frames and charts hand to each other. */
export interface CandleColumns {
  readonly length: number;
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

export const candleColumnNames = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

export function createCandleColumns(length: number): CandleColumns {
  const column = () => new Float64Array(length);
  return {
    length,
    time: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
}

export function candleAt(columns: CandleColumns, index: number): Candle {
  const at = (column: Float64Array): number => {
    const value = column[index];
    if (value === undefined) throw new RangeError(`bar ${index} of ${columns.length}`);
    return value;
  };
  return {
    time: at(columns.time) as EpochMs,
    open: at(columns.open),
    high: at(columns.high),
    low: at(columns.low),
    close: at(columns.close),
    volume: at(columns.volume),
  };
}

export function candleColumnsOf(candles: readonly Candle[]): CandleColumns {
  const columns = createCandleColumns(candles.length);
  for (const [index, candle] of candles.entries()) {
    for (const name of candleColumnNames) columns[name][index] = candle[name];
  }
  return columns;
}

export function candlesOf(columns: CandleColumns): Candle[] {
  return Array.from({ length: columns.length }, (_, index) => candleAt(columns, index));
}

/** A view (not a copy) of the bars from `start` up to, not including, `end`. */
export function sliceCandles(columns: CandleColumns, start: number, end: number): CandleColumns {
  const cut = (column: Float64Array) => column.subarray(start, end);
  const time = cut(columns.time);
  return {
    length: time.length,
    time,
    open: cut(columns.open),
    high: cut(columns.high),
    low: cut(columns.low),
    close: cut(columns.close),
    volume: cut(columns.volume),
  };
}

export function concatCandles(parts: readonly CandleColumns[]): CandleColumns {
  const whole = createCandleColumns(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    for (const name of candleColumnNames) whole[name].set(part[name], offset);
    offset += part.length;
  }
  return whole;
}

/** Index of the first bar whose time is not before `time`; `length` when all are. Times must ascend. */
export function firstBarAtOrAfter(columns: CandleColumns, time: number): number {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((columns.time[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Why a bar cannot be true, or undefined when it can. Volume may be zero, prices may be negative (spreads, oil). */
export function candleFault(candle: Candle): string | undefined {
  const { time, open, high, low, close, volume } = candle;
  for (const value of [time, open, high, low, close, volume]) {
    if (!Number.isFinite(value)) return 'a value is missing or not a number';
  }
  if (high < low) return `the high ${high} is below the low ${low}`;
  if (open > high || close > high) return `the high ${high} is below the open or close`;
  if (open < low || close < low) return `the low ${low} is above the open or close`;
  if (volume < 0) return `the volume ${volume} is negative`;
  return undefined;
}
