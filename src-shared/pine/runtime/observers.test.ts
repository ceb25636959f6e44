import { describe, expect, it } from 'vitest';
import { compile } from '../compile/compile.ts';
import { plotsOf, seriesOf } from '../compile/testing/run.ts';
import { scriptProgram } from '../compile/testing/script.ts';
import { createInstance } from './instance.ts';
import { Profiler } from './profiler.ts';
import { Tracer } from './tracer.ts';

const head = '//@version=6\nindicator("Test")\n';
const script = `${head}f(x) =>
    y = x * 2
    y + 1
var s = 0.0
for i = 0 to 2
    if i == 1
        continue
    s += f(close)
a = array.from(s)
plot(s)`;

describe('Tracer', () => {
  it('knows every variable’s and expression’s value on the chosen bars', () => {
    const compiled = compile(scriptProgram(script), { mode: 'trace' });
    const tracer = new Tracer([1]);
    const instance = createInstance(compiled, { series: seriesOf([1, 2, 3]), now: 0, observer: tracer });
    instance.runHistory();
    expect(tracer.on(0)).toEqual([]);
    const named = new Map(
      tracer.on(1).flatMap(({ point, values }) => {
        const name = compiled.tracePoints[point]?.variable?.name;
        return name === undefined ? [] : [[`${name} at ${compiled.tracePoints[point]?.start}`, values]];
      }),
    );
    expect(named.get(`y at ${script.indexOf('y = x')}`)).toEqual([4, 4]);
    expect(named.get(`s at ${script.indexOf('s += f')}`)).toEqual([11, 16]);
    expect(named.get(`a at ${script.indexOf('a = array')}`)).toEqual([{ contents: [16] }]);
    const expressions = tracer.on(1).map(({ point }) => {
      const { start = 0, end = 0 } = compiled.tracePoints[point] ?? {};
      return script.slice(start, end);
    });
    expect(expressions).toContain('x * 2');
    expect(expressions).toContain('f(close)');
  });

  it('changes no result', () => {
    const program = scriptProgram(script);
    const plain = createInstance(compile(program), { series: seriesOf([1, 2, 3]), now: 0 });
    const traced = createInstance(compile(program, { mode: 'trace' }), {
      series: seriesOf([1, 2, 3]),
      now: 0,
      observer: new Tracer([0, 1, 2]),
    });
    const profiled = createInstance(compile(program, { mode: 'profile' }), {
      series: seriesOf([1, 2, 3]),
      now: 0,
    });
    for (const instance of [plain, traced, profiled]) instance.runHistory();
    expect(plotsOf(traced)).toEqual(plotsOf(plain));
    expect(plotsOf(profiled)).toEqual(plotsOf(plain));
  });
});

describe('Profiler', () => {
  it('counts statements and tells their time with and without what is inside', () => {
    const compiled = compile(scriptProgram(script), { mode: 'profile' });
    let ticks = 0;
    const profiler = new Profiler(compiled.statements.length, () => {
      ticks += 1;
      return ticks;
    });
    const instance = createInstance(compiled, { series: seriesOf([1, 2]), now: 0, observer: profiler });
    instance.runHistory();
    const costs = new Map(
      profiler.costs().map((cost) => {
        const range = compiled.statements[cost.statement];
        return [script.slice(range?.start, range?.end).split('\n')[0], cost];
      }),
    );
    expect(costs.get('y = x * 2')?.count).toBe(4);
    expect(costs.get('s += f(close)')?.count).toBe(4);
    expect(costs.get('if i == 1')?.count).toBe(6);
    const loop = costs.get('for i = 0 to 2');
    expect(loop?.count).toBe(2);
    expect(loop?.own).toBeLessThan(loop?.total ?? 0);
    const all = profiler.costs();
    expect(all.reduce((sum, { own }) => sum + own, 0)).toBeLessThanOrEqual(ticks);
  });
});
