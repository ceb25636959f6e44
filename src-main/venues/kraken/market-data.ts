import { Failure } from '../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { Listeners } from '../connection/listeners.ts';
import type { MarketData } from '../venue.ts';
import type { Catalogue, Market } from './catalogue.ts';
import type { KrakenClock } from './clock.ts';
import { createHistory } from './history.ts';
import type { MarketStream } from './market-stream.ts';
import type { Rest } from './rest.ts';
import { venueSymbolOf } from './symbols.ts';

export interface MarketDataParts {
  readonly rest: Rest;
  readonly catalogue: Catalogue;
  readonly clock: KrakenClock;
  readonly stream: MarketStream;
  readonly listeners: Listeners<[readonly MarketEvent[]]>;
}

/** The market half of the port, over the lists, the history and the stream. */
export function createMarketData({ rest, catalogue, clock, stream, listeners }: MarketDataParts): MarketData {
  const history = createHistory({
    rest,
    settled({ instrument: { id } }) {
      // What was heard of already happened before a question that is asked now.
      const asOf = Math.max(clock.earliest - 1, stream.lastTime(id));
      stream.raiseTime(id, asOf);
      return epochMs(asOf);
    },
  });

  async function marketOf(id: InstrumentId): Promise<Market | undefined> {
    if (venueSymbolOf(id) === undefined) return undefined;
    await catalogue.refresh();
    return catalogue.byId(id);
  }

  return {
    async searchInstruments(text, limit) {
      await catalogue.refresh();
      return catalogue.search(text, limit);
    },
    instrument: async (id) => (await marketOf(id))?.instrument,
    async history(request, signal) {
      const market = await marketOf(request.instrument);
      if (market === undefined) {
        throw new Failure('not-found', `${request.instrument} is not a market of Kraken.`);
      }
      return history.page(market, request, signal);
    },
    subscribe(request) {
      const symbol = venueSymbolOf(request.instrument);
      return symbol === undefined ? () => undefined : stream.subscribe(request, symbol);
    },
    onEvents: (listener) => listeners.add(listener),
    now: (instrument) => epochMs(Math.max(clock.now(), stream.lastTime(instrument))),
  };
}
