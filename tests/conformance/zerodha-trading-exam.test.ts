import { zerodha } from '../../src-main/venues/zerodha/index.ts';
import { configFor, openWorld } from '../../src-main/venues/zerodha/testing/open-world.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { plain } from '../simulators/exchange/decimal.ts';
import { currencyOf } from '../simulators/zerodha/exchange-side.ts';
import { startZerodhaSimulator, type ZerodhaSimulator } from '../simulators/zerodha/index.ts';
import { trouble } from '../simulators/zerodha/venue-error.ts';
import { examineTrading, type TradingStage } from './venue-trading.ts';

/** Shares of earlier days were paid for long ago; the engine counts them as money that is tied up from the start. */
function purse({ exchange, accountId }: ZerodhaSimulator) {
  const account = exchange.account(accountId);
  const tiedUp = account.locked(currencyOf.equity);
  return () => ({
    currency: 'INR',
    total: plain(account.total(currencyOf.equity).minus(tiedUp)),
    free: plain(account.free(currencyOf.equity)),
  });
}

async function open(): Promise<TradingStage> {
  const simulator = await startZerodhaSimulator({
    seed: 11,
    historyMinutes: 2,
    historyHours: 2,
    // The connection’s own seconds are ten times as short.
    limits: { ordersPerSecond: 1000, othersPerSecond: 1000, quotesPerSecond: 1000 },
  });
  return {
    simulator,
    exchange: simulator.exchange,
    market: 'NSE:INFY',
    instrument: instrumentId('NSE:INFY'),
    quantity: '40',
    quarter: '10',
    creating: ['POST /orders/regular', 'POST /gtt/triggers'],
    cancelling: [/^DELETE \/orders\/regular\//],
    placing: 'POST /orders/regular',
    unavailable: trouble.network,
    perhapsPlaced: null,
    tellsFill: (frame) => frame.includes('"type":"order"') && /"filled_quantity":[1-9]/.test(frame),
    askingTime: null,
    tellsFees: false,
    tellsLiquidity: false,
    tellsRights: false,
    hasNoReadOnlyKeys: true,
    money: purse(simulator),
    addressRefused: 'at placing',
    manyFills: 250,
    durationOf: ({ type }) => ({ timeInForce: type === 'limit-if-touched' ? 'gtc' : 'day' }),
    // A trigger order waits for days, so that it cannot be of the day's product.
    optionsOf: ({ type }) => (type === 'limit-if-touched' ? {} : { product: 'MIS' }),
    tellsWaiting: false,
    foreign: new Set(),
    open: (key) => {
      const { parts } = openWorld({ ...simulator.credentials[key] });
      // What is only asked for now and then is asked for ten times as often.
      const after: typeof parts.after = (delayMs, run) => parts.after(delayMs / 10, run);
      const monotonicMs = () => parts.monotonicMs() * 10;
      return zerodha.open(configFor(simulator.url), { ...parts, after, monotonicMs });
    },
    close: () => simulator.close(),
  };
}

examineTrading('Zerodha', open);
