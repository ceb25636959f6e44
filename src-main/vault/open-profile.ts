import { existsSync } from 'node:fs';
import { previousOf } from './durable-file.ts';
import type { Keychain } from './keychain.ts';
import { faultOf } from './keychain-fault.ts';
import { KeychainRecords } from './keychain-records.ts';
import type { PassphraseFile, Random } from './passphrase-format.ts';
import { type LoadedVault, loadPassphraseFile } from './passphrase-records.ts';
import { type LoadedRecord, ProfileFile, type VaultFolder } from './profile-file.ts';
import {
  awaitsPassphrase,
  keychainTrouble,
  type LockedState,
  markerMissing,
  otherBackend,
  passphraseFileUnusable,
  recordLost,
  recordUnusable,
  type VaultState,
} from './vault-state.ts';

/** What was found in a profile: the state it gives, and what is there to go on with. */
export interface OpenedProfile {
  readonly state: VaultState;
  readonly file: ProfileFile;
  /** A passphrase vault that a passphrase would open. */
  readonly passphraseFile?: PassphraseFile;
  readonly keychainRecords?: KeychainRecords;
}

/**
 * Looks at what a profile has and decides its state (K3). Only reads: whatever is odd leads to `locked` with the reason,
 * never to an empty vault.
 */
export async function openProfile(parts: {
  readonly folder: VaultFolder;
  readonly profileId: string;
  readonly keychain: Keychain;
  readonly random: Random;
}): Promise<OpenedProfile> {
  const { folder, profileId, keychain, random } = parts;
  const file = new ProfileFile(folder);
  const loaded = await file.load();
  const vault = await loadPassphraseFile(folder, profileId);
  const passphraseFile = vault.state === 'read' ? { passphraseFile: vault.file } : {};
  if (loaded.state !== 'read')
    return { state: withoutRecord(folder, loaded, vault), file, ...passphraseFile };
  const { record } = loaded;
  if (record.profile !== profileId) {
    const why = 'The vault in this profile belongs to another profile.';
    return { state: recordUnusable(record.provider, why), file };
  }
  const identity = record.keychain;
  const keychainRecords =
    identity === null ? {} : { keychainRecords: new KeychainRecords({ keychain, file, random, identity }) };
  const found = { file, ...passphraseFile, ...keychainRecords };
  if (record.provider === 'passphrase') return { state: passphraseState(folder, vault), ...found };
  if (identity === null) {
    return {
      state: recordUnusable('keychain', 'The vault’s record does not say which keychain it has.'),
      file,
    };
  }
  if (identity.backend !== keychain.backend) {
    return { state: otherBackend(identity.backend, keychain.backend), ...found };
  }
  return { state: await keychainState(found.keychainRecords), ...found };
}

function withoutRecord(
  folder: VaultFolder,
  loaded: Exclude<LoadedRecord, { state: 'read' }>,
  vault: LoadedVault,
): VaultState {
  const why =
    loaded.state === 'missing'
      ? 'The file vault/vault.json, which says where keys are kept, is missing.'
      : `The file vault/vault.json, which says where keys are kept, cannot be used: ${loaded.reason}.`;
  if (vault.state === 'read') return recordLost(why);
  if (vault.state === 'unreadable') return passphraseFileUnusable(vault.reason, hasPrevious(folder));
  const isFresh =
    loaded.state === 'missing' && !existsSync(previousOf(folder.recordPath)) && !hasPrevious(folder);
  return isFresh ? { phase: 'unset' } : recordUnusable(hasPrevious(folder) ? 'passphrase' : 'keychain', why);
}

function passphraseState(folder: VaultFolder, vault: LoadedVault): LockedState {
  if (vault.state === 'read') return awaitsPassphrase;
  const why = vault.state === 'missing' ? 'its file vault/passphrase.vault is missing' : vault.reason;
  return passphraseFileUnusable(why, hasPrevious(folder));
}

/** Ready only when the keychain that answers is the one that the profile was given. */
export async function keychainState(records: KeychainRecords | undefined): Promise<VaultState> {
  try {
    return (await records?.holdsMarker()) === true ? { phase: 'ready', provider: 'keychain' } : markerMissing;
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return keychainTrouble(fault, (error as Error).message);
  }
}

function hasPrevious(folder: VaultFolder): boolean {
  return existsSync(previousOf(folder.passphrasePath));
}
