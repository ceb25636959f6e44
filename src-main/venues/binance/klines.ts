import { z } from 'zod';
import { type CandleColumns, createCandleColumns } from '../../../src-shared/domain/candle.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import type { HistoryPage, HistoryRequest } from '../venue.ts';
import { decimal } from './wire.ts';

/** One bar: open time, open, high, low, close, volume, close time (the next open less a millisecond), and more. */
const row = z.tuple(
  [z.number().int(), decimal, decimal, decimal, decimal, decimal, z.number().int()],
  z.unknown(),
);
export const klineRows = z.array(row);
export type KlineRows = z.infer<typeof klineRows>;

/** Most bars that one question answers, for spot; futures would give 1,500. */
export const klinePage = 1_000;

/**
 * A page of history from the rows before its end. Binance also sends bars in which nothing was traded, with the price
 * before and no volume; they are kept as they are. `asOf` is venue time, and nothing later is let in.
 */
export function historyPage(
  rows: KlineRows,
  request: Pick<HistoryRequest, 'range'>,
  limit: number,
  asOf: EpochMs,
): HistoryPage {
  const { from, to } = request.range;
  const kept = rows.filter(([open]) => open >= from && open < to && open <= asOf);
  const first = rows[0]?.[0];
  // A full answer that begins inside the range may have more before it.
  const isCut = rows.length >= limit && first !== undefined && first > from;
  const last = kept.at(-1);
  return {
    candles: columnsOf(kept),
    ...(isCut ? { olderBefore: epochMs(first) } : {}),
    ...(last !== undefined && last[6] + 1 > asOf ? { formingFrom: epochMs(last[0]) } : {}),
    asOf,
  };
}

function columnsOf(rows: KlineRows): CandleColumns {
  const columns = createCandleColumns(rows.length);
  for (const [index, [time, open, high, low, close, volume]] of rows.entries()) {
    columns.time[index] = time;
    columns.open[index] = Number(open);
    columns.high[index] = Number(high);
    columns.low[index] = Number(low);
    columns.close[index] = Number(close);
    columns.volume[index] = Number(volume);
  }
  return columns;
}
