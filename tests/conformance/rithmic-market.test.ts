import { createRithmic } from '../../src-main/venues/rithmic/create-rithmic.ts';
import { rithmicWorld } from '../../src-main/venues/rithmic/testing/rithmic-world.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import { startRithmicSimulator } from '../simulators/rithmic/index.ts';
import { type Candidate, examineMarket } from './venue-market.ts';

const instrument: Instrument = {
  id: instrumentId('CME:ESZ6'),
  name: 'E-mini S&P 500 Z6',
  assetClass: 'future',
  currency: 'USD',
  tickSize: '0.25',
  lotStep: '1',
  multiplier: '50',
  calendar: 'cme-globex',
  priceSide: 'trade',
  expiry: calendarOf('cme-globex').dayOfDate(2026, 12, 18).end,
  limits: { minQuantity: '1' },
};

/** What is on its way, there or back, has arrived after so long a silence; on a busy machine it takes some of them. */
const quietMs = 40;
const longestMs = 3000;

/** Rithmic’s simulator, over real sockets. */
async function openCandidate(): Promise<Candidate> {
  const simulator = await startRithmicSimulator({ symbols: ['ESZ6', 'ESH7'], historyHours: 200 });
  const { config, parts } = rithmicWorld({ gateway: simulator.url.gateway }, simulator.credentials.good);
  const venue = createRithmic().open(config, parts);
  let heard = 0;
  venue.market.onEvents((events) => {
    heard += events.filter(({ kind }) => kind === 'trade' || kind === 'quote').length;
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
      simulator.feeds.get('ESZ6')?.tick();
      const isSubscribed = venue.health?.().sockets.some(({ topics }) => topics > 0) === true;
      const until = performance.now() + longestMs;
      while (isSubscribed && heard === before && performance.now() < until) {
        await pause();
        if (heard === before) simulator.feeds.get('ESZ6')?.tick();
      }
      await pause();
    },
    async drop() {
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

examineMarket('The Rithmic venue', openCandidate);
