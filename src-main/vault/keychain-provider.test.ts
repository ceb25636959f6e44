import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Secret, type Vault } from './index.ts';
import { temporaryVault } from './testing/temporary-vault.ts';

const words = 'correct horse battery';
const long = (letter: string) => ({ apiKey: new Secret(letter), pem: new Secret(letter.repeat(6000)) });
const letterOf = (vault: Vault, id: string) =>
  vault.use(id, 'test', ({ apiKey, pem }) => {
    expect(pem?.reveal()).toBe(apiKey?.reveal().repeat(6000));
    return apiKey?.reveal();
  });

test.each([
  ['is absent', 'absent', 'There is no keychain'],
  ['has no default keyring', 'no-default', 'no default keyring'],
  ['is locked', 'locked', 'is locked'],
  ['hangs', 'silent', 'did not answer in time'],
] as const)(
  'K2: a keychain that %s is no keychain, in words, and nothing else is chosen in its place',
  async (_, fault, sentence) => {
    const temporary = temporaryVault();
    temporary.keychain.fault = fault;
    const vault = await temporary.open();
    await expect(vault.chooseKeychain()).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining(sentence),
    });
    expect(vault.state()).toEqual({ phase: 'unset' });
    expect(await vault.keychainReport()).toEqual({
      usable: false,
      sentence: expect.stringContaining(sentence),
    });
  },
);

test('K2: a keychain that accepts a value and keeps another is no keychain', async () => {
  const temporary = temporaryVault();
  temporary.keychain.isForgetful = true;
  const vault = await temporary.open();
  await expect(vault.chooseKeychain()).rejects.toThrow('gave back another value');
  expect(vault.state()).toEqual({ phase: 'unset' });
});

test('K2 control: the same keychain without a fault is one, and the probe leaves nothing behind', async () => {
  const temporary = temporaryVault();
  const vault = await temporary.open();
  expect(await vault.keychainReport()).toMatchObject({ usable: true });
  expect(temporary.keychain.entries.size).toBe(0);
});

test('the keychain is all or nothing: whichever call fails, a record is the old one or the new one, whole', async () => {
  const outcomes = new Set<string>();
  for (let failAfter = 0; ; failAfter += 1) {
    const temporary = temporaryVault();
    const vault = await temporary.open();
    await vault.chooseKeychain();
    await vault.store('a', 'pem', long('o'));
    temporary.keychain.failAfter = failAfter;
    const stored = await vault.store('a', 'pem', long('n')).then(
      () => 'stored',
      () => 'failed',
    );
    if (temporary.keychain.failAfter !== undefined) break;
    temporary.keychain.failAfter = undefined;
    await vault.close();
    const again = await temporary.open();
    expect(await letterOf(again, 'a')).toBe(stored === 'stored' ? 'n' : 'o');
    await again.store('b', 'pem', long('b'));
    const left = [...temporary.keychain.entries.keys()].filter((name) => name.includes('record/a/'));
    expect(left).toHaveLength(3);
    outcomes.add(stored);
  }
  expect(outcomes).toEqual(new Set(['stored', 'failed']));
});

test('K3: moving to a passphrase and back moves everything, and nothing is left behind', async () => {
  const temporary = temporaryVault();
  const vault = await temporary.open();
  await vault.chooseKeychain();
  for (const id of ['a', 'b', 'c']) await vault.store(id, 'pem', long(id));
  await vault.moveTo('passphrase', new Secret(words));
  expect(vault.state()).toEqual({ phase: 'ready', provider: 'passphrase' });
  expect(temporary.keychain.entries.size).toBe(0);
  await vault.close();
  const moved = await temporary.open();
  await moved.unlock(new Secret(words));
  for (const id of ['a', 'b', 'c']) expect(await letterOf(moved, id)).toBe(id);
  await moved.moveTo('keychain');
  expect(moved.state()).toEqual({ phase: 'ready', provider: 'keychain' });
  expect(readdirSync(join(temporary.profile, 'vault')).sort()).toEqual(['tries.json', 'vault.json']);
  await moved.close();
  const back = await temporary.open();
  for (const id of ['a', 'b', 'c']) expect(await letterOf(back, id)).toBe(id);
});

test.each(['keychain', 'passphrase'] as const)(
  'K3: a move to the %s that breaks off at any call leaves everything where it was',
  async (target) => {
    let breaks = 0;
    for (let failAfter = 0; ; failAfter += 1) {
      const temporary = temporaryVault();
      const vault = await temporary.open();
      if (target === 'keychain') await vault.choosePassphrase(new Secret(words));
      else await vault.chooseKeychain();
      await vault.store('a', 'pem', long('a'));
      await vault.store('b', 'pem', long('b'));
      const before = vault.state();
      temporary.keychain.failAfter = failAfter;
      const moved = await vault.moveTo(target, new Secret(words)).then(
        () => true,
        () => false,
      );
      const hasFailed = temporary.keychain.failAfter === undefined;
      temporary.keychain.failAfter = undefined;
      if (!moved) expect(vault.state()).toEqual(before);
      await vault.close();
      const again = await temporary.open();
      if (again.state().phase === 'locked') await again.unlock(new Secret(words));
      expect(again.state()).toMatchObject({
        provider: moved ? target : target === 'keychain' ? 'passphrase' : 'keychain',
      });
      expect([await letterOf(again, 'a'), await letterOf(again, 'b')]).toEqual(['a', 'b']);
      if (!hasFailed) break;
      breaks += 1;
    }
    expect(breaks).toBeGreaterThan(4);
  },
  120_000,
);

test('K3: trouble with the keychain locks the vault in words, and checking again brings everything back', async () => {
  const temporary = temporaryVault();
  const vault = await temporary.open();
  await vault.chooseKeychain();
  await vault.store('a', 'pem', long('a'));
  temporary.keychain.fault = 'locked';
  await expect(letterOf(vault, 'a')).rejects.toMatchObject({ kind: 'unavailable' });
  expect(vault.state()).toMatchObject({
    phase: 'locked',
    provider: 'keychain',
    reason: 'The keychain is locked, and it was not unlocked when the system asked.',
    wayBack: 'Unlock the keychain of the system, and check again.',
  });
  const { calls } = temporary.keychain;
  await expect(letterOf(vault, 'a')).rejects.toMatchObject({ kind: 'unauthorised' });
  expect(temporary.keychain.calls).toBe(calls);
  expect(await vault.has('a')).toBe(true);
  await vault.recheck();
  expect(vault.state().phase).toBe('locked');
  temporary.keychain.fault = undefined;
  await vault.recheck();
  expect(await letterOf(vault, 'a')).toBe('a');
});

test('K3: an emptied keychain locks the vault; one lost record is only not found', async () => {
  const temporary = temporaryVault();
  const vault = await temporary.open();
  await vault.chooseKeychain();
  await vault.store('a', 'pem', long('a'));
  await vault.store('b', 'pem', long('b'));
  const { entries } = temporary.keychain;
  const lost = [...entries.keys()].find((name) => name.includes('record/a/')) ?? '';
  entries.delete(lost);
  await expect(letterOf(vault, 'a')).rejects.toMatchObject({ kind: 'not-found' });
  expect(await letterOf(vault, 'b')).toBe('b');
  entries.clear();
  await expect(letterOf(vault, 'b')).rejects.toMatchObject({ kind: 'unauthorised' });
  expect(vault.state()).toMatchObject({
    phase: 'locked',
    reason: expect.stringContaining('emptied, or it is another one'),
  });
  await expect(vault.store('b', 'pem', long('b'))).rejects.toMatchObject({ kind: 'unauthorised' });
  expect(entries.size).toBe(0);
  await vault.chooseKeychain({ startAnew: true });
  await vault.store('b', 'pem', long('n'));
  expect(await letterOf(vault, 'b')).toBe('n');
});

test('K3: a keychain that already has keys of this profile is not taken for a new one', async () => {
  const temporary = temporaryVault();
  const vault = await temporary.open();
  await vault.chooseKeychain();
  await vault.close();
  rmSync(join(temporary.profile, 'vault'), { recursive: true });
  const again = await temporary.open();
  expect(again.state()).toEqual({ phase: 'unset' });
  await expect(again.chooseKeychain()).rejects.toThrow('already holds keys of this profile');
  await again.chooseKeychain({ startAnew: true });
  expect(again.state().phase).toBe('ready');
});

test('a record that could not be deleted from the keychain is gone at once, and deleted later', async () => {
  const temporary = temporaryVault();
  const vault = await temporary.open();
  await vault.chooseKeychain();
  await vault.store('a', 'pem', long('a'));
  const held = () =>
    [...temporary.keychain.entries.keys()].filter((name) => name.includes('record/a/')).length;
  temporary.keychain.failAfter = 1;
  await expect(vault.remove('a')).rejects.toMatchObject({ kind: 'unavailable' });
  expect(await vault.has('a')).toBe(false);
  expect(held()).toBe(2);
  await vault.store('b', 'pem', long('b'));
  expect(held()).toBe(0);
  expect(JSON.parse(readFileSync(join(temporary.profile, 'vault', 'vault.json'), 'utf8')).sweep).toEqual([]);
});

test('K3: when the prompt that took too long is answered after all, the vault opens by itself; a wish to lock stays', async () => {
  const temporary = temporaryVault();
  const vault = await temporary.open();
  await vault.chooseKeychain();
  await vault.store('a', 'pem', long('a'));
  temporary.keychain.fault = 'silent';
  await expect(letterOf(vault, 'a')).rejects.toMatchObject({ kind: 'unavailable' });
  expect(vault.state().phase).toBe('locked');
  const ready = new Promise<void>((resolve) => {
    vault.onState(({ phase }) => phase === 'ready' && resolve());
  });
  temporary.keychain.answerAfterSilence();
  await ready;
  expect(await letterOf(vault, 'a')).toBe('a');
  await vault.lock();
  temporary.keychain.answerAfterSilence();
  expect(await vault.has('a')).toBe(true);
  expect(vault.state().phase).toBe('locked');
});

test('K3: a move that was cut off before the passphrase file was removed is finished at the next start', async () => {
  const temporary = temporaryVault();
  const vault = await temporary.open();
  await vault.choosePassphrase(new Secret(words));
  await vault.store('a', 'pem', long('a'));
  const passphraseFile = join(temporary.profile, 'vault', 'passphrase.vault');
  const recordFile = join(temporary.profile, 'vault', 'vault.json');
  const content = readFileSync(passphraseFile);
  await vault.moveTo('keychain');
  await vault.close();
  writeFileSync(passphraseFile, content);
  writeFileSync(
    recordFile,
    readFileSync(recordFile, 'utf8').replace('"hasOldPassphraseFile": false', '"hasOldPassphraseFile": true'),
  );
  const again = await temporary.open();
  expect(await letterOf(again, 'a')).toBe('a');
  await again.close();
  expect(existsSync(passphraseFile)).toBe(false);
  expect(readFileSync(recordFile, 'utf8')).toContain('"hasOldPassphraseFile": false');
});
