import type { KeychainReport } from './probe.ts';
import type { Fields } from './record.ts';
import type { Secret } from './secret.ts';
import type { VaultProvider, VaultState } from './vault-state.ts';

/** How to leave a vault that cannot be opened any more: its files are set aside under other names, not deleted. */
export interface ChooseOptions {
  readonly startAnew?: boolean;
}

/**
 * Where credentials live (K1). Values go in, and come out only into a function, for the duration of one use; nothing
 * lists them. Calls on one record run one after another, so inside a `use` another call on the same record is refused as the bug it is.
 * Rejections are `Failure`s: `unauthorised` (locked, no provider, wrong passphrase), `rate-limited` (the next try at the
 * passphrase comes too early), `unavailable` (keychain or disk), `not-found`, `invalid`.
 */
export interface Vault {
  state(): VaultState;
  onState(listener: (state: VaultState) => void): () => void;
  /** Stores the fields of one record under an id, all or nothing. The secrets given remain the caller's. */
  store(id: string, type: string, fields: Fields): Promise<void>;
  /**
   * Hands the fields to `use`; they are wiped when it has finished. `purpose` is logged, and says what for in words of
   * the program, never of the user.
   */
  use<T>(id: string, purpose: string, use: (fields: Fields) => T | Promise<T>): Promise<T>;
  /** Answers also while locked, as long as it can be known. */
  has(id: string): Promise<boolean>;
  /** Removes a record for good. A record that is not there is no failure. */
  remove(id: string): Promise<void>;
  /** Probes the keychain first (K2). From `unset`, or out of `locked` with `startAnew`. */
  chooseKeychain(options?: ChooseOptions): Promise<void>;
  choosePassphrase(passphrase: Secret, options?: ChooseOptions): Promise<void>;
  unlock(passphrase: Secret): Promise<void>;
  /** Looks again at a keychain (or at files put back) after trouble; the way back out of such a lock. */
  recheck(): Promise<void>;
  /** At once: on sleep, screen lock or wish. A use that has already begun ends as it would. */
  lock(reason?: string): Promise<void>;
  changePassphrase(from: Secret, to: Secret): Promise<void>;
  /**
   * Moves every record to the other provider, which only the user may ask for (K3). The old records go when the new ones
   * have been read back. To `passphrase` it needs the new passphrase; to `keychain` it proves the old one where it is
   * given, and is refused when that is wrong.
   */
  moveTo(provider: VaultProvider, passphrase?: Secret): Promise<void>;
  /** From now on: locks a passphrase vault that nobody used for so long; null for never. */
  lockAfterIdle(ms: number | null): void;
  /** Whether the keychain of this system could be used, for `tidemark doctor`. */
  keychainReport(): Promise<KeychainReport>;
  /** Wipes what is in memory and lets go of the keychain. */
  close(): Promise<void>;
}
