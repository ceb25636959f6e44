import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Compiled } from '../runtime/compiled.ts';
import { createInstance, type InstanceOptions } from '../runtime/instance.ts';
import { compile } from './compile.ts';
import { minute, plotsOf, seriesOf } from './testing/run.ts';
import { scriptProgram } from './testing/script.ts';

/** The same script, in which no call is told what is a column. */
function barByBar(compiled: Compiled): Compiled {
  return {
    ...compiled,
    states: compiled.states.map((site) => ({ ...site, isOnEachBar: false })),
    requests: compiled.requests.map((site) => ({
      ...site,
      compile: (calls) => barByBar(site.compile(calls)),
    })),
  };
}

test('only calls that run exactly once on each bar are marked', () => {
  const marks = (text: string) =>
    compile(scriptProgram(text))
      .states.filter(({ builtin }) => builtin.name === 'ta.sma')
      .map(({ isOnEachBar }) => isOnEachBar);
  expect(marks('plot(ta.sma(close, 3) + ta.sma(open, 4)[1])')).toEqual([true, true]);
  expect(marks('var x = ta.sma(close, 3)\nplot(x)')).toEqual([false]);
  expect(marks('x = close > open ? ta.sma(close, 3) : 1\nplot(x)')).toEqual([false]);
  expect(marks('x = 0.0\nif close > open\n    x := ta.sma(close, 3)\nplot(x)')).toEqual([false]);
  expect(marks('f() =>\n    ta.sma(close, 3)\nplot(f())')).toEqual([false]);
  const loop = 'x = 0.0\nfor i = 0 to int(ta.sma(volume, 3))\n    x += 1\nplot(x)';
  expect(marks(loop)).toEqual([false]);
  expect(marks(`//@version=5\nindicator("Test")\n${loop}`)).toEqual([true]);
  expect(marks('x = 0.0\nwhile x < ta.sma(close, 3)\n    x += 1\nplot(x)')).toEqual([false]);
});

test('a call is told which column its source is, through inputs and variables that keep nothing', () => {
  const told: unknown[] = [];
  const compiled = compile(
    scriptProgram(`
a = input.source(low, "A")
b = input.source(close, "B")
c = volume
var d = open
e = high
e := close
plot(ta.sma(a, 2) + ta.sma(b, 2) + ta.sma(c, 2) + ta.sma(d, 2) + ta.sma(e, 2) + ta.sma(close + 1, 2) + ta.sma(time, 2))
`),
  );
  const states = compiled.states.map((site): Compiled['states'][number] => {
    const { implementation, name } = site.builtin;
    if (implementation.kind !== 'state' || name !== 'ta.sma') return site;
    const create: typeof implementation.create = (given) => {
      told.push(given.columns?.[0]);
      return implementation.create(given);
    };
    return { ...site, builtin: { ...site.builtin, implementation: { kind: 'state', create } } };
  });
  const other = compiled.program.inputs[1]?.id as string;
  const inputs = { [other]: Float64Array.of(1, 2, 3) };
  createInstance({ ...compiled, states }, { series: seriesOf([1, 2, 3]), inputs, now: 0 });
  expect(told).toEqual(['low', undefined, 'volume', undefined, undefined, undefined, 'time']);
});

const script = `
length = input.int(5, "Length")
src = input.source(close, "Source")
twice = src
var first = close
first_mean = ta.sma(first, 4)
x = 0.0
for i = 0 to math.max(0, math.min(5, int(math.sum(volume, 2))))
    x += ta.sma(close, 3)
if close > open
    x += ta.sma(high, 3)
f(s, n) => ta.sma(s, n)
plot(ta.sma(twice, length), "mean")
plot(math.sum(volume, 7), "volumes")
plot(first_mean, "first")
plot(x, "x")
plot(f(close, 3), "f")
plot(ta.sma(time, 2), "time")
plot(request.security(syminfo.tickerid, "3", ta.sma(close, 2)), "longer")
plot(request.security(syminfo.tickerid, "3", f(high, 3), lookahead = barmerge.lookahead_on), "later")
`;

const price = fc.integer({ min: 1, max: 50 }).map((whole) => whole / 7);

test('scripts have the same bits with columns made ahead: in steps, on inputs, in requests, into realtime', () => {
  const compiled = compile(scriptProgram(script));
  const reference = barByBar(compiled);
  const inputs = compiled.program.inputs;
  const newest = compile(scriptProgram(`//@version=6\nindicator("Test", calc_bars_count = 30)\n${script}`));
  const settings = fc.record({
    history: fc.array(price, { minLength: 1, maxLength: 200 }),
    step: fc.integer({ min: 1, max: 90 }),
    source: fc.constantFrom('close', 'low', 'hl2', 'volume', undefined),
    length: fc.integer({ min: 1, max: 40 }),
    isNewest: fc.boolean(),
    ticks: fc.array(fc.array(price, { minLength: 1, maxLength: 4 }), { maxLength: 20 }),
  });
  fc.assert(
    fc.property(settings, ({ history, step, source, length, isNewest, ticks }) => {
      const column = Float64Array.from(history, (close) => close * close);
      const values: InstanceOptions['inputs'] = {
        [inputs[0]?.id as string]: length,
        [inputs[1]?.id as string]: source ?? column,
      };
      const results = [isNewest ? newest : compiled, isNewest ? barByBar(newest) : reference].map((code) => {
        const series = seriesOf(history);
        const instance = createInstance(code, { series, inputs: values, now: 0 });
        for (let until = step; until < history.length; until += step) instance.runHistory(until);
        instance.runHistory();
        let time = series.bars.time[history.length - 1] as number;
        for (const closes of ticks) {
          time += minute;
          for (const close of closes) {
            const bar = { time, open: close, high: close + 1, low: close - 1, close, volume: 3 };
            instance.update(bar, false, time);
          }
        }
        return plotsOf(instance);
      });
      expect(results[0]).toEqual(results[1]);
    }),
    { numRuns: 150 },
  );
});
