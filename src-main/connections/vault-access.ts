import type { SecretEntryCard } from '../../src-shared/contract/connections.ts';
import type { VaultSettings, VaultWish } from '../../src-shared/contract/vault.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { SettingsRepository } from '../storage/journal-store.ts';
import type { Vault, VaultState } from '../vault/index.ts';
import type { Release } from '../venues/venue.ts';
import type { SecretEntries } from './secret-entry.ts';
import { idleMsOf, readVaultSettings, saveVaultSettings } from './vault-settings.ts';
import { assertPossible, vaultForms } from './vault-wishes.ts';

/**
 * What a page may ask of the vault: its state, its locking, and that something be asked for elsewhere. Whatever needs a
 * passphrase, moves keys or leaves them behind happens only through what is typed in the entry's window or terminal.
 */
export interface VaultAccess {
  state(): VaultState;
  /** Of state and settings. */
  onState(listener: () => void): Release;
  settings(): VaultSettings;
  saveSettings(settings: VaultSettings): Promise<void>;
  keychainReport(): Promise<{ readonly usable: boolean; readonly sentence: string }>;
  chooseKeychain(): Promise<void>;
  beginPassphrase(): Promise<SecretEntryCard>;
  beginUnlock(): Promise<SecretEntryCard>;
  beginWish(wish: VaultWish): Promise<SecretEntryCard>;
  lock(): Promise<void>;
  /** Looks again at a keychain that could not be used. */
  recheck(): Promise<void>;
}

export function vaultAccess(
  vault: Vault,
  entries: SecretEntries,
  settings: Pick<SettingsRepository, 'get' | 'set'>,
): VaultAccess {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  vault.onState(tell);
  vault.lockAfterIdle(idleMsOf(readVaultSettings(settings)));
  const begin = (form: keyof typeof vaultForms) => {
    const { title, fields, carryOut } = vaultForms[form];
    return entries.begin(title, fields, (values) => carryOut(vault, values));
  };
  return {
    state: () => vault.state(),
    onState(listener) {
      const heard = () => listener();
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    settings: () => readVaultSettings(settings),
    async saveSettings(wanted) {
      await saveVaultSettings(settings, wanted);
      vault.lockAfterIdle(idleMsOf(wanted));
      tell();
    },
    keychainReport: () => vault.keychainReport(),
    chooseKeychain: () => vault.chooseKeychain(),
    lock: () => vault.lock(),
    recheck: () => vault.recheck(),
    async beginPassphrase() {
      if (vault.state().phase !== 'unset') {
        throw new Failure('invalid', 'A place for keys has been chosen already.');
      }
      return begin('choose-passphrase');
    },
    beginUnlock: () => begin('unlock'),
    async beginWish(wish) {
      assertPossible(wish, vault.state());
      return begin(wish);
    },
  };
}
