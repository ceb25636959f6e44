import type { Candle } from '../../src-shared/domain/candle.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Instrument } from '../../src-shared/domain/instrument.ts';
import type { SeriesKey } from '../../src-shared/domain/series.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { BarBuffer } from '../../src-shared/pine/runtime/bar-buffer.ts';
import type { MarketHub } from '../market/index.ts';
import type { InstrumentFeed } from '../market/instrument-feed.ts';

const firstRetryMs = 2000;
const longestRetryMs = 60_000;

export interface SeriesParts {
  readonly hub: MarketHub;
  now(): number;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface SeriesListener {
  /** Its bars are there, or are others than before; `epoch` says which. */
  loaded(): void;
  failed(sentence: string): void;
  ticked(closed: readonly Candle[], forming: Candle | undefined): void;
}

/** One series as scripts see it: its newest bars and whatever happens to them, until it is closed. */
export class LiveSeries {
  readonly number: number;
  readonly key: SeriesKey;
  readonly instrument: Instrument;
  /** Goes up whenever the bars were loaded anew; 0 before the first time. */
  epoch = 0;
  bars = BarBuffer.empty();
  trouble = '';
  readonly #parts: SeriesParts;
  readonly #wanted: number;
  /** Stored bars are told up to this moment only: those of a market that is replayed lie in its future after that. */
  readonly #until: number | undefined;
  readonly #listeners = new Set<SeriesListener>();
  readonly #releaseArrivals: () => void;
  #feed: InstrumentFeed | undefined;
  #releaseFeed: () => void = () => undefined;
  #sentVersion = -1;
  #resets = -1;
  #closedCount = 0;
  #isLoading = false;
  #isClosed = false;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor(
    number: number,
    asked: { key: SeriesKey; instrument: Instrument; bars: number; until: number | undefined },
    parts: SeriesParts,
  ) {
    this.number = number;
    this.key = asked.key;
    this.instrument = asked.instrument;
    this.#wanted = asked.bars;
    this.#until = asked.until;
    this.#parts = parts;
    this.#releaseArrivals = parts.hub.onAttached(() => {
      if (this.#feed === undefined || this.#feed.isClosed) void this.#loadIfStreamed();
    });
    this.#load();
  }

  /** The venue's clock, which in a replay is the replay's. */
  get now(): number {
    return this.#feed?.venue.market.now(this.key.instrument) ?? this.#until ?? this.#parts.now();
  }

  listen(listener: SeriesListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** After a batch of market events. */
  look(): void {
    const feed = this.#feed;
    if (feed === undefined || this.#isLoading || feed.version === this.#sentVersion || feed.isClosed) return;
    this.#sentVersion = feed.version;
    const { priceSide, timeframe } = this.key;
    const bars = feed.bars(priceSide, timeframe);
    if (!bars.isRecording) return;
    const closed = bars.closedSince(timeframe, this.#closedCount);
    const isTooLong = this.bars.count > 2 * this.#wanted + 10_000;
    if (feed.resets !== this.#resets || closed === undefined || isTooLong) {
      this.#load();
      return;
    }
    this.#closedCount = bars.closedCount(timeframe);
    const forming = bars.builder.forming(timeframe);
    for (const one of forming === undefined ? closed : [...closed, forming]) {
      this.bars.put(one.time, one.open, one.high, one.low, one.close, one.volume);
    }
    for (const listener of this.#listeners) listener.ticked(closed, forming);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#releaseArrivals();
    this.#releaseFeed();
    this.#listeners.clear();
  }

  /** A connection came: it may stream what was only stored so far. What it does not know stays as it is. */
  async #loadIfStreamed(): Promise<void> {
    if (this.#until !== undefined) return;
    try {
      const found = await this.#parts.hub.find(this.key.instrument);
      if (found?.venue !== undefined) this.#load();
    } catch (error) {
      // The venue could not say; the next one that comes is asked again.
      this.#parts.log('scripts.find-failed', { instrument: this.key.instrument, error });
    }
  }

  #load(): void {
    if (this.#isLoading || this.#isClosed) return;
    this.#isLoading = true;
    clearTimeout(this.#retry);
    this.#bring()
      .then(
        () => {
          this.#isLoading = false;
          if (this.#isClosed) return;
          this.#failures = 0;
          this.trouble = '';
          this.epoch += 1;
          for (const listener of this.#listeners) listener.loaded();
        },
        (error: unknown) => this.#failed(error),
      )
      .catch((error: unknown) => this.#parts.log('scripts.series-failed', { error }));
  }

  async #bring(): Promise<void> {
    await this.#holdFeed();
    const feed = this.#feed;
    const { priceSide, timeframe } = this.key;
    // From now on the feed keeps what closes, so that nothing falls between history and the first tick.
    feed?.bars(priceSide, timeframe);
    await feed?.seeded;
    const before = this.#until === undefined ? null : epochMs(this.#until);
    const { candles } = await this.#parts.hub.history(this.key, before, this.#wanted);
    const bars = feed?.bars(priceSide, timeframe);
    this.#resets = feed?.resets ?? -1;
    this.#closedCount = bars?.closedCount(timeframe) ?? 0;
    this.#sentVersion = -1;
    const { length: count, ...columns } = candles;
    // A copy of its own: what history gave may be views of a larger store.
    const copied = Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, new Float64Array(values)]),
    ) as Omit<ConstructorParameters<typeof BarBuffer>[0], 'count'>;
    this.bars = new BarBuffer({ count, ...copied });
  }

  async #holdFeed(): Promise<void> {
    if (this.#until !== undefined || (this.#feed !== undefined && !this.#feed.isClosed)) return;
    this.#releaseFeed();
    this.#releaseFeed = () => undefined;
    this.#feed = undefined;
    try {
      const { feed, release } = await this.#parts.hub.hold(this.key.instrument);
      if (this.#isClosed) {
        release();
        return;
      }
      this.#feed = feed;
      this.#releaseFeed = release;
    } catch (error) {
      // Stored bars only: they run, and nothing ticks until a connection comes.
      if (!(error instanceof Failure) || error.kind !== 'not-found') throw error;
    }
  }

  #failed(error: unknown): void {
    this.#isLoading = false;
    if (this.#isClosed) return;
    this.trouble = error instanceof Failure ? error.message : 'Its bars could not be loaded.';
    if (!(error instanceof Failure)) this.#parts.log('scripts.series-failed', { error });
    this.#retry = setTimeout(
      () => this.#load(),
      Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures),
    );
    this.#retry.unref();
    this.#failures += 1;
    for (const listener of this.#listeners) listener.failed(this.trouble);
  }
}
