import { afterEach } from 'vitest';
import { binance } from '../../src-main/venues/binance/index.ts';
import type { Trading } from '../../src-main/venues/trading.ts';
import type { Venue } from '../../src-main/venues/venue.ts';
import type { VenueParts } from '../../src-main/venues/venue-kind.ts';
import type { Account, Balance } from '../../src-shared/domain/account.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import { type InstrumentId, instrumentId } from '../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent, OrderReport, OrderTerms } from '../../src-shared/domain/order.ts';
import type { Position } from '../../src-shared/domain/position.ts';
import {
  type BinanceOptions,
  type BinanceSimulator,
  startBinanceSimulator,
} from '../simulators/binance/index.ts';
import { configOf, partsOf } from './binance-hall.ts';

export const spotMarket = instrumentId('BINANCE:BTCUSDT');
export const futuresMarket = instrumentId('BINANCE:BTCUSDT.P');
export const open: { close(): Promise<unknown> }[] = [];
/** Whatever a test has opened is closed after it, the newest first. */
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

export async function start(options: BinanceOptions = {}): Promise<BinanceSimulator> {
  const simulator = await startBinanceSimulator({ historyMinutes: 5, historyHours: 2, ...options });
  open.push(simulator);
  return simulator;
}

export interface Stand {
  readonly simulator: BinanceSimulator;
  readonly venue: Venue;
  readonly trading: Trading<'live'>;
  readonly account: Account<'live'>;
  readonly orders: OrderReport<'live'>[];
  readonly fills: Fill<'live'>[];
  readonly balances: Balance<'live'>[];
  readonly positions: Position<'live'>[];
  readonly gaps: unknown[];
  place(change?: Partial<OrderIntent<'live'>>): ReturnType<Trading<'live'>['place']>;
}

let lastId = 0;
export const freshId = () => {
  lastId += 1;
  return `t${Date.now().toString(36)}${lastId}` as ClientOrderId;
};
export const limit = (limitPrice: string, isPostOnly = false): OrderTerms => ({
  type: 'limit',
  limitPrice,
  isPostOnly,
});

export async function stand(
  product: 'spot' | 'usd-m',
  options: BinanceOptions = {},
  key: 'good' | 'ed25519' | 'rsa' | 'readOnly' = 'good',
  more: Partial<VenueParts> = {},
): Promise<Stand> {
  const simulator = await start(options);
  const venue = binance.open(configOf({ simulator }, [product]), {
    ...partsOf(simulator.credentials[key]),
    ...more,
  });
  open.push({ close: () => venue.disconnect() });
  await venue.connect();
  const trading = venue.trading as Trading<'live'>;
  const [account] = await trading.accounts();
  if (account === undefined) throw new Error('no account');
  const heard = {
    orders: [] as OrderReport<'live'>[],
    fills: [] as Fill<'live'>[],
    balances: [] as Balance<'live'>[],
    positions: [] as Position<'live'>[],
    gaps: [] as unknown[],
  };
  trading.onOrders((some) => heard.orders.push(...some));
  trading.onFills((some) => heard.fills.push(...some));
  trading.onBalances((some) => heard.balances.push(...some));
  trading.onPositions((some) => heard.positions.push(...some));
  trading.onGap((one) => heard.gaps.push(one));
  const instrument: InstrumentId = product === 'spot' ? spotMarket : futuresMarket;
  return {
    simulator,
    venue,
    trading,
    account,
    ...heard,
    place: (change = {}) =>
      trading.place({
        clientOrderId: freshId(),
        account: account.key,
        instrument,
        side: 'buy',
        quantity: '0.01',
        terms: limit('50000'),
        duration: { timeInForce: 'gtc' },
        isReduceOnly: false,
        origin: 'manual',
        ...change,
      }),
  };
}

export const states = (orders: readonly OrderReport[], id: string) =>
  orders.filter(({ venueOrderId }) => venueOrderId === id).map(({ state }) => state);

export async function placed(outcome: ReturnType<Trading<'live'>['place']>): Promise<string> {
  const found = await outcome;
  if (found.outcome !== 'acknowledged') throw new Error(JSON.stringify(found));
  return found.venueOrderId;
}
