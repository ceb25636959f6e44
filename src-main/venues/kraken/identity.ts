import type { AccountKey } from '../../../src-shared/domain/account.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { KeyPermissions } from '../venue-kind.ts';
import { isCode } from './errors.ts';
import type { Rest } from './rest.ts';
import type { KeyInfo } from './wire.ts';

/** Whose key it is and what it may do. */
export interface Identity {
  readonly account: AccountKey<'live'>;
  /** Undefined where the key may not ask about itself. */
  readonly permissions: KeyPermissions | undefined;
  /** Whether it may ask for tokens of the private socket; true where that is not known. */
  readonly canStream: boolean;
}

/**
 * Asks Kraken about the key. The account's name is its IIBAN, which stays when keys are replaced; where Kraken does not
 * tell it, `fallbackName` takes its place.
 */
export async function askIdentity(
  rest: Pick<Rest, 'GetApiKeyInfo' | 'BalanceEx'>,
  fallbackName: string,
): Promise<Identity> {
  const info = await askKeyInfo(rest);
  // Refused for its address, a key is refused everything in the same words.
  if (info === undefined) await rest.BalanceEx();
  const iban = info?.iban?.replace(/\s/g, '') ?? '';
  return {
    account: { mode: 'live', venue: 'kraken', account: iban === '' ? fallbackName : iban },
    permissions: info === undefined ? undefined : permissionsOf(info),
    canStream: info === undefined || info.permissions.includes('create-ws-token'),
  };
}

/** Undefined where the key may not ask; any other failure is one. */
export async function askKeyInfo(rest: Pick<Rest, 'GetApiKeyInfo'>): Promise<KeyInfo | undefined> {
  try {
    return await rest.GetApiKeyInfo();
  } catch (error) {
    if (isCode(error, 'EGeneral:Permission denied') || isCode(error, 'EGeneral:Unknown method'))
      return undefined;
    throw error;
  }
}

export function permissionsOf({ permissions, ip_allowlist, valid_until }: KeyInfo): KeyPermissions {
  const has = (...rights: readonly string[]) => rights.every((right) => permissions.includes(right));
  const expires = Number(valid_until ?? '0');
  const addresses = ip_allowlist?.filter((address) => address !== '');
  return {
    canRead: has('query-funds', 'query-open-trades', 'query-closed-trades'),
    canTrade: has('modify-trades', 'close-trades'),
    canWithdraw: has('withdraw-funds'),
    isAddressBound: addresses === undefined ? null : addresses.length > 0,
    expires: Number.isSafeInteger(expires) && expires > 0 ? ((expires * 1000) as EpochMs) : null,
    details: permissions,
  };
}

/** Why this key cannot be used for reading accounts, in a sentence; undefined when it can. */
export function missingRights(permissions: KeyPermissions): string | undefined {
  const needed = [
    ['query-funds', 'Query Funds'],
    ['query-open-trades', 'Query open orders & trades'],
    ['query-closed-trades', 'Query closed orders & trades'],
  ] as const;
  const missing = needed.filter(([right]) => !permissions.details.includes(right)).map(([, label]) => label);
  return missing.length === 0 ? undefined : `The key lacks: ${missing.join(', ')}.`;
}
