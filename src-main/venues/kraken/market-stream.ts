import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { CandleUpdate, MarketEvent, Quote, Trade } from '../../../src-shared/domain/market-event.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { backOffMs } from '../connection/back-off.ts';
import type { SocketParts } from '../connection/socket-plan.ts';
import { openSupervisedSocket, type SupervisedSocket } from '../connection/supervised-socket.ts';
import type { VenueLink } from '../connection/venue-link.ts';
import type { Release } from '../release.ts';
import type { StreamRequest } from '../venue.ts';
import type { Catalogue } from './catalogue.ts';
import { CheckedBook } from './checked-book.ts';
import type { KrakenClock } from './clock.ts';
import { type Control, decodeFrame, type FrameEvent } from './decode/frame.ts';
import { HotFrames, type HotMarket } from './decode/hot.ts';
import type { BookFrame } from './decode/market.ts';
import { OpenCandles } from './open-candles.ts';
import { bookDepth, bookTopic, shownLevels, topicMessages, topicOf } from './topics.ts';
import type { VenueStatus } from './venue-status.ts';

/** Kraken says something about once a second while anything is subscribed; ten seconds of silence are the end (W5). */
export const heartbeatMs = 5_000;
export const pingEveryMs = 30_000;
/** A snapshot that has not come by then is asked for again. */
const snapshotLimitMs = 10_000;
const checkEveryMs = 5_000;
/** So often in a row a book may fail before the connection counts as degraded. */
const toleratedFailures = 3;

export interface MarketStreamParts extends SocketParts {
  readonly url: string;
  readonly catalogue: Catalogue;
  readonly clock: KrakenClock;
  readonly status: VenueStatus;
  link(): VenueLink;
  emit(events: readonly MarketEvent[]): void;
}

/** One market that somebody wants something of. */
interface StreamedMarket extends HotMarket {
  readonly symbol: string;
  /** How many want each topic. */
  readonly wants: Map<string, number>;
  /** Of the newest event, venue time. */
  lastTime: number;
  isBookDirty: boolean;
  bookAskedAt: number;
  bookFailures: number;
  stopRenewal: Release | undefined;
  endTrouble: Release | undefined;
}

export interface MarketStream {
  readonly socket: SupervisedSocket;
  subscribe(request: StreamRequest, symbol: string): Release;
  /** Venue time of the newest event of a market. */
  lastTime(instrument: InstrumentId): number;
  /** Quotes and books of a market are told with no earlier time than this. */
  raiseTime(instrument: InstrumentId, time: number): void;
}

/** Market data over one socket: Kraken sets no limit to the topics of a connection. */
export function openMarketStream(parts: MarketStreamParts): MarketStream {
  const { catalogue, clock, status } = parts;
  const markets = new Map<string, StreamedMarket>();
  const byInstrument = new Map<InstrumentId, StreamedMarket>();
  const floors = new Map<InstrumentId, number>();
  const pings = new Map<string, number>();
  /** Books that changed and have not been told. */
  const dirtyBooks: StreamedMarket[] = [];
  let requests = 0;
  let events: MarketEvent[] = [];
  let stopFlush: Release | undefined;
  let stopCheck: Release = () => undefined;

  const hot = new HotFrames({ onEvent: take, onBook: bookChanged });
  const candles = new OpenCandles({ after: parts.after, venueNow: () => clock.now() }, (event) => {
    events.push(event);
    deliver();
  });
  const context = {
    instrumentOf: (symbol: string) => markets.get(symbol)?.instrument,
    now: () => clock.earliest,
  };

  const socket = openSupervisedSocket(
    {
      name: 'market',
      address: () => ({ url: parts.url }),
      heartbeatMs,
      keepAlive: { everyMs: pingEveryMs, message: ping },
      isLazy: true,
      messageBudget: { count: 10, perMs: 1_000 },
      topics: {
        subscribe(topics) {
          const asked = new Set(topics);
          for (const market of markets.values()) {
            if (asked.has(bookTopic(market.symbol))) market.bookAskedAt = parts.monotonicMs();
          }
          return topicMessages('subscribe', topics, nextRequest);
        },
        unsubscribe: (topics) => topicMessages('unsubscribe', topics, nextRequest),
      },
      onMessage,
      onReady(sender) {
        sender.send(ping());
        watchBooks();
      },
      onLost() {
        stopCheck();
        stopFlush?.();
        stopFlush = undefined;
        events = [];
        dirtyBooks.length = 0;
        candles.clear();
        for (const market of markets.values()) {
          market.book?.clear();
          market.isBookDirty = false;
          market.stopRenewal?.();
          market.stopRenewal = undefined;
        }
      },
    },
    parts,
  );

  function nextRequest(): number {
    requests += 1;
    return requests;
  }

  function ping(): string {
    const request = nextRequest();
    if (pings.size > 10) pings.clear();
    pings.set(String(request), parts.now());
    return JSON.stringify({ method: 'ping', req_id: request });
  }

  function onMessage(data: Buffer): void {
    parts.link().countMessages();
    if (!hot.read(data)) {
      for (const event of decodeFrame(data.toString('utf8'), context)) takeCarefully(event);
    }
    deliver();
  }

  function takeCarefully(event: FrameEvent): void {
    switch (event.kind) {
      case 'trade':
      case 'quote':
      case 'candle':
      case 'book-snapshot':
      case 'book-diff': {
        const market = byInstrument.get(event.instrument);
        if (market !== undefined) takeRow(event, market);
        return;
      }
      case 'control':
        control(event);
        return;
      case 'unreadable':
        parts.link().noteUnreadable(`A message of the market socket could not be read: ${event.reason}.`);
        return;
    }
  }

  function takeRow(event: Trade | Quote | CandleUpdate | BookFrame, market: StreamedMarket): void {
    if ('checksum' in event) bookFrame(market, event);
    else take(event, market);
  }

  function take(event: Trade | Quote | CandleUpdate, hotMarket: HotMarket): void {
    const market = hotMarket as StreamedMarket;
    if (event.kind === 'trade') {
      if (!market.wants.has(`trade ${market.symbol}`)) return;
      // Bars are made of trades, so a trade keeps its time whatever came before it.
      market.lastTime = Math.max(market.lastTime, event.time);
      events.push(event);
    } else if (event.kind === 'quote') {
      if (!market.wants.has(`ticker ${market.symbol}`)) return;
      events.push({ ...event, time: stamp(market, event.time) });
    } else {
      const topic = topicOf(
        { instrument: event.instrument, stream: 'candles', timeframe: event.timeframe },
        market.symbol,
      );
      if (topic !== undefined && market.wants.has(topic)) candles.take(event);
    }
  }

  /** What Kraken says of the present may carry an older time than what was heard before. */
  function stamp(market: StreamedMarket, time: number): EpochMs {
    market.lastTime = Math.max(market.lastTime, time, (floors.get(market.instrument) ?? 0) + 1);
    return epochMs(market.lastTime);
  }

  function bookFrame(market: StreamedMarket, frame: BookFrame): void {
    if (market.book === undefined) {
      const known = catalogue.bySymbol(market.symbol);
      if (known === undefined || !market.wants.has(bookTopic(market.symbol))) return;
      market.book = new CheckedBook(known.priceDecimals, known.sizeDecimals, bookDepth);
    }
    bookChanged(market, market.book.apply(frame));
  }

  function bookChanged(hotMarket: HotMarket, isGood: boolean): void {
    const market = hotMarket as StreamedMarket;
    if (!isGood) {
      bookFailed(market, `The book of ${market.symbol} did not match Kraken’s checksum and is read anew.`);
      return;
    }
    if (market.book?.isSynced !== true) return;
    if (market.bookFailures > 0) {
      market.bookFailures = 0;
      market.endTrouble?.();
      market.endTrouble = undefined;
    }
    if (market.isBookDirty) return;
    market.isBookDirty = true;
    dirtyBooks.push(market);
    flushLater();
  }

  /** O10: it leaves LIVE at once, for its readers an empty book, and this one topic is asked for anew with back-off. */
  function bookFailed(market: StreamedMarket, sentence: string): void {
    parts.link().noteGap(sentence);
    market.isBookDirty = false;
    if (market.wants.has(bookTopic(market.symbol))) {
      const time = stamp(market, clock.earliest);
      events.push({ kind: 'book', instrument: market.instrument, time, bids: [], asks: [] });
    }
    market.stopRenewal?.();
    market.stopRenewal = parts.after(backOffMs(market.bookFailures, parts.random), () => {
      market.stopRenewal = undefined;
      socket.renew(bookTopic(market.symbol));
    });
    market.bookFailures += 1;
    market.bookAskedAt = parts.monotonicMs();
    if (market.bookFailures > toleratedFailures && market.endTrouble === undefined) {
      market.endTrouble = parts.link().degrade(`The book of ${market.symbol} cannot be kept in step.`);
    }
  }

  /** A snapshot may be lost like any other message. */
  function watchBooks(): void {
    stopCheck();
    stopCheck = parts.after(checkEveryMs, () => {
      for (const market of markets.values()) {
        const isWanted = market.wants.has(bookTopic(market.symbol));
        const isWaiting = market.book?.isSynced !== true && market.stopRenewal === undefined;
        if (isWanted && isWaiting && parts.monotonicMs() - market.bookAskedAt > snapshotLimitMs) {
          bookFailed(market, `Kraken sent no book of ${market.symbol}; it is asked for again.`);
        }
      }
      deliver();
      watchBooks();
    });
  }

  /** Books are told once a turn of the loop, however many changes it brought. */
  function flushLater(): void {
    stopFlush ??= parts.after(0, () => {
      stopFlush = undefined;
      for (const market of dirtyBooks.splice(0)) {
        if (!market.isBookDirty || market.book === undefined) continue;
        market.isBookDirty = false;
        if (!market.wants.has(bookTopic(market.symbol))) continue;
        const time = stamp(market, market.book.time);
        events.push(market.book.book.snapshot(market.instrument, time, shownLevels));
      }
      deliver();
    });
  }

  function deliver(): void {
    if (events.length === 0) return;
    const batch = events;
    events = [];
    parts.emit(batch);
  }

  function control(event: Control): void {
    if (event.name === 'status') {
      status.take(event);
    } else if (event.name === 'pong') {
      const sentAt = pings.get(String(event.request));
      if (sentAt === undefined || typeof event.timeIn !== 'number') return;
      pings.delete(String(event.request));
      clock.observe(event.timeIn, event.timeIn + 1, sentAt);
    } else if (event.isSuccess === false || event.name === 'error') {
      parts
        .link()
        .noteTrouble(`Kraken refused a ${event.name}: ${String(event.error ?? 'no reason given')}.`);
    }
  }

  return {
    socket,
    subscribe(request, symbol) {
      const topic = topicOf(request, symbol);
      if (topic === undefined) return () => undefined;
      const market = markets.get(symbol) ?? newMarket(request.instrument, symbol);
      if (!markets.has(symbol)) {
        markets.set(symbol, market);
        byInstrument.set(request.instrument, market);
        hot.know(symbol, market);
      }
      market.wants.set(topic, (market.wants.get(topic) ?? 0) + 1);
      const release = socket.want(topic);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const left = (market.wants.get(topic) ?? 1) - 1;
        if (left > 0) market.wants.set(topic, left);
        else market.wants.delete(topic);
        if (!market.wants.has(bookTopic(symbol))) {
          market.book = undefined;
          market.stopRenewal?.();
          market.stopRenewal = undefined;
          market.endTrouble?.();
          market.endTrouble = undefined;
        }
        release();
      };
    },
    lastTime: (instrument) =>
      Math.max(byInstrument.get(instrument)?.lastTime ?? 0, floors.get(instrument) ?? 0),
    raiseTime(instrument, time) {
      floors.set(instrument, Math.max(floors.get(instrument) ?? 0, time));
    },
  };
}

function newMarket(instrument: InstrumentId, symbol: string): StreamedMarket {
  return {
    instrument,
    symbol,
    book: undefined,
    wants: new Map(),
    lastTime: 0,
    isBookDirty: false,
    bookAskedAt: 0,
    bookFailures: 0,
    stopRenewal: undefined,
    endTrouble: undefined,
  };
}
