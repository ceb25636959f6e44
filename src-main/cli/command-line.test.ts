import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedHost, serve, tidemark } from '../../tests/e2e/web-host.ts';

const markets = fileURLToPath(new URL('../../assets/markets/', import.meta.url));
const euro = join(markets, '6eh4-cme-1m-2024-01.csv.gz');
let profile: string;
const run = (...args: string[]) => tidemark(profile, args);

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'tidemark-cli-'));
  const { code, stdout } = await run('import', euro, '--instrument', 'CME:6EH4', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    instrument: 'CME:6EH4',
    imported: 29_996,
    duplicates: 0,
    rejected: [],
  });
});

afterAll(() => rm(profile, { recursive: true, force: true }));

describe('the command line', () => {
  it('adds nothing when the same file is imported again', async () => {
    const { code, stdout } = await run('import', euro, '--instrument', 'cme:6eh4', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ imported: 0, duplicates: 29_996 });
  });

  it('reports rejected lines with number and reason, keeps the good ones, and ends with 3', async () => {
    const file = join(profile, 'bad.csv');
    await writeFile(
      file,
      'time,open,high,low,close,volume\n1700000000,1,2,0.5,1.5,10\n1700000060,1,0.2,0.5,1.5,10\n1700000120,1,2,1,1.5,x\n1700000180,1,2,1,1.5,4\n1700000240,1,2,1,1,4\n',
    );
    const { code, stdout } = await run('import', file, '--instrument', 'TEST:BAD', '--json');
    expect(code).toBe(3);
    const report = JSON.parse(stdout) as { imported: number; rejected: { line: number; reason: string }[] };
    expect(report.imported).toBe(3);
    expect(report.rejected.map(({ line }) => line)).toEqual([3, 4]);
  });

  it('imports a file whose columns, times and zone are told to it, and names the file that it cannot find', async () => {
    const file = join(profile, 'odd.txt');
    await writeFile(file, '7;03.04.2024 10:00;1,5;1;2;0,5\n7;03.04.2024 10:01;1,5;1;2;0,5\n');
    const told = ['--columns', 'volume,time,close,open,high,low', '--delimiter', 'semicolon'];
    const times = ['--header', 'no', '--time-format', 'dmy', '--time-zone', 'America/New_York'];
    const { code, stderr } = await run('import', file, '--instrument', 'TEST:ODD', ...told, ...times);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { stdout } = await run('candles', 'TEST:ODD', '1m', '--json');
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toEqual({
      time_ms: Date.UTC(2024, 3, 3, 14, 0),
      open: 1,
      high: 2,
      low: 0.5,
      close: 1.5,
      volume: 7,
    });
    expect(await run('import', 'nothing.csv', '--instrument', 'TEST:ODD')).toMatchObject({
      code: 1,
      stderr: 'tidemark: nothing.csv: There is no such file.\n',
    });
  });

  it('prints stored bars, one JSON object a line, with the times asked for', async () => {
    const { code, stdout } = await run(
      'candles',
      'CME:6EH4',
      '1m',
      '--from',
      '2024-01-17T13:20:00Z',
      '--to',
      '2024-01-17T13:25:00Z',
      '--json',
    );
    expect(code).toBe(0);
    const bars = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { time_ms: number });
    expect(bars.map(({ time_ms }) => new Date(time_ms).toISOString().slice(11, 16))).toEqual([
      '13:20',
      '13:21',
      '13:22',
      '13:23',
      '13:24',
    ]);
    expect(Object.keys(bars[0] ?? {})).toEqual(['time_ms', 'open', 'high', 'low', 'close', 'volume']);
  });

  it('replays deterministically: same stretch and seed, same hash; another seed, another hash, the same bars', async () => {
    const play = async (seed: string) => {
      const { stdout } = await run(
        'replay',
        'CME:6EH4',
        '--to',
        '2024-01-04T00:00:00Z',
        '--seed',
        seed,
        '--json',
      );
      return JSON.parse(stdout) as { events: number; hash: string; bars: Record<string, number> };
    };
    const [first, again, other] = [await play('1'), await play('1'), await play('2')];
    expect(again).toMatchObject({ hash: first.hash, events: first.events });
    expect(other.hash).not.toBe(first.hash);
    expect(other.bars['5m']).toBe(first.bars['5m']);
    expect(first.events).toBeGreaterThan(10_000);
  });

  it('doctor tells of every part, and ends with 0 on a healthy profile', async () => {
    const { code, stdout } = await run('doctor', '--json');
    expect(code).toBe(0);
    const { findings } = JSON.parse(stdout) as { findings: { check: string; state: string }[] };
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['version', 'node', 'keychain', 'sqlite', 'journal', 'market', 'ended', 'disk']),
    );
    expect(findings.filter(({ state }) => state === 'bad')).toEqual([]);
  });

  it('has complete help and says what is wrong with a command line (exit code 2)', async () => {
    const help = await run('--help');
    expect(help.code).toBe(0);
    for (const name of ['import', 'candles', 'replay', 'doctor', 'serve']) {
      expect(help.stdout).toContain(name);
      const own = await run(name, '--help');
      expect(own.code).toBe(0);
      expect(own.stdout).toContain(`tidemark ${name}`);
    }
    expect(await run('candels')).toMatchObject({ code: 2, stdout: '' });
    expect(await run('candles', 'CME:6EH4', '7x')).toMatchObject({ code: 2 });
    expect(await run('candles', '--nonsense')).toMatchObject({ code: 2 });
    expect(await run('candles', 'CME:NONE', '1m')).toMatchObject({ code: 1 });
  });

  it('ends cleanly on Ctrl C, which a terminal sends to every process of the group', async () => {
    const bootstrap = fileURLToPath(new URL('../../scripts/bootstrap.cjs', import.meta.url));
    const args = [bootstrap, 'src-main/headless.ts', 'serve', '--port', '0', '--json'];
    const group = spawn(process.execPath, args, {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, TIDEMARK_PROFILE: profile },
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    await once(group.stdout, 'data');
    process.kill(-(group.pid ?? 0), 'SIGINT');
    const [code] = await once(group, 'exit');
    expect(code).toBe(0);
    const { stdout } = await run('doctor', '--json');
    const { findings } = JSON.parse(stdout) as { findings: { check: string; state: string }[] };
    expect(findings.find(({ check }) => check === 'ended')?.state).toBe('good');
  });

  it('stops quietly when its reader does, as in `candles … | head`', async () => {
    const headless = fileURLToPath(new URL('../headless.ts', import.meta.url));
    const child = spawn(process.execPath, [headless, 'candles', 'CME:6EH4', '1m', '--json'], {
      env: { ...process.env, TIDEMARK_PROFILE: profile },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString('utf8');
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    await once(child, 'exit');
    expect(complaints).not.toContain('EPIPE');
  });

  it('J4: ends with 4 and names the holder while another Tidemark has the profile', async () => {
    let host: ServedHost | undefined;
    try {
      host = await serve(profile);
      const { code, stderr } = await run('doctor');
      expect(code).toBe(4);
      expect(stderr).toContain(String(host.process.pid));
    } finally {
      await host?.stop();
    }
  });
});
