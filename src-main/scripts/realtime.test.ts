import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import {
  caughtUp,
  contents,
  played,
  ready,
  samplesFolder,
  scriptWorld,
  walk,
} from '../testing/script-world.ts';
import type { HeldRun } from './index.ts';

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

test('after a jump of the replay, and at full speed, a script stands where history stands', {
  timeout: 60_000,
}, async () => {
  const { start, replayFrom, playBars, replay } = await scriptWorld({}, walk(4000, 11));
  const source =
    '//@version=6\nindicator("Jump")\nvar n = 0\nn += 1\nplot(n)\nplot(ta.ema(close, 9))\nplot(volume)\nplot(request.security(syminfo.tickerid, "5", close[1], lookahead = barmerge.lookahead_on))';
  replayFrom(1000);
  const run = await start(source, { instrument: played, bars: 20_000 });
  await ready(run);
  const { generation } = run.columns;
  await playBars(50);
  await caughtUp(run, replay.market.now(played) - 120_000);
  expect(run.columns.generation).toBe(generation);
  replay.session.seek(20 * 60_000);
  while (run.columns.generation === generation) await new Promise((resolve) => setTimeout(resolve, 5));
  await ready(run);
  const sameAsFresh = async (bars: number) => {
    const fresh = await start(source, { instrument: played, bars });
    await ready(fresh);
    expect(contents(run)).toEqual(contents(fresh));
    fresh.release();
  };
  await sameAsFresh(19_998);
  await new Promise<void>((resolve) => {
    replay.session.onChange(({ phase }) => phase === 'ended' && resolve());
    replay.session.setSpeed(0);
    replay.session.play();
  });
  const last = replay.market.now(played);
  await caughtUp(run, Math.floor(last / 60_000) * 60_000 - 60_000);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(run.columns.count).toBe(4000);
  await sameAsFresh(19_997);
});

test('a market whose connection goes and comes again runs on', { timeout: 30_000 }, async () => {
  const { start, replayFrom, playBars, replay, hub } = await scriptWorld({}, walk(600, 11));
  replayFrom(300);
  const run = await start('//@version=6\nindicator("Up")\nplot(close)', { instrument: played });
  await ready(run);
  await replay.disconnect();
  await replay.connect();
  replayFrom(400);
  await playBars(30);
  await caughtUp(run, replay.market.now(played) - 120_000);
  const fresh = await start('//@version=6\nindicator("Up")\nplot(close)', {
    instrument: played,
    bars: 9_999,
  });
  await ready(fresh);
  expect(contents(run)).toEqual(contents(fresh));
  expect(hub.venues()).toHaveLength(1);
});

test('a connection that does not have a market leaves what is stored as it stands', async () => {
  const { start, replay } = await scriptWorld({}, walk(100, 11));
  const run = await start('//@version=6\nindicator("Stored")\nplot(close)');
  await ready(run);
  await replay.disconnect();
  await replay.connect();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([run.columns.generation, run.columns.count]).toEqual([1, 100]);
});
