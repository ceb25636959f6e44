import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import type { HeldRun } from './index.ts';
import {
  caughtUp,
  contents,
  played,
  ready,
  samplesFolder,
  scriptWorld,
  walk,
} from './testing/script-world.ts';

const samples = readdirSync(samplesFolder).filter((name) => name.endsWith('.pine'));

test('every sample script that was streamed over the replay stands where a run over history stands', {
  timeout: 120_000,
}, async () => {
  const { start, replayFrom, playBars, replay } = await scriptWorld({}, walk(2200, 7));
  replayFrom(1600);
  const source = (name: string) => readFileSync(join(samplesFolder, name), 'utf8');
  const live = new Map<string, HeldRun>();
  for (const name of samples) live.set(name, await start(source(name), { instrument: played, bars: 20_000 }));
  const generations = new Map<string, number>();
  for (const [name, run] of live) {
    await ready(run);
    generations.set(name, run.columns.generation);
  }
  await playBars(400);
  const newest = barSpan('1m', calendarOf('crypto-24-7'), replay.market.now(played)).start;
  const unlike: string[] = [];
  for (const [name, run] of live) {
    await caughtUp(run, newest - 60_000);
    const fresh = await start(source(name), { instrument: played, bars: 19_999 });
    await ready(fresh);
    const [mine, theirs] = [contents(run), contents(fresh)];
    expect([name, run.columns.generation, run.columns.count]).toEqual([name, generations.get(name), 2000]);
    // The developing value of a longer bar is shown live, and history shows the closed one: such scripts repaint.
    const text = source(name);
    const isRepainting = text.includes('request.security') && !text.includes('lookahead_on');
    const compared = (columns: number[][]) =>
      JSON.stringify(isRepainting ? columns.map((column) => column.slice(0, 1599)) : columns);
    if (compared(mine) !== compared(theirs)) unlike.push(name);
  }
  process.stdout.write(
    `${samples.length} samples streamed over 400 bars, ${unlike.length} unlike: ${unlike.join(' ')}\n`,
  );
  expect(unlike).toEqual([]);
});
