import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'close');
  }
});

function run(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run.ts'), ...args]);
  started.push(child);
  const said = { out: '', errors: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.errors += chunk;
  });
  return { child, said, ended: once(child, 'close').then(([code]) => code as number) };
}

/** Everything that is printed until they run; then they are ended. */
async function printed(...args: string[]): Promise<string> {
  const { child, said, ended } = run(...args);
  await expect.poll(() => said.out + said.errors, { timeout: 20_000 }).toContain('Ctrl C ends it');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  return said.out;
}

describe('simulators for a person', () => {
  test('print addresses to be pasted, each under the name that a connection has for it', async () => {
    const text = await printed('--port', '0');
    for (const name of ['spotRest', 'futuresRest', 'rest', 'login']) {
      expect(text).toMatch(new RegExp(`^    ${name}=http://127\\.0\\.0\\.1:\\d+`, 'm'));
    }
    expect(text).toMatch(/^ {4}spotWsApi=ws:\/\/127\.0\.0\.1:\d+\/ws-api\/v3$/m);
    expect(text).toContain('wsAuth=ws://');
    expect(text).toContain('for simulators only');
  }, 30_000);

  test('have the same keys at each start, unless new ones are wanted', async () => {
    const keysOf = async (...more: string[]) => {
      const text = await printed('--venue', 'coinbase', '--venue', 'kraken', '--port', '0', ...more);
      return text.split('\n').filter((line) => /^ {6,}\S/.test(line));
    };
    const [first, again, fresh] = [await keysOf(), await keysOf(), await keysOf('--new-keys')];
    expect(first.length).toBeGreaterThan(20);
    expect(again).toEqual(first);
    expect(fresh).not.toEqual(first);
  }, 60_000);

  test('a port in use is told in one sentence, with a way out and no trace', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { said, ended } = run('--venue', 'binance', '--port', String(port));
    expect(await ended).toBe(2);
    expect(said.errors).toMatch(
      new RegExp(`^simulators: Port ${port}, for binance, is in use; .* --port \\d+ --venue binance\\n$`),
    );
    server.close();
  }, 20_000);

  test.each([
    [
      ['--venue', 'mtgox'],
      /“mtgox” is not a venue\. There are binance, coinbase, kraken, rithmic, zerodha\.\n$/,
    ],
    [['--port', '99999'], /--port is a whole number from 0 to 65531, not “99999”\.\n$/],
    [['--rate', 'fast'], /--rate is a whole number/],
    [['--wrong'], /Unknown option '--wrong'\.\n\nnpm run simulators/],
  ])(
    '%j is refused in words',
    async (args, sentence) => {
      const { said, ended } = run(...args);
      expect(await ended).toBe(2);
      expect(said.errors).toMatch(sentence);
      expect(said.errors).not.toMatch(/^\s+at /m);
    },
    20_000,
  );
});
