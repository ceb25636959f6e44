import type { AccountKey, AccountStanding, Balance } from '../../../../../src-shared/domain/account.ts';
import type { Fill } from '../../../../../src-shared/domain/fill.ts';
import { type Instrument, instrumentId } from '../../../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent, OrderReport } from '../../../../../src-shared/domain/order.ts';
import type { Position } from '../../../../../src-shared/domain/position.ts';
import { epochMs } from '../../../../../src-shared/domain/time.ts';
import { symbolsFor } from '../../symbols.ts';
import type { WireMessages } from '../../wire/codec.ts';
import { createRithmicTrading } from '../trading.ts';
import { FakePlant, told } from './fake-plant.ts';

const sp500: Instrument = {
  id: instrumentId('CME:ESZ6'),
  name: 'E-mini S&P 500',
  assetClass: 'future',
  currency: 'USD',
  tickSize: '0.25',
  lotStep: '1',
  multiplier: '50',
  calendar: 'cme-globex',
  priceSide: 'trade',
};

export const account: AccountKey<'live'> = { mode: 'live', venue: 'rithmic', account: 'Firm/F2/I2/A1' };

/** A trading half over plants without wires, logged in to one account of a firm that is not the login's. */
export function openDesk() {
  const order = new FakePlant();
  const pnl = new FakePlant();
  const now = () => epochMs(Date.now());
  order.answers('RequestLoginInfo', () => [
    told('ResponseLoginInfo', { fcm_id: 'F', ib_id: 'I', user_type: 3, rp_code: ['0'] }),
  ]);
  order.answers('RequestAccountList', () => [
    told('ResponseAccountList', {
      rq_handler_rp_code: ['0'],
      fcm_id: 'F2',
      ib_id: 'I2',
      account_id: 'A1',
      account_name: 'Evaluation',
      account_currency: 'USD',
      auto_liq_threshold_current_value: '47500.00',
      loss_limit: '',
    }),
    told('ResponseAccountList', { rp_code: ['0'] }),
  ]);
  order.answers('RequestTradeRoutes', () => [
    told('ResponseTradeRoutes', { exchange: 'CME', trade_route: 'other', status: 'UP' }),
    told('ResponseTradeRoutes', { exchange: 'CME', trade_route: 'globex', status: 'UP', is_default: true }),
    told('ResponseTradeRoutes', {
      exchange: 'NYMEX',
      trade_route: 'nymex',
      status: 'DOWN',
      is_default: true,
    }),
  ]);
  const troubles: string[] = [];
  const heard = {
    orders: [] as OrderReport[],
    fills: [] as Fill[],
    balances: [] as Balance[],
    positions: [] as Position[],
    standings: [] as AccountStanding[],
    gaps: [] as AccountKey[],
  };
  const trading = createRithmicTrading({
    config: { label: 'Rithmic, main', isTradingEnabled: true },
    mode: 'live',
    system: 'Firm',
    plants: { order, pnl },
    instruments: {
      ...symbolsFor(false),
      known: (id) => (id === sp500.id ? sp500 : undefined),
      load: async (id) =>
        id === sp500.id || id === 'NYMEX:CLZ6' || id === 'EUREX:FDAXZ6' ? { ...sp500, id } : undefined,
    },
    now,
    monotonicMs: () => performance.now(),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    log: () => undefined,
    noteTrouble: (sentence) => troubles.push(sentence),
  });
  trading.onOrders((some) => heard.orders.push(...some));
  trading.onFills((some) => heard.fills.push(...some));
  trading.onBalances((some) => heard.balances.push(...some));
  trading.onPositions((some) => heard.positions.push(...some));
  trading.onStandings?.((some) => heard.standings.push(...some));
  trading.onGap((key) => heard.gaps.push(key));
  return { order, pnl, trading, heard, troubles };
}

export function intent(change: Partial<OrderIntent<'live'>> = {}): OrderIntent<'live'> {
  return {
    clientOrderId: 'ours1' as ClientOrderId,
    account,
    instrument: sp500.id,
    side: 'buy',
    quantity: '2',
    terms: { type: 'limit', limitPrice: '4500.25', isPostOnly: false },
    duration: { timeInForce: 'day' },
    isReduceOnly: false,
    origin: 'manual',
    ...change,
  };
}

const place = {
  fcm_id: 'F2',
  ib_id: 'I2',
  account_id: 'A1',
  symbol: 'ESZ6',
  exchange: 'CME',
} as const;

export function rithmicSays(fields: WireMessages['RithmicOrderNotification']) {
  return told('RithmicOrderNotification', { ...place, transaction_type: 1, ...fields });
}

export function exchangeSays(fields: WireMessages['ExchangeOrderNotification']) {
  return told('ExchangeOrderNotification', { ...place, transaction_type: 1, ...fields });
}
