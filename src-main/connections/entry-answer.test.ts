import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Failure } from '../../src-shared/domain/failure.ts';
import { awaitAnswer } from './entry-answer.ts';
import { entryCommand } from './entry-command.ts';
import { dropValues, readForm } from './secret-drop.ts';
import { type EntryField, SecretEntries } from './secret-entry.ts';

const never = new AbortController().signal;
const key: EntryField = {
  name: 'key',
  label: 'Key',
  hint: '',
  isSecret: true,
  isMultiline: false,
  isOptional: false,
  isRepeated: false,
};

async function waiting(accept: (key: string) => Promise<void>) {
  const profile = mkdtempSync(join(tmpdir(), 'tidemark-answer-'));
  let count = 0;
  const entries = new SecretEntries({ profile, freshId: () => `e${++count}`, log: () => undefined });
  onTestFinished(async () => {
    await entries.close();
    rmSync(profile, { recursive: true, force: true });
  });
  const card = await entries.begin('Keys', [key], ({ key: text = '' }) => accept(text));
  return { profile, entries, id: card.id, left: () => readdirSync(join(profile, 'entries')) };
}

test('K8: whoever hands keys over hears whether they were taken, and nothing of it stays', async () => {
  const { profile, entries, id, left } = await waiting(async (text) => {
    if (text !== 'right') throw new Failure('unauthorised', 'That is not the one.');
  });
  await dropValues(profile, id, { key: 'wrong' });
  expect(await awaitAnswer(profile, id, never)).toEqual({ trouble: 'That is not the one.' });
  expect(entries.card(id)).toMatchObject({ state: 'waiting', trouble: 'That is not the one.' });
  await dropValues(profile, id, { key: 'right' });
  expect(await awaitAnswer(profile, id, never)).toEqual({ trouble: '' });
  await expect.poll(() => entries.card(id).state).toBe('entered');
  expect(left()).toEqual([]);
});

test('K8: what a terminal that was killed left half-written is in nobody’s way, and goes with the entry', async () => {
  const { profile, entries, id, left } = await waiting(async () => undefined);
  for (const name of [`${id}.keys.json.unfinished`, `${id}.keys.json.1.unfinished`, `${id}.keys.json.taken`])
    await writeFile(join(profile, 'entries', name), '{"key":"canary"}', { mode: 0o600 });
  await dropValues(profile, id, { key: 'whole' });
  expect(await awaitAnswer(profile, id, never)).toEqual({ trouble: '' });
  await expect.poll(() => entries.card(id).state).toBe('entered');
  expect(left()).toEqual([]);
});

test('a page sees that what was handed over is being taken', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { profile, entries, id } = await waiting(() => promise);
  await dropValues(profile, id, { key: 'a' });
  await expect.poll(() => entries.card(id).isTaking).toBe(true);
  resolve();
  await expect.poll(() => entries.card(id)).toMatchObject({ state: 'entered', isTaking: false });
});

test('a terminal whose entry was cancelled, or that nobody answers, is told so and takes the keys back', async () => {
  const { profile, entries, id, left } = await waiting(async () => undefined);
  await entries.cancel(id);
  await dropValues(profile, id, { key: 'late' });
  await expect(awaitAnswer(profile, id, never)).rejects.toMatchObject({ kind: 'not-found' });
  expect(left()).toEqual([]);

  // The application was killed: its form lies there still.
  await writeFile(join(profile, 'entries', 'dead.form.json'), '{}', { mode: 0o600 });
  await dropValues(profile, 'dead', { key: 'canary' });
  await expect(awaitAnswer(profile, 'dead', never, 60)).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining(profile),
  });
  await dropValues(profile, 'dead', { key: 'canary' });
  await expect(awaitAnswer(profile, 'dead', AbortSignal.abort())).rejects.toMatchObject({
    kind: 'cancelled',
  });
  expect(left()).toEqual(['dead.form.json']);
});

test('the command works in another terminal: it names the profile where that is not the usual one', async () => {
  const usual = { XDG_DATA_HOME: '/home/me/data', TIDEMARK_PROFILE: '/elsewhere' };
  const command = (profile: string, platform: NodeJS.Platform = 'linux') =>
    entryCommand('e1', profile, usual, platform).replace('npm run --silent tidemark -- ', '');
  expect(command('/home/me/data/tidemark')).toBe('connection keys e1');
  expect(command('/tmp/p')).toBe('connection keys --profile /tmp/p e1');
  expect(command('/tmp/my “p’s” $HOME')).toBe("connection keys --profile '/tmp/my “p’s” $HOME' e1");
  expect(command("/tmp/it's")).toBe("connection keys --profile '/tmp/it'\\''s' e1");
  expect(command('C:\\My data', 'win32')).toBe('connection keys --profile "C:\\My data" e1');
});

test('a form may say how long a value is at least', async () => {
  const { profile, entries } = await waiting(async () => undefined);
  const { id } = await entries.begin('Passphrase', [{ ...key, leastCharacters: 12 }], async () => undefined);
  expect((await readForm(profile, id)).fields[0]?.leastCharacters).toBe(12);
});

test('whoever hands over hears the answer also when the page ends the entry at that very moment', async () => {
  for (let round = 0; round < 40; round += 1) {
    const cancel: (() => Promise<void>)[] = [];
    const { profile, entries, id, left } = await waiting(async () => {
      void cancel[0]?.();
    });
    cancel.push(() => entries.cancel(id));
    await dropValues(profile, id, { key: 'a' });
    expect(await awaitAnswer(profile, id, never)).toEqual({ trouble: '' });
    await expect.poll(() => entries.card(id).state).toBe('entered');
    expect(left()).toEqual([]);
  }
});
