import { timingSafeEqual } from 'node:crypto';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Keychain } from './keychain.ts';
import { keychainFailure } from './keychain-fault.ts';

/**
 * Finds out whether the keychain really keeps things (K2): a random value is stored, read back through a newly opened
 * entry, compared, deleted, and looked for once more. Storing is what proves that there is an owner of the service, and a
 * default keyring that unlocks; only storing does, since a keychain without a default keyring still answers reads.
 * @throws Failure `unavailable` with the reason in words.
 */
export async function probeKeychain(
  keychain: Keychain,
  service: string,
  random: (bytes: number) => Buffer,
): Promise<void> {
  const account = `probe/${random(8).toString('hex')}`;
  const value = random(32);
  await keychain.set(service, account, value);
  const found = await keychain.get(service, account).catch(async (error: unknown) => {
    await keychain.delete(service, account).catch(() => false);
    throw error;
  });
  const existed = await keychain.delete(service, account);
  if (found === undefined) throw contradiction('did not keep a value that it had accepted');
  if (found.length !== value.length || !timingSafeEqual(found, value)) {
    throw contradiction('gave back another value than it was given');
  }
  if (!existed || (await keychain.get(service, account)) !== undefined) {
    throw contradiction('did not delete a value');
  }
}

export interface KeychainReport {
  readonly usable: boolean;
  readonly sentence: string;
}

/** The same as a judgement in words. */
export async function reportOnKeychain(
  keychain: Keychain,
  service: string,
  random: (bytes: number) => Buffer,
): Promise<KeychainReport> {
  try {
    await probeKeychain(keychain, service, random);
    return {
      usable: true,
      sentence: `The keychain of the system (${keychain.backend}) keeps what it is given.`,
    };
  } catch (error) {
    if (error instanceof Failure) return { usable: false, sentence: error.message };
    throw error;
  }
}

function contradiction(what: string): Failure {
  return new Failure('unavailable', `The keychain cannot be used: it ${what}.`, {
    data: keychainFailure('failed').data,
  });
}
