import type { ConnectionHealth } from '../../../src-main/venues/health.ts';
import type { ConnectionState, Venue } from '../../../src-main/venues/venue.ts';
import type {
  KeyPermissions,
  TestStep,
  VenueConfig,
  VenueDescription,
  VenueKind,
  VenueParts,
} from '../../../src-main/venues/venue-kind.ts';
import { candleColumnsOf } from '../../../src-shared/domain/candle.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type Instrument, type InstrumentId, symbolOf } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { timeframe } from '../../../src-shared/domain/timeframe.ts';
import { pretendedCapabilities, pretendedTrading } from './pretended-trading.ts';

/*
 * A venue without a wire, for specs of the page. What a key may do is written at its beginning, `trade-…`, `read-…`,
 * `withdraw-…`, `nothing-…`, `elsewhere-…`; any other key is not known.
 */

const rights = (change: Partial<KeyPermissions>): KeyPermissions => ({
  canRead: true,
  canTrade: true,
  canWithdraw: false,
  isAddressBound: true,
  expires: null,
  details: ['read', 'trade'],
  ...change,
});

const knownKeys: Readonly<Record<string, KeyPermissions>> = {
  trade: rights({}),
  read: rights({ canTrade: false, isAddressBound: false, details: ['read'] }),
  withdraw: rights({ canWithdraw: true, isAddressBound: false, details: ['read', 'trade', 'withdraw'] }),
  nothing: rights({ canRead: false, canTrade: false, details: [] }),
  elsewhere: rights({}),
};

/** The connections of a host that are open, for a spec that cuts one. */
export class PretendedWorld {
  readonly #open = new Map<string, (state: ConnectionState) => void>();

  add(label: string, set: (state: ConnectionState) => void): void {
    this.#open.set(label, set);
  }

  drop(label: string, reason: string): void {
    this.#open.get(label)?.({
      phase: 'back-off',
      reason,
      since: epochMs(Date.now()),
      nextAttempt: epochMs(Date.now() + 30_000),
    });
  }

  logOut(label: string): void {
    this.#open.get(label)?.({
      phase: 'disconnected',
      reason: 'The broker logged this connection out, most likely for another login of yours.',
      since: epochMs(Date.now()),
      isLoggedOutElsewhere: true,
    });
  }

  recover(label: string): void {
    this.#open.get(label)?.({ phase: 'ready', reason: '', since: epochMs(Date.now()) });
  }
}

export function pretendedKind(
  world: PretendedWorld,
  kind: string,
  label: string,
  change: Partial<VenueDescription> = {},
  hasWebLogin = false,
): VenueKind {
  const keyOf = async (parts: VenueParts) =>
    parts.credentials === null
      ? null
      : parts.credentials.use('sign a request', ({ apiKey }) => apiKey?.reveal() ?? '');
  return {
    kind,
    label,
    description: { ...description(label), ...change },
    channels: [],
    addressNames: [],
    ...(hasWebLogin
      ? {
          webLogin: {
            loginUrl: () => `https://${kind}.example/login?v=3`,
            finish: async (answer: string) => {
              if (!answer.includes('token')) {
                throw new Failure('invalid', 'There is no request token in this. Copy the whole address.');
              }
              return { expires: epochMs(Date.now() + 8 * 3_600_000) };
            },
          },
        }
      : {}),
    test: (config, parts) => testSteps(config, () => keyOf(parts)),
    open: (config, parts) => pretendedVenue(world, kind, config, parts, () => keyOf(parts)),
    decoder: () => ({ decode: () => [] }),
    sign: () => {
      throw new Failure('unsupported', 'Nothing is signed here.');
    },
  };
}

function description(label: string): VenueDescription {
  return {
    summary: 'Spot markets with deep books.',
    products: [
      { name: 'spot', label: 'Spot' },
      { name: 'futures', label: 'Futures' },
    ],
    environments: ['live', 'testnet'],
    isPublic: true,
    canTrade: true,
    orderTypes: ['Market', 'Limit', 'Stop', 'Stop limit'],
    historyReach: 'One-minute bars back to 2017, a thousand a page.',
    warnings: [],
    credentialFields: [
      { name: 'apiKey', label: 'API key', hint: '', isKeyId: true, isMultiline: false, isOptional: false },
      { name: 'apiSecret', label: 'Secret', hint: '', isKeyId: false, isMultiline: false, isOptional: false },
    ],
    keyInstructions: [
      `Log in at ${label} and open API management.`,
      'Choose Create API, then System generated.',
      'Give it a name that says it is for Tidemark.',
      'Tick the rights below, bind it to your address, and save.',
    ],
    rights: ['Enable reading', 'Enable spot trading, only if you want to trade', 'Never enable withdrawals'],
    addressBinding:
      'Choose “Restrict access to trusted IPs only” and enter your outgoing address. Without it the key ends after 90 days.',
    keyPage: 'https://exchange.example/my/settings/api',
  };
}

async function* testSteps(
  config: VenueConfig,
  keyOf: () => Promise<string | null>,
): AsyncGenerator<TestStep> {
  const step = async (
    name: TestStep['step'],
    result: TestStep['result'],
    sentence: string,
    more: Partial<TestStep> = {},
  ): Promise<TestStep> => {
    const elapsedMs = 40 + name.length * 7;
    await new Promise((resolve) => setTimeout(resolve, elapsedMs));
    return { step: name, result, sentence, elapsedMs, ...more };
  };
  const where = config.environment === 'live' ? 'api.exchange.example' : 'testnet.exchange.example';
  yield await step('reach', 'passed', `${where} answers.`);
  yield await step('clock', 'passed', 'Your clock is 12 ms behind.', { clockOffsetMs: -12 });
  const key = await keyOf();
  if (key === null) {
    yield await step('signature', 'skipped', '');
    yield await step('latency', 'passed', 'A request takes 23 ms, the median of five.', { latencyMs: 23 });
    return;
  }
  const [kind = ''] = key.split('-');
  const permissions = knownKeys[kind];
  if (permissions === undefined) {
    yield await step('signature', 'failed', 'The venue does not know this key. Copy it again, whole.');
    return;
  }
  yield await step('signature', 'passed', 'The venue takes the signature.');
  if (permissions.canRead !== true) {
    yield await step('permissions', 'failed', 'This key may not read your account. Tick “Enable reading”.', {
      permissions,
    });
    return;
  }
  if (config.isTradingEnabled && permissions.canTrade !== true) {
    yield await step(
      'permissions',
      'failed',
      'This key may not trade. Tick trading, or use it to look only.',
      {
        permissions,
      },
    );
    return;
  }
  yield await step('permissions', 'passed', `It may: ${permissions.details.join(', ')}.`, { permissions });
  if (kind === 'elsewhere') {
    yield await step(
      'address',
      'failed',
      'This key is bound to another address than 203.0.113.7. Add it at the venue.',
    );
    return;
  }
  yield permissions.isAddressBound === true
    ? await step('address', 'passed', 'The key is bound to your address.')
    : await step('address', 'warning', 'The key works from any address. Bind it to yours.');
  yield await step('latency', 'passed', 'A request takes 23 ms, the median of five.', { latencyMs: 23 });
}

const prices: Readonly<Record<string, number>> = { 'BTC-USD': 66_402.1, 'ETH-USD': 3198.7 };

function pretendedVenue(
  world: PretendedWorld,
  kind: string,
  config: VenueConfig,
  parts: VenueParts,
  keyOf: () => Promise<string | null>,
): Venue {
  const now = () => parts.now();
  let state: ConnectionState = { phase: 'disconnected', reason: '', since: now() };
  let openedAt = now();
  let drops = 0;
  const listeners = new Set<(state: ConnectionState) => void>();
  const set = (next: ConnectionState) => {
    if (next.phase === 'back-off') drops += 1;
    state = next;
    for (const listener of listeners) listener(next);
  };
  world.add(config.label, set);
  const hasKeys = parts.credentials !== null;
  const minute = timeframe('1m');
  return {
    id: config.id,
    kind,
    label: config.label,
    capabilities: {
      streams: [],
      historyTimeframes: [minute],
      historyPageSize: 1,
      priceSides: ['trade'],
      isHistoryCacheable: false,
      hasClock: false,
      trading: hasKeys ? pretendedCapabilities(config.environment) : null,
      isSearchable: false,
    },
    market: {
      searchInstruments: async () => [],
      instrument: async (id) => instrumentOf(id),
      history: async ({ instrument }) => ({
        candles: candleColumnsOf([
          {
            time: epochMs(now() - (now() % 60_000)),
            open: prices[symbolOf(instrument)] ?? 1,
            high: prices[symbolOf(instrument)] ?? 1,
            low: prices[symbolOf(instrument)] ?? 1,
            close: prices[symbolOf(instrument)] ?? 1,
            volume: 1,
          },
        ]),
        asOf: now(),
      }),
      subscribe: () => () => undefined,
      onEvents: () => () => undefined,
      now,
    },
    ...(hasKeys ? { trading: pretendedTrading(kind, config.environment, config.isTradingEnabled, now) } : {}),
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    health: () => healthOf(config, now(), openedAt, drops, state),
    async connect() {
      openedAt = now();
      set({ phase: 'connecting', reason: '', since: now() });
      const key = await keyOf();
      if (key !== null && knownKeys[key.split('-')[0] ?? ''] === undefined) {
        throw new Failure('unauthorised', 'The venue does not know this key any more.');
      }
      set({ phase: 'ready', reason: '', since: now() });
    },
    retryNow: () => set({ phase: 'ready', reason: '', since: now() }),
    async disconnect() {
      set({ phase: 'disconnected', reason: '', since: now() });
    },
  };
}

function instrumentOf(id: InstrumentId): Instrument | undefined {
  if (prices[symbolOf(id)] === undefined) return undefined;
  return {
    id,
    name: symbolOf(id),
    assetClass: 'crypto',
    currency: 'USD',
    tickSize: '0.01',
    lotStep: '0.00000001',
    multiplier: '1',
    calendar: '24x7',
    priceSide: 'trade',
  };
}

function healthOf(
  { id, label }: VenueConfig,
  now: number,
  openedAt: number,
  reconnects: number,
  { phase }: ConnectionState,
): ConnectionHealth {
  const seed = [...label, ...id.slice(0, 4)].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const isOpen = phase === 'ready';
  const rate = isOpen ? (seed % 190) + Math.round(30 * Math.sin(now / 4000 + seed)) + 40 : 0;
  return {
    messages: Math.round(((now - openedAt) / 1000) * (seed % 190)),
    messagesPerSecond: Math.max(0, rate),
    lastMessageAt: epochMs(isOpen ? now - 80 : now - 9000),
    latencyMs: 12 + (seed % 60),
    reconnects,
    gaps: reconnects,
    unreadable: 0,
    clockOffsetMs: (seed % 90) - 45,
    sockets: [
      {
        name: 'market data',
        phase: isOpen ? 'open' : 'back-off',
        ...(isOpen ? { connectedSince: epochMs(openedAt) } : {}),
        topics: 12,
      },
      { name: 'account', phase: 'open', connectedSince: epochMs(openedAt), topics: 1 },
    ],
    rates: [
      { name: 'request weight per minute', used: (seed * 37) % 6000, capacity: 6000 },
      { name: 'orders per 10 s', used: seed % 9, capacity: 100 },
      { name: 'connections per 5 min', used: 2, capacity: 300 },
    ],
    troubles:
      reconnects === 0
        ? []
        : [{ at: epochMs(now - 9000), sentence: 'The venue closed the market data socket.' }],
  };
}
