import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { Failure } from '../../src-shared/domain/failure.ts';
import { SecretEntries } from '../connections/index.ts';
import { keyWords } from './connection-command.ts';

const host = fileURLToPath(new URL('../headless.ts', import.meta.url));

/** A Tidemark that waits for a key and knows one, and its command run in a terminal without its environment. */
async function waiting() {
  const profile = mkdtempSync(join(tmpdir(), 'tidemark keys-'));
  const entries = new SecretEntries({ profile, freshId: () => 'e1', log: () => undefined });
  onTestFinished(async () => {
    await entries.close();
    rmSync(profile, { recursive: true, force: true });
  });
  const field = { label: 'Key', hint: '', isSecret: true, isMultiline: true, isOptional: false };
  const card = await entries.begin(
    'Keys',
    [{ ...field, name: 'key', isRepeated: false }],
    async ({ key }) => {
      if (key !== 'right') throw new Failure('unauthorised', 'That is not the one.');
    },
  );
  const command = card.command.replace('npm run --silent tidemark --', `"${process.execPath}" "${host}"`);
  const run = async (input: string, more = '') => {
    const { TIDEMARK_PROFILE: _, ...environment } = process.env;
    const child = spawn(`${command}${more}`, { shell: true, env: environment });
    const said = { out: '', err: '' };
    child.stdout.on('data', (text) => {
      said.out += text;
    });
    child.stderr.on('data', (text) => {
      said.err += text;
    });
    child.stdin.end(input);
    const code = await new Promise((resolve) => child.on('close', resolve));
    return { code, ...said };
  };
  return { profile, entries, run, left: () => readdirSync(join(profile, 'entries')) };
}

test('K8: the printed command enters keys of another profile, says whether they were taken, and ends with 1 when not', async () => {
  const { entries, run, left } = await waiting();
  const refused = await run('canary\n');
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain('That is not the one.');
  expect(refused.err).not.toContain('canary');
  const taken = await run('right\n');
  expect(taken).toMatchObject({ code: 0, out: 'Taken. Go on in the page.\n' });
  await expect.poll(() => entries.card('e1').state).toBe('entered');
  expect(left()).toEqual([]);
});

test('K8: a file of keys is deleted whether they were taken or not', async () => {
  const { profile, run } = await waiting();
  for (const [key, code] of [
    ['wrong', 1],
    ['right', 0],
  ] as const) {
    writeFileSync(join(profile, 'keys.json'), JSON.stringify({ key }), { mode: 0o600 });
    expect((await run('', ` --file "${join(profile, 'keys.json')}"`)).code).toBe(code);
    expect(readdirSync(profile)).not.toContain('keys.json');
  }
});

test('a login without an id that could be shown counts as saved all the same', () => {
  expect(keyWords({ keyHint: '4f2a', keysSetAt: 1 })).toBe('…4f2a');
  expect(keyWords({ keyHint: '', keysSetAt: 1 })).toBe('saved');
  expect(keyWords({ keyHint: '', keysSetAt: null })).toBe('no keys');
});
