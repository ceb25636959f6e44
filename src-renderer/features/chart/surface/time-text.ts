import { epochMs } from '../../../../src-shared/domain/time.ts';
import { isIntraday, type Timeframe, timeframeParts } from '../../../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../../../src-shared/domain/trading-calendar.ts';
import { zoneOffsetMs } from '../../../../src-shared/domain/zone-time.ts';

/** What a label on the time axis stands for, from coarse to fine: the chart library's numbers. */
export const tickMark = { year: 0, month: 1, day: 2, time: 3, timeWithSeconds: 4 } as const;

/** Writes the times of one chart. Times are epoch ms; a zone moves only what is written, never the data. */
export interface TimeText {
  /** Under the crosshair: `Tue, 12 Mar 2024  14:35`. */
  full(time: number): string;
  axis(time: number, mark: number): string;
  /** Wall clock in the chart's zone, as if it were UTC: what day and hour boundaries are found with. */
  local(time: number): number;
  /** `14:35`, with seconds where bars are that short. */
  clock(time: number): string;
}

export function createTimeText(
  timeZone: string,
  frame: Timeframe,
  calendar: TradingCalendar | undefined,
  locale: string,
): TimeText {
  const local = isIntraday(frame) ? zonedClock(timeZone) : tradingDate(calendar);
  const make = (options: Intl.DateTimeFormatOptions) => {
    const writer = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hourCycle: 'h23', ...options });
    return (time: number) => writer.format(local(time));
  };
  const date = make({ weekday: 'short', day: '2-digit', month: 'short', year: 'numeric' });
  const minutes = make({ hour: '2-digit', minute: '2-digit' });
  const seconds = make({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const clock = timeframeParts(frame).unit === 's' ? seconds : minutes;
  const year = make({ year: 'numeric' });
  const month = make({ month: 'short' });
  const day = make({ day: 'numeric' });
  return {
    full: (time) => (isIntraday(frame) ? `${date(time)}  ${clock(time)}` : date(time)),
    axis: (time, mark) => {
      if (mark === tickMark.year) return year(time);
      if (mark === tickMark.month) return month(time);
      if (mark === tickMark.day) return day(time);
      return mark === tickMark.timeWithSeconds ? seconds(time) : minutes(time);
    },
    local,
    clock,
  };
}

/** Asking the zone data is slow and offsets change on hour boundaries, so one answer serves its hour. */
function zonedClock(timeZone: string): (time: number) => number {
  const hourMs = 3_600_000;
  const offsets = new Map<number, number>();
  return (time) => {
    if (timeZone === 'UTC') return time;
    const hour = Math.floor(time / hourMs);
    let offset = offsets.get(hour);
    if (offset === undefined) {
      if (offsets.size > 20_000) offsets.clear();
      offset = zoneOffsetMs(timeZone, epochMs(hour * hourMs));
      offsets.set(hour, offset);
    }
    return time + offset;
  };
}

/** A daily bar may open the evening before: it is named by its trading date. */
function tradingDate(calendar: TradingCalendar | undefined): (time: number) => number {
  if (calendar === undefined) return (time) => time;
  return (time) => {
    const day = calendar.dayOf(epochMs(time));
    return Date.UTC(day.year, day.month - 1, day.day);
  };
}
