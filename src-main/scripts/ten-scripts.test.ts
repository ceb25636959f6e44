import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { LatencyMeter, PageStream } from '../market/index.ts';
import { PageModel } from '../market/testing/page-model.ts';
import {
  caughtUp,
  eventOf,
  played,
  ready,
  samplesFolder,
  scriptWorld,
  walk,
} from '../testing/script-world.ts';

const names = [
  'macd',
  'bollinger-bands',
  'supertrend',
  'ichimoku',
  'rsi-divergence',
  'moving-average-ribbon',
  'vwap-bands',
  'zigzag',
  'keltner-channels',
  'candlestick-patterns',
];

test('ten scripts on one chart: history, then every event of a replay, with what it costs', {
  timeout: 120_000,
}, async () => {
  const count = 12_000;
  const { start, replayFrom, replay, hub } = await scriptWorld({}, walk(count, 7));
  replayFrom(count - 600);
  const model = new PageModel();
  const stream = new PageStream(hub, model.sink, new LatencyMeter());
  model.acknowledge = (bytes) => stream.onMessage(bytes);
  const startedAt = performance.now();
  const runs = await Promise.all(
    names.map((name) =>
      start(readFileSync(join(samplesFolder, `${name}.pine`), 'utf8'), { instrument: played, bars: 10_000 }),
    ),
  );
  const channels = runs.map((run) => stream.openScript(run.columns));
  for (const run of runs) await ready(run);
  const historyMs = performance.now() - startedAt;
  const loop = monitorEventLoopDelay({ resolution: 4 });
  loop.enable();
  const events = 2000;
  const playedAt = performance.now();
  for (let event = 0; event < events; event += 1) {
    replay.session.stepEvent();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const newest = Math.floor(replay.market.now(played) / 60_000) * 60_000;
  for (const run of runs) await caughtUp(run, newest - 60_000);
  const playMs = performance.now() - playedAt;
  loop.disable();
  await new Promise((resolve) => setTimeout(resolve, 2300));
  replay.session.stepEvent();
  const timings = await Promise.all(runs.map((run) => eventOf(run, 'timings', ({ updates }) => updates > 0)));
  const runMs = timings.reduce((sum, one) => sum + one.runMs, 0);
  const updateUs = timings.reduce((sum, one) => sum + one.updateUs, 0);
  const bytes = model.frames.reduce((sum, frame) => sum + frame.byteLength, 0);
  const told = new Set(model.scripts.map(({ channel }) => channel));
  expect([...told].sort()).toEqual([...channels].sort());
  process.stdout.write(
    `ten scripts, 10,000 bars: ready after ${historyMs.toFixed(0)} ms (runs ${runMs.toFixed(0)} ms in all), ` +
      `${events} events in ${playMs.toFixed(0)} ms, all ten updated in ${updateUs.toFixed(0)} µs; ` +
      `main loop p99 ${(loop.percentile(99) / 1e6 - 4).toFixed(1)} ms; ${(bytes / 1e6).toFixed(1)} MB of frames\n`,
  );
  stream.close();
});
