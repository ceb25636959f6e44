import { calendarOf } from '../../src-shared/domain/calendars.ts';
import { check } from '../../src-shared/pine/check/check.ts';
import { compile } from '../../src-shared/pine/compile/compile.ts';
import type { Series } from '../../src-shared/pine/runtime/bars.ts';
import type { Compiled } from '../../src-shared/pine/runtime/compiled.ts';
import { createInstance, type Instance } from '../../src-shared/pine/runtime/instance.ts';
import { parse } from '../../src-shared/pine/syntax/parse.ts';
import { seededBars } from './seeded.ts';

export interface BenchedScript {
  readonly name: string;
  readonly text: string;
  readonly plots: number;
}

export const twoAverages: BenchedScript = {
  name: 'sma',
  plots: 3,
  text: `//@version=6
indicator("Two averages")
fast = ta.sma(close, 9)
slow = ta.sma(close, 21)
plot(fast, "fast")
plot(slow, "slow")
plot(ta.cross(fast, slow) ? 1 : 0, "cross")
`,
};

export const fourIndicators: BenchedScript = {
  name: 'four',
  plots: 5,
  text: `//@version=6
indicator("Four indicators")
[macd, signal, histogram] = ta.macd(close, 12, 26, 9)
[middle, upper, lower] = ta.bb(close, 20, 2)
plot(ta.rsi(close, 14), "rsi")
plot(histogram, "histogram")
plot(upper, "upper")
plot(lower, "lower")
plot(ta.atr(14), "atr")
`,
};

export const supertrend: BenchedScript = {
  name: 'supertrend',
  plots: 2,
  text: `//@version=6
indicator("Supertrend by hand")
var average = 0.0
var lower = 0.0
var upper = 0.0
var trend = 1
range = bar_index == 0 ? high - low : math.max(high - low, math.abs(high - close[1]), math.abs(low - close[1]))
average := bar_index == 0 ? range : average + (range - average) / 10
middle = (high + low) / 2
below = middle - 3 * average
above = middle + 3 * average
wasLower = bar_index == 0 ? below : lower
wasUpper = bar_index == 0 ? above : upper
before = bar_index == 0 ? close : close[1]
lower := before > wasLower ? math.max(below, wasLower) : below
upper := before < wasUpper ? math.min(above, wasUpper) : above
if trend == -1 and close > wasUpper
    trend := 1
else if trend == 1 and close < wasLower
    trend := -1
plot(trend == 1 ? lower : upper, "line")
plot(trend, "trend")
`,
};

export function compiled(text: string): Compiled {
  const { program, diagnostics } = check(parse(text).script);
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return compile(program);
}

export function seededSeries(count: number): Series {
  const { time, open, high, low, close, volume } = seededBars(count);
  return {
    timeframe: '1m',
    bars: { count, time, open, high, low, close, volume },
    symbol: {
      tickerId: 'BENCH:ONE',
      description: 'One',
      type: 'crypto',
      currency: 'USD',
      baseCurrency: 'ONE',
      minimumTick: 0.01,
      pointValue: 1,
      timeZone: 'UTC',
      session: '24x7',
      calendar: calendarOf('crypto-24-7'),
    },
  };
}

export function runHistory(script: Compiled, series: Series): Instance {
  const instance = createInstance(script, { series, now: 0 });
  instance.runHistory();
  return instance;
}

/** All plots one behind the other, na as 0, for comparison. */
export function plotted(columns: readonly ArrayLike<number>[], count: number): Float64Array {
  const all = new Float64Array(columns.length * count);
  for (const [number, column] of columns.entries()) {
    for (let bar = 0; bar < count; bar += 1) {
      const value = column[bar] as number;
      all[number * count + bar] = Number.isNaN(value) ? 0 : value;
    }
  }
  return all;
}

export function columnsOf(instance: Instance): Float64Array[] {
  return instance.outputs.plots.map((plot) => plot.column('value').values);
}
