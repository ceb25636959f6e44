import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openStorage } from '../../src-main/storage/index.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { chosenSeed, isLongRun, type Random, seededRandom } from './random.ts';

const child = fileURLToPath(new URL('./kill-child.ts', import.meta.url));
const runs = isLongRun() ? 300 : 60;
const controlRuns = 6;
/** One run in so many is killed while it is still opening. */
const earlyKillEvery = 6;
const longestLifeMs = 120;

interface KillFigures {
  readonly runs: number;
  readonly early: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly bars: number;
  readonly barsLost: number;
  readonly uncleanSeen: number;
  readonly damaged: number;
}

test('J3, J4, J5: after kill -9 every answered row is there, the lock is free and the check is clean', {
  timeout: 1_800_000,
}, async () => {
  const figures = await killRepeatedly(runs, {});
  expect(figures.acknowledged).toBeGreaterThan(runs);
  expect(figures.bars).toBeGreaterThan(runs);
  expect(figures.uncleanSeen).toBeGreaterThan(runs / 2);
  expect(figures).toMatchObject({ runs, lost: 0, barsLost: 0, damaged: 0 });
});

test('J3, control: a writer that answers before its commit loses answered rows', {
  timeout: 1_800_000,
}, async () => {
  const figures = await killRepeatedly(controlRuns, { TIDEMARK_FAULT_HASTY: '1' });
  expect(figures.lost).toBeGreaterThan(0);
});

/** One profile lives through all runs, so each start recovers from the crash before it. */
async function killRepeatedly(count: number, env: Record<string, string>): Promise<KillFigures> {
  const random = seededRandom(chosenSeed());
  const profile = mkdtempSync(join(tmpdir(), 'tidemark-kill-'));
  const settings = new Set<string>();
  const bars = new Map<string, number>();
  const sum = { early: 0, uncleanSeen: 0, damaged: 0 };
  const missing = new Set<string>();
  let barsLost = 0;
  try {
    for (let run = 0; run < count; run += 1) {
      const isEarly = env.TIDEMARK_FAULT_HASTY === undefined && run % earlyKillEvery === 1;
      sum.early += isEarly ? 1 : 0;
      for (const line of await killedRun(profile, run, isEarly, random, env)) {
        const [what, name = '', stored = ''] = line.split(' ');
        if (what === 'setting') settings.add(name);
        if (what === 'bars') bars.set(name, Number(stored));
      }
      const storage = await openStorage({ profile, now: () => epochMs(Date.now()), log: () => undefined });
      const { endedCleanly, journal, market } = storage.health();
      sum.uncleanSeen += endedCleanly ? 0 : 1;
      sum.damaged += journal.state === 'ready' && market.state === 'ready' ? 0 : 1;
      const found = storage.journal.settings.all();
      for (const key of settings) if (!(key in found)) missing.add(key);
      const stored = new Map(
        storage.market.seriesSummaries().map(({ instrument, count }) => [`${instrument}`, count]),
      );
      barsLost = [...bars].reduce(
        (lost, [name, rows]) => lost + Math.max(0, rows - (stored.get(name) ?? 0)),
        0,
      );
      await storage.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  const figures = {
    runs: count,
    ...sum,
    acknowledged: settings.size,
    lost: missing.size,
    bars: [...bars.values()].reduce((total, rows) => total + rows, 0),
    barsLost,
  };
  const name = env.TIDEMARK_FAULT_HASTY === undefined ? 'kill -9' : 'kill -9, control that answers early';
  console.log(
    `${name}: seed ${random.seed}, ${figures.runs} runs (${figures.early} while opening), ` +
      `${figures.lost} of ${figures.acknowledged} acknowledged settings lost, ` +
      `${figures.barsLost} of ${figures.bars} acknowledged bars lost, ${figures.uncleanSeen} unclean ends noticed, ` +
      `${figures.damaged} damaged files`,
  );
  return figures;
}

/** Starts the writing child, kills it at a random moment, and returns the whole lines it managed to note. */
async function killedRun(
  profile: string,
  run: number,
  isEarly: boolean,
  random: Random,
  env: Record<string, string>,
): Promise<string[]> {
  const answers = join(profile, `answers-${run}.txt`);
  writeFileSync(answers, '');
  const writing = spawn(process.execPath, [child, profile, answers, String(run)], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (isEarly) await delay(random.below(300));
  else {
    await untilReady(writing, answers);
    await delay(random.below(longestLifeMs));
  }
  if (writing.exitCode !== null)
    throw new Error(`the child ended with ${writing.exitCode} before it was killed`);
  writing.kill('SIGKILL');
  await once(writing, 'close');
  const text = readFileSync(answers, 'utf8');
  return text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
}

async function untilReady(writing: ChildProcess, answers: string): Promise<void> {
  while (!readFileSync(answers, 'utf8').startsWith('ready')) {
    if (writing.exitCode !== null)
      throw new Error(`the child ended with ${writing.exitCode} before it was ready`);
    await delay(2);
  }
}
