import type { AnyTrading, Trading, TradingCapabilities } from '../../../src-main/venues/trading.ts';
import type { Account, AccountKey, AccountMode, Balance } from '../../../src-shared/domain/account.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import { type InstrumentId, instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { OrderReport, ReportedOrderState } from '../../../src-shared/domain/order.ts';
import type { Position } from '../../../src-shared/domain/position.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';

/** One account with something of everything, and nobody who changes it. */
export function pretendedTrading(
  venue: string,
  environment: 'live' | 'testnet',
  canTrade: boolean,
  now: () => number,
): AnyTrading {
  return environment === 'live'
    ? tradingOf('live', venue, canTrade, now)
    : tradingOf('paper', venue, canTrade, now);
}

export function pretendedCapabilities(environment: 'live' | 'testnet'): TradingCapabilities {
  return {
    mode: environment === 'live' ? 'live' : 'paper',
    clientOrderId: { alphabet: '0123456789abcdefghijklmnopqrstuvwxyz', maxLength: 32 },
    orderTypes: ['market', 'limit', 'stop', 'stop-limit'],
    timesInForce: ['gtc', 'ioc', 'fok'],
    canPostOnly: true,
    canReduceOnly: false,
    oco: 'none',
    orderOptions: [],
    changeable: [],
    hasSendDeadline: false,
    longestDeadManMs: null,
    hasPositions: true,
    tradeIdsRestartDaily: false,
    definiteRefusals: [],
  };
}

const minuteMs = 60_000;
const fillCount = 640;

function tradingOf<Mode extends AccountMode>(
  mode: Mode,
  venue: string,
  canTrade: boolean,
  now: () => number,
): Trading<Mode> {
  const source = `${venue.toUpperCase()}${mode === 'paper' ? '_TEST' : ''}`;
  const account: AccountKey<Mode> = { mode, venue, account: 'main' };
  const one: Account<Mode> = {
    key: account,
    label: `${venue[0]?.toUpperCase()}${venue.slice(1)} main`,
    currency: 'USD',
    canTrade,
    reason: canTrade ? '' : 'The key may only read.',
  };
  const balance = (currency: string, total: string, available = total): Balance<Mode> => ({
    account,
    total: { amount: total, currency },
    available: { amount: available, currency },
  });
  const balances = [
    balance('USD', '18240.55', '12010.05'),
    balance('BTC', '0.41870012', '0.31870012'),
    balance('ETH', '6.2500000000000001'),
    balance('DUST', '0.00000001'),
  ];
  const btc = instrumentId(`${source}:BTC-USD`);
  const eth = instrumentId(`${source}:ETH-USD`);
  const positions: Position<Mode>[] = [
    {
      account,
      instrument: btc,
      quantity: '0.35',
      averagePrice: '64120.5',
      time: epochMs(now() - 40 * minuteMs),
    },
    {
      account,
      instrument: eth,
      quantity: '-4.2',
      averagePrice: '3120.25',
      time: epochMs(now() - 7 * minuteMs),
    },
  ];
  const order = (
    id: string,
    state: ReportedOrderState,
    instrument: InstrumentId,
    side: 'buy' | 'sell',
    quantity: string,
    filledQuantity: string,
    limitPrice: string,
    agoMinutes: number,
  ): OrderReport<Mode> => ({
    account,
    instrument,
    venueOrderId: id,
    state,
    side,
    terms: { type: 'limit', limitPrice, isPostOnly: false },
    duration: { timeInForce: 'gtc' },
    description: '',
    quantity,
    filledQuantity,
    ...(filledQuantity === '0' ? {} : { averagePrice: limitPrice }),
    time: epochMs(now() - agoMinutes * minuteMs),
  });
  const openOrders = [
    order('O-7741', 'open', btc, 'buy', '0.1', '0', '61250.0', 12),
    order('O-7744', 'partial', eth, 'sell', '2.5', '0.75', '3204.40', 3),
    order('O-7745', 'open', btc, 'sell', '0.05', '0', '71000.0', 1),
  ];
  const closedOrders = [
    order('O-7702', 'filled', btc, 'buy', '0.35', '0.35', '64120.5', 41),
    order('O-7709', 'cancelled', eth, 'buy', '1', '0', '2950.0', 90),
    order('O-7711', 'rejected', btc, 'buy', '900', '0', '64000.0', 120),
  ];
  const fills: Fill<Mode>[] = Array.from({ length: fillCount }, (_, index) => ({
    account,
    instrument: index % 3 === 0 ? eth : btc,
    tradeId: `T-${90_000 - index}`,
    venueOrderId: index === 0 ? 'O-7744' : `O-${7700 - index}`,
    side: index % 5 < 2 ? 'buy' : 'sell',
    price: index % 3 === 0 ? `${3204 - index}.40` : `${64_120 - index * 3}.5`,
    quantity: index === 0 ? '0.75' : '0.012',
    fee: { amount: index % 4 === 0 ? '-0.0004' : '0.0189', currency: 'USD' },
    liquidity: index % 4 === 0 ? 'maker' : 'taker',
    time: epochMs(now() - 3 * minuteMs - index * 97_000),
    isSynthetic: false,
  }));
  const silent = () => () => undefined;
  const refused = async () => ({
    outcome: 'rejected' as const,
    code: 'none',
    reason: 'Nothing is traded here.',
  });
  return {
    mode,
    accounts: async () => [one],
    balances: async () => balances,
    positions: async () => positions,
    place: refused,
    placeOco: refused,
    modify: refused,
    cancel: refused,
    cancelAll: refused,
    cancelAllUnlessRenewed: refused,
    findOrder: async () => undefined,
    snapshot: async (_account, since) => ({
      account,
      since,
      asOf: epochMs(now()),
      openOrders,
      closedOrders,
      fills: fills.filter(({ time }) => time >= since),
      positions,
      balances,
    }),
    onOrders: silent,
    onFills: silent,
    onBalances: silent,
    onPositions: silent,
    onGap: silent,
  };
}
