import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { backboneFrames } from '../../src-shared/domain/bar-tree.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import type { Candle } from '../../src-shared/domain/candle.ts';
import { barMoment } from '../../src-shared/domain/candle-builder.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Instrument, PriceSide } from '../../src-shared/domain/instrument.ts';
import type {
  CandleUpdate,
  MarketEvent,
  Quote,
  SessionStatistics,
  Trade,
} from '../../src-shared/domain/market-event.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../src-shared/domain/trading-calendar.ts';
import type { QuoteState } from '../../src-shared/stream/layout.ts';
import type { Release, Venue } from '../venues/venue.ts';
import { LiveBook } from './live-book.ts';
import { seedBars } from './seed-bars.ts';
import { SideBars } from './side-bars.ts';

/** Events that may wait while history is being laid; past it the feed starts over. */
const mostWaiting = 200_000;
const keptTrades = 1000;
/** Timeframes beside the usual ones that a feed builds; each costs a little with every second. */
const mostCustomFrames = 64;
/** How long after a failed seeding the next is tried; twice as long each time. */
const firstRetryMs = 2000;
const longestRetryMs = 60_000;

/** The newest of one instrument. NaN stands for unknown. */
export interface LatestQuote {
  time: number;
  last: number;
  bid: number;
  ask: number;
  bidSize: number;
  askSize: number;
}

const unknownQuote = (): LatestQuote => ({
  time: Number.NaN,
  last: Number.NaN,
  bid: Number.NaN,
  ask: Number.NaN,
  bidSize: Number.NaN,
  askSize: Number.NaN,
});

export interface FeedParts {
  readonly venue: Venue;
  readonly instrument: Instrument;
  /** Seeding failed; the feed goes on with what streams in and will try again. */
  onTrouble(error: unknown): void;
  /** Something that readers show has changed outside of the stream: seeded, reset, connection. */
  onChanged(): void;
}

/** One streamed instrument: its newest quote, its bars on each wanted side, its latest trades. */
export class InstrumentFeed {
  readonly instrument: Instrument;
  readonly calendar: TradingCalendar;
  readonly quote: LatestQuote = unknownQuote();
  /** Goes up with every event, so that readers see cheaply whether anything is new. */
  version = 0;
  /** Goes up whenever what was streamed before no longer holds. */
  resets = 0;
  /** What the venue said last of the running session; undefined where it says nothing. */
  session: SessionStatistics | undefined;
  readonly book: LiveBook;
  readonly trades: Trade[] = [];
  tradeCount = 0;
  readonly #parts: FeedParts;
  readonly #sides = new Map<PriceSide, SideBars>();
  readonly #releases: Release[];
  /** Bars that the venue streams ready-made, where it has no ticks for them. */
  readonly #candleFrame: Timeframe | undefined;
  #frames: Timeframe[] = [...backboneFrames];
  #waiting: MarketEvent[] | undefined = [];
  #generation = 0;
  #isConnected: boolean;
  #isClosed = false;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #seeding = Promise.withResolvers<void>();

  constructor(parts: FeedParts) {
    this.#parts = parts;
    this.instrument = parts.instrument;
    this.calendar = calendarOf(parts.instrument.calendar);
    this.#sides.set(parts.instrument.priceSide, new SideBars(this.#frames, this.calendar));
    this.book = new LiveBook(parts);
    this.#isConnected = parts.venue.state().phase === 'ready';
    this.#candleFrame = candleFrameFor(parts.venue, parts.instrument.priceSide);
    this.#releases = this.#subscribe();
    void this.#seed();
  }

  get venue(): Venue {
    return this.#parts.venue;
  }

  get state(): QuoteState {
    if (!this.#isConnected) return 'stale';
    return this.#waiting === undefined && Number.isFinite(this.quote.time) ? 'live' : 'syncing';
  }

  /** Settles when history has been laid under the feed, or could not be. */
  get seeded(): Promise<void> {
    return this.#seeding.promise;
  }

  /**
   * Bars of a side, from now on kept for that timeframe; a side or timeframe not built so far starts the feed over.
   * @throws Failure `unsupported` when too many timeframes are built already.
   */
  bars(side: PriceSide, frame: Timeframe): SideBars {
    let bars = this.#sides.get(side);
    const isNewFrame = !this.#frames.includes(frame);
    if (isNewFrame && this.#frames.length >= backboneFrames.length + mostCustomFrames) {
      throw new Failure(
        'unsupported',
        `${this.instrument.id} is open in too many timeframes. Close some charts.`,
      );
    }
    if (isNewFrame) this.#frames = [...this.#frames, frame];
    if (bars === undefined || isNewFrame) {
      for (const one of new Set([...this.#sides.keys(), side])) {
        const before = this.#sides.get(one);
        if (before !== undefined && !isNewFrame) continue;
        const anew = new SideBars(this.#frames, this.calendar);
        for (const watched of before?.watched ?? []) anew.watch(watched);
        this.#sides.set(one, anew);
      }
      bars = this.#sides.get(side) as SideBars;
      this.#startOver();
    }
    bars.watch(frame);
    return bars;
  }

  /** Day values come from the instrument's own side. */
  get dayBars(): SideBars {
    return this.#sides.get(this.instrument.priceSide) as SideBars;
  }

  apply(event: MarketEvent): void {
    if (event.kind === 'book') {
      this.book.take(event);
      return;
    }
    if (event.kind === 'session') {
      this.session = event;
      this.version += 1;
      return;
    }
    if (event.kind === 'reset') {
      this.session = undefined;
      this.book.reset();
      this.#startOver();
      return;
    }
    if (this.#waiting !== undefined) {
      this.#waiting.push(event);
      if (this.#waiting.length > mostWaiting) this.#startOver();
      return;
    }
    this.#take(event);
  }

  /** The connection came or went. After it came back the stream may have a hole, so history is laid afresh. */
  setConnected(isConnected: boolean): void {
    if (isConnected === this.#isConnected) return;
    this.#isConnected = isConnected;
    this.version += 1;
    this.book.setConnected(isConnected);
    if (isConnected) this.#startOver();
    else this.#parts.onChanged();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#seeding.resolve();
    for (const release of this.#releases) release();
    this.book.close();
  }

  #take(event: MarketEvent): void {
    this.version += 1;
    if (event.kind === 'quote') this.#takeQuote(event);
    else if (event.kind === 'trade') this.#takeTrade(event);
    else if (event.kind === 'candle' && event.timeframe === this.#candleFrame) this.#takeCandle(event);
  }

  #takeQuote(event: Quote): void {
    const { quote } = this;
    quote.time = event.time;
    quote.bid = event.bid;
    quote.ask = event.ask;
    quote.bidSize = event.bidSize;
    quote.askSize = event.askSize;
    if (this.instrument.priceSide !== 'trade')
      quote.last = this.instrument.priceSide === 'bid' ? event.bid : event.ask;
    if (!Number.isNaN(event.bid)) this.#sides.get('bid')?.tick(event.time, event.bid, event.volume);
    if (!Number.isNaN(event.ask)) {
      this.#sides.get('ask')?.tick(event.time, event.ask, event.askVolume ?? event.volume);
    }
  }

  #takeTrade(event: Trade): void {
    const { quote } = this;
    quote.time = event.time;
    quote.last = event.price;
    this.tradeCount += 1;
    this.trades.push(event);
    if (this.trades.length > 2 * keptTrades) this.trades.splice(0, keptTrades);
    this.#sides.get('trade')?.tick(event.time, event.price, event.size);
  }

  #takeCandle({ timeframe, priceSide, candle, isClosed }: CandleUpdate): void {
    // Where ticks make the bars of a side, the venue's own would count them twice.
    if (hasTicks(this.venue, priceSide)) return;
    const builder = this.#sides.get(priceSide)?.builder;
    const known = builder?.forming(timeframe);
    // It waited while history was being laid, and history is further on.
    if (!isClosed && known?.time === candle.time && isLessThan(candle, known)) return;
    builder?.bar(timeframe, candle, isClosed);
    if (priceSide !== this.instrument.priceSide) return;
    const { quote } = this;
    const { end } = barSpan(timeframe, this.calendar, barMoment(timeframe, this.calendar, candle.time));
    const time = Math.min(end, this.venue.market.now(this.instrument.id));
    if (time < quote.time) return;
    quote.time = time;
    quote.last = candle.close;
  }

  #subscribe(): Release[] {
    const { venue, instrument } = this.#parts;
    const ticks = (['quotes', 'trades'] as const).filter((one) => venue.capabilities.streams.includes(one));
    const releases = ticks.map((stream) => venue.market.subscribe({ instrument: instrument.id, stream }));
    if (this.#candleFrame === undefined) return releases;
    const candles = { instrument: instrument.id, stream: 'candles', timeframe: this.#candleFrame } as const;
    return [...releases, venue.market.subscribe(candles)];
  }

  #startOver(): void {
    this.resets += 1;
    this.version += 1;
    if (this.#waiting === undefined) this.#seeding = Promise.withResolvers();
    this.#waiting = [];
    for (const bars of this.#sides.values()) bars.reset();
    Object.assign(this.quote, unknownQuote());
    void this.#seed();
  }

  /** A seeding that was overtaken by a newer one changes nothing. */
  async #seed(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const isCurrent = () => generation === this.#generation && !this.#isClosed;
    clearTimeout(this.#retry);
    // Each side has its own moment: the answers of a slow venue come one after the other.
    const seededTo = new Map<SideBars, number>();
    try {
      for (const [side, bars] of this.#sides) {
        seededTo.set(bars, await seedBars(bars, this.venue, this.instrument, side, this.calendar, isCurrent));
        if (!isCurrent()) return;
      }
      this.#failures = 0;
    } catch (error) {
      if (!isCurrent()) return;
      this.#parts.onTrouble(error);
      this.#retryLater();
    }
    for (const bars of this.#sides.values()) {
      bars.startRecording(seededTo.get(bars) ?? Number.NEGATIVE_INFINITY);
    }
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    this.#takeLastPrice();
    for (const event of waiting) this.#take(event);
    this.version += 1;
    this.#seeding.resolve();
    this.#parts.onChanged();
  }

  #retryLater(): void {
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#retry = setTimeout(() => this.#startOver(), wait);
    this.#retry.unref();
  }

  /** Until the first tick the last known close stands for the last price. */
  #takeLastPrice(): void {
    const day = this.dayBars.builder.forming('1D');
    if (day === undefined) return;
    this.quote.last = day.close;
    this.quote.time = Math.max(this.dayBars.builder.newest, day.time);
  }
}

/** Bars of trades are made of trades, those of the bid and the ask of quotes. */
function hasTicks(venue: Venue, side: PriceSide): boolean {
  return venue.capabilities.streams.includes(side === 'trade' ? 'trades' : 'quotes');
}

/** The bars to ask the venue for where it streams no ticks of that side: minutes, or the shortest that it has. */
function candleFrameFor(venue: Venue, side: PriceSide): Timeframe | undefined {
  const { streams, historyTimeframes } = venue.capabilities;
  if (hasTicks(venue, side) || !streams.includes('candles')) return undefined;
  const known = historyTimeframes.filter((frame) => backboneFrames.includes(frame));
  return known.includes('1m') ? '1m' : (known[0] ?? '1m');
}

/** True when one state of a bar must be from before another. */
function isLessThan(candle: Candle, known: Candle): boolean {
  return candle.volume < known.volume || candle.high < known.high || candle.low > known.low;
}
