import type {
  ConnectionHealthCard,
  KeyPermissionsCard,
  SavedConnectionCard,
} from '../../../../src-shared/contract/connections.ts';
import type { LampTone } from '../../../ui/lamp.tsx';

export interface CardFace {
  readonly status: 'connected' | 'connecting' | 'degraded' | 'error' | 'off';
  readonly tone: LampTone;
  readonly word: string;
  /** Why, and what to do; empty when there is nothing to say. */
  readonly sentences: readonly string[];
}

type Shown = Pick<
  SavedConnectionCard,
  | 'isEnabled'
  | 'phase'
  | 'reason'
  | 'hasWebLogin'
  | 'hasKeys'
  | 'permissions'
  | 'settings'
  | 'isLoggedOutElsewhere'
>;

/** How a connection is, in a word, and what a person can do about it. */
export function cardFace(card: Shown, now: number, areKeysLocked = false): CardFace {
  const { isEnabled, phase, reason } = card;
  const because = reason === '' ? [] : [reason];
  if (!isEnabled) {
    return {
      status: 'off',
      tone: 'off',
      word: 'Switched off',
      sentences: ['It does not connect until you switch it on.'],
    };
  }
  if (areKeysLocked && card.hasKeys && phase === 'disconnected') {
    return {
      status: 'error',
      tone: 'warn',
      word: 'Keys locked',
      sentences: ['It connects as soon as you unlock your keys.'],
    };
  }
  if (isLoginOver(card, now)) {
    return {
      status: 'error',
      tone: 'bad',
      word: 'Login needed',
      sentences: [
        ...because,
        card.permissions?.expires === undefined || card.permissions.expires === null
          ? 'Log in on the venue’s own page to go on.'
          : 'The venue ends every login once a day. Log in again.',
      ],
    };
  }
  if (phase === 'disconnected' && card.isLoggedOutElsewhere) {
    return {
      status: 'error',
      tone: 'warn',
      word: 'Logged out elsewhere',
      sentences: [...because, 'It stays off until you take over, so as not to end the other login.'],
    };
  }
  switch (phase) {
    case 'ready':
      return { status: 'connected', tone: 'good', word: 'Connected', sentences: because };
    case 'connecting':
      return { status: 'connecting', tone: 'busy', word: 'Connecting', sentences: because };
    case 'authenticating':
      return {
        status: 'connecting',
        tone: 'busy',
        // Without keys there is nobody to sign in as: the venue only agrees on what it sends.
        word: card.hasKeys ? 'Signing in' : 'Connecting',
        sentences: because,
      };
    case 'degraded':
      return {
        status: 'degraded',
        tone: 'warn',
        word: 'Degraded',
        sentences: [...because, 'What still works goes on. Health shows the details.'],
      };
    case 'back-off':
      return {
        status: 'error',
        tone: 'bad',
        word: 'Lost, will retry',
        sentences: [...because, 'Tidemark tries again by itself.'],
      };
    case 'disconnected':
      return reason === ''
        ? { status: 'off', tone: 'off', word: 'Disconnected', sentences: [] }
        : {
            status: 'error',
            tone: 'bad',
            word: 'Error',
            sentences: [reason, 'Test it: the test names the step that fails.'],
          };
  }
}

/** Only for venues where one logs in on their page: no login yet, or its day is over. */
export function isLoginOver({ hasWebLogin, hasKeys, permissions }: Shown, now: number): boolean {
  if (!hasWebLogin || !hasKeys) return false;
  const expires = permissions?.expires ?? null;
  return expires === null || expires <= now;
}

const dayMs = 86_400_000;

/** When a key ends; `warn` when it is time to do something. */
export function expiryFace(
  expires: number | null,
  isDailyLogin: boolean,
  now: number,
): { readonly leftMs: number; readonly tone: 'plain' | 'warn' | 'danger' } | null {
  if (expires === null) return null;
  const leftMs = expires - now;
  if (leftMs <= 0) return { leftMs, tone: 'danger' };
  const soon = isDailyLogin ? 3_600_000 : 14 * dayMs;
  return { leftMs, tone: leftMs < soon ? 'warn' : 'plain' };
}

export interface Right {
  readonly word: string;
  readonly tone: 'plain' | 'warn' | 'danger' | 'up';
  readonly hint: string;
}

/** What the venue itself says the key may do; what it does not tell is told as that. */
export function rightsOf(permissions: KeyPermissionsCard | null): readonly Right[] {
  if (permissions === null) return [];
  const { canRead, canTrade, canWithdraw, isAddressBound } = permissions;
  const rights: Right[] = [];
  if (canRead === true) rights.push({ word: 'Read', tone: 'plain', hint: 'Balances, orders and fills' });
  if (canTrade === true) rights.push({ word: 'Trade', tone: 'plain', hint: 'Place and cancel orders' });
  if (canTrade === false) rights.push({ word: 'No trading', tone: 'plain', hint: 'It may only look' });
  if (canTrade === null) {
    rights.push({ word: 'Trading not told', tone: 'plain', hint: 'The venue says so only to an order.' });
  }
  if (canWithdraw === true) {
    rights.push({
      word: 'MAY WITHDRAW',
      tone: 'danger',
      hint: 'Whoever has it can move your money away. Make one without this right, and replace it.',
    });
  }
  if (canWithdraw === null) {
    rights.push({
      word: 'Withdrawal not told',
      tone: 'warn',
      hint: 'The venue does not say. Check it there.',
    });
  }
  if (isAddressBound === true) {
    rights.push({ word: 'Bound to address', tone: 'up', hint: 'A stolen copy is worth nothing elsewhere' });
  }
  if (isAddressBound === false) {
    rights.push({
      word: 'Any address',
      tone: 'warn',
      hint: 'Whoever has it can use it from anywhere. Bind it to your address where the venue offers that.',
    });
  }
  return rights;
}

/** Limits of accounts and orders mean nothing to who has no keys: what was never used is left out for him. */
export function countedRates<T extends { readonly used: number }>(
  rates: readonly T[],
  hasKeys: boolean,
): readonly T[] {
  return hasKeys ? rates : rates.filter(({ used }) => used > 0);
}

/** The limit of which most is used, 0…1; null where none is counted. */
export function tightestRate<T extends { readonly used: number; readonly capacity: number }>(
  rates: readonly T[],
): { readonly rate: T; readonly share: number } | null {
  let tightest: { rate: T; share: number } | null = null;
  for (const rate of rates) {
    const share = rate.capacity > 0 ? Math.min(1, rate.used / rate.capacity) : 0;
    if (tightest === null || share > tightest.share) tightest = { rate, share };
  }
  return tightest;
}

/** “1 of 2 logins”; what the venue does not tell is left out. */
export function sessionsFace(sessions: ConnectionHealthCard['sessions'] | undefined): {
  readonly words: string;
  readonly isFull: boolean;
} | null {
  if (sessions === null || sessions === undefined) return null;
  const { used, allowed } = sessions;
  if (allowed === null) return { words: used === 1 ? '1 login' : `${used} logins`, isFull: false };
  return { words: `${used} of ${allowed} ${allowed === 1 ? 'login' : 'logins'}`, isFull: used >= allowed };
}

/** A nickname that is not taken: “Kraken”, “Kraken 2”. */
export function freshLabel(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let count = 2; ; count += 1) {
    const label = `${wanted} ${count}`;
    if (!taken.includes(label)) return label;
  }
}
