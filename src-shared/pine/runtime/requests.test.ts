import { describe, expect, it } from 'vitest';
import type { Timeframe } from '../../domain/timeframe.ts';
import { compile } from '../compile/compile.ts';
import { barsOf, minute, plotsOf, seriesOf, symbol } from '../compile/testing/run.ts';
import { scriptProgram } from '../compile/testing/script.ts';
import type { Series } from './bars.ts';
import { createInstance, type Instance } from './instance.ts';
import type { RequestedData } from './requests.ts';

const na = Number.NaN;
const first = Date.UTC(2024, 0, 1);
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

function started(text: string, closes: readonly number[], requests?: RequestedData): Instance {
  const instance = createInstance(compile(scriptProgram(text)), {
    series: seriesOf(closes),
    now: 0,
    ...(requests === undefined ? {} : { requests }),
  });
  instance.runHistory();
  return instance;
}

function plots(text: string, requests?: RequestedData): Record<string, number[]> {
  return plotsOf(started(text, ten, requests));
}

function only(text: string, requests?: RequestedData): number[] | undefined {
  return Object.values(plots(text, requests))[0];
}

function other(closes: readonly number[], timeframe: Timeframe = '1m', step = minute, from = first): Series {
  return { symbol: { ...symbol, tickerId: 'TEST:TWO' }, timeframe, bars: barsOf(closes, step, from) };
}

const security = (rest: string) => `plot(request.security(syminfo.tickerid, ${rest}))`;

describe('request.security', () => {
  it('of a longer timeframe gives the last closed bar, on the bar that closes it', () => {
    expect(only(security('"5", close'))).toEqual([na, na, na, na, 5, 5, 5, 5, 5, 10]);
  });

  it('looking ahead gives the whole period’s value from its beginning', () => {
    expect(only(security('"5", close, lookahead = barmerge.lookahead_on'))).toEqual([
      5, 5, 5, 5, 5, 10, 10, 10, 10, 10,
    ]);
    expect(only(security('"5", close[1], lookahead = barmerge.lookahead_on'))).toEqual([
      na,
      na,
      na,
      na,
      na,
      5,
      5,
      5,
      5,
      5,
    ]);
  });

  it('with gaps gives a value only where a new one arrives', () => {
    expect(only(security('"5", close, gaps = barmerge.gaps_on'))).toEqual([
      na,
      na,
      na,
      na,
      5,
      na,
      na,
      na,
      na,
      10,
    ]);
    expect(only(security('"5", close, gaps = barmerge.gaps_on, lookahead = barmerge.lookahead_on'))).toEqual([
      5,
      na,
      na,
      na,
      na,
      10,
      na,
      na,
      na,
      na,
    ]);
  });

  it('of the chart’s own timeframe is the chart’s own bar', () => {
    expect(only(security('timeframe.period, close * 2'))).toEqual(ten.map((close) => close * 2));
    expect(only(security('"", close[1]'))).toEqual([na, ...ten.slice(0, -1)]);
  });

  it('of a shorter timeframe gives the last of the bars inside, or the first', () => {
    const halves = other(
      Array.from({ length: 20 }, (_, index) => index + 1),
      '30s',
      minute / 2,
    );
    const requests = { series: () => halves };
    expect(only('plot(request.security("TEST:TWO", "30S", close))', requests)).toEqual([
      2, 4, 6, 8, 10, 12, 14, 16, 18, 20,
    ]);
    expect(
      only('plot(request.security("TEST:TWO", "30S", close, lookahead = barmerge.lookahead_on))', requests),
    ).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
  });

  it('of another symbol whose bars are missing in places repeats the last one', () => {
    const two = other([10, 20, 30]);
    const times = Float64Array.from([0, 1, 6], (bar) => first + bar * minute);
    const series = { ...two, bars: { ...two.bars, time: times } };
    expect(only('plot(request.security("TEST:TWO", "1", close))', { series: () => series })).toEqual([
      10, 20, 20, 20, 20, 20, 30, 30, 30, 30,
    ]);
  });

  it('runs what the expression depends on in the other context, with a memory of its own', () => {
    const script = [
      'var n = 0',
      'n += 1',
      'double = n * 2',
      'unrelated = close * 100',
      'f(x) =>',
      '    var s = 0.0',
      '    s += x + n',
      '    s',
      'plot(request.security("TEST:TWO", "1", double), "slice")',
      'plot(request.security("TEST:TWO", "1", f(close)), "function")',
      'plot(unrelated, "chart")',
    ].join('\n');
    const requests = { series: () => other([1, 1, 1, 1, 1], '1m', minute, first + 5 * minute) };
    const found = plots(script, requests);
    expect(found.slice).toEqual([na, na, na, na, na, 2, 4, 6, 8, 10]);
    expect(found.function).toEqual([na, na, na, na, na, 2, 5, 9, 14, 20]);
  });

  it('in a function takes the arguments of the calls that lead to it', () => {
    const script = [
      'inner(source, n) => request.security(syminfo.tickerid, "5", source[n])',
      'outer(source) =>',
      '    shifted = source + 100',
      '    inner(shifted, 1)',
      'plot(inner(close, 0), "a")',
      'plot(outer(close), "b")',
    ].join('\n');
    expect(plots(script)).toEqual({
      a: [na, na, na, na, 5, 5, 5, 5, 5, 10],
      b: [na, na, na, na, na, na, na, na, na, 105],
    });
  });

  it('gives tuples', () => {
    const script =
      '[h, l] = request.security(syminfo.tickerid, "5", [high, low])\nplot(h, "h")\nplot(l, "l")';
    expect(plots(script)).toEqual({
      h: [na, na, na, na, 6, 6, 6, 6, 6, 11],
      l: [na, na, na, na, 0, 0, 0, 0, 0, 4],
    });
  });

  it('may change symbol and timeframe from bar to bar, also in loops', () => {
    const requests: RequestedData = {
      series: (name) => (name === 'TEST:TWO' ? other(ten.map((close) => close * 10)) : 'missing'),
    };
    const script =
      's = 0.0\nfor i = 0 to 1\n    s += request.security(i == 0 ? syminfo.tickerid : "TEST:TWO", "1", close)\nplot(s)';
    expect(only(script, requests)).toEqual(ten.map((close) => close * 11));
  });

  it('computes a request that is written twice once', () => {
    let asked = 0;
    const requests: RequestedData = {
      series: () => {
        asked += 1;
        return other(ten);
      },
    };
    const script =
      'a = request.security("TEST:TWO", "1", ta.sma(close, 2))\nb = request.security("TEST:TWO", "1", ta.sma(close, 2))\nplot(a - b)';
    expect(only(script, requests)).toEqual([na, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(asked).toBe(1);
  });

  it('tells what it lacks, and stops for what does not exist unless told not to', () => {
    const text = 'plot(request.security("TEST:TWO", "60", close))';
    const instance = started(text, ten, { series: () => undefined });
    expect(instance.needs).toEqual([{ symbol: 'TEST:TWO', timeframe: '1h' }]);
    expect(Object.values(plotsOf(instance))[0]).toEqual(ten.map(() => na));
    const missing: RequestedData = { series: () => 'missing' };
    expect(() => only(text, missing)).toThrow(/TEST:TWO/);
    expect(
      only('plot(request.security("TEST:TWO", "60", close, ignore_invalid_symbol = true))', missing),
    ).toEqual(ten.map(() => na));
  });

  it('follows the developing bar in realtime, and ends with the closed one', () => {
    const instance = started('plot(request.security(syminfo.tickerid, "5", close))', [1, 2, 3, 4, 5, 6]);
    const shown: (number | undefined)[] = [];
    for (const [bar, close, isConfirmed] of [
      [6, 70, false],
      [6, 7, true],
      [7, 8, true],
      [8, 9, true],
      [9, 10, true],
      [10, 11, false],
    ] as const) {
      const time = first + bar * minute;
      instance.update({ time, open: close, high: close, low: close, close, volume: 1 }, isConfirmed, time);
      shown.push(Object.values(plotsOf(instance))[0]?.at(-1));
    }
    expect(shown).toEqual([70, 7, 8, 9, 10, 11]);
  });

  it('keeps its state right while the longer bar is open', () => {
    const text = 'plot(request.security(syminfo.tickerid, "5", ta.sma(close, 2)))';
    const instance = started(text, [1, 2, 3, 4, 5]);
    for (let bar = 5; bar < 15; bar += 1) {
      const time = first + bar * minute;
      for (const close of [99, bar + 1]) {
        const isConfirmed = close === bar + 1;
        instance.update({ time, open: close, high: close, low: close, close, volume: 1 }, isConfirmed, time);
      }
    }
    expect(Object.values(plotsOf(instance))[0]?.at(9)).toBe(7.5);
    expect(Object.values(plotsOf(instance))[0]?.at(14)).toBe(12.5);
  });
});

describe('request.security_lower_tf', () => {
  const halves = other(
    Array.from({ length: 20 }, (_, index) => index + 1),
    '30s',
    minute / 2,
  );
  const requests = { series: () => halves };

  it('gives all values inside each bar, oldest first', () => {
    const script = [
      'a = request.security_lower_tf("TEST:TWO", "30S", close)',
      'plot(array.size(a), "size")',
      'plot(array.get(a, 0) * 100 + array.get(a, 1), "values")',
    ].join('\n');
    expect(plots(script, requests)).toEqual({
      size: ten.map(() => 2),
      values: ten.map((bar) => (bar * 2 - 1) * 100 + bar * 2),
    });
  });

  it('gives tuples of arrays', () => {
    const script = [
      '[h, l] = request.security_lower_tf("TEST:TWO", "30S", [high, low])',
      'plot(array.max(h), "h")',
      'plot(array.min(l), "l")',
    ].join('\n');
    const found = plots(script, requests);
    expect(found.h?.slice(0, 3)).toEqual([3, 5, 7]);
    expect(found.l?.slice(0, 3)).toEqual([0, 1, 3]);
  });
});

describe('requests', () => {
  it('that change from bar to bar go on where each of them was', () => {
    const count = 20_000;
    const closes = Array.from({ length: count }, (_, bar) => bar);
    const script = [
      's = 0.0',
      'for [n, tf] in array.from("5", "15", "60")',
      '    s += request.security(syminfo.tickerid, tf, close)',
      'plot(s)',
    ].join('\n');
    const instance = started(script, closes);
    const [values] = Object.values(plotsOf(instance));
    expect(values?.[count - 1]).toBe(19_999 + 19_994 + 19_979);
  });

  it('inside what is requested see the series that asks', () => {
    const script =
      'a = request.security(syminfo.tickerid, "5", close)\nplot(request.security(syminfo.tickerid, "15", a))';
    const closes = Array.from({ length: 40 }, (_, bar) => bar);
    const [values] = Object.values(plotsOf(started(script, closes)));
    expect(values?.[14]).toBe(14);
    expect(values?.[29]).toBe(29);
  });

  it('start again from themselves, to a depth', () => {
    const script = 'var a = 0.0\na := nz(request.security(syminfo.tickerid, "5", a)) + 1\nplot(a)';
    expect(() => started(script, ten)).not.toThrow();
  });

  it('of a longer timeframe is refused, or empty where that is asked for', () => {
    const ask = (rest: string) =>
      plots(`a = request.security_lower_tf(syminfo.tickerid, "5", close${rest})\nplot(a.size())`);
    expect(() => ask('')).toThrow(
      'request.security_lower_tf needs bars no longer than those of the chart (1m), and 5m was asked for.',
    );
    expect(Object.values(ask(', ignore_invalid_timeframe = true'))[0]).toEqual(Array(10).fill(0));
  });
});
