import type {
  ConnectionSettings,
  SettingChoiceCard,
  VenueKindCard,
  VenueSettingCard,
} from '../../../src-shared/contract/connections.ts';

export const environmentNames = { live: 'Live', testnet: 'Testnet' } as const;

/** What is to be done with a connection: the less, the less its key must be able to. */
export const purposes = ['look', 'read', 'trade'] as const;
export type Purpose = (typeof purposes)[number];

/** To begin with: everything the venue has, real money, and no trading. */
export function freshSettings(kind: VenueKindCard, label: string): ConnectionSettings {
  const environment = kind.environments[0] ?? 'live';
  return {
    label,
    environment,
    products: kind.products.map(({ name }) => name),
    hasMarketData: true,
    isTradingEnabled: false,
    isAutoConnect: true,
    settings: Object.fromEntries(
      kind.settings.map((setting) => [setting.name, defaultOf(setting, environment)]),
    ),
    proxy: '',
  };
}

/** With a change; what may not be chosen in the environment that it is now goes back to what it is by default. */
export function changedSettings(
  kind: Pick<VenueKindCard, 'settings'>,
  settings: ConnectionSettings,
  change: Partial<ConnectionSettings>,
): ConnectionSettings {
  const next = { ...settings, ...change };
  if (next.environment === settings.environment) return next;
  const { environment } = next;
  const kept = kind.settings.map((setting) => {
    const value = next.settings[setting.name] ?? setting.default;
    const isElsewhere =
      setting.choices.some((choice) => choice.value === value) &&
      !choicesIn(setting.choices, environment).some((choice) => choice.value === value);
    return [setting.name, isElsewhere ? defaultOf(setting, environment) : value];
  });
  return { ...next, settings: { ...next.settings, ...Object.fromEntries(kept) } };
}

type Environment = ConnectionSettings['environment'];

export function choicesIn(
  choices: readonly SettingChoiceCard[],
  environment: Environment,
): readonly SettingChoiceCard[] {
  return choices.filter((choice) => (choice.environment ?? environment) === environment);
}

/** Empty where what it is by default belongs to the other environment. */
function defaultOf({ choices, default: value }: VenueSettingCard, environment: Environment): string {
  const isElsewhere =
    choices.some((choice) => choice.value === value) &&
    !choicesIn(choices, environment).some((choice) => choice.value === value);
  return isElsewhere ? '' : value;
}

export function purposesOf(kind: VenueKindCard): readonly Purpose[] {
  return purposes.filter((one) => (one === 'look' ? kind.isPublic : one === 'trade' ? kind.canTrade : true));
}

export interface SettingsFaults {
  readonly label?: string;
  readonly products?: string;
  /** By the setting's name. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly proxy?: string;
}

/** What is wrong with it, by field; empty when nothing is. The main process judges again. */
export function faultsOf(
  { label, products, settings, proxy }: ConnectionSettings,
  kind: Pick<VenueKindCard, 'settings'>,
): SettingsFaults {
  const isProxy = /^(https?|socks5h?):\/\/[^\s/]+$/.test(proxy);
  const missing = kind.settings
    .filter((setting) => (settings[setting.name] ?? setting.default).trim() === '')
    .map((setting) => [setting.name, setting.isFree ? 'Choose or write one.' : 'Choose one.']);
  return {
    ...(label.trim() === '' ? { label: 'Give it a name of yours.' } : {}),
    ...(products.length === 0 ? { products: 'Choose at least one.' } : {}),
    ...(missing.length > 0 ? { settings: Object.fromEntries(missing) } : {}),
    ...(proxy !== '' && !isProxy ? { proxy: 'Write http://host:port or socks5://host:port.' } : {}),
    ...(hasPassword(proxy) ? { proxy: 'Leave the password out; it is entered apart, out of sight.' } : {}),
  };
}

function hasPassword(address: string): boolean {
  return URL.canParse(address) && new URL(address).password !== '';
}

export function isSound(settings: ConnectionSettings, kind: Pick<VenueKindCard, 'settings'>): boolean {
  return Object.keys(faultsOf(settings, kind)).length === 0;
}

/** Which fields keep one from going on, in a sentence: they may be out of sight. */
export function faultWords(settings: ConnectionSettings, kind: Pick<VenueKindCard, 'settings'>): string {
  const faults = faultsOf(settings, kind);
  const fields = [
    ...(faults.label === undefined ? [] : ['the nickname']),
    ...(faults.products === undefined ? [] : ['the products']),
    ...kind.settings
      .filter(({ name }) => faults.settings?.[name] !== undefined)
      .map(({ label }) => label.toLowerCase()),
    ...(faults.proxy === undefined ? [] : ['the proxy']),
  ];
  return `Still missing or not right: ${fields.join(', ')}.`;
}

/** What a test was of. The nickname and whether it connects by itself change nothing about it. */
export function testedThing(
  kind: string,
  entry: string | null,
  { environment, products, isTradingEnabled, settings, proxy, urls, trustedCa }: ConnectionSettings,
): string {
  const chosen = Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    kind,
    entry,
    environment,
    products,
    isTradingEnabled,
    chosen,
    proxy,
    urls,
    trustedCa,
  ]);
}
