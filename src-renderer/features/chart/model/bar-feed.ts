import type { Candle } from '../../../../src-shared/domain/candle.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { SeriesKey } from '../../../../src-shared/domain/series.ts';
import { nominalMs } from '../../../../src-shared/domain/timeframe.ts';
import type { BarUpdate, HistoryAnswer, MarketFeed } from '../../../lib/market/market-feed.ts';
import { BarStore } from './bar-store.ts';
import { type BarRun, pagesWanted, type VisibleBars } from './chart-window.ts';

export type FeedPhase = 'loading' | 'ready' | 'empty' | 'failed';

export type FeedChange =
  /** Other bars altogether: nothing of the view before holds. */
  | { readonly kind: 'replaced' }
  /** Bars came or changed anywhere; indices still hold. */
  | { readonly kind: 'changed' }
  /** Only bars from this index on changed or were added. */
  | { readonly kind: 'live'; readonly fromIndex: number; readonly appended: number };

export interface FeedListener {
  onPhase(phase: FeedPhase, sentence: string): void;
  onChange(change: FeedChange): void;
  /** The newest bar of the market, also while the store has been scrolled away from it. */
  onNewest(bar: Candle): void;
}

export interface FoundMoment {
  /** The first bar at or after the moment, else the last one. */
  readonly index: number;
  /** The side on which the moment lies outside all bars of the market; undefined inside. */
  readonly missed: 'before' | 'after' | undefined;
}

export const firstPageBars = 1500;
export const pageBars = 5000;

/**
 * Keeps the bars of one series: the newest page first, further pages as the view comes near an end, and every live bar.
 * Live bars that arrive while a page is under way are put on top of it, so that the join has neither hole nor double.
 */
export class BarFeed {
  readonly store = new BarStore();
  readonly key: SeriesKey;
  readonly #market: MarketFeed;
  readonly #listener: FeedListener;
  readonly #barMs: number;
  #phase: FeedPhase = 'loading';
  #newest: Candle | undefined;
  #waiting: BarUpdate[] | undefined = [];
  #hasOlder = false;
  #reachesNewest = true;
  #underWay = new Set<'older' | 'newer'>();
  #controller = new AbortController();
  readonly #unwatch: () => void;

  constructor(market: MarketFeed, key: SeriesKey, listener: FeedListener) {
    this.#market = market;
    this.key = key;
    this.#listener = listener;
    this.#barMs = nominalMs(key.timeframe);
    this.#unwatch = market.watchSeries(key, {
      onBars: (updates) => this.#onBars(updates),
      onReset: () => this.reload(),
    });
    this.reload();
  }

  get phase(): FeedPhase {
    return this.#phase;
  }

  get barMs(): number {
    return this.#barMs;
  }

  /** False after a jump to an earlier date, until the view has come back. */
  get reachesNewest(): boolean {
    return this.#reachesNewest;
  }

  newestBar(): Candle | undefined {
    return this.#newest ?? this.store.newest();
  }

  stored(): BarRun {
    return { start: this.store.first, end: this.store.end };
  }

  close(): void {
    this.#controller.abort();
    this.#unwatch();
  }

  /** Asks for the newest bars afresh; what is shown stays until they are there. */
  reload(): void {
    this.#begin();
    // The answer knows of these; after a seek back they would even lie in its future.
    this.#waiting = [];
    if (this.store.length === 0) this.#setPhase('loading', '');
    void this.#settle(
      this.#market.history(this.key, null, firstPageBars, this.#controller.signal),
      (page) => {
        const isKept = this.#reachesNewest && this.store.replaceNewest(page.candles);
        if (!isKept) this.store.replaceAll(page.candles);
        if (this.store.oldest()?.time === page.candles.time[0]) this.#hasOlder = page.hasOlder;
        this.#reachesNewest = true;
        this.#newest = undefined;
        this.#joined(isKept ? 'changed' : 'replaced');
      },
    );
  }

  /** Fetches what the view will need next. Cheap to call on every movement. */
  prefetch(visible: VisibleBars): void {
    if (this.#phase !== 'ready' || this.#waiting !== undefined) return;
    const wanted = pagesWanted(visible, this.stored());
    if (wanted.older && this.#hasOlder) this.#loadOlder();
    if (wanted.newer && !this.#reachesNewest) this.#loadNewer(pageBars * this.#barMs);
  }

  /**
   * Makes sure the bars round a moment are stored, as far as there are any. `undefined` when it was overtaken by another
   * wish or there are no bars at all.
   */
  async goTo(time: number): Promise<FoundMoment | undefined> {
    const oldest = this.store.oldest();
    const newest = this.store.newest();
    if (oldest === undefined || newest === undefined) return undefined;
    if (time < oldest.time || (time > newest.time && !this.#reachesNewest)) {
      this.#begin();
      const before = time + (firstPageBars / 2) * this.#barMs;
      await this.#settle(this.#pageNear(before, oldest.time), (page) => this.#jumped(page));
    }
    const first = this.store.oldest()?.time ?? time;
    const last = this.store.newest()?.time ?? time;
    const isTooEarly = time < first && !this.#hasOlder;
    const isTooLate = this.#reachesNewest && time >= last + this.#barMs;
    return {
      index: Math.min(this.store.indexAtOrAfter(time), this.store.end - 1),
      missed: isTooEarly ? 'before' : isTooLate ? 'after' : undefined,
    };
  }

  /** The page that ends before a moment or, where there is nothing before it, the one that history begins with. */
  async #pageNear(before: number, known: number): Promise<HistoryAnswer> {
    const { signal } = this.#controller;
    const ask = (end: number) => this.#market.history(this.key, end, firstPageBars, signal);
    let page = await ask(before);
    // Pages can only be asked for backwards, so the beginning is found by halving what lies between.
    let [nothingBefore, end] = [before, known];
    while (page.candles.length === 0 && end - nothingBefore > this.#barMs && !signal.aborted) {
      const middle = Math.floor((nothingBefore + end) / 2);
      const tried = await ask(middle);
      const [first] = tried.candles.time;
      if (first === undefined) nothingBefore = middle;
      else if (tried.hasOlder) end = first;
      else page = tried;
    }
    return page.candles.length === 0 ? ask(end + firstPageBars * this.#barMs) : page;
  }

  #jumped(page: HistoryAnswer): void {
    const last = page.candles.time[page.candles.length - 1];
    const known = this.newestBar();
    if (last !== undefined) {
      this.#newest = known;
      this.store.replaceAll(page.candles);
      this.#hasOlder = page.hasOlder;
      this.#reachesNewest = known !== undefined && last >= known.time;
    }
    this.#joined('replaced');
  }

  #loadOlder(): void {
    const oldest = this.store.oldest();
    if (oldest === undefined) return;
    void this.#page('older', oldest.time, pageBars, (page) => {
      const { dropped } = this.store.prepend(page.candles);
      this.#hasOlder = page.hasOlder && page.candles.length > 0;
      if (dropped > 0) this.#leaveNewest();
      this.#listener.onChange({ kind: 'changed' });
    });
  }

  /**
   * Pages can only be asked for backwards from a moment, so this looks `spanMs` ahead: twice as far while nothing is
   * found (the market paused), nearer when the page does not reach back to what is stored.
   */
  #loadNewer(spanMs: number): void {
    const newest = this.store.newest();
    const known = this.newestBar();
    if (newest === undefined || known === undefined) return;
    const before = newest.time + spanMs;
    const isLast = before > known.time;
    void this.#page('newer', isLast ? null : before, pageBars * 2, (page) => {
      const [first] = page.candles.time;
      if (first !== undefined && first > newest.time && page.hasOlder) {
        queueMicrotask(() => this.#loadNewer(first - newest.time));
        return;
      }
      const { added, dropped } = this.store.append(page.candles);
      if (dropped > 0) this.#hasOlder = true;
      this.#reachesNewest = isLast;
      if (added === 0 && !isLast) queueMicrotask(() => this.#loadNewer(spanMs * 2));
      else this.#listener.onChange({ kind: 'changed' });
    });
  }

  #leaveNewest(): void {
    this.#newest = this.newestBar();
    this.#reachesNewest = false;
  }

  async #page(
    side: 'older' | 'newer',
    before: number | null,
    count: number,
    take: (page: HistoryAnswer) => void,
  ): Promise<void> {
    if (this.#underWay.has(side)) return;
    this.#underWay.add(side);
    const { signal } = this.#controller;
    try {
      const page = await this.#market.history(this.key, before, count, signal);
      if (signal.aborted) return;
      this.#underWay.delete(side);
      take(page);
    } catch {
      // What is shown stays true without this page; the next movement of the view asks for it again.
      if (!signal.aborted) setTimeout(() => this.#underWay.delete(side), 1000);
    }
  }

  /** Nothing asked before this counts any more; live bars wait until the next answer is in. */
  #begin(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#underWay = new Set();
    this.#waiting ??= [];
  }

  async #settle(answer: Promise<HistoryAnswer>, take: (page: HistoryAnswer) => void): Promise<void> {
    const { signal } = this.#controller;
    try {
      const page = await answer;
      if (!signal.aborted) take(page);
    } catch (error) {
      if (signal.aborted) return;
      const sentence = error instanceof Failure ? error.message : 'The bars could not be loaded.';
      if (this.store.length === 0) this.#setPhase('failed', sentence);
      else this.#joined('changed');
      if (!(error instanceof Failure)) reportError(error);
    }
  }

  #joined(kind: 'replaced' | 'changed'): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const update of waiting) this.#take(update, true);
    this.#setPhase(this.store.length === 0 ? 'empty' : 'ready', '');
    this.#listener.onChange({ kind });
    const newest = this.newestBar();
    if (newest !== undefined) this.#listener.onNewest(newest);
  }

  #onBars(updates: readonly BarUpdate[]): void {
    if (this.#waiting !== undefined) {
      this.#waiting.push(...updates);
      return;
    }
    const wasEmpty = this.store.length === 0;
    const endBefore = this.store.end;
    let fromIndex = Number.POSITIVE_INFINITY;
    for (const update of updates) fromIndex = Math.min(fromIndex, this.#take(update, false));
    const newest = this.newestBar();
    if (newest === undefined) return;
    if (wasEmpty && this.store.length > 0) {
      this.#setPhase('ready', '');
      this.#listener.onChange({ kind: 'replaced' });
    } else if (fromIndex < Number.POSITIVE_INFINITY) {
      this.#listener.onChange({ kind: 'live', fromIndex, appended: this.store.end - endBefore });
    }
    this.#listener.onNewest(newest);
  }

  /** Index of the bar that changed, Infinity for none. A bar that waited for history must not undo what that knew. */
  #take(update: BarUpdate, hasWaited: boolean): number {
    const { candle } = update;
    if (this.#newest !== undefined && candle.time >= this.#newest.time) this.#newest = candle;
    const last = this.store.newest();
    if (!this.#reachesNewest && last !== undefined && candle.time > last.time)
      return Number.POSITIVE_INFINITY;
    const isOlderState =
      hasWaited && last !== undefined && candle.time === last.time && candle.volume < last.volume;
    if (isOlderState && !update.isClosed) return Number.POSITIVE_INFINITY;
    if (this.store.upsert(candle) === 'ignored') return Number.POSITIVE_INFINITY;
    return this.store.indexAtOrAfter(candle.time);
  }

  #setPhase(phase: FeedPhase, sentence: string): void {
    this.#phase = phase;
    this.#listener.onPhase(phase, sentence);
  }
}
