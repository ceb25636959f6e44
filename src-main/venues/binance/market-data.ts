import { createCandleColumns } from '../../../src-shared/domain/candle.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { VenueClock } from '../connection/venue-clock.ts';
import type { Release } from '../release.ts';
import type { HistoryPage, HistoryRequest, MarketData, StreamRequest } from '../venue.ts';
import type { MarketRules } from './exchange-info.ts';
import type { Instruments } from './instruments.ts';
import { intervalOf } from './intervals.ts';
import { historyPage, klinePage } from './klines.ts';
import { klines } from './market-rest.ts';
import type { MarketStreams } from './market-streams.ts';
import type { RestClient } from './rest-client.ts';
import type { Product } from './urls.ts';

export interface MarketDataParts {
  readonly instruments: Instruments;
  readonly clients: ReadonlyMap<Product, RestClient>;
  readonly clock: VenueClock;
  readonly streams: Pick<MarketStreams, 'subscribe' | 'lastTime'>;
  /** Told when a subscription cannot be made. */
  onTrouble(sentence: string): void;
}

export interface MarketHalf extends MarketData {
  emit(events: readonly MarketEvent[]): void;
  /** Makes the subscriptions that were asked for before instruments were known. */
  resume(): void;
  /** Nothing streams until `resume`. */
  pause(): void;
}

/** The market half of the port, over REST for what was and streams for what is. */
export function createMarketData(parts: MarketDataParts): MarketHalf {
  const { instruments, clock, streams } = parts;
  const listeners = new Set<(events: readonly MarketEvent[]) => void>();
  const wishes = new Set<{ readonly request: StreamRequest; release: Release | undefined }>();
  let isOn = false;

  function grant(wish: { readonly request: StreamRequest; release: Release | undefined }): void {
    if (!isOn || wish.release !== undefined) return;
    const rules = instruments.known(wish.request.instrument);
    if (rules !== undefined) wish.release = streams.subscribe(rules, wish.request);
    else parts.onTrouble(`Binance has no market ${wish.request.instrument}; it cannot be streamed.`);
  }

  async function history(request: HistoryRequest, signal?: AbortSignal): Promise<HistoryPage> {
    const rules = await known(request);
    const interval = intervalOf(request.timeframe);
    if (interval === undefined || request.priceSide !== 'trade') {
      throw new Failure('unsupported', `Binance has no ${request.timeframe} ${request.priceSide} bars.`);
    }
    const { from, to } = request.range;
    const now = clock.now();
    if (to <= from || from > now || request.limit < 1) {
      return { candles: createCandleColumns(0), asOf: epochMs(now) };
    }
    const limit = Math.min(request.limit, klinePage);
    const client = clientOf(rules);
    const endTime = Math.min(to - 1, now);
    const parameters = { symbol: rules.symbol, interval, endTime, limit };
    const heardBefore = streams.lastTime(request.instrument);
    const askedAt = clock.now();
    const rows = await klines(client, rules.product, parameters, signal);
    // Binance looked at about the middle. What had been heard before the question is in the answer for certain.
    const looked = Math.floor((askedAt + clock.now()) / 2);
    const heardSince = Math.min(streams.lastTime(request.instrument), looked);
    const asOf = Math.max(looked - 1, heardBefore, heardSince);
    return historyPage(rows, request, limit, epochMs(asOf));
  }

  async function known({ instrument }: HistoryRequest): Promise<MarketRules> {
    const rules = await instruments.find(instrument);
    if (rules === undefined) throw new Failure('not-found', `Binance has no market ${instrument}.`);
    return rules;
  }

  function clientOf({ product }: MarketRules): RestClient {
    const client = parts.clients.get(product);
    if (client === undefined) throw new RangeError(`no client for ${product}`);
    return client;
  }

  return {
    searchInstruments: (text, limit) => instruments.search(text, limit),
    instrument: async (id) => (await instruments.find(id))?.instrument,
    history,
    subscribe(request) {
      const wish = { request, release: undefined as Release | undefined };
      wishes.add(wish);
      grant(wish);
      return () => {
        if (!wishes.delete(wish)) return;
        wish.release?.();
      };
    },
    onEvents(listener) {
      const own = (events: readonly MarketEvent[]) => listener(events);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    // What has been heard has happened, whatever the measurement of the clock says.
    now: (instrument) => epochMs(Math.max(clock.now(), streams.lastTime(instrument))),
    emit(events) {
      if (!isOn) return;
      for (const listener of [...listeners]) listener(events);
    },
    resume() {
      isOn = true;
      for (const wish of wishes) grant(wish);
    },
    pause() {
      isOn = false;
    },
  };
}
