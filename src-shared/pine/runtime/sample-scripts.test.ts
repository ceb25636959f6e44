import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compile } from '../compile/compile.ts';
import { minute, seriesOf } from '../compile/testing/run.ts';
import { scriptProgram } from '../compile/testing/script.ts';
import { createInstance, type Instance } from './instance.ts';

const folder = join(import.meta.dirname, '../../../assets/scripts');
const scripts = readdirSync(folder).filter((name) => name.endsWith('.pine'));

/** Every column of every plot, by what it is. */
function columns(instance: Instance): Record<string, number[]> {
  const { count } = instance.series.bars;
  return Object.fromEntries(
    instance.outputs.plots.flatMap((plot) =>
      plot.columns.map((name) => [
        `${plot.id} ${plot.title} ${name}`,
        [...plot.column(name).values.subarray(0, count)],
      ]),
    ),
  );
}

it.each(scripts)('%s ends live with what a fresh run over history gives', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const compiled = compile(scriptProgram(text));
  // A walk that neither repeats nor stands still.
  const closes = Array.from(
    { length: 400 },
    (_, bar) => 100 + 10 * Math.sin(bar / 9) + 3 * Math.sin(bar * 1.7),
  );
  const series = seriesOf(closes, '5m', 5 * minute);
  const requests = { series: () => 'missing' as const };
  const streamed = createInstance(compiled, { series, now: 0, requests });
  streamed.runHistory();
  for (let bar = 400; bar < 430; bar += 1) {
    const time = (series.bars.time[0] as number) + bar * 5 * minute;
    const open = 100 + 10 * Math.sin((bar - 1) / 9);
    for (let tick = 0; tick < 4; tick += 1) {
      const close = open + Math.sin(bar * 4 + tick) * 2;
      const [high, low] = [Math.max(open, close) + 1, Math.min(open, close) - 1];
      streamed.update({ time, open, high, low, close, volume: 10 + tick }, tick === 3, time);
    }
  }
  const fresh = createInstance(compiled, { series: streamed.series, now: 0, requests });
  fresh.runHistory();
  const [live, again] = [columns(streamed), columns(fresh)];
  expect(Object.keys(live)).toEqual(Object.keys(again));
  // The developing value of a longer bar is shown live, and history shows the closed one: such scripts repaint.
  const repaints = text.includes('request.security') && !text.includes('lookahead_on');
  const compared = repaints ? 399 : 430;
  for (const [column, values] of Object.entries(live)) {
    expect(values.slice(0, compared), column).toEqual(again[column]?.slice(0, compared));
  }
});
