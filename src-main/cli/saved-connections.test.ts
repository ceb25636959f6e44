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
  simulator = await startKrakenSimulator();
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

async function venue(...args: string[]) {
  const child = spawn(process.execPath, ['src-main/headless.ts', 'venue', ...args], {
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
