import { kraken } from '../../src-main/venues/kraken/index.ts';
import { krakenWorld } from '../../src-main/venues/kraken/testing/kraken-world.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { startKrakenSimulator } from '../simulators/kraken/index.ts';
import { examineTheTradingExam, examineTrading, type TradingStage } from './venue-trading.ts';

/** Kraken answers 200 whatever happened; what is not 200 comes from the edge in front of it. */
const unavailable = { status: 520, body: '<html>520</html>' };
const perhapsPlaced = { status: 200, body: { error: ['EService:Timeout'] } };

async function open(): Promise<TradingStage> {
  const simulator = await startKrakenSimulator({
    seed: 11,
    historyMinutes: 2,
    historyHours: 2,
    limits: { tier: 'pro', publicBurst: 1000, historyBurst: 1000, connectionAttempts: 100_000 },
  });
  return {
    simulator,
    exchange: simulator.exchange,
    market: 'BTC/USD',
    instrument: instrumentId('KRAKEN:BTC/USD'),
    quantity: '0.02',
    quarter: '0.005',
    creating: ['POST /0/private/AddOrder'],
    cancelling: ['POST /0/private/CancelOrder'],
    placing: 'POST /0/private/AddOrder',
    unavailable,
    perhapsPlaced,
    tellsFill: (frame) => /"exec_type":"trade"/.test(frame),
    // Nonces, not times.
    askingTime: null,
    tellsFees: true,
    tellsLiquidity: true,
    addressRefused: 'at connecting',
    tellsRights: true,
    foreign: new Set(),
    manyFills: 120,
    durationOf: () => ({ timeInForce: 'gtc' }),
    open: (key) => {
      const { config, parts } = krakenWorld(simulator.url, simulator.credentials[key]);
      return kraken.open(config, parts);
    },
    close: () => simulator.close(),
  };
}

examineTrading('Kraken', open);
examineTheTradingExam('Kraken', open);
