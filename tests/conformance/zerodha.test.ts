import { zerodha } from '../../src-main/venues/zerodha/index.ts';
import { configFor, openWorld } from '../../src-main/venues/zerodha/testing/open-world.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import { startZerodhaSimulator } from '../simulators/zerodha/index.ts';
import { type Candidate, examineMarket } from './venue-market.ts';

const instrument: Instrument = {
  id: instrumentId('NSE:INFY'),
  name: 'INFOSYS',
  assetClass: 'stock',
  currency: 'INR',
  tickSize: '0.05',
  lotStep: '1',
  multiplier: '1',
  calendar: 'nse-india',
  priceSide: 'trade',
  limits: { minQuantity: '1' },
};

/** What is on its way, there or back, has arrived after so long a silence; on a busy machine it takes some of them. */
const quietMs = 40;
const longestMs = 1000;

/** Zerodha’s simulator, with the day’s login done. It allows more calls a second than the venue, or the exam takes minutes. */
async function openCandidate(): Promise<Candidate> {
  const simulator = await startZerodhaSimulator({ historyHours: 60, limits: { historyPerSecond: 1000 } });
  const { config, parts } = {
    config: configFor(simulator.url),
    ...openWorld({ ...simulator.credentials.good }),
  };
  const venue = zerodha.open(config, parts);
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
      simulator.feeds.get('NSE:INFY')?.tick();
      simulator.flush();
      const isSubscribed = venue.health?.().sockets.some(({ topics }) => topics > 0) === true;
      const until = performance.now() + longestMs;
      while (isSubscribed && heard === before && performance.now() < until) await pause();
      await pause();
    },
    async drop() {
      await pause();
      simulator.server.dropAll();
      await pause();
    },
  };
}

examineMarket('The Zerodha venue', openCandidate);
