import { createInterface } from 'node:readline';
import { Entry } from 'keytar';
import { openVault, Secret, type Vault } from '../../src-main/vault/index.ts';
import { leastStrength } from '../../src-main/vault/strength.ts';
import { openSystemKeychain } from '../../src-main/vault/system-keychain.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { ChildAnswer, ChildCommand } from './keychain-matrix-protocol.ts';

/*
 * A program in a desktop session that has a vault. It does what it is told on standard input, one JSON line a command,
 * and answers each with one line. A process of its own, since which session a program is in stands in its environment.
 */
const [profile = '', keychainLimitMs = '10000'] = process.argv.slice(2);
let nowMs = Date.UTC(2026, 2, 2, 9, 30);
let vault: Vault | undefined;

/** Grows as long as the main loop turns. */
let loopTurns = 0;
setInterval(() => {
  loopTurns += 1;
}, 5).unref();

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await answerTo(JSON.parse(line) as ChildCommand);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function answerTo(command: ChildCommand): Promise<ChildAnswer> {
  try {
    return { is: 'done', value: (await perform(command)) ?? null };
  } catch (error) {
    if (error instanceof Failure)
      return { is: 'refused', kind: error.kind, message: error.message, data: error.data };
    return { is: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function perform(command: ChildCommand): Promise<unknown> {
  if (command.do === 'open') {
    vault = await openVault({
      profile,
      profileId: 'matrix',
      platform: process.platform,
      now: () => nowMs,
      log: () => undefined,
      strength: leastStrength,
      keychain: openSystemKeychain({ platform: process.platform, limitMs: Number(keychainLimitMs) }),
    });
    return vault.state();
  }
  if (vault === undefined) throw new Error('no vault is open');
  switch (command.do) {
    case 'state':
      return vault.state();
    case 'report':
      return vault.keychainReport();
    case 'choose-keychain':
      return vault.chooseKeychain();
    case 'choose-passphrase':
      return vault.choosePassphrase(new Secret(command.passphrase));
    case 'unlock':
      return vault.unlock(new Secret(command.passphrase));
    case 'recheck':
      await vault.recheck();
      return vault.state();
    case 'store': {
      const fields = Object.entries(command.values).map(
        ([name, value]) => [name, new Secret(value)] as const,
      );
      return vault.store(command.id, 'venue-key', Object.fromEntries(fields));
    }
    case 'read':
      return vault.use(command.id, 'matrix', (fields) =>
        Object.fromEntries(Object.entries(fields).map(([name, secret]) => [name, secret.reveal()])),
      );
    case 'has':
      return vault.has(command.id);
    case 'pass-time':
      nowMs += command.ms;
      return undefined;
    case 'loop-turns':
      return loopTurns;
    case 'naive-keychain':
      return naively(command.value);
  }
}

/**
 * What a program does that does not pin the store: the control for the kernel's keyring. That one refuses the first write
 * of a thread and takes the next, so it is asked more than once.
 */
function naively(value: string): string | null {
  const stored = (account: string) => {
    const entry = new Entry('org.tidemark.control', account);
    entry.setPassword(value);
    const found = entry.getPassword();
    entry.deletePassword();
    return found;
  };
  try {
    return stored('first');
  } catch {
    return stored('second');
  }
}
