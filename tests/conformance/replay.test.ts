import { openedStorage } from '../../src-main/storage/testing/temporary-profile.ts';
import { openReplay, replayedId, systemReplayClock } from '../../src-main/venues/replay/index.ts';
import { type Candle, candleColumnsOf } from '../../src-shared/domain/candle.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { type Candidate, examineMarket } from './venue-market.ts';

const stored: Instrument = {
  id: instrumentId('CME:6EH4'),
  name: 'Euro FX future',
  assetClass: 'future',
  currency: 'USD',
  tickSize: '0.00005',
  lotStep: '1',
  multiplier: '125000',
  calendar: 'cme-globex-fx',
  priceSide: 'trade',
};
const start = Date.UTC(2024, 0, 17, 13);
const bars: Candle[] = Array.from({ length: 900 }, (_, index) => {
  const open = 1.09 + (index % 13) * 0.00005;
  return {
    time: epochMs(start + index * 60_000),
    open,
    high: open + 0.0002,
    low: open - 0.0001,
    close: open + 0.00005,
    volume: 20 + (index % 50),
  };
});

/** The replay of stored minute bars, in the middle of them, on the real storage. */
async function openCandidate(): Promise<Candidate> {
  const { market } = await openedStorage();
  await market.saveInstruments([stored]);
  await market.mergeCandles(
    { instrument: stored.id, timeframe: '1m', priceSide: 'trade' },
    candleColumnsOf(bars),
  );
  const venue = openReplay({ source: market, clock: systemReplayClock, now: () => epochMs(start) });
  venue.session.load([{ source: stored.id, from: epochMs(start + 300 * 60_000 + 20_000), to: null }], 1);
  const instrument = { ...stored, id: replayedId(stored.id) };
  return {
    venue,
    instrument,
    timeframe: '1m',
    streams: ['trades'],
    move: async () => venue.session.stepBar(45_000),
  };
}

examineMarket('The replay venue', openCandidate);
