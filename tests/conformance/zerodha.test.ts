import { zerodha } from '../../src-main/venues/zerodha/index.ts';
import { startLoopbackKite } from '../../src-main/venues/zerodha/testing/loopback-kite.ts';
import { configFor, openWorld } from '../../src-main/venues/zerodha/testing/open-world.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
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

/** Zerodha on loopback, with a share that has a day of minutes. */
async function openCandidate(): Promise<Candidate> {
  const kite = await startLoopbackKite();
  const { parts } = openWorld({ apiKey: 'kitefront', accessToken: 'day_token' });
  const venue = zerodha.open(configFor(kite.urls), parts);
  return {
    venue,
    instrument,
    timeframe: '1m',
    streams: ['quotes', 'trades', 'book'],
    move: () => kite.move(),
    drop: () => kite.dropSockets(),
  };
}

examineMarket('The Zerodha venue', openCandidate);
