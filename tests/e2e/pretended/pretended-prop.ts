import type { AnyTrading, Trading } from '../../../src-main/venues/trading.ts';
import type { Venue } from '../../../src-main/venues/venue.ts';
import type {
  VenueConfig,
  VenueKind,
  VenueParts,
  VenueSetting,
} from '../../../src-main/venues/venue-kind.ts';
import type { AccountKey, AccountMode, AccountStanding } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { money } from '../../../src-shared/domain/money.ts';
import type { OrderReport } from '../../../src-shared/domain/order.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { type PretendedWorld, pretendedKind } from './pretended-kind.ts';

/*
 * A broker of prop accounts without a wire: a system to choose, a floor under the account that moves, an entry with its
 * exits, one login at a time. The gateway `wss://slow.example` answers no question, `wss://none.example` refuses them.
 */

const settings: readonly VenueSetting[] = [
  {
    name: 'gateway',
    label: 'Gateway',
    hint: 'Your firm names it. Most take the first.',
    choices: [{ value: 'wss://gateway.example:443', label: 'Chicago' }],
    isFree: true,
    isDiscoverable: false,
    default: 'wss://gateway.example:443',
  },
  {
    name: 'system',
    label: 'System',
    hint: 'Spelt as your firm spells it.',
    choices: [
      { value: 'Prop Live', label: 'Prop Live', environment: 'live' },
      { value: 'Prop Paper', label: 'Prop Paper', environment: 'testnet' },
    ],
    isFree: true,
    isDiscoverable: true,
    default: '',
  },
];

export function pretendedProp(world: PretendedWorld): VenueKind {
  const base = pretendedKind(world, 'prop', 'Prop desk', {
    summary: 'Futures for evaluation and funded accounts.',
    isPublic: false,
    products: [{ name: 'futures', label: 'Futures' }],
    settings,
    sessionNotice:
      'Your firm allows one login. Connecting here logs out any other program that uses it, and it can log this one out.',
  });
  return {
    ...base,
    async discover(_setting, config, _parts, signal) {
      const gateway = config.settings?.gateway;
      if (gateway === 'wss://none.example') {
        throw new Failure('unavailable', 'There is no gateway at none.example. Check the address.');
      }
      if (gateway === 'wss://slow.example') {
        await new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        );
      }
      return ['Prop Live', 'Prop Paper', 'Second Desk'].map((value) => ({ value, label: value }));
    },
    open: (config, parts) => withStandings(base.open(config, parts), config, parts),
  };
}

function withStandings(venue: Venue, { settings: chosen }: VenueConfig, parts: VenueParts): Venue {
  const { trading, capabilities } = venue;
  if (trading === undefined || capabilities.trading === null) return venue;
  return {
    ...venue,
    capabilities: {
      ...capabilities,
      trading: {
        ...capabilities.trading,
        bracket: { mostLegs: 1, canTrail: true, canBreakEven: true },
        canTrail: true,
        canExitPosition: true,
        hasStandings: true,
      },
    },
    trading: propTrading(
      trading as unknown as Trading<AccountMode>,
      chosen?.system ?? '',
      parts,
    ) as AnyTrading,
    health: () => {
      const health = venue.health?.();
      if (health === undefined) throw new Error('the pretended venue has its health');
      return { ...health, sessions: { used: venue.state().phase === 'ready' ? 1 : 0, allowed: 1 } };
    },
  };
}

function propTrading(base: Trading<AccountMode>, system: string, parts: VenueParts): Trading<AccountMode> {
  const key: AccountKey = { mode: base.mode, venue: 'prop', account: `${system}/50K` };
  const symbol = instrumentId(`PROP${base.mode === 'paper' ? '_TEST' : ''}:ESZ6`);
  const usd = (cents: number) => money((cents / 100).toFixed(2), 'USD');
  const standing = (): AccountStanding => {
    // The open profit swings over a minute, and the account comes near its floor once in it.
    const openCents = Math.round(62_500 * Math.sin(parts.now() / 9000) - 38_000);
    return {
      account: key,
      time: parts.now(),
      balance: usd(4_945_000 + openCents),
      cash: usd(4_945_000),
      openProfit: usd(openCents),
      closedProfit: usd(-55_000),
      dayProfit: usd(openCents - 55_000),
      margin: usd(125_000),
      buyingPower: usd(3_600_000),
      floor: {
        liquidationLevel: usd(4_800_000),
        liquidationDistance: usd(250_000),
        peakBalance: usd(5_050_000),
        highestLevel: usd(5_010_000),
        isLiquidationOn: true,
        isDisabledAfter: true,
        criterion: 'Limited Trailing Minimum Account Balance',
        lossLimit: usd(110_000),
        lossUsedPercent: '42.5',
        mostPerOrder: '10',
      },
    };
  };
  const order = (change: Partial<OrderReport>): OrderReport => ({
    account: key,
    instrument: symbol,
    venueOrderId: '9001',
    state: 'open',
    side: 'sell',
    duration: { timeInForce: 'day' },
    description: '',
    quantity: '2',
    filledQuantity: '0',
    time: epochMs(parts.now() - 120_000),
    ...change,
  });
  const exits = [
    order({
      venueOrderId: '9002',
      parentOrderId: '9001',
      terms: { type: 'limit', limitPrice: '6012.50', isPostOnly: false },
    }),
    order({
      venueOrderId: '9003',
      parentOrderId: '9001',
      terms: { type: 'stop', triggerPrice: '5994.25', trailTicks: 12 },
    }),
  ];
  const entry = order({ side: 'buy', state: 'filled', filledQuantity: '2', averagePrice: '6002.25' });
  return {
    ...base,
    accounts: async () => [{ key, label: 'APEX-50K-EVAL-07', currency: 'USD', canTrade: true, reason: '' }],
    balances: async () => [],
    positions: async () => [],
    standing: async () => standing(),
    onStandings(listener) {
      const timer = setInterval(() => listener([standing()]), 250);
      return () => clearInterval(timer);
    },
    snapshot: async (account, since) => ({
      account,
      since,
      asOf: parts.now(),
      openOrders: exits,
      closedOrders: [{ ...entry, terms: { type: 'limit', limitPrice: '6002.25', isPostOnly: false } }],
      fills: [],
      positions: [],
      balances: [],
    }),
  };
}
