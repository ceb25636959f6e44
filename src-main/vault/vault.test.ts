import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Secret, type Vault, type VaultState } from './index.ts';
import { temporaryVault } from './testing/temporary-vault.ts';

const keys = { apiKey: 'key-7d1c', apiSecret: 'secret-93ab' };
const words = 'correct horse battery';

const secretsOf = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, new Secret(value)]));

/** The values of a record, as its user would see them. */
const valuesOf = (vault: Vault, id: string) =>
  vault.use(id, 'test', (fields) =>
    Object.fromEntries(Object.entries(fields).map(([name, secret]) => [name, secret.reveal()])),
  );

const providers = ['keychain', 'passphrase'] as const;

async function chosen(vault: Vault, provider: (typeof providers)[number]): Promise<void> {
  if (provider === 'keychain') await vault.chooseKeychain();
  else await vault.choosePassphrase(new Secret(words));
}

test('K3: a new profile has no provider, and keeps nothing until one is chosen', async () => {
  const vault = await temporaryVault().open();
  expect(vault.state()).toEqual({ phase: 'unset' });
  expect(await vault.has('binance')).toBe(false);
  await expect(vault.store('binance', 'hmac', secretsOf(keys))).rejects.toMatchObject({
    kind: 'unauthorised',
  });
  await expect(vault.use('binance', 'sign', () => 1)).rejects.toMatchObject({ kind: 'unauthorised' });
});

test.each(providers)(
  'K1: with the %s, fields are handed to one use, and wiped after it',
  async (provider) => {
    const temporary = temporaryVault();
    const vault = await temporary.open();
    await chosen(vault, provider);
    await vault.store('binance', 'hmac', secretsOf(keys));
    const kept: Secret[] = [];
    const result = await vault.use('binance', 'sign order', async (fields) => {
      kept.push(...Object.values(fields));
      await new Promise((resolve) => setTimeout(resolve, 5));
      return fields.apiSecret?.reveal().length;
    });
    expect(result).toBe(keys.apiSecret.length);
    expect(kept).toHaveLength(2);
    for (const secret of kept) expect(() => secret.reveal()).toThrow('wiped');
    await expect(
      vault.use('binance', 'sign', (fields) => {
        kept.push(...Object.values(fields));
        throw new Error('broke');
      }),
    ).rejects.toThrow('broke');
    for (const secret of kept) expect(() => secret.reveal()).toThrow('wiped');
    expect(temporary.lines.some((line) => line.includes('"purpose":"sign order"'))).toBe(true);
  },
);

test.each(providers)(
  'K1: nothing of the %s vault lists values: not its state, its own keys, its log or its files',
  async (provider) => {
    const temporary = temporaryVault();
    const vault = await temporary.open();
    await chosen(vault, provider);
    await vault.store('binance', 'hmac', secretsOf(keys));
    await valuesOf(vault, 'binance');
    const folder = join(temporary.profile, 'vault');
    const seen = [
      JSON.stringify(vault.state()),
      JSON.stringify(vault),
      temporary.lines.join('\n'),
      ...readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')),
    ].join('\n');
    for (const value of [...Object.values(keys), words]) {
      for (const encoding of ['utf8', 'base64', 'hex'] as const) {
        expect(seen).not.toContain(Buffer.from(value).toString(encoding));
      }
    }
    expect(seen).toContain('binance');
  },
);

test.each(providers)(
  'with the %s, records survive a restart, are replaced whole, and go when removed',
  async (provider) => {
    const temporary = temporaryVault();
    const first = await temporary.open();
    await chosen(first, provider);
    await first.store('a', 'hmac', secretsOf(keys));
    await first.store('b', 'hmac', secretsOf({ apiKey: 'of b' }));
    await first.store('a', 'token', secretsOf({ token: 'new' }));
    await first.close();
    const vault = await temporary.open();
    if (provider === 'passphrase') await vault.unlock(new Secret(words));
    expect(vault.state()).toEqual({ phase: 'ready', provider });
    expect(await valuesOf(vault, 'a')).toEqual({ token: 'new' });
    await vault.remove('a');
    await vault.remove('a');
    expect([await vault.has('a'), await vault.has('b')]).toEqual([false, true]);
    await expect(valuesOf(vault, 'a')).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringContaining('a'),
    });
    expect(await valuesOf(vault, 'b')).toEqual({ apiKey: 'of b' });
    const left = [...temporary.keychain.entries.keys()].filter((name) => name.includes('record/a/'));
    expect(left).toEqual([]);
  },
);

test.each(providers)('with the %s, a long private key is kept as it is', async (provider) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 4096 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(pem.length).toBeGreaterThan(2560);
  const temporary = temporaryVault();
  const vault = await temporary.open();
  await chosen(vault, provider);
  await vault.store('binance', 'rsa', secretsOf({ apiKey: 'k', pem }));
  expect(await valuesOf(vault, 'binance')).toEqual({ apiKey: 'k', pem });
});

test.each(providers)(
  'with the %s, many calls at once on many records end as if made in order',
  async (provider) => {
    const vault = await temporaryVault().open();
    await chosen(vault, provider);
    const ids = ['a', 'b', 'c'];
    const calls = ids.flatMap((id) =>
      Array.from({ length: 6 }, (_, turn) => [
        vault.store(id, 'hmac', secretsOf({ value: `${id}${turn}`, twin: `${id}${turn}` })),
        vault.use(id, 'test', ({ value, twin }) => {
          expect(value?.reveal()).toBe(`${id}${turn}`);
          expect(twin?.reveal()).toBe(`${id}${turn}`);
        }),
      ]).flat(),
    );
    await Promise.all(calls);
    for (const id of ids) expect(await valuesOf(vault, id)).toEqual({ value: `${id}5`, twin: `${id}5` });
  },
);

test('listeners hear every change of state until they are released', async () => {
  const vault = await temporaryVault().open();
  const heard: VaultState['phase'][] = [];
  const release = vault.onState(({ phase }) => heard.push(phase));
  await vault.choosePassphrase(new Secret(words));
  await vault.lock();
  await vault.unlock(new Secret(words));
  release();
  release();
  await vault.lock();
  expect(heard).toEqual(['ready', 'locked', 'ready']);
});

test.runIf(process.platform !== 'win32')(
  'K5: files of the vault are 0600 in a folder of 0700, also when they were not',
  async () => {
    const temporary = temporaryVault();
    const vault = await temporary.open();
    await vault.choosePassphrase(new Secret(words));
    await vault.store('a', 'hmac', secretsOf(keys));
    await vault.lock();
    await expect(vault.unlock(new Secret('not the passphrase'))).rejects.toThrow('not the passphrase');
    await vault.close();
    const folder = join(temporary.profile, 'vault');
    const modes = () =>
      Object.fromEntries(
        ['', ...readdirSync(folder)].map((name) => [
          name,
          (statSync(join(folder, name)).mode & 0o777).toString(8),
        ]),
      );
    const expected = { '': '700', 'passphrase.vault': '600', 'tries.json': '600', 'vault.json': '600' };
    expect(modes()).toEqual(expected);
    const { chmodSync } = await import('node:fs');
    for (const name of ['passphrase.vault', 'vault.json']) chmodSync(join(folder, name), 0o644);
    chmodSync(folder, 0o755);
    await temporary.open();
    expect(modes()).toEqual(expected);
  },
);

test('K3: a profile whose record is lost is not taken for a new one, and its passphrase brings it back', async () => {
  const temporary = temporaryVault();
  const first = await temporary.open();
  await first.choosePassphrase(new Secret(words));
  await first.store('a', 'hmac', secretsOf(keys));
  await first.close();
  const record = join(temporary.profile, 'vault', 'vault.json');
  for (const spoil of [() => rmSync(record), () => writeFileSync(record, '{"spoilt":')]) {
    spoil();
    const vault = await temporary.open();
    expect(vault.state()).toMatchObject({
      phase: 'locked',
      provider: 'passphrase',
      wayBack: 'Enter the passphrase.',
    });
    await expect(vault.choosePassphrase(new Secret('another passphrase'))).rejects.toMatchObject({
      kind: 'unauthorised',
    });
    await vault.unlock(new Secret(words));
    expect(await valuesOf(vault, 'a')).toEqual(keys);
    await vault.close();
  }
  const again = await temporary.open();
  expect(again.state()).toMatchObject({ reason: 'The vault waits for its passphrase.' });
  expect(
    readdirSync(join(temporary.profile, 'vault')).filter((name) => name.startsWith('vault.json.kept-')),
  ).toHaveLength(1);
});

test('K3: a vault of another profile, of a newer version or of another kind of keychain is locked and left as it is', async () => {
  const temporary = temporaryVault();
  const first = await temporary.open();
  await first.chooseKeychain();
  await first.store('a', 'hmac', secretsOf(keys));
  await first.close();
  const record = join(temporary.profile, 'vault', 'vault.json');
  const before = readFileSync(record, 'utf8');
  const entries = temporary.keychain.entries.size;

  const foreign = await temporary.open({ profileId: 'profile-2' });
  expect(foreign.state()).toMatchObject({
    phase: 'locked',
    reason: expect.stringContaining('another profile'),
  });
  temporary.keychain.entries.set('kept', Buffer.alloc(1));
  const elsewhere = await temporary.open({ keychain: { ...temporary.keychain, backend: 'macos-keychain' } });
  expect(elsewhere.state()).toMatchObject({
    phase: 'locked',
    reason: expect.stringContaining('macos-keychain'),
  });
  expect(readFileSync(record, 'utf8')).toBe(before);
  writeFileSync(record, before.replace('"version": 1', '"version": 2'));
  const newer = await temporary.open();
  expect(newer.state()).toMatchObject({ phase: 'locked', reason: expect.stringContaining('newer Tidemark') });
  await expect(newer.store('a', 'hmac', secretsOf(keys))).rejects.toMatchObject({ kind: 'unauthorised' });
  expect(readFileSync(record, 'utf8')).toBe(before.replace('"version": 1', '"version": 2'));
  expect(temporary.keychain.entries.size).toBe(entries + 1);
});

test('K3: starting anew is an explicit choice, and keeps the files of the vault before', async () => {
  const temporary = temporaryVault();
  const first = await temporary.open();
  await first.choosePassphrase(new Secret(words));
  await first.store('a', 'hmac', secretsOf(keys));
  await expect(first.chooseKeychain({ startAnew: true })).rejects.toMatchObject({ kind: 'invalid' });
  const path = join(temporary.profile, 'vault', 'passphrase.vault');
  const old = readFileSync(path, 'utf8');
  await first.close();
  const vault = await temporary.open();
  await expect(vault.chooseKeychain()).rejects.toMatchObject({ kind: 'unauthorised' });
  expect(readFileSync(path, 'utf8')).toBe(old);
  await vault.chooseKeychain({ startAnew: true });
  expect(await vault.has('a')).toBe(false);
  const kept = readdirSync(join(temporary.profile, 'vault')).find((name) =>
    name.startsWith('passphrase.vault.kept-'),
  );
  expect(readFileSync(join(temporary.profile, 'vault', kept ?? ''), 'utf8')).toBe(old);
});

test('K4: a lock that is asked for while Argon2 or a keychain takes its time is not lost', async () => {
  const whileUnderWay = async (vault: Vault, work: () => Promise<void>, count = 1) => {
    const working = work();
    for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await vault.lock('The screen was locked.');
    await working;
    expect(vault.state()).toMatchObject({ phase: 'locked', reason: 'The screen was locked.' });
  };
  const first = await temporaryVault().open();
  await whileUnderWay(first, () => first.choosePassphrase(new Secret(words)));
  await first.unlock(new Secret(words));

  const second = await temporaryVault().open();
  await second.chooseKeychain();
  await second.store('binance', 'hmac', secretsOf(keys));
  await whileUnderWay(second, () => second.moveTo('passphrase', new Secret(words)));
  await second.unlock(new Secret(words));
  expect(await valuesOf(second, 'binance')).toEqual(keys);

  const third = temporaryVault();
  const waiting = await third.open();
  await whileUnderWay(waiting, () => waiting.chooseKeychain(), 0);
  expect(waiting.state()).toMatchObject({ provider: 'keychain' });
  await waiting.recheck();
  expect(waiting.state().phase).toBe('ready');
});

test('keys move to the keychain only with the right passphrase where one is given', async () => {
  const vault = await temporaryVault().open();
  await vault.choosePassphrase(new Secret(words));
  await vault.store('binance', 'hmac', secretsOf(keys));
  await expect(vault.moveTo('keychain', new Secret('another passphrase'))).rejects.toMatchObject({
    kind: 'unauthorised',
  });
  expect(vault.state()).toEqual({ phase: 'ready', provider: 'passphrase' });
  expect(await valuesOf(vault, 'binance')).toEqual(keys);
});

test('K4: how long an unused vault stays open can be changed while it is open', async () => {
  const vault = await temporaryVault().open();
  await vault.choosePassphrase(new Secret(words));
  vault.lockAfterIdle(5);
  await expect.poll(() => vault.state().phase).toBe('locked');
  await vault.unlock(new Secret(words));
  vault.lockAfterIdle(null);
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(vault.state().phase).toBe('ready');
});
