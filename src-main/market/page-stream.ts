import { mostRunsPerPage } from '../../src-shared/contract/script-limits.ts';
import type { CandleColumns } from '../../src-shared/domain/candle.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { SeriesKey } from '../../src-shared/domain/series.ts';
import { decodeAcknowledgement } from '../../src-shared/stream/acknowledgement.ts';
import { encodeBook } from '../../src-shared/stream/book-frame.ts';
import { bundled } from '../../src-shared/stream/bundle.ts';
import {
  type BatchRows,
  batchBytes,
  type CandleRow,
  encodeBatch,
  encodeHistory,
  type QuoteRow,
  type TradeRow,
} from '../../src-shared/stream/encode.ts';
import { candleFlag, largestFrameBytes, quoteStates } from '../../src-shared/stream/layout.ts';
import type { Release } from '../venues/venue.ts';
import type { InstrumentFeed } from './instrument-feed.ts';
import type { LatencyMeter } from './latency.ts';
import type { MarketHub } from './market-hub.ts';
import { ScriptChannels, type ScriptSource } from './script-channels.ts';

/** Where frames go: a message port or a socket. */
export interface FrameSink {
  send(frame: Uint8Array<ArrayBuffer>): void;
}

export type StreamTopic =
  | { readonly kind: 'quote'; readonly instrument: InstrumentId }
  | { readonly kind: 'trades'; readonly instrument: InstrumentId }
  | { readonly kind: 'book'; readonly instrument: InstrumentId }
  | ({ readonly kind: 'candles' } & SeriesKey);

interface Channel {
  readonly number: number;
  readonly topic: StreamTopic;
  feed: InstrumentFeed;
  release: Release;
  sentVersion: number;
  sentResets: number;
  /** Closed bars or trades already sent. */
  sentCount: number;
}

/** At most one batch per half frame of a 60 Hz screen. */
const flushEveryMs = 8;
/** Batches a page may owe before main holds back and lets the newest win. */
const mostUnacknowledged = 3;
/** A page that says nothing for so long (a hidden window) still gets a batch now and then. */
const patienceMs = 1000;
const mostTradesPerBatch = 100;
const mostClosedBars = 400;
/** Topics of one page; more than any layout has, and a bound on what a runaway page can hold. */
const mostChannels = 4096;

/** Batches whose sending time is remembered for a page that does not answer. */
const mostRemembered = 256;

/**
 * One page's end of the data plane. It keeps no queue: when it is time to send, it reads the newest state of every
 * channel that changed, so a page that falls behind skips what it missed and never sees old news. Trades it could not
 * carry are counted.
 */
export class PageStream {
  readonly #hub: MarketHub;
  readonly #sink: FrameSink;
  readonly #latency: LatencyMeter;
  readonly #channels = new Map<number, Channel>();
  readonly #scripts = new ScriptChannels();
  readonly #releaseActivity: Release;
  readonly #releaseArrivals: Release;
  /** When each batch was sent that has not been acknowledged. */
  readonly #sentAt = new Map<number, number>();
  #nextChannel = 1;
  #sequence = 0;
  #acknowledged = 0;
  #lastFlush = 0;
  #receivedAt = 0;
  #skipped = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(hub: MarketHub, sink: FrameSink, latency: LatencyMeter) {
    this.#hub = hub;
    this.#sink = sink;
    this.#latency = latency;
    this.#releaseActivity = hub.onActivity((receivedAt) => {
      if (receivedAt > 0) this.#receivedAt = receivedAt;
      this.#wake();
    });
    this.#releaseArrivals = hub.onAttached(() => {
      for (const channel of this.#channels.values()) if (channel.feed.isClosed) void this.#holdAgain(channel);
    });
  }

  /**
   * @throws Failure `not-found` when no connection has it, `unsupported` when its connection has not that of it,
   * `rate-limited` when too much is open.
   */
  async subscribe(topic: StreamTopic): Promise<number> {
    if (this.#channels.size >= mostChannels) {
      throw new Failure('rate-limited', 'This window shows too much at once. Close some panels.');
    }
    const { feed, release } = await this.#hold(topic);
    if (this.#isClosed) {
      release();
      return 0;
    }
    const number = this.#nextChannel;
    this.#nextChannel += 1;
    this.#channels.set(number, {
      number,
      topic,
      feed,
      release,
      sentVersion: -1,
      sentResets: feed.resets,
      sentCount: this.#countOf(topic, feed),
    });
    this.#wake();
    return number;
  }

  async #hold(topic: StreamTopic): Promise<{ feed: InstrumentFeed; release: Release }> {
    const held = await this.#hub.hold(topic.instrument);
    const { feed, release } = held;
    try {
      if (topic.kind === 'candles') feed.bars(topic.priceSide, topic.timeframe);
      if (topic.kind !== 'book') return held;
      const letGo = feed.book.hold();
      return {
        feed,
        release: () => {
          letGo();
          release();
        },
      };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Its connection ended and another may have come: the same topic goes on with that, told as a break. */
  async #holdAgain(channel: Channel): Promise<void> {
    const { topic, number } = channel;
    try {
      const { feed, release } = await this.#hold(topic);
      if (this.#isClosed || this.#channels.get(number) !== channel || !channel.feed.isClosed) {
        release();
        return;
      }
      channel.release();
      channel.feed = feed;
      channel.release = release;
      channel.sentVersion = -1;
      channel.sentResets = -1;
      channel.sentCount = this.#countOf(topic, feed);
      this.#wake();
    } catch (error) {
      // Not there, or not yet: the next connection that arrives is asked as well.
      if (!(error instanceof Failure)) throw error;
    }
  }

  unsubscribe(number: number): boolean {
    const channel = this.#channels.get(number);
    channel?.release();
    return this.#channels.delete(number);
  }

  /** Starts sending a script's columns. @throws Failure `rate-limited` when too much is open. */
  openScript(source: ScriptSource): number {
    if (this.#scripts.size >= mostRunsPerPage) {
      throw new Failure('rate-limited', 'This window has too many scripts. Remove some.');
    }
    const number = this.#nextChannel;
    this.#nextChannel += 1;
    this.#scripts.open(number, source, () => this.#wake());
    return number;
  }

  closeScript(number: number): boolean {
    return this.#scripts.close(number);
  }

  sendHistory(request: number, candles: CandleColumns): void {
    for (const frame of encodeHistory(request, candles, wallClock())) this.#sink.send(frame);
  }

  /** Bytes from the page. Anything that is not an acknowledgement of a sent batch is ignored. */
  onMessage(bytes: Uint8Array): void {
    const ack = decodeAcknowledgement(bytes);
    if (ack === undefined || ack.sequence > this.#sequence || ack.sequence < this.#acknowledged) return;
    this.#acknowledged = ack.sequence;
    const sent = this.#sentAt.get(ack.sequence);
    for (const sequence of this.#sentAt.keys()) {
      if (sequence > ack.sequence) break;
      this.#sentAt.delete(sequence);
    }
    if (sent !== undefined) {
      this.#latency.add('frame-to-page', Math.max(0, ack.receivedAt - sent));
      if (ack.paintedAt > 0) this.#latency.add('page-to-paint', Math.max(0, ack.paintedAt - ack.receivedAt));
    }
    if (this.#skipped > 0) this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#releaseActivity();
    this.#releaseArrivals();
    clearTimeout(this.#timer);
    for (const channel of this.#channels.values()) channel.release();
    this.#channels.clear();
    this.#scripts.closeAll();
  }

  #wake(): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    const wait = Math.max(0, this.#lastFlush + flushEveryMs - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, wait);
  }

  #flush(): void {
    const now = performance.now();
    if (this.#sequence - this.#acknowledged > mostUnacknowledged && now - this.#lastFlush < patienceMs) {
      this.#skipped += 1;
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#flush();
      }, flushEveryMs * 4);
      return;
    }
    this.#lastFlush = now;
    const rows = { quotes: [] as QuoteRow[], candles: [] as CandleRow[], trades: [] as TradeRow[] };
    const out: Uint8Array<ArrayBuffer>[] = [];
    let books = 0;
    for (const channel of this.#channels.values()) {
      const { version } = channel.topic.kind === 'book' ? channel.feed.book : channel.feed;
      if (version === channel.sentVersion) continue;
      channel.sentVersion = version;
      if (channel.topic.kind === 'book') {
        books += 1;
        out.push(bookFrame(channel));
        continue;
      }
      if (channel.topic.kind === 'quote') rows.quotes.push(quoteRow(channel));
      else if (channel.topic.kind === 'trades') addTrades(channel, rows.trades);
      else addCandles(channel, channel.topic, rows.candles);
      if (batchBytes(rows.quotes.length, rows.candles.length, rows.trades.length) > largestFrameBytes / 2) {
        out.push(this.#batch(rows));
      }
    }
    const { frames, isWhole } = this.#scripts.takeFrames();
    out.push(...frames);
    // With scripts and books always a batch, if only an empty one: its acknowledgement says that the page keeps up.
    const isForced = frames.length + books > 0;
    if (isForced || rows.quotes.length + rows.candles.length + rows.trades.length > 0)
      out.push(this.#batch(rows));
    for (const message of bundled(out)) this.#sink.send(message);
    if (!isWhole) this.#wake();
  }

  /** The next batch, of all rows; they are taken out. */
  #batch(rows: { quotes: QuoteRow[]; candles: CandleRow[]; trades: TradeRow[] }): Uint8Array<ArrayBuffer> {
    this.#sequence += 1;
    const sentAt = wallClock();
    const stamp = { sequence: this.#sequence, receivedAt: this.#receivedAt, sentAt };
    const batch: BatchRows = {
      quotes: rows.quotes.splice(0),
      candles: rows.candles.splice(0),
      trades: rows.trades.splice(0),
    };
    this.#sentAt.set(this.#sequence, sentAt);
    this.#sentAt.delete(this.#sequence - mostRemembered);
    this.#latency.countFrame(this.#skipped);
    if (this.#receivedAt > 0) this.#latency.add('hub-to-frame', Math.max(0, sentAt - this.#receivedAt));
    this.#receivedAt = 0;
    this.#skipped = 0;
    return encodeBatch(batch, stamp);
  }

  #countOf(topic: StreamTopic, feed: InstrumentFeed): number {
    if (topic.kind === 'trades') return feed.tradeCount;
    return topic.kind === 'candles'
      ? feed.bars(topic.priceSide, topic.timeframe).closedCount(topic.timeframe)
      : 0;
  }
}

function wallClock(): number {
  return performance.timeOrigin + performance.now();
}

/** The first that is known; NaN when none is. */
function told(first: number | undefined, second?: number, third?: number): number {
  return first ?? second ?? third ?? Number.NaN;
}

function quoteRow({ number, feed }: Channel): QuoteRow {
  const { quote, dayBars, session } = feed;
  const day = dayBars.builder.forming('1D');
  return {
    channel: number,
    state: quoteStates.indexOf(feed.state),
    time: quote.time,
    last: quote.last,
    bid: quote.bid,
    ask: quote.ask,
    bidSize: quote.bidSize,
    askSize: quote.askSize,
    // The venue's own figures of the session come before what our bars make of it.
    reference: told(session?.previousClose, session?.settlement, dayBars.dayClose),
    dayHigh: told(session?.high, day?.high),
    dayLow: told(session?.low, day?.low),
    dayVolume: told(session?.volume, day?.volume),
    openInterest: told(session?.openInterest),
    settlement: told(session?.settlement),
  };
}

function bookFrame({ number, feed }: Channel): Uint8Array<ArrayBuffer> {
  const { latest, state } = feed.book;
  return encodeBook(
    {
      channel: number,
      state,
      time: latest?.time ?? Number.NaN,
      bids: latest?.bids ?? [],
      asks: latest?.asks ?? [],
    },
    wallClock(),
  );
}

function addCandles(channel: Channel, topic: SeriesKey, rows: CandleRow[]): void {
  const { feed, number } = channel;
  const bars = feed.bars(topic.priceSide, topic.timeframe);
  if (!bars.isRecording) return;
  const closed = bars.closedSince(topic.timeframe, channel.sentCount);
  const isBroken =
    channel.sentResets !== feed.resets || closed === undefined || closed.length > mostClosedBars;
  channel.sentResets = feed.resets;
  channel.sentCount = bars.closedCount(topic.timeframe);
  const row = (
    candle: { time: number; open: number; high: number; low: number; close: number; volume: number },
    flags: number,
  ) => rows.push({ ...candle, channel: number, flags });
  if (!isBroken) for (const candle of closed) row(candle, candleFlag.closed);
  const forming = bars.builder.forming(topic.timeframe);
  const reset = isBroken ? candleFlag.reset : 0;
  if (forming !== undefined) row(forming, reset);
  else if (isBroken) row({ time: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 }, reset);
}

function addTrades(channel: Channel, rows: TradeRow[]): void {
  const { feed, number } = channel;
  const fresh = feed.tradeCount - channel.sentCount;
  channel.sentCount = feed.tradeCount;
  const carried = feed.trades.slice(-Math.min(fresh, mostTradesPerBatch));
  if (fresh === 0) return;
  for (const [index, trade] of carried.entries()) {
    rows.push({
      channel: number,
      time: trade.time,
      price: trade.price,
      size: trade.size,
      side: trade.side === 'buy' ? 1 : trade.side === 'sell' ? 2 : 0,
      missed: index === 0 ? fresh - carried.length : 0,
    });
  }
}
