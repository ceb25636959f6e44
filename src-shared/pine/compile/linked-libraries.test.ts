import { expect, test } from 'vitest';
import { check } from '../check/check.ts';
import { parseLibraries } from '../libraries/sources.ts';
import { ScriptError } from '../runtime/budget.ts';
import { createInstance } from '../runtime/instance.ts';
import { Tracer } from '../runtime/tracer.ts';
import { parse } from '../syntax/parse.ts';
import { compile } from './compile.ts';
import { minute, plotsOf, seriesOf } from './testing/run.ts';

const sources = {
  'jo/Count/1': `//@version=6
library("Count")
import jo/Base/2 as base
export type Tally
    float sum = 0
    int passes = base.start
var calls = 0
export tally(float x) =>
    var Tally t = Tally.new()
    t.sum += x
    t.passes += 1
    t
export enum Pace
    slow = "Slowly"
    quick
export method mean(Tally t) => base.divided(t.sum, t.passes)
export hourly(float x) =>
    request.security(syminfo.tickerid, "3", base.doubled(x) + ta.change(x))
export risky(array<float> a) =>
    a.get(
     5)
`,
  'jo/Base/2': `//@version=5
library("Base")
export start = 0
export divided(float a, int b) => a / b
export doubled(float x) => x * 2
`,
};

function program(body: string) {
  const libraries = parseLibraries(sources);
  const { script } = parse(`//@version=6\nindicator("Linked")\nimport jo/Count/1 as c\n${body}`);
  const checked = check(script, { libraries });
  if (checked.program === undefined)
    throw new Error(checked.diagnostics.map(({ message }) => message).join('\n'));
  return checked.program;
}

function run(body: string, closes: readonly number[]) {
  const instance = createInstance(compile(program(body)), { series: seriesOf(closes), now: 0 });
  instance.runHistory();
  return plotsOf(instance);
}

test('functions of libraries keep their state by call, types carry their methods, requests run inside', () => {
  const body = `plot(c.tally(close).mean(), "a")
plot(c.tally(close * 10).sum, "b")
plot(c.hourly(close), "h")
plotchar(c.Pace.quick == c.Pace.slow, "same")
plot(str.length(str.tostring(c.Pace.slow)), "length")
`;
  const got = run(body, [1, 3, 5, 7, 9, 11]);
  expect(got).toEqual({
    a: [1, 2, 3, 4, 5, 6],
    b: [10, 40, 90, 160, 250, 360],
    h: [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 28],
    same: [0, 0, 0, 0, 0, 0],
    length: [6, 6, 6, 6, 6, 6],
  });
});

test('a fault inside a library has the place of the line that called, and the library’s own line', () => {
  const body = 'x = array.from(1.0)\nplot(1 + c.risky(x))';
  let fault: unknown;
  try {
    run(body, [1, 2]);
  } catch (error) {
    fault = error;
  }
  expect(fault).toBeInstanceOf(ScriptError);
  const { message, library, bar, start, end } = fault as ScriptError;
  const text = `//@version=6\nindicator("Linked")\nimport jo/Count/1 as c\n${body}`;
  expect({ library, bar, at: text.slice(start, end) }).toEqual({
    library: { name: 'jo/Count/1', line: 20 },
    bar: 0,
    at: 'c.risky(x)',
  });
  expect(message).toMatch(/^In `jo\/Count\/1`, line 20: /);
});

test('the debugger and the profiler tell of the script’s own lines only', () => {
  const body = 'plot(c.tally(close).mean(), "a")';
  const traced = compile(program(body), { mode: 'trace' });
  const longest = 2 ** 20;
  expect(traced.tracePoints.length).toBeGreaterThan(0);
  expect(traced.tracePoints.filter(({ start }) => start >= longest)).toEqual([]);
  const tracer = new Tracer([1]);
  const instance = createInstance(traced, { series: seriesOf([1, 2, 3]), now: 0, observer: tracer });
  instance.runHistory();
  expect(tracer.on(1).length).toBeGreaterThan(0);
  const profiled = compile(program(body), { mode: 'profile' });
  expect(profiled.statements.filter(({ start }) => start >= longest)).toEqual([]);
});

test('live bars roll the state of libraries back', () => {
  const instance = createInstance(compile(program('plot(c.tally(close).sum, "sum")')), {
    series: seriesOf([1, 2]),
    now: 0,
  });
  instance.runHistory();
  const time = Date.UTC(2024, 0, 1) + 2 * minute;
  for (const close of [5, 7, 4]) {
    const bar = { time, open: close, high: close, low: close, close, volume: 1 };
    instance.update(bar, close === 4, time);
  }
  expect(plotsOf(instance).sum).toEqual([1, 3, 7]);
});
