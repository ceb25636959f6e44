import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KrakenSimulator, startKrakenSimulator } from '../../tests/simulators/kraken/index.ts';
import { createLog } from '../log.ts';
import { openConnections } from '../open-connections.ts';
import { openStorage } from '../storage/index.ts';
import { systemWorld } from '../system-world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const profile = mkdtempSync(join(tmpdir(), 'tidemark-record-'));
let simulator: KrakenSimulator;

beforeAll(async () => {
  // Every command asks anew, more often than Kraken bears from one address.
  simulator = await startKrakenSimulator({ limits: { publicBurst: 60 } });
  simulator.run(5);
  await save('Simulated', '');
  await save('Behind a proxy', 'http://127.0.0.1:1', { mustAnswer: false });
}, 60_000);

afterAll(async () => {
  await simulator.close();
  rmSync(profile, { recursive: true, force: true });
});

/** Saves a connection without keys to the simulator, as the wizard does: tested first. */
async function save(label: string, proxy: string, { mustAnswer = true } = {}): Promise<void> {
  const log = createLog(profile);
  const storage = await openStorage({ profile, host: 'command line', now: systemWorld(log).now, log });
  const { journal } = storage;
  const opened = await openConnections({
    profile,
    journal,
    log,
    isDeveloper: true,
    attach: () => () => undefined,
  });
  const { rest, ws, wsAuth } = simulator.url;
  const settings = {
    label,
    environment: 'live' as const,
    products: ['spot'],
    hasMarketData: true,
    isTradingEnabled: false,
    isAutoConnect: false,
    settings: {},
    proxy: '',
    urls: { rest, ws, wsAuth },
  };
  const draft = { kind: 'kraken', entry: null, settings };
  const results: string[] = [];
  for await (const { result } of opened.connections.test(draft, AbortSignal.timeout(30_000)))
    results.push(result);
  const { id } = await opened.connections.create(draft, '');
  if (!mustAnswer) await opened.connections.edit(id, { ...settings, proxy });
  await opened.close();
  await storage.close();
  log.close();
}

const venue = (...args: string[]) => tidemark('venue', ...args);

async function tidemark(...args: string[]) {
  const child = spawn(process.execPath, ['src-main/headless.ts', ...args], {
    cwd: root,
    env: { ...process.env, TIDEMARK_PROFILE: profile, TIDEMARK_DEVELOPER: '1' },
  });
  let [stdout, stderr] = ['', ''];
  let isEnded = false;
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
    if (!isEnded && stderr.includes('It is tried again')) {
      isEnded = true;
      child.kill('SIGINT');
    }
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout, stderr };
}

describe('venue record', () => {
  test('writes what is sent and received, as docs/venue-tools.md describes it', async () => {
    const out = join(profile, 'frames.jsonl');
    const { code } = await venue(
      'record',
      'Simulated',
      '--out',
      out,
      '--seconds',
      '3',
      '--instrument',
      'KRAKEN:BTC/USD',
    );
    expect(code).toBe(0);
    const frames = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    // The venue may greet first.
    expect(frames.find(({ direction }) => direction === 'sent')).toEqual({
      at: expect.any(Number),
      direction: 'sent',
      socket: 'market',
      text: expect.stringContaining('subscribe'),
    });
    const received = frames
      .filter(({ direction }) => direction === 'received')
      .map(({ text }) => String(text));
    for (const channel of ['ticker', 'trade', 'book']) {
      expect(
        received.some((text) => text.startsWith(`{"channel":"${channel}"`)),
        channel,
      ).toBe(true);
    }
    const again = await venue('record', 'Simulated', '--out', out, '--seconds', '1');
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
  }, 60_000);

  test('an instrument that cannot be is refused before a file is made; one that is not there, before it is waited for', async () => {
    const out = join(profile, 'nothing.jsonl');
    const wrong = await venue('record', 'Simulated', '--out', out, '--instrument', 'rubbish');
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('“rubbish” is not an instrument id'),
    });
    expect(existsSync(out)).toBe(false);
    const missing = await venue('record', 'Simulated', '--out', out, '--instrument', 'KRAKEN:NO/SUCH');
    expect(missing).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has no market KRAKEN:NO/SUCH'),
    });
  }, 60_000);

  test('a venue that is not reached is told with its reason while it is tried: here, the proxy', async () => {
    const { code, stderr } = await venue('record', 'Behind a proxy', '--out', join(profile, 'proxied.jsonl'));
    expect(code).toBe(130);
    expect(stderr).toContain('The proxy 127.0.0.1:1 refused the connection.');
  }, 60_000);
});

describe('ticks and bars', () => {
  const stretch = ['--from', '2026-01-01T00:00Z', '--to', '2026-01-01T01:00Z', '--connection', 'Simulated'];

  test('reach the market’s venue, and say in words what it does not have', async () => {
    const ticks = await tidemark('ticks', 'KRAKEN:BTC/USD', ...stretch);
    expect(ticks).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Simulated gives no single trades of the past.'),
    });
    const bars = await tidemark('bars', 'KRAKEN:BTC/USD', '--volume', '100', ...stretch);
    expect(bars).toMatchObject({ code: 1, stderr: expect.stringContaining('makes no volume bars.') });
    const missing = await tidemark('ticks', 'KRAKEN:NO/SUCH', ...stretch);
    expect(missing).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has no market KRAKEN:NO/SUCH'),
    });
  }, 60_000);

  test('want to know which connection, when to begin and what ends a bar', async () => {
    const which = await tidemark('ticks', 'KRAKEN:BTC/USD', '--from', '2026-01-01');
    expect(which).toMatchObject({ code: 1, stderr: expect.stringContaining('Name one with --connection.') });
    for (const [args, sentence] of [
      [['ticks', 'KRAKEN:BTC/USD'], 'Say where to begin'],
      [['ticks', 'KRAKEN:BTC/USD', '--from', 'noon'], '“noon” is not a time.'],
      [['bars', 'KRAKEN:BTC/USD', ...stretch], 'Say what ends a bar'],
      [['bars', 'KRAKEN:BTC/USD', '--ticks', '5', '--range', '2', ...stretch], 'Say what ends a bar'],
      [['bars', 'KRAKEN:BTC/USD', '--ticks', '0', ...stretch], '“0” is not a size.'],
    ] as const) {
      expect(await tidemark(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(sentence) });
    }
  }, 60_000);
});

describe('venue test', () => {
  test('prints each step and names the proxy that refuses', async () => {
    const good = await venue('test', 'Simulated', '--json');
    const steps = good.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { step: string });
    expect(steps.map(({ step }) => step)).toEqual([
      'reach',
      'clock',
      'signature',
      'permissions',
      'address',
      'latency',
    ]);
    const bad = await venue('test', 'Behind a proxy');
    expect(bad).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^failed +reach +The proxy 127\.0\.0\.1:1 refused the connection\./),
    });
  }, 60_000);
});
