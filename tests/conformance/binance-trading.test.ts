import { binance } from '../../src-main/venues/binance/index.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { startBinanceSimulator } from '../simulators/binance/index.ts';
import { configOf, partsOf } from './binance-hall.ts';
import { examineTheTradingExam, examineTrading, type TradingStage } from './venue-trading.ts';

const unavailable = { status: 503, body: { code: -1016, msg: 'This service is no longer available.' } };
/** “Execution status unknown”, which comes with several statuses. */
const perhapsPlaced = {
  status: 400,
  body: {
    code: -1006,
    msg: 'An unexpected response was received from the message bus. Execution status unknown.',
  },
};

async function open(product: 'spot' | 'usd-m'): Promise<TradingStage> {
  const simulator = await startBinanceSimulator({
    seed: 11,
    historyMinutes: 2,
    historyHours: 2,
    limits: { connectionAttempts: 100_000, weightPerMinute: 100_000 },
  });
  const isSpot = product === 'spot';
  return {
    simulator,
    exchange: isSpot ? simulator.exchange : simulator.futures.exchange,
    market: 'BTCUSDT',
    instrument: instrumentId(isSpot ? 'BINANCE:BTCUSDT' : 'BINANCE:BTCUSDT.P'),
    quantity: '0.02',
    quarter: '0.005',
    creating: isSpot
      ? ['POST /api/v3/order', 'POST /api/v3/orderList/oco']
      : ['POST /fapi/v1/order', 'POST /fapi/v1/algoOrder'],
    cancelling: isSpot ? ['DELETE /api/v3/order'] : ['DELETE /fapi/v1/order'],
    placing: isSpot ? 'POST /api/v3/order' : 'POST /fapi/v1/order',
    unavailable,
    perhapsPlaced,
    tellsFill: (frame) => /"x":"TRADE"/.test(frame),
    askingTime: isSpot ? 'GET /api/v3/time' : 'GET /fapi/v1/time',
    tellsFees: true,
    tellsLiquidity: true,
    // Futures’ own host does not tell what a key may do.
    tellsRights: isSpot,
    addressRefused: 'at connecting',
    manyFills: 2100,
    durationOf: () => ({ timeInForce: 'gtc' }),
    foreign: new Set(),
    open: (key) => {
      const hall = { simulator, close: () => simulator.close() };
      return binance.open(configOf(hall, [product]), partsOf(simulator.credentials[key]));
    },
    close: () => simulator.close(),
  };
}

examineTrading('Binance spot', () => open('spot'));
examineTrading('Binance USD-M futures', () => open('usd-m'));
examineTheTradingExam('Binance spot', () => open('spot'));
// What spot does not have.
const futuresOnly = ['VENUE-053', 'VENUE-063', 'VENUE-064', 'VENUE-090'];
examineTheTradingExam('Binance USD-M futures', () => open('usd-m'), futuresOnly);
