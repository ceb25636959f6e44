import type { PracticeCard } from '../../src-shared/contract/connections.ts';
import { asSentence } from './as-sentence.ts';
import type { SavedConnection } from './saved-connection.ts';

/** What the list of good practice looks at. */
export interface PracticeInput {
  readonly connections: readonly SavedConnection[];
  /** Kinds of venues that bind no key to an address, whatever one does. */
  readonly unbindable: ReadonlySet<string>;
  readonly vault: { readonly phase: string; readonly provider: string };
  readonly isAuditWhole: boolean;
  readonly nowMs: number;
}

const dayMs = 86_400_000;
/** Keys older than this should be replaced. */
const oldKeyDays = 180;
const soonDays = 14;

/** The checklist of the security panel, worst first within its fixed order. */
export function practicesOf(input: PracticeInput): PracticeCard[] {
  const keyed = input.connections.filter(({ keysSetAt }) => keysSetAt !== null);
  const bindable = keyed.filter(({ kind }) => !input.unbindable.has(kind));
  return [
    vaultPractice(input.vault),
    practice('withdrawal', 'No key may withdraw', keyed, ({ permissions }) => {
      if (permissions?.canWithdraw === true) return 'missed';
      return permissions?.canWithdraw === false ? 'met' : 'unknown';
    }),
    practice('address-bound', 'Keys are bound to an address', bindable, ({ permissions }) => {
      if (permissions?.isAddressBound === true) return 'met';
      return permissions?.isAddressBound === false ? 'attention' : 'unknown';
    }),
    practice('least-right', 'No key may trade that is only used to look', keyed, (saved) => {
      const canTrade = saved.permissions?.canTrade;
      if (canTrade === null || canTrade === undefined) return 'unknown';
      return canTrade && !saved.settings.isTradingEnabled ? 'attention' : 'met';
    }),
    practice('rotation', `Keys are younger than ${oldKeyDays} days`, keyed, ({ keysSetAt }) =>
      input.nowMs - (keysSetAt ?? input.nowMs) > oldKeyDays * dayMs ? 'attention' : 'met',
    ),
    practice('expiry', `No key loses its rights within ${soonDays} days`, keyed, ({ permissions }) => {
      const expires = permissions?.expires;
      if (expires === null || expires === undefined) return 'met';
      return expires - input.nowMs < soonDays * dayMs ? 'attention' : 'met';
    }),
    practice('tested', 'Every connection passed its last test', input.connections, ({ testResult }) => {
      if (testResult === null) return 'unknown';
      return testResult === 'failed' ? 'missed' : 'met';
    }),
    {
      id: 'audit',
      label: 'The audit log is whole',
      result: input.isAuditWhole ? 'met' : 'missed',
      sentence: input.isAuditWhole
        ? 'Every entry follows from the one before.'
        : 'An entry was changed or is missing: somebody wrote to the file from outside.',
      connections: [],
    },
  ];
}

const advice: Readonly<Record<string, string>> = {
  withdrawal: 'Make a new key at the venue without the right to withdraw, and rotate to it.',
  'address-bound':
    'Bind the key to your address at the venue, so that a stolen copy is worth nothing elsewhere.',
  'least-right': 'Make a key that may only read, or allow trading on this connection.',
  rotation: 'Make a new key at the venue and rotate to it; the old one is deleted there afterwards.',
  expiry: 'The venue then takes away the key or its right to trade: renew it there, or rotate to a new one.',
  tested: 'Open the connection’s test and follow what it says.',
};

/** What is the case where all is well. */
const metWords: Readonly<Record<string, string>> = {
  withdrawal: 'The venues say of every key that it cannot.',
  'address-bound': 'A stolen copy of any of them is worth nothing elsewhere.',
  'least-right': 'Every key that may trade belongs to a connection on which you trade.',
  rotation: 'None is due to be replaced.',
  expiry: 'None is about to.',
  tested: 'None failed when it was last tested.',
};

const noneWords: Readonly<Record<string, string>> = {
  tested: 'Nothing is connected yet.',
  'address-bound': 'Nothing is connected with keys that a venue can bind.',
};

type Result = PracticeCard['result'];
const worstFirst: readonly Result[] = ['missed', 'attention', 'unknown', 'met'];

function practice(
  id: string,
  label: string,
  connections: readonly SavedConnection[],
  judge: (saved: SavedConnection) => Result,
): PracticeCard {
  if (connections.length === 0) {
    const sentence = noneWords[id] ?? 'Nothing is connected with keys yet.';
    return { id, label, result: 'met', sentence, connections: [] };
  }
  const judged = connections.map((saved) => ({ saved, result: judge(saved) }));
  const result = worstFirst.find((one) => judged.some((entry) => entry.result === one)) ?? 'met';
  const concerned = judged.filter((entry) => entry.result === result && result !== 'met');
  const names = concerned.map(({ saved }) => saved.settings.label).join(', ');
  const sentence =
    result === 'met'
      ? (metWords[id] ?? '')
      : result === 'unknown'
        ? `Not told by the venue, or not tested yet: ${names}.`
        : `${names}. ${advice[id] ?? ''}`;
  return {
    id,
    label,
    result,
    sentence: asSentence(sentence),
    connections: concerned.map(({ saved }) => saved.id),
  };
}

function vaultPractice({ phase, provider }: PracticeInput['vault']): PracticeCard {
  const id = 'vault';
  const label = 'Keys are encrypted at rest';
  if (phase === 'unset') {
    return {
      id,
      label,
      result: 'unknown',
      sentence: 'No place for keys has been chosen yet.',
      connections: [],
    };
  }
  const where =
    provider === 'keychain' ? 'in this system’s keychain' : 'in the profile’s vault, under your passphrase';
  return { id, label, result: 'met', sentence: `They are kept ${where}.`, connections: [] };
}
