import { Failure } from '../../src-shared/domain/failure.ts';
import { type KeychainFault, keychainFailure } from './keychain-fault.ts';

export type VaultProvider = 'keychain' | 'passphrase';

export type VaultState =
  /** The profile has no provider yet: nothing was ever stored. */
  | { readonly phase: 'unset' }
  | { readonly phase: 'ready'; readonly provider: VaultProvider }
  /** Nothing is lost, nothing is handed out. Both sentences are for the user. */
  | {
      readonly phase: 'locked';
      readonly provider: VaultProvider;
      readonly reason: string;
      readonly wayBack: string;
    };

export type LockedState = Extract<VaultState, { phase: 'locked' }>;

export function locked(provider: VaultProvider, reason: string, wayBack: string): LockedState {
  return { phase: 'locked', provider, reason, wayBack };
}

const enterPassphrase = 'Enter the passphrase.';
const orStartAnew = 'Or start a new vault and enter the keys again; the old files are kept.';

export const awaitsPassphrase = locked('passphrase', 'The vault waits for its passphrase.', enterPassphrase);

export function lockedBecause(why: string): LockedState {
  return locked('passphrase', why, enterPassphrase);
}

export function keychainLockedBecause(why: string): LockedState {
  return locked('keychain', why, 'Open the vault again.');
}

/** The profile's record is gone or spoilt, and its passphrase vault is there: the passphrase proves that it is ours. */
export function recordLost(why: string): LockedState {
  return locked('passphrase', `${why} The passphrase vault beside it is whole.`, enterPassphrase);
}

export function recordUnusable(provider: VaultProvider, why: string): LockedState {
  return locked(
    provider,
    `${why} Nothing was changed.`,
    `Put vault/vault.json back from a backup of the profile and open it again. ${orStartAnew}`,
  );
}

export function passphraseFileUnusable(why: string, hasPrevious: boolean): LockedState {
  const previous = hasPrevious
    ? 'An earlier copy lies beside it as passphrase.vault.previous: close Tidemark and rename it, or put'
    : 'Put';
  return locked(
    'passphrase',
    `The passphrase vault cannot be used: ${why}. It was left as it is.`,
    `${previous} vault/passphrase.vault back from a backup of the profile and open it again. ${orStartAnew}`,
  );
}

export function otherBackend(recorded: string, present: string): LockedState {
  return locked(
    'keychain',
    `The keys of this profile are in another kind of keychain (${recorded}) than this system has (${present}).`,
    `Open the profile on the system it came from. ${orStartAnew}`,
  );
}

export const markerMissing = locked(
  'keychain',
  'The keychain that answers does not hold the keys of this profile: it was emptied, or it is another one.',
  `Unlock or bring back the keychain that was used before, and check again. ${orStartAnew}`,
);

const keychainWaysBack: Readonly<Record<KeychainFault, string>> = {
  absent: 'Start Tidemark in a desktop session with a keychain, and check again.',
  'no-default':
    'Create a default keyring in the keychain program, or bring back the one used before; then check again.',
  locked: 'Unlock the keychain of the system, and check again.',
  silent: 'Answer the window in which the system asks for the keyring’s password, and check again.',
  failed: 'Look into the keychain program of the system, and check again.',
};

export function keychainTrouble(fault: KeychainFault, sentence: string): LockedState {
  return locked('keychain', sentence, keychainWaysBack[fault]);
}

/** Whether a vault is locked for no other reason than that its keychain takes long. */
export function waitsForKeychain(state: VaultState): boolean {
  return (
    state.phase === 'locked' &&
    state.provider === 'keychain' &&
    state.reason === keychainFailure('silent').message
  );
}

/** What a call on a vault that is not ready is told. */
export function refusal(state: VaultState): Failure {
  if (state.phase === 'locked') {
    return new Failure('unauthorised', `The vault is locked. ${state.reason} ${state.wayBack}`, {
      data: { provider: state.provider },
    });
  }
  return new Failure(
    'unauthorised',
    'Choose first where keys are kept: the keychain of the system, or a passphrase.',
  );
}
