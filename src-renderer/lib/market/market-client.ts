import { Failure } from '../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { type SeriesKey, seriesName } from '../../../src-shared/domain/series.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { encodeAcknowledgement } from '../../../src-shared/stream/acknowledgement.ts';
import type { BookFrame } from '../../../src-shared/stream/book-frame.ts';
import { unbundled } from '../../../src-shared/stream/bundle.ts';
import { type BatchFrame, decodeFrame } from '../../../src-shared/stream/decode.ts';
import type { RpcClient } from '../host/rpc-client.ts';
import { takeScriptFrame } from '../scripts/script-frames.ts';
import { EarlyRows } from './early-rows.ts';
import { type FrameClock, onNextFrame } from './frame-clock.ts';
import { HistoryRequests } from './history-requests.ts';
import type { BarUpdate, BookView, MarketFeed, QuoteView, SeriesListener } from './market-feed.ts';
import { Subscriptions } from './subscriptions.ts';
import {
  addCandle,
  type BookWatch,
  bookOf,
  noBook,
  type QuoteWatch,
  quoteAt,
  type SeriesWatch,
  startAgain,
  type Watch,
} from './watch.ts';

/** Asking for everything anew is dear: not more often than this. */
const renewEveryMs = 1000;

/** What a connection lends the client: both planes, for as long as it lasts. */
export interface MarketConnection {
  readonly rpc: RpcClient;
  sendData(bytes: Uint8Array<ArrayBuffer>): void;
}

/**
 * The page's end of the data plane. Keeps what panels watch across reconnects, tells each listener once per frame what
 * changed, and answers every painted frame with an acknowledgement. When a batch was lost or cannot be read, every topic
 * is asked for anew.
 */
export class MarketClient implements MarketFeed {
  readonly #clock: FrameClock;
  readonly #watches = new Map<string, Watch>();
  readonly #subscriptions: Subscriptions<Watch>;
  readonly #early = new EarlyRows();
  readonly #dirty = new Set<Watch>();
  readonly #history = new HistoryRequests();
  #connection: MarketConnection | undefined;
  #sequence = 0;
  #receivedAt = 0;
  #isFrameAsked = false;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(clock: FrameClock = onNextFrame) {
    this.#clock = clock;
    this.#subscriptions = new Subscriptions<Watch>({
      clock,
      onOpened: (watch, channel, isLate) => this.#opened(watch, channel, isLate),
      onRefused: (watch, sentence) => this.#refused(watch, sentence),
      onForgotten: (watch) => this.#forget(watch),
    });
  }

  connected(connection: MarketConnection): void {
    this.#connection = connection;
    this.#sequence = 0;
    this.#subscriptions.connected(connection.rpc);
    this.#resetSeries();
  }

  disconnected(): void {
    this.#connection = undefined;
    clearTimeout(this.#renewal);
    this.#renewal = undefined;
    this.#subscriptions.disconnected();
    this.#early.clear();
    this.#history.failAll(notConnected());
    for (const watch of this.#watches.values()) {
      if (watch.kind === 'series' || watch.latest === undefined) continue;
      if (watch.kind === 'quote') watch.latest = { ...watch.latest, state: 'stale' };
      else if (watch.latest.state !== 'none') watch.latest = { ...watch.latest, state: 'stale' };
      this.#markDirty(watch);
    }
  }

  /** A connection has come to the main process: topics that nobody had are asked for again. */
  retryRefused(): void {
    this.#subscriptions.retryRefused();
  }

  /** Bytes of the data plane. After a frame that cannot be read, the page asks for everything anew. */
  receive(message: Uint8Array): void {
    for (const bytes of unbundled(message)) this.#receive(bytes);
  }

  #receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.kind === 'history') this.#history.take(frame);
    else if (frame.kind === 'batch') this.#takeBatch(frame);
    else if (frame.kind === 'script') takeScriptFrame(frame);
    else if (frame.kind === 'book') this.#takeBook(frame);
    else {
      // It may have been part of any answer that is waited for.
      this.#history.failAll(new Failure('unavailable', 'Market data arrived damaged. Ask for it again.'));
      this.#renew();
    }
  }

  watchQuote(instrument: InstrumentId, listener: (quote: QuoteView) => void): () => void {
    const watch = this.#watch(`quote ${instrument}`, () => ({
      kind: 'quote',
      topic: { kind: 'quote', instrument },
      listeners: new Set<(quote: QuoteView) => void>(),
      latest: undefined,
    })) as QuoteWatch;
    watch.listeners.add(listener);
    if (watch.latest !== undefined) listener(watch.latest);
    return () => this.#release(watch, () => watch.listeners.delete(listener));
  }

  watchBook(instrument: InstrumentId, listener: (book: BookView) => void): () => void {
    const watch = this.#watch(`book ${instrument}`, () => ({
      kind: 'book',
      topic: { kind: 'book', instrument },
      listeners: new Set<(book: BookView) => void>(),
      latest: undefined,
    })) as BookWatch;
    watch.listeners.add(listener);
    if (watch.latest !== undefined) listener(watch.latest);
    return () => this.#release(watch, () => watch.listeners.delete(listener));
  }

  watchSeries(key: SeriesKey, listener: SeriesListener): () => void {
    const name = nameOfSeries(key);
    const { instrument, timeframe, priceSide } = key;
    const watch = this.#watch(name, () => ({
      kind: 'series',
      topic: { kind: 'candles', instrument, timeframe, priceSide },
      listeners: new Set<SeriesListener>(),
      changed: new Map<number, BarUpdate>(),
      isReset: false,
    })) as SeriesWatch;
    watch.listeners.add(listener);
    return () => this.#release(watch, () => watch.listeners.delete(listener));
  }

  async history(key: SeriesKey, before: number | null, count: number, signal?: AbortSignal) {
    const connection = this.#connection;
    if (connection === undefined) throw notConnected();
    signal?.throwIfAborted();
    // Bars that close after the answer was made must come live.
    const watch = this.#watches.get(nameOfSeries(key));
    if (watch !== undefined) this.#subscriptions.openNow(watch);
    const { request, whole } = this.#history.open();
    const abort = () => this.#history.fail(request, signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const { instrument, timeframe, priceSide } = key;
      const answer = connection.rpc.market.history(
        {
          instrument,
          timeframe,
          priceSide,
          request,
          before: before === null ? null : epochMs(before),
          count,
        },
        signal === undefined ? {} : { signal },
      );
      const [{ hasOlder }, candles] = await Promise.all([answer, whole]);
      return { candles, hasOlder };
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#history.drop(request);
    }
  }

  lastQuote(instrument: InstrumentId): QuoteView | undefined {
    return (this.#watches.get(`quote ${instrument}`) as QuoteWatch | undefined)?.latest;
  }

  #watch(name: string, make: () => Watch): Watch {
    const watch = this.#watches.get(name) ?? make();
    this.#watches.set(name, watch);
    this.#subscriptions.want(watch);
    return watch;
  }

  #release(watch: Watch, remove: () => void): void {
    remove();
    if (watch.listeners.size === 0) this.#subscriptions.unwant(watch);
  }

  #forget(watch: Watch): void {
    this.#dirty.delete(watch);
    for (const [name, known] of this.#watches) if (known === watch) this.#watches.delete(name);
  }

  #opened(watch: Watch, channel: number, isLate: boolean): void {
    const early = this.#early.take(channel, performance.now());
    const { instrument } = watch.topic;
    if (watch.kind === 'quote') {
      if (early?.quote !== undefined) watch.latest = { instrument, ...early.quote };
    } else if (watch.kind === 'book') {
      if (early?.book !== undefined) watch.latest = { instrument, ...early.book };
    } else {
      if (isLate || early?.isReset) startAgain(watch);
      for (const [time, update] of early?.changed ?? []) watch.changed.set(time, update);
    }
    if (early !== undefined || isLate) this.#markDirty(watch);
  }

  #refused(watch: Watch, sentence: string): void {
    if (watch.kind !== 'book') return;
    watch.latest = noBook(watch.topic.instrument, sentence);
    this.#markDirty(watch);
  }

  /** At once, or as soon as it may be done again. */
  #renew(): void {
    if (this.#renewal !== undefined) return;
    const wait = this.#renewedAt + renewEveryMs - performance.now();
    if (wait > 0) {
      this.#renewal = setTimeout(() => this.#renewNow(), wait);
      return;
    }
    this.#renewNow();
  }

  #renewNow(): void {
    this.#renewal = undefined;
    this.#renewedAt = performance.now();
    this.#subscriptions.renewAll();
    this.#resetSeries();
  }

  #resetSeries(): void {
    for (const watch of this.#watches.values()) {
      if (watch.kind !== 'series') continue;
      startAgain(watch);
      this.#markDirty(watch);
    }
  }

  #takeBatch(frame: BatchFrame): void {
    const isNext = frame.sequence === this.#sequence + 1;
    this.#sequence = frame.sequence;
    this.#receivedAt = performance.timeOrigin + performance.now();
    if (!isNext) this.#renew();
    this.#takeQuotes(frame.quotes);
    this.#takeCandles(frame.candles);
    this.#askFrame();
  }

  #takeQuotes(quotes: BatchFrame['quotes']): void {
    for (let row = 0; row < quotes.length; row += 1) {
      const channel = quotes.channel[row] as number;
      const watch = this.#subscriptions.watchOf(channel);
      if (watch === undefined) {
        if (this.#subscriptions.isOpening)
          this.#early.keepQuote(channel, quoteAt(quotes, row), performance.now());
      } else if (watch.kind === 'quote') {
        watch.latest = { instrument: watch.topic.instrument, ...quoteAt(quotes, row) };
        this.#markDirty(watch);
      }
    }
  }

  #takeBook(frame: BookFrame): void {
    const watch = this.#subscriptions.watchOf(frame.channel);
    if (watch === undefined) {
      if (this.#subscriptions.isOpening)
        this.#early.keepBook(frame.channel, bookOf(frame), performance.now());
    } else if (watch.kind === 'book') {
      watch.latest = { instrument: watch.topic.instrument, ...bookOf(frame) };
      this.#markDirty(watch);
    }
  }

  #takeCandles(candles: BatchFrame['candles']): void {
    for (let row = 0; row < candles.length; row += 1) {
      const channel = candles.channel[row] as number;
      const watch = this.#subscriptions.watchOf(channel);
      if (watch === undefined) {
        if (this.#subscriptions.isOpening)
          this.#early.keepBar(channel, performance.now(), (changes) => addCandle(changes, candles, row));
      } else if (watch.kind === 'series') {
        addCandle(watch, candles, row);
        this.#markDirty(watch);
      }
    }
  }

  #markDirty(watch: Watch): void {
    this.#dirty.add(watch);
    this.#askFrame();
  }

  #askFrame(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    this.#clock((isPainted) => {
      this.#isFrameAsked = false;
      this.#tell();
      this.#acknowledge(isPainted);
    });
  }

  #tell(): void {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const watch of dirty) {
      if (watch.kind === 'quote') {
        if (watch.latest !== undefined) for (const listener of [...watch.listeners]) listener(watch.latest);
        continue;
      }
      if (watch.kind === 'book') {
        if (watch.latest !== undefined) for (const listener of [...watch.listeners]) listener(watch.latest);
        continue;
      }
      const updates = [...watch.changed.values()].sort((a, b) => a.candle.time - b.candle.time);
      const { isReset } = watch;
      watch.changed.clear();
      watch.isReset = false;
      for (const listener of [...watch.listeners]) {
        if (isReset) listener.onReset();
        if (updates.length > 0) listener.onBars(updates);
      }
    }
  }

  /** After this frame has been handed to the screen, which is when the next task runs. */
  #acknowledge(isPainted: boolean): void {
    const [sequence, receivedAt] = [this.#sequence, this.#receivedAt];
    if (sequence === 0 || this.#connection === undefined) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const paintedAt = isPainted ? performance.timeOrigin + performance.now() : 0;
      this.#connection?.sendData(encodeAcknowledgement({ sequence, receivedAt, paintedAt }));
      port1.close();
    };
    port2.postMessage(null);
  }
}

function nameOfSeries(key: SeriesKey): string {
  return `candles ${seriesName(key)}`;
}

function notConnected(): Failure {
  return new Failure('not-connected', 'The connection to Tidemark was lost.');
}
