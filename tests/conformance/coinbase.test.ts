import { coinbase } from '../../src-main/venues/coinbase/index.ts';
import { coinbaseWorld } from '../../src-main/venues/coinbase/testing/coinbase-world.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import { startCoinbaseSimulator } from '../simulators/coinbase/index.ts';
import { type Candidate, examineMarket } from './venue-market.ts';

const instrument: Instrument = {
  id: instrumentId('COINBASE:BTC-USD'),
  name: 'Bitcoin / US Dollar',
  assetClass: 'crypto',
  currency: 'USD',
  tickSize: '0.01',
  lotStep: '0.00000001',
  multiplier: '1',
  calendar: 'crypto-24-7',
  priceSide: 'trade',
  limits: { minQuantity: '0.00000001', maxQuantity: '3400', minNotional: '1', maxNotional: '150000000' },
};

/** What is on its way, there or back, has arrived after so long a silence; on a busy machine it takes some of them. */
const quietMs = 40;
const longestMs = 1000;

/** Coinbase’s simulator, without a key: prices need none. */
async function openCandidate(): Promise<Candidate> {
  const simulator = await startCoinbaseSimulator({ limits: { publicPerSecond: 1000 } });
  const { config, parts } = coinbaseWorld(simulator.url, null);
  const venue = coinbase.open(config, parts);
  let heard = 0;
  venue.market.onEvents((events) => {
    heard += events.length;
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, quietMs));
  return {
    venue,
    instrument,
    timeframe: '1m',
    streams: ['quotes', 'trades', 'book'],
    async move() {
      // Subscriptions just made must be there first.
      await pause();
      const before = heard;
      simulator.feeds.get('BTC-USD')?.tick();
      simulator.flush();
      const isSubscribed = venue.health?.().sockets.some(({ topics }) => topics > 0) === true;
      const until = performance.now() + longestMs;
      while (isSubscribed && heard === before && performance.now() < until) await pause();
      await pause();
    },
    async drop() {
      simulator.server.dropAll();
    },
  };
}

examineMarket('The Coinbase venue', openCandidate);
