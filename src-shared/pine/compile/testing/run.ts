import { calendarOf } from '../../../domain/calendars.ts';
import type { Timeframe } from '../../../domain/timeframe.ts';
import type { Program } from '../../check/program.ts';
import type { Bars, Series, SymbolFacts } from '../../runtime/bars.ts';
import { createInstance, type Instance, type InstanceOptions } from '../../runtime/instance.ts';
import { compile } from '../compile.ts';

export const symbol: SymbolFacts = {
  tickerId: 'TEST:ONE',
  description: 'One',
  type: 'crypto',
  currency: 'USD',
  baseCurrency: 'ONE',
  minimumTick: 0.01,
  pointValue: 1,
  timeZone: 'UTC',
  session: '24x7',
  calendar: calendarOf('crypto-24-7'),
};

export const minute = 60_000;

/** Bars whose closes are given; opens are the closes before. */
export function barsOf(closes: readonly number[], step = minute, first = Date.UTC(2024, 0, 1)): Bars {
  const column = (of: (close: number, index: number) => number) => Float64Array.from(closes, of);
  const openOf = (index: number) => closes[Math.max(0, index - 1)] as number;
  return {
    count: closes.length,
    time: column((_, index) => first + index * step),
    open: column((_, index) => openOf(index)),
    high: column((close, index) => Math.max(close, openOf(index)) + 1),
    low: column((close, index) => Math.min(close, openOf(index)) - 1),
    close: Float64Array.from(closes),
    volume: column((_, index) => index + 1),
  };
}

export function seriesOf(closes: readonly number[], timeframe: Timeframe = '1m', step = minute): Series {
  return { symbol, timeframe, bars: barsOf(closes, step) };
}

export function instanceOf(
  program: Program,
  series: Series,
  options: Partial<InstanceOptions> = {},
): Instance {
  return createInstance(compile(program), { series, now: 0, ...options });
}

/** Runs a program over history and gives its plots by title. */
export function run(
  program: Program,
  closes: readonly number[],
  options: Partial<InstanceOptions> = {},
): Record<string, number[]> {
  const instance = instanceOf(program, seriesOf(closes), options);
  instance.runHistory();
  return plotsOf(instance);
}

export function plotsOf(instance: Instance): Record<string, number[]> {
  const { count } = instance.series.bars;
  return Object.fromEntries(
    instance.outputs.plots.map((plot) => [plot.title, [...plot.column('value').values.subarray(0, count)]]),
  );
}
