import { startAnewSentence, type VaultWish } from '../../src-shared/contract/vault.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { leastPassphraseCharacters, Secret, type Vault } from '../vault/index.ts';
import type { EntryField, EntryValues } from './secret-entry.ts';

/** What is asked of a person for one wish about the vault, in a window or a terminal (K8), and what is done with it. */
export interface WishForm {
  readonly title: string;
  readonly fields: readonly EntryField[];
  /** @throws Failure with what is wrong, in words for where it was typed. */
  carryOut(vault: Vault, values: EntryValues): Promise<void>;
}

const typed = { isSecret: true, isMultiline: false, isOptional: false, isRepeated: false };
const present: EntryField = {
  ...typed,
  name: 'passphrase',
  label: 'Passphrase',
  hint: 'The one you chose for this profile.',
};
const fresh: EntryField = {
  ...typed,
  name: 'fresh',
  label: 'New passphrase',
  hint: `At least ${leastPassphraseCharacters} characters. It cannot be recovered: without it the keys must be made anew at the venues.`,
  isRepeated: true,
  leastCharacters: leastPassphraseCharacters,
};
const farewell: EntryField = {
  ...typed,
  isSecret: false,
  name: 'words',
  label: `Type “${startAnewSentence}”`,
  hint:
    'Every key in the vault is lost to Tidemark, and each connection needs its keys again (Rotate keys). Connections, ' +
    'charts and the journal stay. The files of the old vault are set aside under other names, not deleted.',
};

export const vaultForms: Readonly<Record<VaultWish | 'choose-passphrase' | 'unlock', WishForm>> = {
  'choose-passphrase': {
    title: 'Passphrase for your keys',
    // `passphrase`, as it is called ever after.
    fields: [{ ...fresh, name: 'passphrase', label: 'Passphrase' }],
    carryOut: (vault, { passphrase }) => withSecret(passphrase, (secret) => vault.choosePassphrase(secret)),
  },
  unlock: {
    title: 'Unlock your keys',
    fields: [present],
    carryOut: (vault, { passphrase }) => withSecret(passphrase, (secret) => vault.unlock(secret)),
  },
  'change-passphrase': {
    title: 'Another passphrase for your keys',
    fields: [{ ...present, label: 'Passphrase until now' }, fresh],
    carryOut: (vault, values) =>
      withSecret(values.passphrase, (from) =>
        withSecret(values.fresh, async (to) => {
          if (vault.state().phase === 'locked') await vault.unlock(from);
          await vault.changePassphrase(from, to);
        }),
      ),
  },
  'move-to-keychain': {
    title: 'Move your keys to this system’s keychain',
    fields: [present],
    carryOut: (vault, { passphrase }) =>
      withSecret(passphrase, async (secret) => {
        if (vault.state().phase === 'locked') {
          await vault.unlock(secret);
          await vault.moveTo('keychain');
        } else await vault.moveTo('keychain', secret);
      }),
  },
  'move-to-passphrase': {
    title: 'Move your keys under a passphrase',
    fields: [fresh],
    carryOut: (vault, values) => withSecret(values.fresh, (secret) => vault.moveTo('passphrase', secret)),
  },
  'start-anew-keychain': {
    title: 'Start anew in this system’s keychain',
    fields: [farewell],
    async carryOut(vault, { words }) {
      assertFarewell(words);
      await vault.chooseKeychain({ startAnew: true });
    },
  },
  'start-anew-passphrase': {
    title: 'Start anew under a passphrase',
    fields: [farewell, fresh],
    async carryOut(vault, values) {
      assertFarewell(values.words);
      await withSecret(values.fresh, (secret) => vault.choosePassphrase(secret, { startAnew: true }));
    },
  },
};

/** Told at once, not only after a passphrase was typed. @throws Failure `invalid`. */
export function assertPossible(wish: VaultWish, state: ReturnType<Vault['state']>): void {
  if (state.phase === 'unset') throw new Failure('invalid', 'No place for keys has been chosen yet.');
  const isUnder = state.provider === 'passphrase';
  const refuse = (sentence: string) => {
    throw new Failure('invalid', sentence);
  };
  switch (wish) {
    case 'change-passphrase':
    case 'move-to-keychain':
      if (!isUnder) refuse('The keys of this profile are in the keychain, without a passphrase.');
      return;
    case 'move-to-passphrase':
      if (isUnder) refuse('The keys of this profile are under a passphrase already.');
      return;
    case 'start-anew-keychain':
    case 'start-anew-passphrase':
      if (state.phase === 'ready')
        refuse('The keys can be used. Lock them first if you mean to leave them behind.');
  }
}

function assertFarewell(words = ''): void {
  if (words.trim().toLowerCase() === startAnewSentence) return;
  throw new Failure('invalid', `That is not “${startAnewSentence}”, so nothing was done.`);
}

async function withSecret(text: string | undefined, use: (secret: Secret) => Promise<void>): Promise<void> {
  const secret = new Secret(text ?? '');
  try {
    await use(secret);
  } finally {
    secret.wipe();
  }
}
