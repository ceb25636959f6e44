import type { Topic } from '../../../src-shared/contract/market.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { type SeriesKey, seriesName } from '../../../src-shared/domain/series.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { encodeAcknowledgement } from '../../../src-shared/stream/acknowledgement.ts';
import { type BatchFrame, decodeFrame } from '../../../src-shared/stream/decode.ts';
import { candleFlag, quoteStates } from '../../../src-shared/stream/layout.ts';
import type { RpcClient } from '../host/rpc-client.ts';
import { onNextFrame } from './frame-clock.ts';
import { HistoryRequests } from './history-requests.ts';
import type { BarUpdate, MarketFeed, QuoteView, SeriesListener } from './market-feed.ts';

interface QuoteWatch {
  readonly topic: Topic;
  readonly listeners: Set<(quote: QuoteView) => void>;
  latest: QuoteView | undefined;
}

interface SeriesWatch {
  readonly topic: Topic;
  readonly listeners: Set<SeriesListener>;
  /** Changed bars by open time, since the listeners were last told. */
  readonly changed: Map<number, BarUpdate>;
  isReset: boolean;
}

type Watch = QuoteWatch | SeriesWatch;

/** What a connection lends the client: both planes, for as long as it lasts. */
export interface MarketConnection {
  readonly rpc: RpcClient;
  sendData(bytes: Uint8Array<ArrayBuffer>): void;
}

/**
 * The page's end of the data plane. Keeps what panels watch across reconnects, tells each listener once per frame what
 * changed, and answers every painted frame with an acknowledgement.
 */
export class MarketClient implements MarketFeed {
  readonly #watches = new Map<string, Watch>();
  /** Channels of the present connection. */
  readonly #channels = new Map<number, Watch>();
  readonly #opened = new Map<Watch, Promise<number>>();
  readonly #dirty = new Set<Watch>();
  #history = new HistoryRequests();
  #connection: MarketConnection | undefined;
  #sequence = 0;
  #receivedAt = 0;
  #isFrameAsked = false;

  connected(connection: MarketConnection): void {
    this.#connection = connection;
    this.#sequence = 0;
    this.#history = new HistoryRequests();
    for (const watch of this.#watches.values()) {
      this.#open(watch);
      if ('changed' in watch) {
        watch.isReset = true;
        this.#markDirty(watch);
      }
    }
  }

  disconnected(): void {
    this.#connection = undefined;
    this.#channels.clear();
    this.#opened.clear();
    for (const watch of this.#watches.values()) {
      if (!('latest' in watch) || watch.latest === undefined) continue;
      watch.latest = { ...watch.latest, state: 'stale' };
      this.#markDirty(watch);
    }
  }

  /** Bytes of the data plane. A frame that cannot be read is reported, and the page asks for everything anew. */
  receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.kind === 'history') this.#history.take(frame);
    else if (frame.kind === 'bad') reportError(new Error(`unreadable market data: ${frame.reason}`));
    else this.#takeBatch(frame);
  }

  watchQuote(instrument: InstrumentId, listener: (quote: QuoteView) => void): () => void {
    const watch = this.#watch(`quote ${instrument}`, () => ({
      topic: { kind: 'quote', instrument },
      listeners: new Set<(quote: QuoteView) => void>(),
      latest: undefined,
    })) as QuoteWatch;
    watch.listeners.add(listener);
    if (watch.latest !== undefined) listener(watch.latest);
    return () => this.#release(`quote ${instrument}`, watch, () => watch.listeners.delete(listener));
  }

  watchSeries(key: SeriesKey, listener: SeriesListener): () => void {
    const name = `candles ${seriesName(key)}`;
    const { instrument, timeframe, priceSide } = key;
    const watch = this.#watch(name, () => ({
      topic: { kind: 'candles', instrument, timeframe, priceSide },
      listeners: new Set<SeriesListener>(),
      changed: new Map<number, BarUpdate>(),
      isReset: false,
    })) as SeriesWatch;
    watch.listeners.add(listener);
    return () => this.#release(name, watch, () => watch.listeners.delete(listener));
  }

  async history(key: SeriesKey, before: number | null, count: number, signal?: AbortSignal) {
    const connection = this.#connection;
    if (connection === undefined) throw new Error('The connection to Tidemark was lost.');
    const requests = this.#history;
    const request = requests.open();
    try {
      const { instrument, timeframe, priceSide } = key;
      const answer = await connection.rpc.market.history(
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
      return { candles: await requests.whole(request), hasOlder: answer.hasOlder };
    } finally {
      requests.drop(request);
    }
  }

  lastQuote(instrument: InstrumentId): QuoteView | undefined {
    return (this.#watches.get(`quote ${instrument}`) as QuoteWatch | undefined)?.latest;
  }

  #watch(name: string, make: () => Watch): Watch {
    let watch = this.#watches.get(name);
    if (watch === undefined) {
      watch = make();
      this.#watches.set(name, watch);
      this.#open(watch);
    }
    return watch;
  }

  #release(name: string, watch: Watch, remove: () => void): void {
    remove();
    if (watch.listeners.size > 0 || this.#watches.get(name) !== watch) return;
    this.#watches.delete(name);
    void this.#close(watch);
  }

  /** Instruments that no connection streams have stored history only: their watch stays silent. */
  #open(watch: Watch): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    const opening = connection.rpc.market.subscribe(watch.topic).then(
      ({ channel }) => {
        if (this.#connection === connection) this.#channels.set(channel, watch);
        return channel;
      },
      () => 0,
    );
    this.#opened.set(watch, opening);
  }

  async #close(watch: Watch): Promise<void> {
    const connection = this.#connection;
    const channel = await this.#opened.get(watch);
    this.#opened.delete(watch);
    this.#dirty.delete(watch);
    if (connection === undefined || connection !== this.#connection || channel === undefined || channel === 0)
      return;
    this.#channels.delete(channel);
    await connection.rpc.market.unsubscribe({ channel }).catch((error: unknown) => {
      // A connection that went took the channel with it.
      if (connection === this.#connection) reportError(error);
    });
  }

  #takeBatch(frame: BatchFrame): void {
    this.#sequence = frame.sequence;
    this.#receivedAt = performance.timeOrigin + performance.now();
    this.#takeQuotes(frame.quotes);
    this.#takeCandles(frame.candles);
    this.#askFrame();
  }

  #takeQuotes(quotes: BatchFrame['quotes']): void {
    const at = (column: Float64Array, row: number) => column[row] as number;
    for (let row = 0; row < quotes.length; row += 1) {
      const watch = this.#channels.get(quotes.channel[row] as number);
      if (watch === undefined || !('latest' in watch)) continue;
      watch.latest = {
        instrument: watch.topic.instrument,
        state: quoteStates[quotes.state[row] as number] ?? 'broken',
        time: at(quotes.time, row),
        last: at(quotes.last, row),
        bid: at(quotes.bid, row),
        ask: at(quotes.ask, row),
        bidSize: at(quotes.bidSize, row),
        askSize: at(quotes.askSize, row),
        reference: at(quotes.reference, row),
        dayHigh: at(quotes.dayHigh, row),
        dayLow: at(quotes.dayLow, row),
        dayVolume: at(quotes.dayVolume, row),
      };
      this.#markDirty(watch);
    }
  }

  #takeCandles(candles: BatchFrame['candles']): void {
    const at = (column: Float64Array, row: number) => column[row] as number;
    for (let row = 0; row < candles.length; row += 1) {
      const watch = this.#channels.get(candles.channel[row] as number);
      if (watch === undefined || !('changed' in watch)) continue;
      const flags = candles.flags[row] as number;
      if ((flags & candleFlag.reset) !== 0) {
        watch.isReset = true;
        watch.changed.clear();
      }
      const time = at(candles.time, row) as EpochMs;
      if (time > 0) {
        watch.changed.set(time, {
          isClosed: (flags & candleFlag.closed) !== 0,
          candle: {
            time,
            open: at(candles.open, row),
            high: at(candles.high, row),
            low: at(candles.low, row),
            close: at(candles.close, row),
            volume: at(candles.volume, row),
          },
        });
      }
      this.#markDirty(watch);
    }
  }

  #markDirty(watch: Watch): void {
    this.#dirty.add(watch);
    this.#askFrame();
  }

  #askFrame(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    onNextFrame((isPainted) => {
      this.#isFrameAsked = false;
      this.#tell();
      this.#acknowledge(isPainted);
    });
  }

  #tell(): void {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const watch of dirty) {
      if ('latest' in watch) {
        const { latest } = watch;
        if (latest !== undefined) for (const listener of [...watch.listeners]) listener(latest);
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
