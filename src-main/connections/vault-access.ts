import type { SecretEntryCard } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { Secret, type Vault, type VaultState } from '../vault/index.ts';
import type { Release } from '../venues/venue.ts';
import type { EntryField, SecretEntries } from './secret-entry.ts';

/** What a page may ask of the vault: its state, and that a passphrase be asked for elsewhere. */
export interface VaultAccess {
  state(): VaultState;
  onState(listener: () => void): Release;
  keychainReport(): Promise<{ readonly usable: boolean; readonly sentence: string }>;
  chooseKeychain(): Promise<void>;
  beginPassphrase(): Promise<SecretEntryCard>;
  beginUnlock(): Promise<SecretEntryCard>;
  lock(): Promise<void>;
  /** Looks again at a keychain that could not be used. */
  recheck(): Promise<void>;
}

const passphraseField: EntryField = {
  name: 'passphrase',
  label: 'Passphrase',
  hint: 'At least 12 characters. It cannot be recovered: without it the keys must be made anew at the venues.',
  isSecret: true,
  isMultiline: false,
  isOptional: false,
  isRepeated: true,
};

export function vaultAccess(vault: Vault, entries: SecretEntries): VaultAccess {
  const withPassphrase = async (text: string | undefined, use: (passphrase: Secret) => Promise<void>) => {
    const passphrase = new Secret(text ?? '');
    try {
      await use(passphrase);
    } finally {
      passphrase.wipe();
    }
  };
  return {
    state: () => vault.state(),
    onState: (listener) => vault.onState(listener),
    keychainReport: () => vault.keychainReport(),
    chooseKeychain: () => vault.chooseKeychain(),
    lock: () => vault.lock(),
    recheck: () => vault.recheck(),
    beginPassphrase: () => {
      if (vault.state().phase !== 'unset') {
        throw new Failure('invalid', 'A place for keys has been chosen already.');
      }
      return entries.begin('Passphrase for your keys', [passphraseField], ({ passphrase }) =>
        withPassphrase(passphrase, (secret) => vault.choosePassphrase(secret)),
      );
    },
    beginUnlock: () =>
      entries.begin(
        'Unlock your keys',
        [{ ...passphraseField, hint: 'The one you chose for this profile.', isRepeated: false }],
        ({ passphrase }) => withPassphrase(passphrase, (secret) => vault.unlock(secret)),
      ),
  };
}
