import {
  type Candle,
  type CandleColumns,
  candleColumnsOf,
  candleFault,
} from '../../../src-shared/domain/candle.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { isRecord } from './decode-text.ts';
import { indianMoment } from './indian-time.ts';

/**
 * The bars of a history answer, oldest first, each time once. There may be thousands: read with the ordinary parser, since
 * candles are numbers in the domain, and checked by hand. A bar that cannot be true is left out.
 * @throws Failure `unavailable` when it is no such answer.
 */
export function readCandles(body: string): CandleColumns {
  const rows = candleRows(body);
  const bars: Candle[] = [];
  const midnights = new Map<string, number>();
  for (const row of rows) {
    if (!Array.isArray(row) || typeof row[0] !== 'string') continue;
    const time = barTime(row[0], midnights);
    const [, open, high, low, close, volume] = row as readonly number[];
    if (time === undefined) continue;
    const bar = { time: epochMs(time), open, high, low, close, volume } as Candle;
    if (![open, high, low, close, volume].every((value) => typeof value === 'number')) continue;
    if (candleFault(bar) === undefined) bars.push(bar);
  }
  const isAscending = bars.every((bar, index) => index === 0 || bar.time > (bars[index - 1] as Candle).time);
  return candleColumnsOf(isAscending ? bars : ascending(bars));
}

function candleRows(body: string): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    throw unreadable(error);
  }
  const data = isRecord(parsed) ? parsed.data : undefined;
  const rows = isRecord(data) ? data.candles : undefined;
  if (!Array.isArray(rows)) throw unreadable(undefined);
  return rows;
}

function unreadable(cause: unknown): Failure {
  return new Failure('unavailable', 'Zerodha’s answer about history cannot be read.', { cause });
}

/** `2017-12-15T09:15:00+0530`; the date is worked out once a day. */
function barTime(text: string, midnights: Map<string, number>): number | undefined {
  const date = text.slice(0, 10);
  let midnight = midnights.get(date);
  if (midnight === undefined) {
    midnight = indianMoment(`${date} 00:00:00`);
    if (midnight === undefined) return undefined;
    midnights.set(date, midnight);
  }
  if (text.length !== 24 || !text.endsWith('+0530') || text[10] !== 'T') return undefined;
  const [hours, minutes, seconds] = [text.slice(11, 13), text.slice(14, 16), text.slice(17, 19)].map(Number);
  const inDay = ((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return Number.isInteger(inDay) && inDay < 86_400 ? midnight + inDay * 1000 : undefined;
}

/** A bar that comes twice counts as it came last. */
function ascending(bars: readonly Candle[]): Candle[] {
  const byTime = new Map(bars.map((bar) => [bar.time, bar]));
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}
