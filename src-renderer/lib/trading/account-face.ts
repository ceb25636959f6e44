import type { SavedConnectionCard } from '../../../src-shared/contract/connections.ts';
import type { AccountCard } from '../../../src-shared/contract/trading.ts';
import { type AccountMode, accountModes } from '../../../src-shared/domain/account.ts';

/** What an account panel shows instead of rows. */
export type Face =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'disconnected'; readonly text: string }
  | {
      readonly kind: 'empty';
      readonly text: string;
      readonly action: 'connect-venue' | 'open-connections' | null;
    };

export interface FaceInput {
  readonly isHostThere: boolean;
  readonly hostReason: string;
  /** Null before the first answer. */
  readonly count: number | null;
  readonly failure: string | null;
  /** Null while not known. */
  readonly saved: readonly SavedConnectionCard[] | null;
  /** “positions”, “open orders”. */
  readonly what: string;
}

/** Undefined when there are rows to show. */
export function accountFace(input: FaceInput): Face | undefined {
  const { isHostThere, hostReason, count, failure, saved, what } = input;
  if (count !== null && count > 0) return undefined;
  if (!isHostThere && count === null) {
    return { kind: 'disconnected', text: `Not connected to Tidemark's main process. ${hostReason}`.trim() };
  }
  if (failure !== null) return { kind: 'failed', text: failure };
  if (count === null || saved === null) return { kind: 'loading' };
  if (saved.length === 0) {
    return {
      kind: 'empty',
      text: `Connect a venue to see your ${what} here. Live prices need no account.`,
      action: 'connect-venue',
    };
  }
  const keyed = saved.filter(({ hasKeys }) => hasKeys);
  if (keyed.length === 0) {
    return {
      kind: 'empty',
      text: `Your connections have no keys, so they show prices but no ${what}. Connect a venue with keys.`,
      action: 'connect-venue',
    };
  }
  if (keyed.every(({ phase }) => phase === 'disconnected')) {
    return {
      kind: 'empty',
      text: `Nothing is connected, so your ${what} are not known. Connect one of your venues.`,
      action: 'open-connections',
    };
  }
  return { kind: 'empty', text: `No ${what}.`, action: null };
}

/** Accounts whose rows may not be the venue's truth at this moment, in one line; empty when all are live. */
export function notLive(accounts: readonly AccountCard[]): string {
  const [first, ...rest] = accounts.filter(({ state }) => state !== 'live');
  if (first === undefined) return '';
  const word = first.state === 'stale' ? 'is not up to date' : 'is being compared with the venue';
  const why = first.stateReason === '' ? '.' : `: ${first.stateReason}`;
  const others =
    rest.length === 0 ? '' : ` So ${rest.length === 1 ? 'is 1 other' : `are ${rest.length} others`}.`;
  return `${first.label} ${word}${why}${others}`;
}

/** Accounts whose amounts are only what was last known. While they are compared with the venue's, the streams still tell. */
export function staleAccounts(accounts: readonly AccountCard[], isHostThere: boolean): ReadonlySet<string> {
  return new Set(accounts.filter(({ state }) => !isHostThere || state === 'stale').map(({ id }) => id));
}

/** Whose money an account is, from its name. */
export function modeOf(account: string): AccountMode | undefined {
  try {
    const [mode] = JSON.parse(account) as unknown[];
    return accountModes.find((one) => one === mode);
  } catch {
    return undefined;
  }
}
