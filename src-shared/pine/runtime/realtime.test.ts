import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile/compile.ts';
import { barsOf, minute, plotsOf, seriesOf, symbol } from '../compile/testing/run.ts';
import { scriptProgram } from '../compile/testing/script.ts';
import { type Bar, createInstance, type Instance } from './instance.ts';

/** Every kind of memory a script can have. */
const everything = `
type Point
    float x
    int n = 0
f(src) =>
    var float top = na
    top := na(top) or src > top ? src : top
    prior = top[1]
    [top, prior]
var count = 0
var Point p = Point.new(0)
var text = ""
count += 1
p.x += close
p.n += 1
if close > open
    p := Point.new(close, p.n)
    text += "u"
float last = na
if close > close[1]
    up = close
    last := up[1]
[top, prior] = f(close)
[low_top, low_prior] = f(-low)
total = 0.0
for i = 0 to 3
    total += nz(high[i])
average = ta.sma(close, 4)
plot(count, "count")
plot(p.x, "p.x")
plot(p.n, "p.n")
plot(str.length(text), "text")
plot(last, "last")
plot(top, "top")
plot(prior, "prior")
plot(low_top + low_prior, "lows")
plot(total, "total")
plot(average, "average")
plot((average - close)[1], "before")
`;

/** Feeds ticks of each bar, the last one closing it. */
function stream(instance: Instance, ticks: readonly (readonly number[])[], first: number): void {
  for (const [number, prices] of ticks.entries()) {
    const time = first + number * minute;
    let bar: Bar | undefined;
    for (const [index, price] of prices.entries()) {
      bar = {
        time,
        open: bar?.open ?? price,
        high: Math.max(bar?.high ?? price, price),
        low: Math.min(bar?.low ?? price, price),
        close: price,
        volume: (bar?.volume ?? 0) + 1,
      };
      instance.update(bar, index === prices.length - 1, time);
    }
  }
}

const price = fc.integer({ min: 1, max: 50 });
const ticksOfBars = fc.array(fc.array(price, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 20,
});

describe('realtime', () => {
  it('ends with what a fresh run over history gives, whatever the ticks were', () => {
    const compiled = compile(scriptProgram(everything));
    fc.assert(
      fc.property(fc.array(price, { minLength: 1, maxLength: 30 }), ticksOfBars, (history, ticks) => {
        const series = seriesOf(history);
        const streamed = createInstance(compiled, { series, now: 0 });
        streamed.runHistory();
        stream(streamed, ticks, (series.bars.time[history.length - 1] as number) + minute);
        const fresh = createInstance(compiled, { series: streamed.series, now: 0 });
        fresh.runHistory();
        expect(plotsOf(streamed)).toEqual(plotsOf(fresh));
      }),
      { numRuns: 200 },
    );
  });

  it('an open bar is run again from what the bar before it left', () => {
    const instance = started('var n = 0\nn += 1\nplot(n)', [1, 2]);
    tick(instance, 3);
    tick(instance, 4);
    expect(plotsOf(instance)[''] ?? []).toEqual([1, 2, 3]);
    expect(instance.committed).toBe(2);
  });

  it('varip variables and fields are not rolled back', () => {
    const instance = started(
      'type P\n    varip int a = 0\n    int b = 0\nvarip n = 0\nn += 1\nvar p = P.new()\np.a += 1\np.b += 1\nplot(n, "n")\nplot(p.a, "a")\nplot(p.b, "b")',
      [1, 2],
    );
    for (const close of [3, 4, 5]) tick(instance, close);
    expect(plotsOf(instance)).toEqual({ n: [1, 2, 5], a: [1, 2, 5], b: [1, 2, 3] });
  });

  it('a var that is first reached on an open bar is initialised again until the bar closes', () => {
    const instance = started('float r = na\nif close > 5\n    var x = close\n    r := x\nplot(r)', [1, 2]);
    tick(instance, 6);
    tick(instance, 7);
    tick(instance, 8, true);
    tick(instance, 9, true, 3);
    expect(Object.values(plotsOf(instance))[0]).toEqual([Number.NaN, Number.NaN, 8, 8]);
  });

  it('tells the states of bars', () => {
    const instance = started(
      'plot((barstate.isnew ? 1 : 0) + (barstate.isconfirmed ? 10 : 0) + (barstate.isrealtime ? 100 : 0) + (barstate.islast ? 1000 : 0) + (barstate.islastconfirmedhistory ? 10000 : 0))',
      [1, 2],
    );
    const states: (number | undefined)[] = [];
    const look = () => states.push(Object.values(plotsOf(instance))[0]?.at(-1));
    tick(instance, 3);
    look();
    tick(instance, 4);
    look();
    tick(instance, 5, true);
    look();
    expect(Object.values(plotsOf(instance))[0]?.slice(0, 2)).toEqual([11, 11011]);
    expect(states).toEqual([1101, 1100, 1110]);
  });

  it('a new bar closes the one before, if nobody said so', () => {
    const instance = started('var n = 0\nif barstate.isconfirmed\n    n += 1\nplot(n)', [1, 2]);
    tick(instance, 3);
    tick(instance, 4, false, 3);
    tick(instance, 5, false, 4);
    expect(Object.values(plotsOf(instance))[0]).toEqual([1, 2, 3, 4, 4]);
  });

  it('the newest stored bar may turn out to be open', () => {
    const instance = started('var n = 0\nn += 1\nplot(n * close)', [1, 2]);
    tick(instance, 10, false, 1);
    tick(instance, 20, true, 1);
    expect(Object.values(plotsOf(instance))[0]).toEqual([1, 40]);
  });

  it('strategies run when bars close unless they ask for each tick', () => {
    const body = 'varip n = 0\nn += 1\nplot(n)';
    const closing = started(`//@version=6\nstrategy("s")\n${body}`, [1, 2]);
    const ticking = started(`//@version=6\nstrategy("s", calc_on_every_tick = true)\n${body}`, [1, 2]);
    for (const instance of [closing, ticking]) {
      tick(instance, 3);
      tick(instance, 4);
      tick(instance, 5, true);
    }
    expect(Object.values(plotsOf(closing))[0]).toEqual([1, 2, 3]);
    expect(Object.values(plotsOf(ticking))[0]).toEqual([1, 2, 5]);
  });

  it('calc_bars_count runs the newest bars only', () => {
    const instance = started('//@version=6\nindicator("i", calc_bars_count = 2)\nplot(close)', [1, 2, 3, 4]);
    expect(Object.values(plotsOf(instance))[0]).toEqual([Number.NaN, Number.NaN, 3, 4]);
  });

  it('history can be run in pieces', () => {
    const program = compile(scriptProgram(everything));
    const series = seriesOf([5, 3, 8, 1, 9, 4, 7]);
    const whole = createInstance(program, { series, now: 0 });
    whole.runHistory();
    const pieces = createInstance(program, { series, now: 0 });
    expect([2, 3, 3, 7].map((until) => pieces.runHistory(until))).toEqual([2, 3, 3, 7]);
    expect(plotsOf(pieces)).toEqual(plotsOf(whole));
  });

  it('bars of others are never written to, and may be none', () => {
    const series = { symbol, timeframe: '1m', bars: barsOf([]) } as const;
    const instance = createInstance(compile(scriptProgram('plot(close)')), { series, now: 0 });
    instance.runHistory();
    for (let number = 0; number < 2000; number += 1) tick(instance, number, true, number);
    expect(series.bars.count).toBe(0);
    expect(Object.values(plotsOf(instance))[0]).toEqual(Array.from({ length: 2000 }, (_, number) => number));
  });
});

function started(text: string, closes: readonly number[]): Instance {
  const instance = createInstance(compile(scriptProgram(text)), { series: seriesOf(closes), now: 0 });
  instance.runHistory();
  return instance;
}

/** One price of the bar with a number; the first bar that history lacks if unsaid. */
function tick(instance: Instance, close: number, isConfirmed = false, bar = 2): void {
  const time = Date.UTC(2024, 0, 1) + bar * minute;
  instance.update({ time, open: close, high: close, low: close, close, volume: 1 }, isConfirmed, time);
}
