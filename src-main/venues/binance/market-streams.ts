import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { CandleUpdate, MarketEvent, Quote, Trade } from '../../../src-shared/domain/market-event.ts';
import { gridOf } from '../../../src-shared/domain/price-grid.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { ByteNames, ByteScanner } from '../connection/scan.ts';
import type { SocketParts, SupervisedSocket } from '../connection/supervised-socket.ts';
import type { VenueClock } from '../connection/venue-clock.ts';
import type { VenueLink } from '../connection/venue-link.ts';
import type { Release } from '../release.ts';
import type { StreamRequest } from '../venue.ts';
import { BookFeed } from './book-feed.ts';
import { type Control, decodeMarket, type WireEvent } from './decode.ts';
import type { MarketRules } from './exchange-info.ts';
import { decodeHot, type HotMarkets } from './hot-decode.ts';
import { applyDepth, emptyHead, readDepthHead } from './hot-depth.ts';
import { intervalOf } from './intervals.ts';
import { parseLossless } from './lossless-json.ts';
import { createStreamPool, type StreamPool } from './stream-pool.ts';
import { streamSymbol } from './symbols.ts';
import type { Product, Urls } from './urls.ts';
import type { DepthSnapshot } from './wire.ts';

/** Levels of a side that a book event carries. */
const bookLevels = 50;
/** Prices of up to 90 million stay exact in so many decimals, and old orders may stand on finer steps than new ones. */
const priceDecimals = 8;

export interface MarketStreamsParts extends SocketParts {
  readonly products: readonly Product[];
  readonly urls: Urls;
  readonly clock: VenueClock;
  link(): Pick<VenueLink, 'countMessages' | 'noteGap' | 'noteUnreadable' | 'noteTrouble'>;
  snapshot(market: MarketRules, signal: AbortSignal): Promise<DepthSnapshot>;
  emit(events: readonly MarketEvent[]): void;
}

interface StreamedMarket {
  readonly instrument: InstrumentId;
  feed: BookFeed | undefined;
  /** Holders of each stream, bars by their timeframe: a released one may go on for a while on the wire. */
  readonly holders: Map<string, number>;
}

/** The market streams of all products: topics, sockets, decoding, books. */
export interface MarketStreams {
  readonly sockets: readonly SupervisedSocket[];
  subscribe(market: MarketRules, request: StreamRequest): Release;
  /** The latest venue time that an event of this market had; 0 before the first. */
  lastTime(instrument: InstrumentId): number;
}

export function createMarketStreams(parts: MarketStreamsParts): MarketStreams {
  const sides = new Map(parts.products.map((product) => [product, createSide(product, parts)]));
  return {
    sockets: [...sides.values()].flatMap(({ sockets }) => sockets),
    subscribe: (market, request) =>
      sides.get(market.product)?.subscribe(market, request) ?? (() => undefined),
    lastTime: (instrument) => Math.max(0, ...[...sides.values()].map((side) => side.lastTime(instrument))),
  };
}

/** Futures send books and quotes on another address than everything else; a stream asked for there stays silent. */
function createSide(product: Product, parts: MarketStreamsParts): MarketStreams {
  const { clock, urls } = parts;
  const scanner = new ByteScanner();
  const head = emptyHead<StreamedMarket>();
  const names: HotMarkets & ByteNames<StreamedMarket> = new ByteNames<StreamedMarket>();
  const markets = new Map<string, StreamedMarket>();
  const byInstrument = new Map<InstrumentId, StreamedMarket>();
  const bookTopics = new Map<string, StreamedMarket>();
  const times = new Map<InstrumentId, number>();
  /** The latest venue time heard at all: quotes of spot carry none, and are no older than what came before them. */
  let latest = 0;
  let events: MarketEvent[] = [];
  const changedBooks = new Set<StreamedMarket>();
  let isFlushPlanned = false;

  const quoteTime = (): EpochMs => {
    latest = Math.max(latest, clock.forSigning());
    return latest as EpochMs;
  };
  const context = { instrumentOf: (symbol: string) => markets.get(symbol)?.instrument, now: quoteTime };

  /** Frames that arrive together are one batch, and a book is shown once in it. */
  function planFlush(): void {
    if (isFlushPlanned) return;
    isFlushPlanned = true;
    queueMicrotask(flush);
  }

  function flush(): void {
    isFlushPlanned = false;
    for (const market of changedBooks) {
      if (market.feed === undefined) continue;
      const { depth, isLive, time } = market.feed;
      // Before the first change after a snapshot there is no time but now.
      const at = note(market.instrument, isLive && time > 0 ? time : quoteTime());
      events.push(depth.book.snapshot(market.instrument, at, bookLevels));
    }
    changedBooks.clear();
    const batch = events;
    events = [];
    if (batch.length > 0) parts.emit(batch);
  }

  function note(instrument: InstrumentId, time: EpochMs): EpochMs {
    if (time > latest) latest = time;
    if (time > (times.get(instrument) ?? 0)) times.set(instrument, time);
    return time;
  }

  function onMessage(data: Buffer): void {
    parts.link().countMessages();
    scanner.load(data);
    if (readDepthHead(scanner, names, head)) {
      onChange(data);
      return;
    }
    scanner.load(data);
    handle(decodeHot(scanner, names, quoteTime) ?? carefully(data), data);
  }

  function onChange(data: Buffer): void {
    const feed = head.market?.feed;
    if (feed === undefined || !feed.takes(head.first, head.last, head.previous, data)) return;
    if (applyDepth(scanner, head.hasEnvelope, feed.depth)) feed.laidIn(head.last, head.time as EpochMs);
    else layInCarefully(feed, carefully(data));
  }

  function layInCarefully(feed: BookFeed, event: WireEvent): void {
    if (event.kind === 'book-diff' && feed.depth.apply(event)) feed.laidIn(event.last, event.time);
    else feed.isBroken();
  }

  function carefully(data: Buffer): WireEvent {
    let message: unknown;
    try {
      message = parseLossless(data.toString('utf8'));
    } catch (error) {
      return { kind: 'unreadable', reason: error instanceof Error ? error.message : 'no JSON' };
    }
    return decodeMarket(message, context);
  }

  function handle(event: WireEvent, data: Buffer): void {
    switch (event.kind) {
      case 'trade':
        publish(event, 'trades', event.time);
        return;
      case 'quote':
        publish(event, 'quotes', event.time);
        return;
      case 'candle':
        publish(event, candlesName(event.timeframe), 0 as EpochMs);
        return;
      case 'book-diff': {
        const feed = byInstrument.get(event.instrument)?.feed;
        if (feed?.takes(event.first, event.last, event.previous, data)) layInCarefully(feed, event);
        return;
      }
      case 'unreadable':
        parts.link().noteUnreadable(`Binance sent something unreadable: ${event.reason}`);
        return;
      case 'control':
        onControl(event);
        return;
      default:
    }
  }

  function publish(event: Quote | Trade | CandleUpdate, holder: string, time: EpochMs): void {
    note(event.instrument, time);
    if (!byInstrument.get(event.instrument)?.holders.has(holder)) return;
    events.push(event);
    planFlush();
  }

  function onControl(event: Control): void {
    if (event.name === 'server-shutdown') {
      for (const pool of pools) pool.leave('Binance restarts this server.');
    } else if (event.name === 'error') {
      parts.link().noteTrouble(`Binance refused a subscription: ${String(event.message)}`);
    }
  }

  function pool(name: string, url: string, sockets: number): StreamPool {
    return createStreamPool(
      {
        name,
        url,
        sockets,
        onMessage,
        onLost(topics) {
          for (const topic of topics) bookTopics.get(topic)?.feed?.interrupted();
        },
        onAgain: () => parts.link().noteGap(),
        onFull: (topic) => parts.link().noteTrouble(`There is no room for another stream (${topic}).`),
      },
      parts,
    );
  }

  const main =
    product === 'spot'
      ? pool('spot market', `${urls.spotStream}/ws`, 3)
      : pool('futures market', `${urls.futuresStream}/market/ws`, 2);
  const bookAndQuotes =
    product === 'spot' ? main : pool('futures books', `${urls.futuresStream}/public/ws`, 2);
  const pools = [...new Set([main, bookAndQuotes])];

  function marketOf({ symbol, instrument }: MarketRules): StreamedMarket {
    const known = markets.get(symbol);
    if (known !== undefined) return known;
    const made: StreamedMarket = { instrument: instrument.id, feed: undefined, holders: new Map() };
    markets.set(symbol, made);
    byInstrument.set(instrument.id, made);
    names.set(symbol, made);
    return made;
  }

  /** A holder more; true for the first. */
  function hold({ holders }: StreamedMarket, name: string): boolean {
    const before = holders.get(name) ?? 0;
    holders.set(name, before + 1);
    return before === 0;
  }

  /** A holder less; true for the last. */
  function letGo({ holders }: StreamedMarket, name: string): boolean {
    const left = (holders.get(name) ?? 1) - 1;
    if (left > 0) holders.set(name, left);
    else holders.delete(name);
    return left <= 0;
  }

  function startBook(rules: MarketRules, market: StreamedMarket, topic: string): void {
    bookTopics.set(topic, market);
    const sizeDecimals = gridOf(rules.instrument.lotStep).decimals;
    market.feed = new BookFeed(product, priceDecimals, sizeDecimals, {
      after: parts.after,
      random: parts.random,
      fetchSnapshot: (signal) => parts.snapshot(rules, signal),
      readDiff: (frame) => {
        const event = carefully(frame);
        return event.kind === 'book-diff' ? event : undefined;
      },
      onChange: () => {
        changedBooks.add(market);
        planFlush();
      },
      onGap: (reason) => parts.link().noteGap(`The book of ${rules.instrument.id} starts over: ${reason}.`),
    });
  }

  function stopBook(market: StreamedMarket, topic: string): void {
    market.feed?.stop();
    market.feed = undefined;
    bookTopics.delete(topic);
  }

  /** The name of the stream for its holders, its topic, and the sockets that it comes from. */
  function placeOf({ symbol }: MarketRules, { stream, timeframe }: StreamRequest) {
    const base = streamSymbol(symbol);
    switch (stream) {
      case 'trades':
        return { name: stream, topic: `${base}@${product === 'spot' ? 'trade' : 'aggTrade'}`, pool: main };
      case 'quotes':
        return { name: stream, topic: `${base}@bookTicker`, pool: bookAndQuotes };
      case 'book':
        return { name: stream, topic: `${base}@depth@100ms`, pool: bookAndQuotes };
      case 'candles': {
        const interval = timeframe && intervalOf(timeframe);
        if (timeframe === undefined || interval === undefined) return undefined;
        return { name: candlesName(timeframe), topic: `${base}@kline_${interval}`, pool: main };
      }
    }
  }

  return {
    sockets: pools.flatMap(({ sockets }) => sockets),
    lastTime: (instrument) => times.get(instrument) ?? 0,
    subscribe(rules, request) {
      const place = placeOf(rules, request);
      if (place === undefined) return () => undefined;
      const { name, topic, pool: from } = place;
      const market = marketOf(rules);
      if (hold(market, name) && request.stream === 'book') startBook(rules, market, topic);
      const release = from.want(topic);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        release();
        if (letGo(market, name) && request.stream === 'book') stopBook(market, topic);
      };
    },
  };
}

const candlesName = (timeframe: Timeframe) => `candles ${timeframe}`;
