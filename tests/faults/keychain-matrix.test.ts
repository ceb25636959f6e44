import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type ChildCommand, startProgram, type VaultProgram } from './keychain-matrix-protocol.ts';
import { makeReadOnly } from './keychain-matrix-read-only.ts';
import {
  type DesktopSession,
  environment,
  type KeyringKind,
  requirePrograms,
  startSession,
} from './keychain-matrix-session.ts';

/*
 * The nine states a vault can find its world in, against a real gnome-keyring in D-Bus sessions of its own. Each says
 * which state the vault has to be in, and ends by showing that every secret is still where it was.
 */

const passphrase = 'correct horse battery';
const records: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  binance: { apiKey: 'canary-key-55d1', pem: 'canary-pem-'.repeat(500) },
  kraken: { apiKey: 'canary-key-91c2', apiSecret: 'canary-secret-0f3e' },
};
const canaries = [
  'canary-key-55d1',
  'canary-pem-canary-pem-',
  'canary-key-91c2',
  'canary-secret-0f3e',
  passphrase,
];
const covered: string[] = [];

function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `tidemark-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function session(home: string, kind: KeyringKind): Promise<DesktopSession> {
  const started = await startSession(home, kind);
  onTestFinished(() => started.end());
  return started;
}

async function program(profile: string, env: NodeJS.ProcessEnv, limitMs?: number): Promise<VaultProgram> {
  const started = startProgram(profile, env, limitMs);
  onTestFinished(() => started.kill());
  await started.value({ do: 'open' });
  return started;
}

async function store(running: VaultProgram): Promise<void> {
  for (const [id, values] of Object.entries(records)) await running.value({ do: 'store', id, values });
}

/** Every record, as a program started afresh finds it. */
async function expectWhole(profile: string, env: NodeJS.ProcessEnv, provider: 'keychain' | 'passphrase') {
  const running = await program(profile, env);
  if (provider === 'passphrase') {
    await running.value({ do: 'pass-time', ms: 3_600_000 });
    await running.value({ do: 'unlock', passphrase });
  }
  expect(await running.value({ do: 'state' })).toEqual({ phase: 'ready', provider });
  for (const [id, values] of Object.entries(records))
    expect(await running.value({ do: 'read', id })).toEqual(values);
  await running.kill();
}

/** Names and bytes of everything in a vault's folder. */
function bytesOf(profile: string): Record<string, string> {
  const folder = join(profile, 'vault');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );
}

/** A vault that is not ready hands out nothing, takes nothing, and is not replaced. */
async function expectRefusals(running: VaultProgram): Promise<void> {
  const commands: ChildCommand[] = [
    { do: 'read', id: 'binance' },
    { do: 'store', id: 'binance', values: { apiKey: 'other' } },
    { do: 'choose-keychain' },
    { do: 'choose-passphrase', passphrase: 'some other passphrase' },
  ];
  for (const command of commands) {
    expect(await running.ask(command)).toMatchObject({ is: 'refused', kind: 'unauthorised' });
  }
}

function expectNoPlainText(folder: string): number {
  let files = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files += 1;
    const content = readFileSync(join(entry.parentPath, entry.name));
    for (const canary of canaries) {
      for (const text of [
        canary,
        Buffer.from(canary).toString('hex'),
        Buffer.from(canary).toString('base64').slice(0, -4),
      ]) {
        expect(content.includes(text), `${entry.name} holds ${canary}`).toBe(false);
      }
    }
  }
  return files;
}

/** A profile whose records are in the keyring of `home`. */
async function inKeychain() {
  const [profile, home] = [temporaryFolder('profile'), temporaryFolder('home')];
  const present = await session(home, 'unlocked');
  const running = await program(profile, present.env);
  await running.value({ do: 'choose-keychain' });
  await store(running);
  await running.kill();
  const end = () => present.end();
  return { profile, home, present, end };
}

/** A profile whose records are under the passphrase, on a machine without any keychain. */
async function underPassphrase() {
  const [profile, home] = [temporaryFolder('profile'), temporaryFolder('home')];
  const env = environment(home, home);
  const running = await program(profile, env);
  await running.value({ do: 'choose-passphrase', passphrase });
  await store(running);
  await running.kill();
  return { profile, env };
}

if (process.platform !== 'linux') {
  console.log('keychain matrix: NOT RUN, since gnome-keyring and D-Bus sessions of one’s own need Linux');
}

describe.runIf(process.platform === 'linux')('keychain matrix', { timeout: 180_000 }, () => {
  beforeAll(requirePrograms);
  afterAll(() =>
    console.log(`keychain matrix: ${covered.length} of 9 states covered: ${covered.join(', ')}`),
  );

  test('K2, K3 present: the real keyring keeps everything over a restart of program, bus and keyring', async () => {
    const { profile, home, present, end } = await inKeychain();
    const running = await program(profile, present.env);
    expect(await running.value({ do: 'report' })).toMatchObject({ usable: true });
    await expectWhole(profile, present.env, 'keychain');
    await running.kill();
    await end();
    const again = await session(home, 'unlocked');
    await expectWhole(profile, again.env, 'keychain');
    expect(readdirSync(join(profile, 'vault'))).toEqual(['vault.json']);
    expect(expectNoPlainText(profile)).toBe(1);
    expect(expectNoPlainText(home)).toBeGreaterThan(0);
    covered.push('present');
  });

  test('K3 locked: a keyring that nobody unlocked locks the vault; unlocked again it has everything', async () => {
    const { profile, home, end } = await inKeychain();
    await end();
    const before = bytesOf(profile);
    const locked = await session(home, 'locked');
    const running = await program(profile, locked.env);
    expect(await running.value({ do: 'state' })).toEqual({
      phase: 'locked',
      provider: 'keychain',
      reason: 'The keychain is locked, and it was not unlocked when the system asked.',
      wayBack: 'Unlock the keychain of the system, and check again.',
    });
    expect(await running.value({ do: 'report' })).toMatchObject({ usable: false });
    await expectRefusals(running);
    expect(await running.value({ do: 'has', id: 'binance' })).toBe(true);
    await running.kill();
    await locked.end();
    expect(bytesOf(profile)).toEqual(before);
    const again = await session(home, 'unlocked');
    await expectWhole(profile, again.env, 'keychain');
    covered.push('locked');
  });

  test('K3 locked, with a prompt that never ends: the vault is locked in time, and the main loop goes on', async () => {
    const { profile, home, end } = await inKeychain();
    await end();
    const asking = await session(home, 'locked-asking');
    const running = await program(profile, asking.env, 400);
    expect(await running.value({ do: 'state' })).toMatchObject({
      phase: 'locked',
      reason: 'The keychain did not answer in time.',
      wayBack: expect.stringContaining('Answer the window'),
    });
    // The opening waited for the limit, 80 turns long; on the main loop it would have been none.
    expect(await running.value({ do: 'loop-turns' })).toBeGreaterThan(20);
    for (let time = 0; time < 5; time += 1) {
      expect(await running.value({ do: 'recheck' })).toMatchObject({ phase: 'locked' });
    }
    await running.kill();
    await asking.end();
    const again = await session(home, 'unlocked');
    await expectWhole(profile, again.env, 'keychain');
  });

  test.each([
    ['without any bus', undefined],
    ['with a bus on which nobody offers secrets', 'none'],
  ] as const)('K2, K3 absent: %s the vault is locked, and is not replaced', async (_, kind) => {
    const { profile, home, present, end } = await inKeychain();
    const before = bytesOf(profile);
    const env =
      kind === undefined ? environment(home, temporaryFolder('runtime')) : (await session(home, kind)).env;
    const running = await program(profile, env);
    expect(await running.value({ do: 'state' })).toMatchObject({
      phase: 'locked',
      provider: 'keychain',
      reason: expect.stringContaining('There is no keychain'),
      wayBack: expect.stringContaining('desktop session'),
    });
    await expectRefusals(running);
    const fresh = await program(temporaryFolder('fresh'), env);
    expect(await fresh.ask({ do: 'choose-keychain' })).toMatchObject({ is: 'refused', kind: 'unavailable' });
    expect(await fresh.value({ do: 'state' })).toEqual({ phase: 'unset' });
    expect(bytesOf(profile)).toEqual(before);
    await expectWhole(profile, present.env, 'keychain');
    await end();
    if (kind !== undefined) covered.push('absent');
  });

  test('K3 changed backend: the keyring of another account is not taken for this one, nor written to', async () => {
    const { profile, home, end } = await inKeychain();
    await end();
    const before = bytesOf(profile);
    const otherHome = temporaryFolder('other-home');
    const other = await session(otherHome, 'unlocked');
    const running = await program(profile, other.env);
    expect(await running.value({ do: 'state' })).toMatchObject({
      phase: 'locked',
      provider: 'keychain',
      reason: expect.stringContaining('or it is another one'),
    });
    await expectRefusals(running);
    await running.kill();
    // The same keyring would do for a new profile: it is refused for what it lacks, not for what it is.
    const fresh = await program(temporaryFolder('fresh'), other.env);
    await fresh.value({ do: 'choose-keychain' });
    await fresh.kill();
    await other.end();
    expect(bytesOf(profile)).toEqual(before);
    const recorded = readFileSync(join(profile, 'vault', 'vault.json'), 'utf8');
    writeFileSync(
      join(profile, 'vault', 'vault.json'),
      recorded.replace('secret-service', 'windows-credentials'),
    );
    const again = await session(home, 'unlocked');
    const elsewhere = await program(profile, again.env);
    expect(await elsewhere.value({ do: 'state' })).toMatchObject({
      phase: 'locked',
      reason: expect.stringContaining('windows-credentials'),
    });
    await expectRefusals(elsewhere);
    writeFileSync(join(profile, 'vault', 'vault.json'), recorded);
    await expectWhole(profile, again.env, 'keychain');
    covered.push('changed backend');
  });

  test('K2 kernel-only: the kernel’s keyring does not count, though it takes values and gives them back', async () => {
    const home = temporaryFolder('home');
    const { env } = await session(home, 'none');
    const running = await program(temporaryFolder('profile'), env);
    expect(await running.value({ do: 'report' })).toEqual({
      usable: false,
      sentence: expect.stringContaining('There is no keychain'),
    });
    expect(await running.ask({ do: 'choose-keychain' })).toMatchObject({
      is: 'refused',
      kind: 'unavailable',
    });
    expect(await running.value({ do: 'state' })).toEqual({ phase: 'unset' });
    const control = await running
      .ask({ do: 'naive-keychain', value: 'kept by the kernel' })
      .catch((error: unknown) => error);
    // The control: a program that does not pin the store is taken in.
    if (control instanceof Error) {
      console.log(
        `keychain matrix: this kernel offers no keyring, so the control could not be taken in: ${control.message}`,
      );
    } else expect(control).toEqual({ is: 'done', value: 'kept by the kernel' });
    const kernelKeys = existsSync('/proc/keys') ? readFileSync('/proc/keys', 'utf8') : '';
    expect(kernelKeys).not.toContain('org.tidemark.profile');
    covered.push('kernel-only');
  });

  const spoilings: readonly (readonly [what: string, spoil: (content: Buffer) => Buffer])[] = [
    ['empty', () => Buffer.alloc(0)],
    ['cut short', (content) => content.subarray(0, Math.floor(content.length / 2))],
    ['overwritten', (content) => Buffer.alloc(content.length, 0xff)],
    [
      'of a newer version',
      (content) => Buffer.from(content.toString().replace('"version": 1', '"version": 7')),
    ],
  ];
  test.each(spoilings)(
    'K3 corrupt vault file: %s, it is locked, kept byte for byte, and good again when put back',
    async (what, spoil) => {
      const { profile, env } = await underPassphrase();
      for (const name of ['passphrase.vault', 'vault.json']) {
        const path = join(profile, 'vault', name);
        const backup = join(temporaryFolder('backup'), name);
        copyFileSync(path, backup);
        writeFileSync(path, spoil(readFileSync(path)));
        const before = bytesOf(profile);
        const running = await program(profile, env);
        const state = (await running.value({ do: 'state' })) as { reason: string; wayBack: string };
        expect(state).toMatchObject({ phase: 'locked', provider: 'passphrase' });
        expect(state.reason.length * state.wayBack.length).toBeGreaterThan(0);
        await expectRefusals(running);
        if (name === 'passphrase.vault') {
          expect(await running.ask({ do: 'unlock', passphrase })).toMatchObject({
            is: 'refused',
            kind: 'unauthorised',
          });
        }
        await running.kill();
        expect(bytesOf(profile)).toEqual(before);
        copyFileSync(backup, path);
        await expectWhole(profile, env, 'passphrase');
        rmSync(join(profile, 'vault', 'tries.json'), { force: true });
      }
      if (what === spoilings.at(-1)?.[0]) covered.push('corrupt vault file');
    },
  );

  test('K4 wrong passphrase ×10: each is refused and costs more time, over restarts, and nothing is lost', async () => {
    const { profile, env } = await underPassphrase();
    const vaultFile = join(profile, 'vault', 'passphrase.vault');
    const before = readFileSync(vaultFile);
    let passedMs = 0;
    const waits: number[] = [];
    for (let failures = 1; failures <= 10; failures += 1) {
      const running = await program(profile, env);
      await running.value({ do: 'pass-time', ms: passedMs });
      const refused = await running.ask({ do: 'unlock', passphrase: `${passphrase} ${failures}` });
      expect(refused).toMatchObject({ is: 'refused', kind: 'unauthorised', data: { failures } });
      const { waitMs } = (refused as { data: { waitMs: number } }).data;
      waits.push(waitMs);
      expect(await running.ask({ do: 'unlock', passphrase })).toMatchObject({
        is: 'refused',
        kind: 'rate-limited',
      });
      passedMs += waitMs;
      await running.kill();
    }
    expect(waits).toEqual(Array.from({ length: 10 }, (_, index) => 1000 * 2 ** index));
    expect(readFileSync(vaultFile)).toEqual(before);
    const running = await program(profile, env);
    await running.value({ do: 'pass-time', ms: passedMs });
    await running.value({ do: 'unlock', passphrase });
    await running.kill();
    await expectWhole(profile, env, 'passphrase');
    covered.push('wrong passphrase ×10');
  });

  test('K3 wiped: an emptied keyring or a deleted vault file is said, and never made anew by itself', async () => {
    const { profile, home, end } = await inKeychain();
    await end();
    const before = bytesOf(profile);
    const keyrings = join(home, '.local/share/keyrings');
    const backup = temporaryFolder('keyrings');
    for (const name of readdirSync(keyrings)) copyFileSync(join(keyrings, name), join(backup, name));
    rmSync(keyrings, { recursive: true });
    mkdirSync(keyrings, { mode: 0o700 });
    const wiped = await session(home, 'unlocked');
    const running = await program(profile, wiped.env);
    expect(await running.value({ do: 'state' })).toMatchObject({
      phase: 'locked',
      provider: 'keychain',
      reason: expect.stringContaining('it was emptied'),
    });
    await expectRefusals(running);
    await running.kill();
    await wiped.end();
    expect(bytesOf(profile)).toEqual(before);
    for (const name of readdirSync(backup)) copyFileSync(join(backup, name), join(keyrings, name));
    const again = await session(home, 'unlocked');
    await expectWhole(profile, again.env, 'keychain');

    const other = await underPassphrase();
    const path = join(other.profile, 'vault', 'passphrase.vault');
    const content = readFileSync(path);
    rmSync(path);
    const without = await program(other.profile, other.env);
    expect(await without.value({ do: 'state' })).toMatchObject({
      phase: 'locked',
      provider: 'passphrase',
      reason: expect.stringContaining('passphrase.vault is missing'),
    });
    await expectRefusals(without);
    await without.kill();
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, content);
    await expectWhole(other.profile, other.env, 'passphrase');
    covered.push('wiped');
  });

  test('K5 read-only disk: what is stored can be used, what cannot be stored is refused, and nothing is lost', async () => {
    const { profile, env } = await underPassphrase();
    const keychain = await inKeychain();
    const folders = [join(profile, 'vault'), join(keychain.profile, 'vault')];
    const before = [bytesOf(profile), bytesOf(keychain.profile)];
    const made = folders.map(makeReadOnly);
    const undo = () => {
      for (const { undo: undoOne } of made.splice(0)) undoOne();
    };
    onTestFinished(undo);
    console.log(`keychain matrix: the read-only disk was ${made.map(({ how }) => how).join(' and ')}`);
    const readOnly = [bytesOfFiles(profile), bytesOfFiles(keychain.profile)];
    for (const [where, running, provider] of [
      [profile, await program(profile, env), 'passphrase'],
      [keychain.profile, await program(keychain.profile, keychain.present.env), 'keychain'],
    ] as const) {
      if (provider === 'passphrase') await running.value({ do: 'unlock', passphrase });
      for (const [id, values] of Object.entries(records)) {
        expect(await running.value({ do: 'read', id })).toEqual(values);
      }
      const refused = await running.ask({ do: 'store', id: 'kraken', values: { apiKey: 'other' } });
      expect(refused).toMatchObject({
        is: 'refused',
        kind: 'unavailable',
        message: expect.stringContaining('unchanged'),
      });
      expect(await running.value({ do: 'read', id: 'kraken' })).toEqual(records.kraken);
      expect(await running.value({ do: 'state' })).toEqual({ phase: 'ready', provider });
      await running.kill();
      expect(bytesOfFiles(where)).toEqual(readOnly[where === profile ? 0 : 1]);
    }
    undo();
    expect([bytesOf(profile), bytesOf(keychain.profile)]).toEqual(before);
    await expectWhole(profile, env, 'passphrase');
    await expectWhole(keychain.profile, keychain.present.env, 'keychain');
    covered.push('read-only disk');
  });

  function bytesOfFiles(profile: string): Record<string, string> {
    const folder = join(profile, 'vault');
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    return Object.fromEntries(
      files.map(({ name }) => [name, readFileSync(join(folder, name)).toString('base64')]),
    );
  }
});
