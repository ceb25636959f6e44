import { randomBytes } from 'node:crypto';
import { totalmem } from 'node:os';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Keychain } from './keychain.ts';
import { serviceOf } from './keychain-records.ts';
import { type KeychainReport, reportOnKeychain } from './probe.ts';
import { VaultFolder } from './profile-file.ts';
import { checkName } from './record.ts';
import { defaultStrength, type Strength, strengthFault } from './strength.ts';
import { openSystemKeychain } from './system-keychain.ts';
import { ProfileVault } from './vault.ts';
import type { Vault } from './vault-port.ts';

export type { Keychain } from './keychain.ts';
export type { KeychainReport } from './probe.ts';
export { Secret } from './secret.ts';
export { leastPassphraseCharacters, type Strength } from './strength.ts';
export type { Vault } from './vault-port.ts';
export type { VaultState } from './vault-state.ts';

export interface VaultParts {
  readonly profile: string;
  readonly profileId: string;
  readonly platform: NodeJS.Platform;
  readonly now: () => number;
  readonly log: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  /** Random bytes; the system's unless a test needs to know them. */
  readonly random?: (bytes: number) => Buffer;
  /** The system's own unless a test brings another. */
  readonly keychain?: Keychain;
  /** Cost of a guess at the passphrase; never less than the floor. */
  readonly strength?: Strength;
  /** Locks a passphrase vault that nobody used for so long. */
  readonly lockAfterIdleMs?: number;
}

/** Whether the keychain of this system could be used; needs no profile. */
export async function reportOnSystemKeychain(platform: NodeJS.Platform): Promise<KeychainReport> {
  const keychain = openSystemKeychain({ platform });
  try {
    return await reportOnKeychain(keychain, serviceOf('probe'), randomBytes);
  } finally {
    await keychain.close();
  }
}

/** Opens the vault of a profile, whatever state it is in: trouble is a state, not a rejection. */
export async function openVault(parts: VaultParts): Promise<Vault> {
  const { profile, profileId, platform, now, log, random = randomBytes } = parts;
  checkName('profile id', profileId);
  const strength = parts.strength ?? defaultStrength(totalmem());
  const fault = strengthFault(strength);
  if (fault !== undefined) throw new Failure('invalid', `No vault can be made with this strength: ${fault}.`);
  const vault = new ProfileVault({
    folder: new VaultFolder(profile),
    profileId,
    keychain: parts.keychain ?? openSystemKeychain({ platform }),
    now,
    log,
    random,
    strength,
    ...(parts.lockAfterIdleMs === undefined ? {} : { lockAfterIdleMs: parts.lockAfterIdleMs }),
  });
  await vault.open();
  return vault;
}
