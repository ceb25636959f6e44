import type { ProfiledRun, TracedBar } from '../../src-shared/contract/scripts.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { ScriptError } from '../../src-shared/pine/runtime/budget.ts';
import { Profiler } from '../../src-shared/pine/runtime/profiler.ts';
import { Tracer } from '../../src-shared/pine/runtime/tracer.ts';
import { cut, range } from './declaration.ts';
import { runInSlices } from './run-in-slices.ts';
import { valueText } from './value-text.ts';
import type { RunParts, WorkerRun } from './worker-run.ts';

const mostPlaces = 20_000;

/** Runs a script's history again up to a bar and tells every value on it. @throws ScriptError */
export async function traceBar(run: WorkerRun, time: number, parts: RunParts): Promise<TracedBar> {
  const series = parts.seriesOf(run.order.series);
  const index = series?.indexAt(time);
  if (series === undefined || index === undefined) throw new ScriptError('There is no bar at that time.');
  const tracer = new Tracer([index]);
  const instance = run.create('trace', () => tracer);
  await runInSlices(instance, slices(run, parts), index + 1);
  const { tracePoints } = instance.compiled;
  const values = tracer.on(index).flatMap(({ point, values: seen, count }) => {
    const place = tracePoints[point];
    const text = valueText(seen.at(-1), place?.variable?.type);
    if (place === undefined || text === undefined) return [];
    const name = place.variable === undefined ? null : cut(place.variable.name, 200);
    return [{ ...range(place.start, place.end), name, text, count }];
  });
  return {
    bar: { index, time: epochMs(series.series.bars.time[index] as number) },
    values: values.slice(0, mostPlaces),
  };
}

/** Runs a script's history again and tells what each statement cost. @throws ScriptError */
export async function profileRun(run: WorkerRun, parts: RunParts): Promise<ProfiledRun> {
  let profiler: Profiler | undefined;
  const instance = run.create('profile', ({ statements }) => {
    profiler = new Profiler(statements.length, parts.clock);
    return profiler;
  });
  let ms = 0;
  await runInSlices(instance, {
    ...slices(run, parts),
    during: (work) => {
      const started = parts.clock();
      parts.status.during(run.order.run, 'slice', work);
      ms += parts.clock() - started;
    },
  });
  const costs = profiler?.costs() ?? [];
  const statements = costs.flatMap(({ statement, count, total, own }) => {
    const place = instance.compiled.statements[statement];
    return place === undefined
      ? []
      : [{ ...range(place.start, place.end), count, ms: total, ownMs: Math.max(0, own) }];
  });
  return {
    bars: instance.committed,
    ms,
    statements: statements.sort((a, b) => a.start - b.start || b.end - a.end).slice(0, mostPlaces),
  };
}

function slices(run: WorkerRun, parts: RunParts) {
  return {
    clock: parts.clock,
    nextTurn: parts.nextTurn,
    during: (work: () => void) => parts.status.during(run.order.run, 'slice', work),
    goesOn: () => true,
  };
}
