import { barSpan } from '../../../../src-shared/domain/bar-times.ts';
import { type Candle, candleFault } from '../../../../src-shared/domain/candle.ts';
import { type Grid, toGrid } from '../../../../src-shared/domain/price-grid.ts';
import { type EpochMs, epochMs } from '../../../../src-shared/domain/time.ts';
import { nominalMs, type Timeframe, timeframeParts } from '../../../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../../../src-shared/domain/trading-calendar.ts';
import type { WireMessages } from '../wire/codec.ts';
import { requestTimeBarReplayBarType as types } from '../wire/generated/enums.ts';

/*
 * Bars of the history plant. Seconds and minutes are stamped with the Unix second of their close; days and weeks with a
 * date, YYYYMMDD, that lies within them. Ours are stamped with the moment they open.
 */

/** How Rithmic names a bar length. */
export interface BarLength {
  readonly type: number;
  readonly period: number;
}

/** Lengths that Rithmic counts as we do, shortest first. Longer intraday ones are cut from days, which is done by us. */
export const timeframes: readonly Timeframe[] = [
  '1s',
  '5s',
  '10s',
  '15s',
  '30s',
  '1m',
  '2m',
  '3m',
  '5m',
  '10m',
  '15m',
  '30m',
  '1h',
  '1D',
  '1W',
];

const known = new Map<Timeframe, BarLength>(timeframes.map((frame) => [frame, lengthOf(frame)]));
const byLength = new Map<string, Timeframe>(
  [...known].map(([frame, { type, period }]) => [`${type} ${period}`, frame]),
);

function lengthOf(frame: Timeframe): BarLength {
  const { count, unit } = timeframeParts(frame);
  if (unit === 's') return { type: types.SECOND_BAR, period: count };
  if (unit === 'm') return { type: types.MINUTE_BAR, period: count };
  if (unit === 'h') return { type: types.MINUTE_BAR, period: count * 60 };
  return { type: unit === 'D' ? types.DAILY_BAR : types.WEEKLY_BAR, period: count };
}

/** Undefined for a length that Rithmic does not have. */
export function barLength(frame: Timeframe): BarLength | undefined {
  return known.get(frame);
}

/**
 * Which lengths a live bar may have: those of minutes tell it in seconds although minutes were asked for, so that `60` may be
 * a minute or, from a server that does it otherwise, an hour. The likelier one comes first.
 */
export function timeframesOfBar(type: number | undefined, period: string | undefined): readonly Timeframe[] {
  const count = Number(period);
  if (type === undefined || !Number.isInteger(count)) return [];
  const counts = type === types.MINUTE_BAR ? [count / 60, count] : [count];
  return counts.map((one) => byLength.get(`${type} ${one}`)).filter((frame) => frame !== undefined);
}

export function isByDate({ type }: BarLength): boolean {
  return type === types.DAILY_BAR || type === types.WEEKLY_BAR;
}

/** YYYYMMDD of the trading day that a moment belongs to. */
export function dateIndex(time: EpochMs, calendar: TradingCalendar): number {
  const { year, month, day } = calendar.dayOf(time);
  return year * 10_000 + month * 100 + day;
}

type BarFields = WireMessages['ResponseTimeBarReplay'] | WireMessages['TimeBar'];

/** A bar with the moment it opens; undefined for what cannot be one. */
export function readBar(
  fields: BarFields,
  frame: Timeframe,
  grid: Grid,
  calendar: TradingCalendar,
): Candle | undefined {
  const { marker, open_price, high_price, low_price, close_price, volume } = fields;
  if (marker === undefined || open_price === undefined || close_price === undefined) return undefined;
  const time = openTime(marker, frame, calendar);
  if (time === undefined) return undefined;
  const candle: Candle = {
    time,
    open: toGrid(grid, open_price),
    high: toGrid(grid, high_price ?? Math.max(open_price, close_price)),
    low: toGrid(grid, low_price ?? Math.min(open_price, close_price)),
    close: toGrid(grid, close_price),
    volume: Number(volume ?? 0n),
  };
  return candleFault(candle) === undefined ? candle : undefined;
}

function openTime(marker: number, frame: Timeframe, calendar: TradingCalendar): EpochMs | undefined {
  const length = known.get(frame);
  if (length === undefined || marker <= 0) return undefined;
  if (!isByDate(length)) return barSpan(frame, calendar, epochMs(marker * 1000 - nominalMs(frame))).start;
  const [year, month, day] = [Math.floor(marker / 10_000), Math.floor(marker / 100) % 100, marker % 100];
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const { start } = calendar.dayOfDate(year, month, day);
  return barSpan(frame, calendar, start).start;
}
