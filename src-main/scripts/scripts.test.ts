import { expect, test } from 'vitest';
import { eventOf, ready, scriptWorld, walk } from '../testing/script-world.ts';

const head = '//@version=6\nindicator("Test", overlay = true)\n';

test('a script runs over history and gives a column for each plot, in order of its declaration', async () => {
  const { start, bars } = await scriptWorld({}, walk(500, 3));
  const source = `${head}factor = input.int(3, "Factor", minval = 1)
plot(close * factor, "Some", color = close > open ? color.green : color.red)
plot(close * 2, "Twice")
log.info("bar {0}", bar_index)
if barstate.islast
    label.new(bar_index, high, "here")`;
  const first = await start(source);
  const { inputs } = await eventOf(first, 'declared');
  const [input] = inputs;
  expect(input).toMatchObject({ title: 'Factor', kind: 'int', value: 3, minimum: 1, options: null });
  const run = await start(source, { inputs: { [input?.id ?? '']: 5, other: 'x' } });
  expect(await ready(run)).toMatchObject({ generation: 1, done: 500, total: 500 });
  const declared = await eventOf(run, 'declared');
  expect(declared).toMatchObject({ script: 'indicator', version: 6, title: 'Test', isOverlay: true });
  expect(declared.inputs[0]).toMatchObject({ value: 5, defaultValue: 3 });
  expect(declared.plots.map(({ title, columns }) => [title, columns])).toEqual([
    ['Some', ['value', 'color']],
    ['Twice', ['value']],
  ]);
  const { columns } = run;
  expect([columns.count, columns.columns.length]).toEqual([500, 3]);
  expect([...columns.time.subarray(0, 500)]).toEqual(bars.map(({ time }) => time));
  expect([...(columns.columns[0]?.subarray(0, 500) ?? [])]).toEqual(bars.map(({ close }) => close * 5));
  expect([...(columns.columns[2]?.subarray(0, 500) ?? [])]).toEqual(bars.map(({ close }) => close * 2));
  const { lines } = await eventOf(run, 'logs');
  expect(lines[0]).toMatchObject({ bar: 0, message: 'bar 0', level: 'info' });
  const { json } = await eventOf(run, 'drawings');
  expect(JSON.parse(json)).toMatchObject({ labels: [{ x: 499, text: 'here' }], lines: [], leftOut: 0 });
  expect(await eventOf(run, 'timings')).toMatchObject({ bars: 500 });
});

test('a script that does not compile tells all its mistakes, one that breaks on a bar tells the bar', async () => {
  const { start, bars } = await scriptWorld({}, walk(300, 3));
  const broken = await start(`${head}plot(clse)\nplot(ta.smaa(close, 3))`);
  const { diagnostics, message, place } = await eventOf(broken, 'fault');
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(2);
  expect(message).toContain('clse');
  expect(place?.start).toBe(head.length + 'plot('.length);
  const source = `${head}a = array.new<float>(2, 0.0)\nplot(bar_index == 250 ? a.get(7) : 1)`;
  const failing = await start(source);
  const fault = await eventOf(failing, 'fault');
  expect(fault.bar).toEqual({ index: 250, time: bars[250]?.time });
  expect(source.slice(fault.place?.start, fault.place?.end)).toContain('a.get(7)');
  expect(await eventOf(failing, 'state')).toMatchObject({ phase: 'failed' });
});

test('equal runs are one, a released one lingers for a page that loads again, and then ends', async () => {
  const { start } = await scriptWorld({ lingerMs: 1500 }, walk(200, 3));
  const source = `${head}plot(close)`;
  const first = await start(source, { inputs: { a: 1, b: 2 } });
  await ready(first);
  const second = await start(source, { inputs: { b: 2, a: 1 } });
  expect(second.columns).toBe(first.columns);
  expect((await start(source, { inputs: { a: 1 } })).columns).not.toBe(first.columns);
  first.release();
  second.release();
  const again = await start(source, { inputs: { a: 1, b: 2 } });
  expect(again.columns).toBe(first.columns);
  expect(await eventOf(again, 'state')).toMatchObject({ phase: 'ready', generation: 1 });
  again.release();
  await new Promise((resolve) => setTimeout(resolve, 1700));
  expect((await start(source, { inputs: { a: 1, b: 2 } })).columns).not.toBe(first.columns);
  for await (const event of again.events(undefined)) {
    if (event.kind === 'state') expect(event.phase).toBe('stopped');
  }
});

test('series of other symbols and timeframes are brought, missing ones told by name', async () => {
  const { start, bars } = await scriptWorld({}, walk(600, 3));
  const run = await start(`${head}plot(request.security("BBBUSD", "1", close))
plot(request.security("TEST:BBBUSD", "15", close[1], lookahead = barmerge.lookahead_on))
plot(request.security(syminfo.tickerid, "60", close))`);
  await ready(run);
  const others = walk(600, 99);
  const [same, quarter, hour] = run.columns.columns;
  expect([...(same?.subarray(0, 600) ?? [])]).toEqual(others.map(({ close }) => close));
  // 00:20: the quarter that ended at 00:15.
  expect(quarter?.[20]).toBe(others[14]?.close);
  expect(hour?.[60]).toBe(bars[59]?.close);
  const missing = await start(`${head}plot(request.security("NYSE:NONE", "1", close))`);
  expect((await eventOf(missing, 'fault')).message).toContain('NYSE:NONE');
  const ignoring = await start(
    `${head}plot(request.security("NYSE:NONE", "1", close, ignore_invalid_symbol = true))`,
  );
  await ready(ignoring);
  expect(ignoring.columns.columns[0]?.[599]).toBeNaN();
});

test('an instrument that nobody knows is refused, a stored one runs without a connection', async () => {
  const { start } = await scriptWorld({}, walk(100, 3));
  await expect(start(`${head}plot(close)`, { instrument: 'NO:ONE' as never })).rejects.toMatchObject({
    kind: 'not-found',
  });
});

test('the debugger tells every value on a bar, the profiler what each statement cost', async () => {
  const { start, bars } = await scriptWorld({}, walk(400, 3));
  const source = `${head}twice(x) =>
    y = x * 2
    y + 1
var sum = 0.0
sum += twice(close)
tint = color.new(color.red, 50)
a = array.from(1, 2, 3)
plot(sum)`;
  const run = await start(source);
  await ready(run);
  const { bar, values } = await run.trace((bars[120]?.time ?? 0) + 30_000);
  expect(bar).toEqual({ index: 120, time: bars[120]?.time });
  const named = (name: string) => values.filter((value) => value.name === name).at(-1)?.text;
  const total = bars.slice(0, 121).reduce((sum, { close }) => sum + (close * 2 + 1), 0);
  expect(Number(named('sum'))).toBeCloseTo(total, 6);
  expect(named('y')).toBe(String(Number(((bars[120]?.close ?? 0) * 2).toPrecision(12))));
  expect(named('a')).toBe('[1, 2, 3]');
  expect(named('tint')).toMatch(/^#[0-9A-F]{8}$/);
  await expect(run.trace(0)).rejects.toMatchObject({ kind: 'unavailable' });
  const profile = await run.profile();
  expect(profile.bars).toBe(400);
  const cost = profile.statements.find(
    ({ start: at, end }) => source.slice(at, end) === 'sum += twice(close)',
  );
  expect(cost).toMatchObject({ count: 400 });
});
