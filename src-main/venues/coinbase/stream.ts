import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { ByteNames, ByteScanner } from '../connection/scan.ts';
import type { SocketPlan, SupervisedSocket } from '../connection/supervised-socket.ts';
import type { Release } from '../release.ts';
import type { VenueParts } from '../venue-kind.ts';
import { BookAudit } from './book-audit.ts';
import { BookFeed } from './book-feed.ts';
import { BookResync } from './book-resync.ts';
import { bookDepth, messageBudget } from './capabilities.ts';
import { decodeFrame, type Frame, type TapeEntry } from './decode.ts';
import { applyBook, emptyHead, readHead, readTrades } from './hot-decode.ts';
import type { Product } from './products.ts';
import type { CoinbaseRest } from './rest.ts';
import { SequenceWatch } from './sequence.ts';
import { subscriptionText } from './sign.ts';
import { inTradeOrder } from './tape.ts';

/*
 * Market streams: trades and quotes on one socket, books on another that opens when one is wanted, so that what is lost of
 * books costs nothing but books. Products are asked for by their canonical names, under which their data arrive anyhow, and
 * go to every instrument that shares them.
 */

export type Streamed = 'quotes' | 'trades' | 'book';

export interface StreamParts extends Pick<VenueParts, 'after' | 'random'> {
  openSocket(plan: SocketPlan): SupervisedSocket;
  readonly url: string;
  readonly rest: Pick<CoinbaseRest, 'productBook'>;
  /** Venue time. */
  now(): EpochMs;
  onEvents(events: readonly MarketEvent[]): void;
  countMessage(): void;
  noteGap(sentence: string): void;
  noteUnreadable(sentence: string): void;
  noteTrouble(sentence: string): void;
  degrade(reason: string): Release;
}

interface Followed {
  readonly name: string;
  readonly wants: Readonly<Record<Streamed, Set<InstrumentId>>>;
  readonly topics: Partial<Record<Streamed, Release>>;
  readonly feed: BookFeed;
  /** Newest trade that has been told. */
  lastTrade: number;
  /** Trades before this are history's. */
  tradesFrom: EpochMs;
  bookTime: EpochMs;
}

const channels: Readonly<Record<Streamed, string>> = {
  quotes: 'ticker',
  trades: 'market_trades',
  book: 'level2',
};
/** One comes each second. */
const heartbeatMs = 5_000;
/** The whole book of BTC-USD has several megabytes. */
const bookPayload = 32 * 1024 * 1024;
const productsPerMessage = 50;

export class MarketStream {
  readonly market: SupervisedSocket;
  readonly books: SupervisedSocket;
  readonly #parts: StreamParts;
  readonly #followed = new Map<string, Followed>();
  readonly #products = new ByteNames<string>();
  readonly #feeds = new ByteNames<BookFeed>();
  readonly #scanner = new ByteScanner();
  readonly #head = emptyHead();
  readonly #resync: BookResync;
  readonly #audit: BookAudit;
  readonly #changed = new Set<Followed>();
  #isFlushing = false;
  #newest = 0;

  constructor(parts: StreamParts) {
    this.#parts = parts;
    const marketFrames = new SequenceWatch();
    this.market = parts.openSocket({
      ...plan('market', parts.url),
      onMessage: (data, _isBinary, _at, generation) =>
        this.#frame(data, (sequence) => this.#checkMarket(marketFrames.take(sequence, generation))),
    });
    const bookFrames = new SequenceWatch();
    this.books = parts.openSocket({
      ...plan('books', parts.url),
      isLazy: true,
      maxPayloadBytes: bookPayload,
      onMessage: (data, _isBinary, _at, generation) =>
        this.#frame(data, (sequence) => this.#checkBooks(bookFrames.take(sequence, generation))),
      onReady: () => this.#audit.start(),
      onLost: () => this.#dropBooks(),
    });
    this.#resync = new BookResync({ ...parts, renew: (product) => this.books.renew(`level2:${product}`) });
    this.#audit = new BookAudit({
      ...parts,
      live: () => this.#liveBooks().map(({ feed }) => feed),
      onBroken: (feed) => {
        const followed = this.#followed.get(feed.product);
        if (followed !== undefined) this.#breakBook(followed, 'it differs from what Coinbase answers');
      },
    });
  }

  get sockets(): readonly SupervisedSocket[] {
    return [this.market, this.books];
  }

  /** Time of the newest event that was told. */
  get newest(): number {
    return this.#newest;
  }

  follow(product: Product, instrument: InstrumentId, stream: Streamed): Release {
    const followed = this.#of(product);
    const wanting = followed.wants[stream];
    if (wanting.size === 0) this.#begin(followed, stream);
    else if (stream === 'book' && followed.feed.isLoaded) this.#markChanged(followed);
    wanting.add(instrument);
    return () => {
      if (!wanting.delete(instrument) || wanting.size > 0) return;
      followed.topics[stream]?.();
      delete followed.topics[stream];
      if (stream === 'book') {
        this.#resync.forget(followed.name);
        followed.feed.drop();
      }
    };
  }

  #of(product: Product): Followed {
    const name = product.canonical;
    const known = this.#followed.get(name);
    if (known !== undefined) return known;
    const followed: Followed = {
      name,
      wants: { quotes: new Set(), trades: new Set(), book: new Set() },
      topics: {},
      feed: new BookFeed(name, product.priceDecimals, product.sizeDecimals),
      lastTrade: -1,
      tradesFrom: 0 as EpochMs,
      bookTime: 0 as EpochMs,
    };
    this.#followed.set(name, followed);
    this.#products.set(name, name);
    this.#feeds.set(name, followed.feed);
    return followed;
  }

  #begin(followed: Followed, stream: Streamed): void {
    if (stream === 'trades') {
      followed.lastTrade = -1;
      followed.tradesFrom = this.#parts.now();
    }
    // What came late of an earlier subscription is nobody's.
    if (stream === 'book') followed.feed.drop();
    const socket = stream === 'book' ? this.books : this.market;
    followed.topics[stream] = socket.want(`${channels[stream]}:${followed.name}`);
  }

  /** Both ways of reading a frame; `isUsable` is told its number before anything is done with it. */
  #frame(data: Buffer, isUsable: (sequence: number) => boolean): void {
    const { countMessage, noteUnreadable } = this.#parts;
    countMessage();
    const head = this.#head;
    this.#scanner.load(data);
    let isChecked = false;
    if (readHead(this.#scanner, head)) {
      isChecked = true;
      if (!isUsable(head.sequence)) return;
      if (head.channel === 'trades') {
        const trades = readTrades(this.#scanner, this.#products);
        if (trades !== undefined) {
          this.#tellTrades(trades);
          return;
        }
      } else if (
        applyBook(this.#scanner, this.#feeds, (feed) => this.#bookChanged(feed.product, head.time))
      ) {
        return;
      }
    }
    const frame = decodeFrame(data.toString('utf8'));
    if ('sequence' in frame && frame.sequence !== undefined && !isChecked && !isUsable(frame.sequence))
      return;
    if (frame.kind === 'unreadable') noteUnreadable(`A frame could not be read: ${frame.reason}.`);
    else this.#take(frame);
  }

  #take(frame: Frame): void {
    switch (frame.kind) {
      case 'trades':
        this.#tellTrades(frame.trades);
        return;
      case 'tickers':
        for (const { product, bid, bidSize, ask, askSize } of frame.tickers) {
          if (Number.isNaN(bid) && Number.isNaN(ask)) continue;
          const instruments = this.#followed.get(product)?.wants.quotes ?? [];
          const quote = { kind: 'quote', time: frame.time, bid, ask, bidSize, askSize, volume: 0 } as const;
          this.#tell(Array.from(instruments, (instrument) => ({ ...quote, instrument })));
        }
        return;
      case 'book':
        for (const change of frame.changes) {
          const followed = this.#followed.get(change.product);
          if (followed === undefined || followed.wants.book.size === 0) continue;
          const applied = followed.feed.apply(change);
          // The list of targets is by feed, whose book may have been made anew on a finer grid.
          if (applied === 'applied') this.#bookChanged(change.product, frame.time);
          else if (applied === 'off-grid') this.#breakBook(followed, 'a level does not fit its grid');
        }
        return;
      case 'error':
        this.#parts.noteTrouble(`Coinbase says: ${frame.message.slice(0, 200)}.`);
        return;
    }
  }

  #tellTrades(batch: readonly TapeEntry[]): void {
    const events: MarketEvent[] = [];
    for (const { product, id, time, price, size, side } of inTradeOrder(batch)) {
      const followed = this.#followed.get(product);
      // Snapshots repeat what has been told, and what was before anyone asked.
      if (followed === undefined || id <= followed.lastTrade) continue;
      followed.lastTrade = id;
      if (time < followed.tradesFrom) continue;
      for (const instrument of followed.wants.trades) {
        events.push({ kind: 'trade', instrument, time, price, size, side });
      }
    }
    this.#tell(events);
  }

  /** False for a frame that must not be used. */
  #checkMarket(order: ReturnType<SequenceWatch['take']>): boolean {
    if (order !== 'gap' && order !== 'restarted') return order === 'next';
    this.#parts.noteGap('Some trades or quotes were missed; charts read their history anew.');
    const time = this.#parts.now();
    const resets = [...this.#followed.values()].flatMap(({ wants }) =>
      Array.from(new Set([...wants.trades, ...wants.quotes]), (instrument): MarketEvent => {
        return { kind: 'reset', instrument, time };
      }),
    );
    this.#tell(resets);
    return true;
  }

  /** Nothing else tells of changes that a book has missed: all of them are asked for anew, with back-off (O10). */
  #checkBooks(order: ReturnType<SequenceWatch['take']>): boolean {
    if (order !== 'gap' && order !== 'restarted') return order === 'next';
    const sentence = 'Some changes of order books were missed; the books are read anew.';
    this.#parts.noteGap(sentence);
    this.books.restart(sentence);
    return false;
  }

  #liveBooks(): Followed[] {
    return [...this.#followed.values()].filter(({ feed, wants }) => feed.isLoaded && wants.book.size > 0);
  }

  #dropBooks(): void {
    this.#audit.stop();
    this.#resync.clear();
    for (const followed of this.#followed.values()) {
      const wasShown = followed.feed.isLoaded;
      followed.feed.drop();
      if (wasShown) this.#tellBook(followed);
    }
  }

  #bookChanged(product: string, time: EpochMs): void {
    const followed = this.#followed.get(product);
    if (followed === undefined || !followed.feed.isLoaded || followed.wants.book.size === 0) return;
    followed.bookTime = time;
    if (followed.feed.book.isCrossed) {
      this.#breakBook(followed, 'its best bid is not below its best ask');
      return;
    }
    this.#resync.isSound(product);
    this.#markChanged(followed);
  }

  /** It leaves the screen at once and is asked for anew. */
  #breakBook(followed: Followed, reason: string): void {
    followed.feed.drop();
    this.#tellBook(followed);
    this.#resync.ask(followed.name, reason);
  }

  /** However many changes arrive in one turn of the loop, one event tells of them. */
  #markChanged(followed: Followed): void {
    this.#changed.add(followed);
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    this.#parts.after(0, () => {
      this.#isFlushing = false;
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const one of changed) if (one.feed.isLoaded) this.#tellBook(one);
    });
  }

  /** An empty book says that it is not known. */
  #tellBook({ wants, feed, bookTime }: Followed): void {
    const [first, ...others] = wants.book;
    if (first === undefined) return;
    const snapshot = feed.book.snapshot(first, bookTime, bookDepth);
    this.#tell([snapshot, ...others.map((instrument) => ({ ...snapshot, instrument }))]);
  }

  #tell(events: readonly MarketEvent[]): void {
    if (events.length === 0) return;
    for (const event of events)
      if ('time' in event && event.time > this.#newest) this.#newest = epochMs(event.time);
    this.#parts.onEvents(events);
  }
}

/** What both sockets have in common: heartbeats keep quiet channels open, and must be asked for within five seconds. */
function plan(name: string, url: string): Omit<SocketPlan, 'onMessage'> {
  return {
    name,
    address: () => ({ url }),
    heartbeatMs,
    messageBudget,
    async authenticate(sender) {
      sender.send(subscriptionText({ type: 'subscribe', channel: 'heartbeats', products: [] }));
    },
    topics: {
      subscribe: (topics) => messages('subscribe', topics),
      unsubscribe: (topics) => messages('unsubscribe', topics),
    },
  };
}

/** `level2:BTC-USD` and its like, in one message for each channel and fifty products. */
function messages(type: 'subscribe' | 'unsubscribe', topics: readonly string[]): string[] {
  const byChannel = Map.groupBy(topics, (topic) => topic.slice(0, topic.indexOf(':')));
  return [...byChannel].flatMap(([channel, some]) => {
    const products = some.map((topic) => topic.slice(topic.indexOf(':') + 1));
    const chunks = Array.from({ length: Math.ceil(products.length / productsPerMessage) }, (_, index) =>
      products.slice(index * productsPerMessage, (index + 1) * productsPerMessage),
    );
    return chunks.map((chunk) => subscriptionText({ type, channel, products: chunk }));
  });
}
