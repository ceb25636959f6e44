import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../../src-shared/domain/market-event.ts';
import { type EpochMs, epochMs } from '../../../../src-shared/domain/time.ts';
import type { Listeners } from '../../connection/listeners.ts';
import type { MarketData } from '../../venue.ts';
import type { HeartbeatClock } from '../heartbeat-clock.ts';
import type { Plant } from '../plant/plant.ts';
import { readActivityBars, readTrades } from './activity.ts';
import type { Catalogue } from './catalogue.ts';
import { History } from './history.ts';
import { Lanes } from './lanes.ts';
import type { MarketStream } from './market-stream.ts';
import type { Market } from './reference.ts';

/** Replays that run at a time: more make each other slow, and servers cut them. */
const replaysAtOnce = 2;

export interface MarketDataParts {
  readonly history: Pick<Plant, 'ask'>;
  readonly catalogue: Catalogue;
  readonly clock: HeartbeatClock;
  readonly stream: MarketStream;
  readonly listeners: Listeners<[readonly MarketEvent[]]>;
  readonly doublesBars: boolean;
}

/** The market half of the port, over the catalogue, the history plant and the stream. */
export function createMarketData(parts: MarketDataParts): Required<MarketData> {
  const { catalogue, clock, stream, listeners } = parts;
  const replay = {
    plant: parts.history,
    lanes: new Lanes(replaysAtOnce),
    now: () => clock.latest,
  };
  function settled(id: InstrumentId): EpochMs {
    // What was heard of already happened before a question that is asked now.
    const asOf = Math.max(Math.floor(clock.earliest) - 1, stream.lastTime(id));
    stream.raiseTime(id, asOf);
    return epochMs(asOf);
  }
  const history = new History({ ...replay, doublesBars: parts.doublesBars, settled });

  async function marketOf(id: InstrumentId): Promise<Market> {
    const market = await catalogue.market(id);
    if (market === undefined) throw new Failure('not-found', `${id} is not a market of this connection.`);
    return market;
  }

  return {
    searchInstruments: (text, limit) => catalogue.search(text, limit),
    instrument: (id) => catalogue.load(id),
    async history(request, signal) {
      // While the contract is looked up its first events come in, which shall follow the page.
      const isNew = catalogue.knownMarket(request.instrument) === undefined;
      const asOf = isNew ? settled(request.instrument) : undefined;
      return history.page(await marketOf(request.instrument), request, signal, asOf);
    },
    subscribe: (request) => stream.subscribe(request),
    onEvents: (listener) => listeners.add(listener),
    async *activityBars({ instrument, kind, size, range }, signal) {
      yield* readActivityBars(replay, await marketOf(instrument), { kind, size, range }, signal);
    },
    async *tradeHistory({ instrument, range }, signal) {
      yield* readTrades(replay, await marketOf(instrument), range, signal);
    },
    onRoll: (listener) => stream.onRoll(listener),
    now: (instrument) => epochMs(Math.floor(Math.max(clock.latest, stream.lastTime(instrument)))),
  };
}
