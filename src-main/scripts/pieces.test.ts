import { expect, test } from 'vitest';
import { largestDrawings } from '../../src-shared/contract/script-limits.ts';
import type { ScriptEvent } from '../../src-shared/contract/scripts.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { check } from '../../src-shared/pine/check/check.ts';
import { compile } from '../../src-shared/pine/compile/compile.ts';
import { createInstance } from '../../src-shared/pine/runtime/instance.ts';
import { parse } from '../../src-shared/pine/syntax/parse.ts';
import { firstBar, stored, walk } from '../testing/script-world.ts';
import { describeSource } from './describe-source.ts';
import { drawingsJson } from './drawings-json.ts';
import { fitInputs } from './fit-inputs.ts';
import { RunEvents } from './run-events.ts';
import { symbolFacts } from './symbol-facts.ts';
import { valueText } from './value-text.ts';
import { WorkerSeries } from './worker-series.ts';

function program(body: string) {
  const { program: checked, diagnostics } = check(parse(`//@version=6\nindicator("T")\n${body}`).script);
  if (checked === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return checked;
}

function seriesOf(count: number) {
  const bars = walk(count, 5);
  const column = (name: 'time' | 'open' | 'high' | 'low' | 'close' | 'volume') =>
    Float64Array.from(bars, (bar) => bar[name]);
  return new WorkerSeries(symbolFacts(stored), '1m', {
    count,
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  });
}

test('settings that do not fit their inputs stay out', () => {
  const checked = program(`enum Mode
    fast = "Fast"
    slow = "Slow"
a = input.int(5, "A", minval = 1, maxval = 10)
b = input.float(1.5, "B", options = [1.5, 2.5])
c = input.bool(true, "C")
d = input.color(color.red, "D")
e = input.string("x", "E", options = ["x", "y"])
f = input.source(close, "F")
g = input.enum(Mode.fast, "G")
plot(a + b + (c ? 1 : 0) + (e == "x" ? 1 : 0) + f + (g == Mode.fast ? 1 : 0), color = d)`);
  const ids = Object.fromEntries(checked.inputs.map(({ title, id }) => [title, id]));
  const fitted = (values: Record<string, never>) => {
    const given = Object.fromEntries(
      Object.entries(values).map(([title, value]) => [ids[title] ?? title, value]),
    );
    const fitting = fitInputs(checked, given);
    return checked.inputs.filter(({ id }) => Object.hasOwn(fitting, id)).map(({ title }) => title);
  };
  const good = { A: 7, B: 2.5, C: false, D: 0xff0000ff, E: 'y', F: 'hl2', G: 1 } as never;
  expect(fitted(good)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
  expect(fitted({ A: 11, B: 2, C: 1, D: -1, E: 'z', F: 'eval', G: 2, constructor: 1 } as never)).toEqual([]);
  expect(fitted({ A: 1.5, B: 'x', C: null, D: null, E: 3, F: null, G: 'Fast' } as never)).toEqual(['D']);
});

test.each([
  ['//@version=6\nindicator("My RSI", overlay = true)', 'indicator', 'My RSI', ''],
  [
    "//@version=4\n//@description Old one.\nstudy(title='Old', shorttitle='O')",
    'indicator',
    'Old',
    'Old one.',
  ],
  ['strategy(\n  "Two lines",\n  overlay = true)', 'strategy', 'Two lines', ''],
  ['library("Lib")', 'library', 'Lib', ''],
  ['// indicator("no")\nplot(close)', 'unknown', '', ''],
  ['indicator("a \\"b\\"\u202e")', 'indicator', 'a "b"', ''],
  ['', 'unknown', '', ''],
])('%j says what it is', (source, kind, title, description) => {
  expect(describeSource(source)).toEqual({ kind, title, description });
});

test('a source of 256 KiB without a declaration is looked at in one pass', () => {
  expect(describeSource('indicator '.repeat(26_000)).kind).toBe('unknown');
  expect(describeSource(`${'x\n'.repeat(100_000)}indicator("late")`).kind).toBe('unknown');
});

test('drawings stay within their size: the oldest are left out, and told', () => {
  const body = `for i = 0 to 499
    label.new(bar_index, high, str.repeat("abcdefghij", 400) + str.tostring(i))`;
  const checked = program(
    body.replace('for', 'if barstate.islast\n  for').replace('\n    label', '\n      label'),
  );
  const whole = { ...checked, settings: { ...checked.settings, max_labels_count: 500 } };
  const instance = createInstance(compile(whole), { series: seriesOf(5).series, now: 0 });
  instance.runHistory();
  const json = drawingsJson(instance.context) ?? '';
  expect(json.length).toBeLessThanOrEqual(largestDrawings);
  const { labels, leftOut } = JSON.parse(json);
  expect([labels.length + leftOut, leftOut > 0]).toEqual([500, true]);
  expect(labels.at(-1).text).toMatch(/499$/);
  expect(labels.at(-1)).toMatchObject({ xloc: 'bar_index', x: 4 });
});

test.each([
  [1.5, undefined, '1.5'],
  [0.1 + 0.2, undefined, '0.3'],
  [Number.NaN, undefined, 'na'],
  [0xff0000ff, { kind: 'color' }, '#FF0000FF'],
  [
    1,
    {
      kind: 'enum',
      name: 'M',
      members: [
        { name: 'a', title: 'A' },
        { name: 'b', title: 'Bee' },
      ],
    },
    'Bee',
  ],
  ['a "b"', undefined, '"a \\"b\\""'],
  [null, undefined, 'na'],
  [true, undefined, 'true'],
  [undefined, undefined, undefined],
  [
    { contents: Array.from({ length: 25 }, (_, at) => at) },
    undefined,
    `[${[...Array(20).keys()].join(', ')}, … 25 in all]`,
  ],
  [{ contents: new Map([['k', 2]]) }, undefined, '{k: 2}'],
  [{ contents: { epoch: 3, x: 1, inner: [Number.NaN] } }, undefined, '{x: 1, inner: [na]}'],
] as const)('the debugger shows %j of %j as %j', (value, type, text) => {
  expect(valueText(value as never, type as never)).toBe(text);
});

test('listeners hear how things stand, the newest of each kind, and every line once', async () => {
  const events = new RunEvents();
  const state = (generation: number, done: number): ScriptEvent =>
    ({ kind: 'state', generation, phase: 'running', done, total: 9, detail: '' }) as const;
  const lines = (generation: number, from: number, count: number) => ({
    kind: 'logs' as const,
    generation,
    lines: Array.from({ length: count }, (_, at) => ({
      bar: from + at,
      time: epochMs(firstBar),
      message: 'm',
      level: 'info' as const,
    })),
    dropped: 0,
  });
  events.set(state(1, 1) as never);
  events.set(state(1, 2) as never);
  events.add(lines(1, 0, 700));
  const heard: ScriptEvent[] = [];
  const listening = (async () => {
    for await (const event of events.listen(undefined)) heard.push(event);
  })();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(
    heard.map((event) =>
      event.kind === 'state' ? event.done : (event as unknown as { lines: [] }).lines.length,
    ),
  ).toEqual([2, 500, 200]);
  heard.length = 0;
  events.add(lines(1, 700, 3));
  events.begin(2);
  events.set(state(2, 0) as never);
  events.add(lines(2, 0, 2));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(heard.map(({ kind, generation }) => [kind, generation])).toEqual([
    ['state', 2],
    ['logs', 2],
  ]);
  events.end();
  await listening;
  const late: ScriptEvent[] = [];
  for await (const event of events.listen(undefined)) late.push(event);
  expect(late.map(({ kind }) => kind)).toEqual(['state', 'logs']);
  const ended = events.listen(AbortSignal.abort());
  expect(await ended.next()).toEqual({ done: true, value: undefined });
});
