import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type DiskEvent, readDiskLog, tracedCalls } from './disk-log.ts';
import { cutPower, type PowerCutFigures } from './power-cuts.ts';
import { chosenSeed, isLongRun, seededRandom } from './random.ts';

const child = fileURLToPath(new URL('./power-cut-child.ts', import.meta.url));
const rows = isLongRun() ? 4000 : 1200;
const cuts = isLongRun() ? 6000 : 600;
/** While a file is made it has a rollback journal; its write-ahead log comes after that. */
const firstEvents = 40;
const firstCuts = isLongRun() ? 4000 : 400;
const controlRows = 200;
const controlCuts = 100;

const reasonNotRun = whyNotRun();
if (reasonNotRun !== undefined) console.log(`simulated power cuts: NOT RUN, ${reasonNotRun}`);

describe.skipIf(reasonNotRun !== undefined)('simulated power cuts', () => {
  test('J2, J3: no row that was answered as stored is lost', { timeout: 1_800_000 }, async () => {
    const figures = await run('FULL', rows, cuts);
    expect(figures.acknowledged).toBeGreaterThan(cuts);
    expect(figures).toMatchObject({ cuts, lost: 0, cutsWithLoss: 0, damaged: 0 });
  });

  test('J5: a cut in the first moments of a file leaves one that the next start opens', {
    timeout: 600_000,
  }, async () => {
    const figures = await run('FULL', 20, firstCuts, firstEvents);
    expect(figures).toMatchObject({ cuts: firstCuts, lost: 0, damaged: 0 });
  });

  test('J2, control: the same machinery without flushes loses answered rows', {
    timeout: 1_800_000,
  }, async () => {
    const figures = await run('OFF', controlRows, controlCuts);
    expect(figures.lost).toBeGreaterThan(0);
    expect(figures.cutsWithLoss).toBeGreaterThan(controlCuts / 10);
  });
});

async function run(
  synchronous: 'FULL' | 'OFF',
  rows: number,
  count: number,
  first = Number.POSITIVE_INFINITY,
): Promise<PowerCutFigures> {
  const random = seededRandom(chosenSeed());
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-power-')));
  try {
    const events = record(folder, random.seed, rows, synchronous).slice(0, first);
    const figures = await cutPower(events, count, random, join(folder, 'after'));
    console.log(
      `simulated power cuts, synchronous=${synchronous}: seed ${random.seed}, ${events.length} disk events, ` +
        `${figures.cuts} cuts, ${figures.lost} of ${figures.acknowledged} acknowledged rows lost, ` +
        `${figures.cutsWithLoss} cuts with loss, ${figures.damaged} damaged files`,
    );
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function record(folder: string, seed: number, rows: number, synchronous: 'FULL' | 'OFF'): DiskEvent[] {
  const profile = join(folder, 'profile');
  const log = join(folder, 'disk.log');
  const answers = join(folder, 'answers');
  mkdirSync(profile);
  const trace = ['-f', '-y', '-xx', '-s', '10000000', '-e', `trace=${tracedCalls}`, '-o', log];
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    TIDEMARK_FAULT_NO_FLUSH: synchronous === 'OFF' ? '1' : '0',
  };
  execFileSync('strace', [...trace, process.execPath, child, profile, answers, String(seed), String(rows)], {
    env,
  });
  return readDiskLog(log, profile, answers);
}

function whyNotRun(): string | undefined {
  if (process.platform !== 'linux') return 'because strace, which records the writes, exists on Linux only';
  const probe = spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (probe.error !== undefined) return 'because strace is not installed (Debian: apt-get install strace)';
  if (probe.status !== 0) return `because strace may not trace here: ${probe.stderr.trim()}`;
  return undefined;
}
