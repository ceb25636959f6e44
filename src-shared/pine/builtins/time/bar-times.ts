import { barSpan } from '../../../domain/bar-times.ts';
import { epochMs } from '../../../domain/time.ts';
import { isIntraday, type Timeframe } from '../../../domain/timeframe.ts';
import { zoneClock } from '../../../domain/zone-clock.ts';
import type { Context } from '../../runtime/context.ts';
import type { Builtin, BuiltinFunction, Site, Stateful } from '../builtin.ts';
import { isInHours, sessionHours } from './session-text.ts';
import { timeframeOfScript } from './timeframe-text.ts';

/** One bar of a timeframe, remembered because the bars of a chart ask for the same one many times. */
class SpanMemory {
  readonly #context: Context;
  readonly #timeframe: Timeframe;
  start = Number.POSITIVE_INFINITY;
  end = Number.NEGATIVE_INFINITY;

  constructor(context: Context, timeframe: Timeframe) {
    this.#context = context;
    this.#timeframe = timeframe;
  }

  /** Looks up the bar that holds the moment. */
  seek(time: number): void {
    if (time >= this.start && time < this.end) return;
    const span = barSpan(this.#timeframe, this.#context.symbol.calendar, epochMs(time));
    this.start = span.start;
    this.end = span.end;
  }
}

/** `time(…)` and `time_close(…)`: the edges of a bar of any timeframe, na outside of a session. Nothing but memory is kept. */
class BarTime implements Stateful {
  readonly #context: Context;
  readonly #isClose: boolean;
  readonly #hasZone: boolean;
  readonly #hasSession: boolean;
  #timeframeText: string | undefined;
  #memory: SpanMemory | undefined;

  constructor({ context, signature }: Site, isClose: boolean) {
    this.#context = context;
    this.#isClose = isClose;
    this.#hasZone = signature === 1;
    this.#hasSession = signature !== 2;
  }

  next(
    timeframe: string | null,
    second: string | number | null,
    third: string | number | null,
    fourth: number,
    fifth: number,
  ): number {
    if (!this.#hasSession) return this.#edge(timeframe, null, null, second as number, third as number);
    const session = second as string | null;
    const zone = this.#hasZone ? (third as string | null) : null;
    const barsBack = (this.#hasZone ? fourth : (third as number)) || 0;
    const spansBack = (this.#hasZone ? fifth : fourth) || 0;
    return this.#edge(timeframe, session, zone, barsBack, spansBack);
  }

  #edge(
    timeframe: string | null,
    session: string | null,
    zone: string | null,
    barsBack: number,
    spansBack: number,
  ): number {
    const context = this.#context;
    const time = timeOfBar(context, context.bar - barsBack);
    if (Number.isNaN(time)) return Number.NaN;
    if (session !== null && session !== '' && !this.#isInside(session, zone, time)) return Number.NaN;
    const memory = this.#memoryOf(timeframe ?? '');
    if (memory === undefined) {
      if (spansBack !== 0) return this.#chartEdge(context.bar - barsBack - spansBack);
      return this.#isClose ? this.#chartEdge(context.bar - barsBack) : time;
    }
    memory.seek(time);
    for (let back = 0; back < spansBack; back += 1) memory.seek(memory.start - 1);
    for (let ahead = 0; ahead > spansBack; ahead -= 1) memory.seek(memory.end);
    return this.#isClose ? memory.end : memory.start;
  }

  save(): void {
    // Memory only.
  }

  restore(): void {
    // Memory only.
  }

  #chartEdge(bar: number): number {
    if (!this.#isClose) return timeOfBar(this.#context, bar);
    return bar >= 0 && bar < this.#context.bars.count
      ? this.#context.endOf(bar)
      : timeOfBar(this.#context, bar + 1);
  }

  #isInside(session: string, zone: string | null, time: number): boolean {
    const context = this.#context;
    if (!isIntraday(context.timeframe)) return true;
    const hours = sessionHours(session, context.version);
    if (hours === undefined) {
      return context.fail(
        `“${session}” is not a session. Write hours like 0930-1600, with days like 0930-1600:23456.`,
      );
    }
    const text = zone === null || zone === '' ? context.symbol.timeZone : zone;
    const clock = zoneClock(text) ?? context.fail(`“${text}” is not a time zone.`);
    return isInHours(hours, clock.weekday(time), clock.minuteOfDay(time));
  }

  /** Undefined for the chart's own timeframe. */
  #memoryOf(text: string): SpanMemory | undefined {
    if (text === this.#timeframeText) return this.#memory;
    this.#timeframeText = text;
    const context = this.#context;
    const timeframe = text === '' ? context.timeframe : timeframeOfScript(text);
    if (timeframe === undefined)
      return context.fail(`“${text}” is not a timeframe. Write 60, 240, 1D or 1W.`);
    this.#memory = timeframe === context.timeframe ? undefined : new SpanMemory(context, timeframe);
    return this.#memory;
  }
}

/** Open of a bar by its number; of bars that are still to come, as they are expected. */
function timeOfBar({ bars, timeframe, symbol }: Context, bar: number): number {
  if (bar < 0) return Number.NaN;
  if (bar < bars.count) return bars.time[bar] as number;
  let time = bars.time[bars.count - 1] as number;
  for (let at = bars.count - 1; at < bar; at += 1)
    time = barSpan(timeframe, symbol.calendar, epochMs(time)).end;
  return time;
}

function barTime(name: 'time' | 'time_close', documentation: string): BuiltinFunction {
  return {
    kind: 'function',
    name,
    documentation,
    signatures: [
      '(timeframe: series string, session: series string = "", bars_back: series int = 0, timeframe_bars_back: series int = 0) series int',
      '(timeframe: series string, session: series string, timezone: series string, bars_back: series int = 0, timeframe_bars_back: series int = 0) series int',
      '(timeframe: series string, bars_back: series int, timeframe_bars_back: series int = 0) series int',
    ],
    implementation: { kind: 'state', create: (site) => new BarTime(site, name === 'time_close') },
  };
}

/** True on the first bar of each period of a timeframe, by the true bar before. */
class Change implements Stateful {
  readonly #context: Context;
  #text: string | undefined;
  #memory: SpanMemory | undefined;

  constructor({ context }: Site) {
    this.#context = context;
  }

  next(text: string | null): boolean {
    const { bar, bars } = this.#context;
    if (bar === 0) return false;
    if (text !== this.#text) {
      this.#text = text ?? '';
      const timeframe = this.#text === '' ? this.#context.timeframe : timeframeOfScript(this.#text);
      if (timeframe === undefined) {
        return this.#context.fail(`“${this.#text}” is not a timeframe. Write 60, 240, 1D or 1W.`);
      }
      this.#memory = new SpanMemory(this.#context, timeframe);
    }
    const memory = this.#memory as SpanMemory;
    memory.seek(bars.time[bar - 1] as number);
    return (bars.time[bar] as number) >= memory.end;
  }

  save(): void {
    // Memory only.
  }

  restore(): void {
    // Memory only.
  }
}

const timeframeChange: BuiltinFunction = {
  kind: 'function',
  name: 'timeframe.change',
  documentation: 'True on the first bar of each new period of a timeframe, and never on the oldest bar.',
  signatures: ['(timeframe: series string) series bool'],
  implementation: { kind: 'state', create: (site) => new Change(site) },
};

export const barTimes: readonly Builtin[] = [
  {
    kind: 'variable',
    name: 'time',
    type: 'series int',
    documentation: 'Open of the bar, in milliseconds UTC.',
    implementation: { kind: 'column', column: 'time' },
  },
  {
    kind: 'variable',
    name: 'time_close',
    type: 'series int',
    documentation: 'Close of the bar, in milliseconds UTC; of an open bar the expected one.',
    implementation: { kind: 'context', read: (context) => context.endOf(context.bar) },
  },
  {
    kind: 'variable',
    name: 'time_tradingday',
    type: 'series int',
    documentation: '00:00 UTC of the date of the trading day to which the bar belongs.',
    implementation: {
      kind: 'context',
      read: ({ symbol, bars, bar }) => {
        const day = symbol.calendar.dayOf(epochMs(bars.time[bar] as number));
        return Date.UTC(day.year, day.month - 1, day.day);
      },
    },
  },
  {
    kind: 'variable',
    name: 'last_bar_time',
    type: 'series int',
    documentation: 'Open of the newest bar, in milliseconds UTC.',
    implementation: { kind: 'context', read: ({ bars }) => bars.time[bars.count - 1] as number },
  },
  {
    kind: 'variable',
    name: 'timenow',
    type: 'series int',
    documentation: 'The time at which the script runs, in milliseconds UTC.',
    implementation: { kind: 'context', read: ({ now }) => now },
  },
  barTime(
    'time',
    'Open of the bar of a timeframe that holds this bar; na where this bar is outside of the session. An empty timeframe is the chart’s.',
  ),
  barTime(
    'time_close',
    'Close of the bar of a timeframe that holds this bar; na where this bar is outside of the session.',
  ),
  timeframeChange,
];
