import { expect, test } from 'vitest';
import { eventOf, ready, scriptWorld, stored, walk } from './testing/script-world.ts';

const head = '//@version=6\nindicator("Test", overlay = true)\n';

test('a script runs over history and gives a column for each plot, in order of its declaration', async () => {
  const { start, bars } = await scriptWorld({}, walk(500, 3));
  const run = await start(
    `${head}length = input.int(3, "Length", minval = 1)
plot(ta.sma(close, length), "Average", color = close > open ? color.green : color.red)
plot(close * 2, "Twice")
log.info("bar {0}", bar_index)
if barstate.islast
    label.new(bar_index, high, "here")`,
    { inputs: { Length: 5 } },
  );
  const state = await ready(run);
  expect(state).toMatchObject({ generation: 1, done: 500, total: 500 });
  const declared = await eventOf(run, 'declared');
  expect(declared).toMatchObject({ script: 'indicator', version: 6, title: 'Test', isOverlay: true });
  expect(declared.plots.map(({ title, columns }) => [title, columns])).toEqual([
    ['Average', ['value', 'color']],
    ['Twice', ['value']],
  ]);
  const { columns } = run;
  expect([columns.count, columns.columns.length]).toEqual([500, 3]);
  expect([...columns.time.subarray(0, 500)]).toEqual(bars.map(({ time }) => time));
  expect([...(columns.columns[2]?.subarray(0, 500) ?? [])]).toEqual(bars.map(({ close }) => close * 2));
  const { lines } = await eventOf(run, 'logs');
  expect(lines[0]).toMatchObject({ bar: 0, message: 'bar 0', level: 'info' });
  const { json } = await eventOf(run, 'drawings');
  expect(JSON.parse(json)).toMatchObject({ labels: [{ x: 499, text: 'here' }], lines: [], leftOut: 0 });
  expect(await eventOf(run, 'timings')).toMatchObject({ bars: 500 });
  expect(stored.id).toBe('TEST:AAAUSD');
});
