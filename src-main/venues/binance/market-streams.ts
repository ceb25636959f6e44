import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { gridOf } from '../../../src-shared/domain/price-grid.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { ByteNames, ByteScanner } from '../connection/scan.ts';
import type { SocketParts, SupervisedSocket } from '../connection/supervised-socket.ts';
import type { VenueClock } from '../connection/venue-clock.ts';
import type { VenueLink } from '../connection/venue-link.ts';
import type { Release } from '../release.ts';
import type { StreamRequest } from '../venue.ts';
import { BookFeed } from './book-feed.ts';
import { type BookDiff, decodeMarket, type WireEvent } from './decode.ts';
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
      const at = isLive ? note(market.instrument, time) : quoteTime();
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
    if (event.kind === 'book-diff' && isDiff(event) && feed.depth.apply(event))
      feed.laidIn(event.last, event.time);
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
      case 'quote':
        if (event.kind === 'trade' || 'bid' in event) {
          note(event.instrument as InstrumentId, event.time as EpochMs);
          events.push(event as MarketEvent);
          planFlush();
        }
        return;
      case 'candle':
        events.push(event as MarketEvent);
        planFlush();
        return;
      case 'book-diff': {
        const feed = isDiff(event)
          ? [...markets.values()].find(({ instrument }) => instrument === event.instrument)?.feed
          : undefined;
        if (isDiff(event) && feed?.takes(event.first, event.last, event.previous, data))
          layInCarefully(feed, event);
        return;
      }
      case 'unreadable':
        parts
          .link()
          .noteUnreadable(
            `Binance sent something unreadable: ${String((event as { reason: string }).reason)}`,
          );
        return;
      case 'control':
        onControl(event as { readonly name: string; readonly message?: unknown });
        return;
      default:
    }
  }

  function onControl(event: { readonly name: string; readonly message?: unknown }): void {
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
    const made: StreamedMarket = { instrument: instrument.id, feed: undefined };
    markets.set(symbol, made);
    names.set(symbol, made);
    return made;
  }

  /** Holders of each book. */
  const holders = new Map<StreamedMarket, number>();

  function holdBook(rules: MarketRules, market: StreamedMarket, topic: string): Release {
    const before = holders.get(market) ?? 0;
    holders.set(market, before + 1);
    if (before === 0) {
      bookTopics.set(topic, market);
      const sizeDecimals = gridOf(rules.instrument.lotStep).decimals;
      market.feed = new BookFeed(product, priceDecimals, sizeDecimals, {
        after: parts.after,
        random: parts.random,
        fetchSnapshot: (signal) => parts.snapshot(rules, signal),
        readDiff: (frame) => {
          const event = carefully(frame);
          return isDiff(event) ? event : undefined;
        },
        onChange: () => {
          changedBooks.add(market);
          planFlush();
        },
        onGap: (reason) => parts.link().noteGap(`The book of ${rules.instrument.id} starts over: ${reason}.`),
      });
    }
    return () => {
      const left = (holders.get(market) ?? 1) - 1;
      holders.set(market, left);
      if (left > 0) return;
      market.feed?.stop();
      market.feed = undefined;
      bookTopics.delete(topic);
    };
  }

  return {
    sockets: pools.flatMap(({ sockets }) => sockets),
    lastTime: (instrument) => times.get(instrument) ?? 0,
    subscribe(rules, { stream, timeframe }) {
      const market = marketOf(rules);
      const base = streamSymbol(rules.symbol);
      switch (stream) {
        case 'trades':
          return main.want(product === 'spot' ? `${base}@trade` : `${base}@aggTrade`);
        case 'quotes':
          return bookAndQuotes.want(`${base}@bookTicker`);
        case 'candles': {
          const interval = timeframe === undefined ? undefined : intervalOf(timeframe);
          return interval === undefined ? () => undefined : main.want(`${base}@kline_${interval}`);
        }
        case 'book': {
          const topic = `${base}@depth@100ms`;
          const letGo = holdBook(rules, market, topic);
          const release = bookAndQuotes.want(topic);
          let isHeld = true;
          return () => {
            if (!isHeld) return;
            isHeld = false;
            release();
            letGo();
          };
        }
      }
    },
  };
}

function isDiff(event: WireEvent): event is BookDiff {
  return event.kind === 'book-diff';
}
