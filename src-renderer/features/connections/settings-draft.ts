import type { ConnectionSettings, VenueKindCard } from '../../../src-shared/contract/connections.ts';

export const environmentNames = { live: 'Live', testnet: 'Testnet' } as const;

/** What is to be done with a connection: the less, the less its key must be able to. */
export const purposes = ['look', 'read', 'trade'] as const;
export type Purpose = (typeof purposes)[number];

/** To begin with: everything the venue has, real money, and no trading. */
export function freshSettings(kind: VenueKindCard, label: string): ConnectionSettings {
  return {
    label,
    environment: kind.environments[0] ?? 'live',
    products: kind.products.map(({ name }) => name),
    hasMarketData: true,
    isTradingEnabled: false,
    isAutoConnect: true,
    proxy: '',
  };
}

export function purposesOf(kind: VenueKindCard): readonly Purpose[] {
  return purposes.filter((one) => (one === 'look' ? kind.isPublic : one === 'trade' ? kind.canTrade : true));
}

export interface SettingsFaults {
  readonly label?: string;
  readonly products?: string;
  readonly proxy?: string;
}

/** What is wrong with it, by field; empty when nothing is. The main process judges again. */
export function faultsOf({ label, products, proxy }: ConnectionSettings): SettingsFaults {
  const isProxy = /^(https?|socks5h?):\/\/[^\s/]+$/.test(proxy);
  const hasPassword = URL.canParse(proxy) && new URL(proxy).password !== '';
  return {
    ...(label.trim() === '' ? { label: 'Give it a name of yours.' } : {}),
    ...(products.length === 0 ? { products: 'Choose at least one.' } : {}),
    ...(proxy !== '' && !isProxy ? { proxy: 'Write http://host:port or socks5://host:port.' } : {}),
    ...(hasPassword ? { proxy: 'Leave the password out; it is entered with the keys.' } : {}),
  };
}

export function isSound(settings: ConnectionSettings): boolean {
  return Object.keys(faultsOf(settings)).length === 0;
}

/** What a test was of. The nickname and whether it connects by itself change nothing about it. */
export function testedThing(
  kind: string,
  entry: string | null,
  { environment, products, isTradingEnabled, proxy, urls, trustedCa }: ConnectionSettings,
): string {
  return JSON.stringify([kind, entry, environment, products, isTradingEnabled, proxy, urls, trustedCa]);
}
