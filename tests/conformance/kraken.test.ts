import { kraken } from '../../src-main/venues/kraken/index.ts';
import { krakenWorld } from '../../src-main/venues/kraken/testing/kraken-world.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import { startKrakenSimulator } from '../simulators/kraken/index.ts';
import { type Candidate, examineMarket } from './venue-market.ts';

const instrument: Instrument = {
  id: instrumentId('KRAKEN:BTC/USD'),
  name: 'BTC / USD spot',
  assetClass: 'crypto',
  currency: 'USD',
  tickSize: '0.1',
  lotStep: '0.00000001',
  multiplier: '1',
  calendar: 'crypto-24-7',
  priceSide: 'trade',
  limits: { minQuantity: '0.00005', minNotional: '0.5' },
};

/** What is on its way, there or back, has arrived after so long a silence; on a busy machine it takes some of them. */
const quietMs = 40;
const longestMs = 2000;

/** Kraken’s simulator, without a key: prices need none. */
async function openCandidate(): Promise<Candidate> {
  const simulator = await startKrakenSimulator({ limits: { publicBurst: 1000, historyBurst: 1000 } });
  const { config, parts } = krakenWorld(simulator.url, null);
  const venue = kraken.open(config, parts);
  let heard = 0;
  venue.market.onEvents((events) => {
    heard += events.length;
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, quietMs));
  return {
    venue,
    instrument,
    timeframe: '1m',
    streams: ['quotes', 'trades', 'candles', 'book'],
    async move() {
      // Subscriptions just made must be there first.
      await pause();
      const before = heard;
      simulator.feeds.get('BTC/USD')?.tick();
      const isSubscribed = venue.health?.().sockets.some(({ topics }) => topics > 0) === true;
      const until = performance.now() + longestMs;
      while (isSubscribed && heard === before && performance.now() < until) await pause();
      await pause();
    },
    async drop() {
      // The socket opens with the first subscription, which may have been made just now.
      while (venue.state().phase !== 'ready') await pause();
      const noticed = new Promise<void>((resolve) => {
        const release = venue.onState(({ phase }) => {
          if (phase === 'ready') return;
          release();
          resolve();
        });
      });
      simulator.server.dropAll();
      await noticed;
    },
  };
}

examineMarket('The Kraken venue', openCandidate);
