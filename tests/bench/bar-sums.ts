import { type CandleColumns, candleColumnNames } from '../../src-shared/domain/candle.ts';

/** Row count and the sum of each column: what must agree when bars were stored, read or sent in different ways. */
export function sumsOfBars(bars: CandleColumns): number[] {
  return [bars.length, ...candleColumnNames.map((name) => sumOf(bars[name]))];
}

export function sumOf(column: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < column.length; index += 1) sum += column[index] as number;
  return sum;
}
