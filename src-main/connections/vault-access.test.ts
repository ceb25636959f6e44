import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startAnewSentence, type VaultWish } from '../../src-shared/contract/vault.ts';
import type { Json } from '../../src-shared/domain/json.ts';
import { createMemoryKeychain } from '../vault/testing/memory-keychain.ts';
import { awaitAnswer } from './entry-answer.ts';
import { dropValues } from './secret-drop.ts';
import { mayTrade } from './testing/fake-kind.ts';
import { openedConnections, passphrase } from './testing/opened-connections.ts';
import { vaultAccess } from './vault-access.ts';

const never = new AbortController().signal;
const fresh = 'another passphrase of mine';

async function seat() {
  const opened = await openedConnections(undefined, undefined, false, createMemoryKeychain());
  const kept = new Map<string, Json>();
  const settings = {
    get: (name: string) => kept.get(name),
    set: async (name: string, value: Json) => void kept.set(name, value),
  };
  const access = vaultAccess(opened.vault, opened.entries, settings);
  /** What is wrong, empty when it was done. */
  const wish = async (wanted: VaultWish, values: Readonly<Record<string, string>>) => {
    const { id } = await access.beginWish(wanted);
    await dropValues(opened.profile, id, values);
    return (await awaitAnswer(opened.profile, id, never)).trouble;
  };
  return { ...opened, access, wish, kept };
}

test('K4: a passphrase is changed through the entry, by whoever knows the old one', async () => {
  const { access, wish, vault } = await seat();
  expect(await wish('change-passphrase', { passphrase: 'not the passphrase', fresh })).toContain(
    'not the passphrase',
  );
  await expect.poll(() => wish('change-passphrase', { passphrase, fresh }), { timeout: 9000 }).toBe('');
  await access.lock();
  // Also while it is locked: the old one opens it.
  expect(await wish('change-passphrase', { passphrase: fresh, fresh: `${fresh}, again` })).toBe('');
  expect(vault.state()).toEqual({ phase: 'ready', provider: 'passphrase' });
});

test('K3: keys move to the keychain and back, each time by what is typed in the entry, and connections go on', async () => {
  const { world, connections, enter, tested, wish, vault } = await seat();
  world.keys.set('k', mayTrade);
  const { id } = await connections.create((await tested(await enter('k'))).draft, '');
  expect(await wish('move-to-keychain', { passphrase: 'not the passphrase' })).not.toBe('');
  await expect.poll(() => wish('move-to-keychain', { passphrase }), { timeout: 9000 }).toBe('');
  expect(vault.state()).toEqual({ phase: 'ready', provider: 'keychain' });
  expect(await vault.has(`connection:${id}`)).toBe(true);
  await expect(wish('change-passphrase', { passphrase, fresh })).rejects.toMatchObject({ kind: 'invalid' });
  expect(await wish('move-to-passphrase', { fresh: 'short' })).toContain('12 characters');
  expect(await wish('move-to-passphrase', { fresh })).toBe('');
  expect(vault.state()).toEqual({ phase: 'ready', provider: 'passphrase' });
  expect(await vault.has(`connection:${id}`)).toBe(true);
});

test('K3: who lost the passphrase starts anew by a typed sentence only; the old files stay, the keys are asked for again', async () => {
  const { world, connections, enter, tested, access, wish, vault, profile } = await seat();
  world.keys.set('k', mayTrade);
  const { id } = await connections.create((await tested(await enter('k'))).draft, '');
  await expect(access.beginWish('start-anew-passphrase')).rejects.toMatchObject({ kind: 'invalid' });
  await access.lock();
  expect(await wish('start-anew-passphrase', { words: 'yes', fresh })).toContain(startAnewSentence);
  expect(vault.state().phase).toBe('locked');
  expect(await wish('start-anew-passphrase', { words: startAnewSentence, fresh })).toBe('');
  expect(vault.state()).toEqual({ phase: 'ready', provider: 'passphrase' });
  expect(await vault.has(`connection:${id}`)).toBe(false);
  expect(readdirSync(join(profile, 'vault')).some((name) => name.includes('.kept-'))).toBe(true);
  await connections.disconnect(id);
  await expect(connections.connect(id)).rejects.toMatchObject({
    kind: 'not-found',
    message: expect.stringContaining('Enter them again'),
  });
});

test('K4: when keys lock by themselves is kept, told, and holds from then on', async () => {
  const { access, vault, entries, kept } = await seat();
  expect(access.settings()).toEqual({ lockAfterIdleMinutes: 0, locksWithScreen: false });
  let told = 0;
  access.onState(() => {
    told += 1;
  });
  await access.saveSettings({ lockAfterIdleMinutes: 30, locksWithScreen: true });
  expect(told).toBe(1);
  expect(Object.fromEntries(kept)).toEqual({
    'vault.lockAfterIdleMs': 1_800_000,
    'vault.locksWithScreen': true,
  });
  kept.set('vault.lockAfterIdleMs', 5);
  vaultAccess(vault, entries, { get: (name) => kept.get(name), set: async () => undefined });
  expect(access.settings().lockAfterIdleMinutes).toBe(1);
});
