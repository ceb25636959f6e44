import type { VaultWish } from '../../../../src-shared/contract/vault.ts';

interface WishWords {
  readonly button: string;
  /** What is asked for elsewhere: “your passphrase”. */
  readonly what: string;
  readonly done: string;
}

export const wishWords: Readonly<Record<VaultWish, WishWords>> = {
  'change-passphrase': {
    button: 'Change the passphrase…',
    what: 'the passphrase until now and the new one',
    done: 'The new passphrase holds from now on.',
  },
  'move-to-keychain': {
    button: 'Move to the keychain…',
    what: 'the passphrase, once more',
    done: 'The keys are in the keychain now; the file under the passphrase is gone.',
  },
  'move-to-passphrase': {
    button: 'Move under a passphrase…',
    what: 'a new passphrase',
    done: 'The keys are under your passphrase now, and out of the keychain.',
  },
  'start-anew-keychain': {
    button: 'Start anew in the keychain…',
    what: 'the sentence that confirms it',
    done: 'A new, empty place for keys is ready in the keychain.',
  },
  'start-anew-passphrase': {
    button: 'Start anew with a passphrase…',
    what: 'the sentence that confirms it, and a new passphrase',
    done: 'A new, empty vault is ready.',
  },
};

const usualMinutes = [0, 5, 15, 30, 60, 240];

/** The usual times, and the one that is set where it is another. */
export function idleChoices(current: number): { readonly value: string; readonly label: string }[] {
  return [...new Set([...usualMinutes, current])]
    .toSorted((one, other) => one - other)
    .map((minutes) => ({ value: String(minutes), label: idleWords(minutes) }));
}

function idleWords(minutes: number): string {
  if (minutes === 0) return 'Never by itself';
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
