import { coinbase } from '../../src-main/venues/coinbase/index.ts';
import { coinbaseWorld } from '../../src-main/venues/coinbase/testing/coinbase-world.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { startCoinbaseSimulator } from '../simulators/coinbase/index.ts';
import { examineTrading, type TradingStage } from './venue-trading.ts';

const root = '/api/v3/brokerage';
const unavailable = { status: 503, body: 'upstream connect error' };
/** Coinbase refuses with 200; a reason that is none leaves everything open. */
const perhapsPlaced = {
  status: 200,
  body: {
    success: false,
    error_response: { error: 'UNKNOWN_FAILURE_REASON', message: '', error_details: '' },
  },
};

async function open(): Promise<TradingStage> {
  const simulator = await startCoinbaseSimulator({
    seed: 11,
    historyMinutes: 2,
    historyHours: 2,
    limits: {
      publicPerSecond: 1000,
      privatePerSecond: 1000,
      socketsPerSecond: 1000,
      socketMessagesPerSecond: 1000,
    },
  });
  return {
    simulator,
    exchange: simulator.exchange,
    market: 'BTC-USD',
    instrument: instrumentId('COINBASE:BTC-USD'),
    quantity: '0.02',
    quarter: '0.005',
    creating: [`POST ${root}/orders`],
    cancelling: [`POST ${root}/orders/batch_cancel`],
    placing: `POST ${root}/orders`,
    unavailable,
    perhapsPlaced,
    tellsFill: (frame) => frame.includes('"channel":"user"') && /"number_of_fills":"[1-9]/.test(frame),
    askingTime: `GET ${root}/time`,
    tellsFees: true,
    tellsLiquidity: true,
    tellsRights: true,
    addressRefused: 'at connecting',
    manyFills: 250,
    durationOf: () => ({ timeInForce: 'gtc' }),
    foreign: new Set(),
    open: (key) => {
      const { config, parts } = coinbaseWorld(simulator.url, simulator.credentials[key]);
      return coinbase.open(config, parts);
    },
    close: () => simulator.close(),
  };
}

examineTrading('Coinbase', open);
