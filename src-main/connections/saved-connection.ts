import type { ConnectionSettings, KeyPermissionsCard } from '../../src-shared/contract/connections.ts';
import { connectionSettingsSchema, keyPermissionsSchema } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Json } from '../../src-shared/domain/json.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { ConnectionRow } from '../storage/connection-store.ts';
import { portTrouble } from '../venues/network-address.ts';
import type { VenueConfig, VenueKind } from '../venues/venue-kind.ts';
import { assertChosenSettings } from './chosen-settings.ts';

export type TestResult = 'passed' | 'warning' | 'failed';

/** A saved connection as this service thinks of it; storage keeps the same as a row. */
export interface SavedConnection {
  readonly id: string;
  readonly kind: string;
  readonly settings: ConnectionSettings;
  readonly isEnabled: boolean;
  readonly keyHint: string;
  /** Null for public market data only. */
  readonly keysSetAt: EpochMs | null;
  readonly permissions: KeyPermissionsCard | null;
  readonly testedAt: EpochMs | null;
  readonly testResult: TestResult | null;
  readonly createdAt: EpochMs;
  readonly revokedAt: EpochMs | null;
}

/** @throws Failure `invalid` for a row of another version of this service. */
export function savedOf(row: ConnectionRow): SavedConnection {
  const settings = connectionSettingsSchema.safeParse(row.settings);
  const permissions = keyPermissionsSchema.nullable().safeParse(row.permissions);
  if (!settings.success || !permissions.success) {
    throw new Failure('invalid', `The saved connection “${row.id}” cannot be read by this version.`);
  }
  return {
    ...row,
    settings: settings.data,
    permissions: permissions.data,
    testResult: row.testResult as TestResult | null,
  };
}

export function rowOf(saved: SavedConnection): ConnectionRow {
  return { ...saved, settings: plainJson(saved.settings), permissions: plainJson(saved.permissions) };
}

/** Settings and permissions hold nothing that JSON would change, but their types do not say so. */
function plainJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

export function configOf(id: string, settings: ConnectionSettings): VenueConfig {
  const { label, environment, products, isTradingEnabled, proxy, urls, trustedCa } = settings;
  const chosen = Object.entries(settings.settings).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    id,
    label,
    environment,
    products,
    isTradingEnabled,
    ...(chosen.length === 0 ? {} : { settings: Object.fromEntries(chosen) }),
    ...(proxy === '' ? {} : { proxy }),
    ...(urls === undefined ? {} : { urls }),
    ...(trustedCa === undefined ? {} : { trustedCa }),
  };
}

/** @throws Failure `invalid` when the kind cannot do what the settings ask, or developer options are off. */
export function assertSettings(kind: VenueKind, settings: ConnectionSettings, isDeveloper: boolean): void {
  const { description, label } = kind;
  if (!description.environments.includes(settings.environment)) {
    throw new Failure('invalid', `${label} has no ${settings.environment} environment.`);
  }
  const known = new Set(description.products.map(({ name }) => name));
  const strange = settings.products.find((product) => !known.has(product));
  if (strange !== undefined) throw new Failure('invalid', `${label} has no product “${strange}”.`);
  if (settings.isTradingEnabled && !description.canTrade) {
    throw new Failure('invalid', `${label} cannot trade.`);
  }
  assertChosenSettings(kind, settings);
  assertPlaces(kind, settings, isDeveloper);
}

/** @throws Failure `invalid` when a connection may not go where these settings lead it. */
export function assertPlaces(kind: VenueKind, settings: ConnectionSettings, isDeveloper: boolean): void {
  if (!isDeveloper && (settings.urls !== undefined || settings.trustedCa !== undefined)) {
    throw new Failure(
      'invalid',
      'Other addresses and certificates are for developers: start with --developer, or put TIDEMARK_DEVELOPER=1 before a command.',
    );
  }
  for (const address of [settings.proxy, ...Object.values(settings.urls ?? {})]) {
    const trouble = portTrouble(address);
    if (trouble !== undefined) throw new Failure('invalid', trouble);
  }
  assertAddresses(kind, settings.urls ?? {});
  if (settings.proxy !== '') assertProxy(settings.proxy);
}

/** Keys must never go to the venue because an address of the simulator was mistyped or left out. */
function assertAddresses({ label, addressNames }: VenueKind, urls: Readonly<Record<string, string>>): void {
  const given = Object.keys(urls);
  if (given.length === 0) return;
  const isWhole =
    given.length === addressNames.length && addressNames.every((name) => URL.canParse(urls[name] ?? ''));
  if (isWhole) return;
  throw new Failure(
    'invalid',
    `Other addresses of ${label} are given all together: ${addressNames.join(', ')}.`,
  );
}

function assertProxy(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isProxy = url !== undefined && ['http:', 'https:', 'socks5:', 'socks5h:'].includes(url.protocol);
  if (!isProxy || url.hostname === '') {
    throw new Failure('invalid', 'A proxy is written http://host:port or socks5://host:port.');
  }
  if (url.password !== '') {
    throw new Failure('invalid', 'The password of a proxy is entered with the keys, not in its address.');
  }
}

/** In words, without values that could be private. */
export function changesBetween(before: ConnectionSettings, after: ConnectionSettings): string {
  const names: Record<keyof ConnectionSettings, string> = {
    label: 'nickname',
    environment: 'environment',
    products: 'products',
    hasMarketData: 'market data',
    isTradingEnabled: 'trading',
    isAutoConnect: 'automatic connection',
    settings: 'settings of the venue',
    proxy: 'proxy',
    urls: 'addresses',
    trustedCa: 'certificate authority',
  };
  const changed = (Object.keys(names) as (keyof ConnectionSettings)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return changed.length === 0
    ? 'Nothing was changed.'
    : `Changed: ${changed.map((name) => names[name]).join(', ')}.`;
}

/** Whether a test with the one says the same as a test with the other. */
export function isTestedAlike(one: ConnectionSettings, other: ConnectionSettings): boolean {
  const tested = (settings: ConnectionSettings) => JSON.stringify(configOf('', { ...settings, label: '' }));
  return tested(one) === tested(other);
}
