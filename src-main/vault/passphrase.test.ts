import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Secret, type Vault } from './index.ts';
import { parsePassphraseFile } from './passphrase-format.ts';
import { defaultStrength, leastStrength, mostStrength, strengthFault } from './strength.ts';
import { type TemporaryVault, temporaryVault } from './testing/temporary-vault.ts';
import { delayAfter } from './tries.ts';

const words = 'correct horse battery';
const fields = () => ({ apiKey: new Secret('key-7d1c'), apiSecret: new Secret('secret-93ab') });
const vaultPath = ({ profile }: TemporaryVault) => join(profile, 'vault', 'passphrase.vault');
const secretOf = (vault: Vault, id: string) => vault.use(id, 'test', ({ apiSecret }) => apiSecret?.reveal());

async function filled(temporary: TemporaryVault): Promise<Vault> {
  const vault = await temporary.open();
  await vault.choosePassphrase(new Secret(words));
  await vault.store('a', 'hmac', fields());
  return vault;
}

interface LooseFile {
  version: number;
  kdf: { memoryKiB: number; passes: number; lanes: number; salt: string };
  records: { id: string; type: string; revision: number; nonce: string; sealed: string }[];
}

function change(temporary: TemporaryVault, edit: (file: LooseFile) => void): string {
  const file = JSON.parse(readFileSync(vaultPath(temporary), 'utf8')) as LooseFile;
  edit(file);
  const content = JSON.stringify(file);
  writeFileSync(vaultPath(temporary), content);
  return content;
}

test('K4: the strength of new vaults is 256 MiB, less on small machines, never under 64 MiB and three passes', () => {
  const memoryMiB = (machineMiB: number) => defaultStrength(machineMiB * 1024 ** 2).memoryKiB / 1024;
  expect([32_768, 8192, 4096, 2048, 512].map(memoryMiB)).toEqual([256, 256, 128, 64, 64]);
  expect(strengthFault(leastStrength)).toBeUndefined();
  expect(strengthFault(mostStrength)).toBeUndefined();
});

test.each([
  ['less memory', { ...leastStrength, memoryKiB: leastStrength.memoryKiB - 1 }],
  ['fewer passes', { ...leastStrength, passes: 2 }],
  ['no lane', { ...leastStrength, lanes: 0 }],
])('K4: no vault is opened with %s than the floor', async (_, strength) => {
  await expect(temporaryVault().open({ strength })).rejects.toMatchObject({ kind: 'invalid' });
});

test.each([
  ['weak memory', 'too easy to guess', { memoryKiB: 1024 }],
  ['weak passes', 'too easy to guess', { passes: 1 }],
  ['negative memory', 'too easy to guess', { memoryKiB: -1 }],
  ['absurd memory', 'more work than any vault needs', { memoryKiB: 2 ** 31 }],
  ['absurd passes', 'more work than any vault needs', { passes: 1_000_000 }],
  ['absurd lanes', 'more work than any vault needs', { lanes: 255 }],
  ['a short salt', 'salt has a wrong length', { salt: 'AAAA' }],
])('K4: a header with %s is refused unread, and the file stays as it is', async (_, words_, kdf) => {
  const temporary = temporaryVault();
  await (await filled(temporary)).close();
  const content = change(temporary, (file) => Object.assign(file.kdf, kdf));
  const vault = await temporary.open();
  expect(vault.state()).toMatchObject({ phase: 'locked', reason: expect.stringContaining(words_) });
  await expect(vault.unlock(new Secret(words))).rejects.toMatchObject({ kind: 'unauthorised' });
  expect(readFileSync(vaultPath(temporary), 'utf8')).toBe(content);
});

test('K4 control: the same header with the parameters it was written with is read', async () => {
  const temporary = temporaryVault();
  await (await filled(temporary)).close();
  change(temporary, (file) => Object.assign(file.kdf, leastStrength));
  const vault = await temporary.open();
  await vault.unlock(new Secret(words));
  expect(await secretOf(vault, 'a')).toBe('secret-93ab');
});

test('K4: stronger parameters within the bounds do not open it either, since the header is bound to the key', async () => {
  const temporary = temporaryVault();
  await (await filled(temporary)).close();
  change(temporary, (file) => Object.assign(file.kdf, { passes: 4 }));
  const vault = await temporary.open();
  await expect(vault.unlock(new Secret(words))).rejects.toMatchObject({ kind: 'unauthorised' });
});

const changes: readonly (readonly [what: string, edit: (file: LooseFile) => void])[] = [
  ['a record taken away', (file) => file.records.pop()],
  ['a record under another id', (file) => Object.assign(file.records[0] ?? {}, { id: 'z' })],
  ['a record of another type', (file) => Object.assign(file.records[0] ?? {}, { type: 'token' })],
  ['another revision', (file) => Object.assign(file.records[0] ?? {}, { revision: 9 })],
  [
    'two records exchanged',
    ({ records: [a, b] }) => {
      const { nonce, sealed } = a ?? { nonce: '', sealed: '' };
      Object.assign(a ?? {}, { nonce: b?.nonce, sealed: b?.sealed });
      Object.assign(b ?? {}, { nonce, sealed });
    },
  ],
  [
    'one bit of a record',
    ({ records: [a] }) => {
      const bytes = Buffer.from(a?.sealed ?? '', 'base64');
      bytes.writeUInt8(bytes.readUInt8(3) ^ 1, 3);
      Object.assign(a ?? {}, { sealed: bytes.toString('base64') });
    },
  ],
];
test.each(changes)('K4: the right passphrase does not open a file with %s', async (_, edit) => {
  const temporary = temporaryVault();
  const first = await filled(temporary);
  await first.store('b', 'hmac', fields());
  await first.close();
  const content = change(temporary, edit);
  const vault = await temporary.open();
  await expect(vault.unlock(new Secret(words))).rejects.toMatchObject({ kind: 'unauthorised' });
  expect(vault.state()).toMatchObject({
    phase: 'locked',
    reason: expect.stringContaining('changed or damaged'),
  });
  expect(readFileSync(vaultPath(temporary), 'utf8')).toBe(content);
});

test('K4: every write has fresh nonces, and a new passphrase a fresh salt', async () => {
  const temporary = temporaryVault();
  const vault = await filled(temporary);
  const read = () => readFileSync(vaultPath(temporary), 'utf8');
  const before = parsePassphraseFile(read(), 'profile-1');
  await vault.store('a', 'hmac', fields());
  await vault.changePassphrase(new Secret(words), new Secret('another passphrase'));
  const after = parsePassphraseFile(read(), 'profile-1');
  if (typeof before === 'string' || typeof after === 'string') throw new Error('not a vault');
  expect(after.records[0]?.nonce).not.toBe(before.records[0]?.nonce);
  expect(after.records[0]?.revision).toBe(2);
  expect(after.seal.nonce).not.toBe(before.seal.nonce);
  expect(after.key.nonce).not.toBe(before.key.nonce);
  expect(after.kdf.salt).not.toBe(before.kdf.salt);
});

test('K4: a passphrase has at least 12 characters, of any kind', async () => {
  const vault = await temporaryVault().open();
  await expect(vault.choosePassphrase(new Secret('elevenchars'))).rejects.toMatchObject({ kind: 'invalid' });
  await expect(vault.choosePassphrase(new Secret('🐎'.repeat(11)))).rejects.toMatchObject({
    kind: 'invalid',
  });
  expect(vault.state().phase).toBe('unset');
  await vault.choosePassphrase(new Secret('e\u0301'.repeat(12)));
  await expect(
    vault.changePassphrase(new Secret('\u00e9'.repeat(12)), new Secret('short')),
  ).rejects.toMatchObject({
    kind: 'invalid',
  });
  await vault.lock();
  await vault.unlock(new Secret('\u00e9'.repeat(12)));
  expect(vault.state().phase).toBe('ready');
});

test('K4: changing the passphrase re-wraps one key: records stay byte for byte, the old passphrase opens nothing', async () => {
  const temporary = temporaryVault();
  const vault = await filled(temporary);
  const records = () => JSON.parse(readFileSync(vaultPath(temporary), 'utf8')).records;
  const before = records();
  await expect(
    vault.changePassphrase(new Secret('wrong passphrase'), new Secret('another passphrase')),
  ).rejects.toMatchObject({ kind: 'unauthorised' });
  temporary.nowMs += 2000;
  await vault.changePassphrase(new Secret(words), new Secret('another passphrase'));
  expect(records()).toEqual(before);
  expect(existsSync(`${vaultPath(temporary)}.previous`)).toBe(false);
  await vault.lock();
  await expect(vault.unlock(new Secret(words))).rejects.toMatchObject({ kind: 'unauthorised' });
  temporary.nowMs += 2000;
  await vault.unlock(new Secret('another passphrase'));
  expect(await secretOf(vault, 'a')).toBe('secret-93ab');
});

test('K4: wrong passphrases have to wait longer and longer, and a restart does not shorten it', async () => {
  expect([0, 1, 2, 3, 10, 11, 500].map(delayAfter)).toEqual([0, 1000, 2000, 4000, 512_000, 900_000, 900_000]);
  const temporary = temporaryVault();
  await (await filled(temporary)).close();
  for (let failures = 1; failures <= 3; failures += 1) {
    const vault = await temporary.open();
    await expect(vault.unlock(new Secret('wrong passphrase'))).rejects.toMatchObject({
      kind: 'unauthorised',
      data: { failures, waitMs: delayAfter(failures) },
    });
    temporary.nowMs += delayAfter(failures) - 1;
    await vault.close();
    const again = await temporary.open();
    await expect(again.unlock(new Secret(words))).rejects.toMatchObject({
      kind: 'rate-limited',
      data: { waitMs: 1 },
    });
    temporary.nowMs += 1;
    await again.close();
  }
  const vault = await temporary.open();
  await vault.unlock(new Secret(words));
  await vault.lock();
  await expect(vault.unlock(new Secret('wrong passphrase'))).rejects.toMatchObject({ data: { failures: 1 } });
});

test('K4: a try counts before it is made, and neither a clock set back nor a spoilt count wins anything', async () => {
  const temporary = temporaryVault();
  await (await filled(temporary)).close();
  const tries = join(temporary.profile, 'vault', 'tries.json');
  const vault = await temporary.open();
  const attempt = vault.unlock(new Secret('wrong passphrase'));
  const countedMeanwhile = new Promise<number>((resolve) => {
    const look = () => {
      const { failures } = JSON.parse(readFileSync(tries, 'utf8')) as { failures: number };
      if (failures > 0) resolve(failures);
      else setImmediate(look);
    };
    look();
  });
  const ended = attempt.then(
    () => 'ended',
    () => 'ended',
  );
  expect(await Promise.race([countedMeanwhile, ended])).toBe(1);
  await ended;
  temporary.nowMs -= 10 * 3_600_000;
  await expect(vault.unlock(new Secret(words))).rejects.toMatchObject({
    kind: 'rate-limited',
    data: { waitMs: 1000 },
  });
  await vault.close();
  writeFileSync(tries, '{}');
  const again = await temporary.open();
  await expect(again.unlock(new Secret(words))).rejects.toMatchObject({ kind: 'rate-limited' });
  temporary.nowMs += 3_600_000;
  await again.unlock(new Secret(words));
});

test('K4: locking wipes at once, also while an unlock or a store is on its way, and loses nothing', async () => {
  const temporary = temporaryVault();
  const vault = await filled(temporary);
  await vault.lock('The screen was locked.');
  expect(vault.state()).toMatchObject({ phase: 'locked', reason: 'The screen was locked.' });
  expect(await vault.has('a')).toBe(true);
  await expect(secretOf(vault, 'a')).rejects.toMatchObject({ kind: 'unauthorised' });
  const unlocking = vault.unlock(new Secret(words));
  await sleep(10);
  await vault.lock();
  await expect(unlocking).rejects.toMatchObject({ kind: 'cancelled' });
  expect(vault.state().phase).toBe('locked');
  await vault.unlock(new Secret(words));
  const storing = vault.store('b', 'hmac', fields());
  const settled = await Promise.allSettled([storing, vault.lock()]);
  await vault.unlock(new Secret(words));
  expect(await secretOf(vault, 'a')).toBe('secret-93ab');
  expect(await vault.has('b')).toBe(settled[0].status === 'fulfilled');
});

test('K4: a vault that nobody uses locks itself when that was asked for', async () => {
  const temporary = temporaryVault();
  const vault = await temporary.open({ lockAfterIdleMs: 40 });
  const locked = new Promise<void>((resolve) => {
    vault.onState(({ phase }) => phase === 'locked' && resolve());
  });
  await vault.choosePassphrase(new Secret(words));
  await locked;
  expect(vault.state()).toMatchObject({ reason: expect.stringContaining('was not used') });
});

test('K4: Argon2id does not hold up the main loop', async () => {
  const temporary = temporaryVault();
  const vault = await filled(temporary);
  await vault.lock();
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 2);
  await vault.unlock(new Secret(words));
  clearInterval(counting);
  expect(turns).toBeGreaterThan(5);
});
