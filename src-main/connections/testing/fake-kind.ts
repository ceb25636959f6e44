import { Failure } from '../../../src-shared/domain/failure.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { ConnectionState, Venue } from '../../venues/venue.ts';
import type {
  KeyPermissions,
  SettingChoice,
  VenueConfig,
  VenueKind,
  VenueParts,
  VenueSetting,
} from '../../venues/venue-kind.ts';

/** What the pretended venue does next, and what was asked of it. */
export interface FakeVenueWorld {
  /** Keys the venue knows, with what each may do. */
  readonly keys: Map<string, KeyPermissions>;
  isReachable: boolean;
  /** True: who connects waits until it is not any more, or until he gives up. */
  isHanging: boolean;
  /** What connections must choose besides the common things. */
  settings: readonly VenueSetting[];
  /** What it answers when it is asked for choices; a promise that never ends is a venue that hangs. */
  choices: (setting: string, config: VenueConfig) => Promise<readonly SettingChoice[]>;
  readonly opened: { readonly config: VenueConfig; readonly apiKey: string | null }[];
  readonly states: Map<string, (state: ConnectionState) => void>;
}

export const mayTrade: KeyPermissions = {
  canRead: true,
  canTrade: true,
  canWithdraw: false,
  isAddressBound: true,
  expires: null,
  details: ['read', 'trade'],
};

export function fakeWorld(): FakeVenueWorld {
  return {
    keys: new Map(),
    isReachable: true,
    isHanging: false,
    settings: [],
    choices: async () => [],
    opened: [],
    states: new Map(),
  };
}

/** A venue without a wire: it answers from `world`, at once. */
export function fakeKind(world: FakeVenueWorld): VenueKind {
  const keyOf = (parts: VenueParts) =>
    parts.credentials === null
      ? Promise.resolve(null)
      : parts.credentials.use('sign a request', ({ apiKey }) => apiKey?.reveal() ?? '');
  return {
    kind: 'fake',
    label: 'Fake',
    description: {
      summary: 'A venue for tests.',
      products: [{ name: 'spot', label: 'Spot' }],
      environments: ['live', 'testnet'],
      isPublic: true,
      canTrade: true,
      orderTypes: ['limit'],
      historyReach: 'None.',
      warnings: [],
      get settings() {
        return world.settings;
      },
      credentialFields: [
        { name: 'apiKey', label: 'API key', hint: '', isKeyId: true, isMultiline: false, isOptional: false },
        {
          name: 'apiSecret',
          label: 'Secret',
          hint: '',
          isKeyId: false,
          isMultiline: false,
          isOptional: false,
        },
      ],
      keyInstructions: [],
      rights: [],
      addressBinding: '',
      keyPage: 'https://fake.example/keys',
    },
    channels: [],
    addressNames: ['rest', 'ws'],
    async *test(_config, parts) {
      if (!world.isReachable) {
        yield { step: 'reach', result: 'failed', sentence: 'It cannot be reached.', elapsedMs: 1 };
        return;
      }
      yield { step: 'reach', result: 'passed', sentence: 'It answers.', elapsedMs: 1 };
      const key = await keyOf(parts);
      if (key === null) return;
      const permissions = world.keys.get(key);
      if (permissions === undefined) {
        yield { step: 'signature', result: 'failed', sentence: 'The key is not known.', elapsedMs: 1 };
        return;
      }
      yield { step: 'permissions', result: 'passed', sentence: 'It may.', elapsedMs: 1, permissions };
      yield { step: 'latency', result: 'passed', sentence: 'Fast.', elapsedMs: 1, latencyMs: 7 };
    },
    discover: (setting, config) => world.choices(setting, config),
    open: (config, parts) => fakeVenue(world, config, () => keyOf(parts), parts),
    webLogin: {
      loginUrl: () => 'https://fake.example/login',
      finish: async () => ({ expires: epochMs(Date.UTC(2100, 0, 1)) }),
    },
    decoder: () => ({ decode: () => [] }),
    sign: () => {
      throw new Failure('unsupported', 'The fake venue signs nothing.');
    },
  };
}

function fakeVenue(
  world: FakeVenueWorld,
  config: VenueConfig,
  keyOf: () => Promise<string | null>,
  { now }: VenueParts,
): Venue {
  let state: ConnectionState = { phase: 'disconnected', reason: '', since: now() };
  const listeners = new Set<(state: ConnectionState) => void>();
  const set = (next: ConnectionState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  world.states.set(config.id, set);
  let giveUp: (() => void) | undefined;
  return {
    id: config.id,
    kind: 'fake',
    label: config.label,
    capabilities: {
      streams: [],
      historyTimeframes: [],
      historyPageSize: 0,
      priceSides: ['trade'],
      isHistoryCacheable: false,
      hasClock: false,
      trading: null,
      isSearchable: false,
    },
    market: {
      searchInstruments: async () => [],
      instrument: async () => undefined,
      history: async () => {
        throw new Failure('not-found', 'There is no history.');
      },
      subscribe: () => () => undefined,
      onEvents: () => () => undefined,
      now: () => epochMs(now()),
    },
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async connect() {
      set({ phase: 'connecting', reason: '', since: now() });
      if (world.isHanging) {
        await new Promise<never>((_, reject) => {
          giveUp = () => reject(new Failure('cancelled', 'It was closed before it was made.'));
        });
      }
      const apiKey = await keyOf();
      world.opened.push({ config, apiKey });
      if (apiKey !== null && !world.keys.has(apiKey)) {
        throw new Failure('unauthorised', 'The venue does not know this key.');
      }
      set({ phase: 'ready', reason: '', since: now() });
    },
    retryNow: () => set({ phase: 'ready', reason: '', since: now() }),
    async disconnect() {
      giveUp?.();
      set({ phase: 'disconnected', reason: '', since: now() });
    },
  };
}
