import { epochMs } from '../../../domain/time.ts';
import { isIntraday } from '../../../domain/timeframe.ts';
import type { TradingDay } from '../../../domain/trading-calendar.ts';
import { zonedMoment } from '../../../domain/zone-time.ts';
import type { Context } from '../../runtime/context.ts';
import type { BuiltinVariable } from '../builtin.ts';

/** The trading day of the current bar, remembered. */
class DayMemory {
  day: TradingDay | undefined;
  lastClose = Number.NaN;

  seek(context: Context, time: number): TradingDay {
    const { day } = this;
    if (day !== undefined && time >= day.start && time < day.end) return day;
    const { calendar } = context.symbol;
    const found = calendar.dayOf(epochMs(time));
    const weekday = new Date(Date.UTC(found.year, found.month - 1, found.day)).getUTCDay();
    const hours = calendar.rules.hours[weekday]?.at(-1);
    this.day = found;
    this.lastClose =
      hours === undefined
        ? found.end
        : zonedMoment(calendar.rules.zone, found.year, found.month, found.day, hours[1]);
    return found;
  }
}

const memoryOf = (context: Context) => context.shared('trading-day', () => new DayMemory());

function isFirst(context: Context): boolean {
  const { bar, bars, timeframe } = context;
  if (bar === 0) return false;
  if (!isIntraday(timeframe)) return true;
  const day = memoryOf(context).seek(context, bars.time[bar] as number);
  return (bars.time[bar - 1] as number) < day.start;
}

function isLast(context: Context): boolean {
  const { bar, bars, timeframe } = context;
  if (!isIntraday(timeframe)) return true;
  const memory = memoryOf(context);
  memory.seek(context, bars.time[bar] as number);
  return context.closeTimeOf(bar) >= memory.lastClose;
}

function isOpen({ symbol, bars, bar }: Context): boolean {
  return symbol.calendar.isOpen(epochMs(bars.time[bar] as number));
}

function flag(name: string, documentation: string, read: (context: Context) => boolean): BuiltinVariable {
  return {
    kind: 'variable',
    name: `session.${name}`,
    type: 'series bool',
    documentation,
    implementation: { kind: 'context', read },
  };
}

/** Where a bar stands in its trading day. Charts show regular hours, so both forms of the first two answer the same. */
export const sessions: readonly BuiltinVariable[] = [
  flag('isfirstbar', 'True on the first bar of a trading day.', isFirst),
  flag('isfirstbar_regular', 'True on the first bar of a trading day’s regular hours.', isFirst),
  flag('islastbar', 'True on the last bar of a trading day, known beforehand from its hours.', isLast),
  flag('islastbar_regular', 'True on the last bar of a trading day’s regular hours.', isLast),
  flag('ismarket', 'True within regular hours.', isOpen),
  flag('ispremarket', 'True before regular hours; such bars are not charted here.', () => false),
  flag('ispostmarket', 'True after regular hours; such bars are not charted here.', () => false),
];
