import { Failure } from '../../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { backOffMs } from '../connection/back-off.ts';
import type { Release } from '../release.ts';
import type { VenueParts } from '../venue-kind.ts';
import type { BookDiff } from './decode.ts';
import { DepthBook } from './depth-book.ts';
import type { Product } from './urls.ts';
import type { DepthSnapshot } from './wire.ts';

/** A snapshot is asked for once a change waits for it; a change a tenth of a second makes 100 s. */
const maxHeld = 1_000;
/** Decimals that hold every price and size that Binance writes. */
const widestDecimals = 8;

export interface BookFeedParts extends Pick<VenueParts, 'after' | 'random'> {
  fetchSnapshot(signal: AbortSignal): Promise<DepthSnapshot>;
  /** Reads a kept frame again; undefined when it cannot be read. */
  readDiff(frame: Buffer): BookDiff | undefined;
  /** The book has changed, or there is none any more (`isLive` false). */
  onChange(): void;
  /** Something was missed, and the book starts over. */
  onGap(reason: string): void;
}

/**
 * Keeps one book in step with Binance: holds changes until a snapshot is there, joins them, watches for gaps and crossed
 * prices, and starts over with a back-off, one attempt at a time (O10).
 */
export class BookFeed {
  depth: DepthBook;
  /** Venue time of the last change. */
  time = 0 as EpochMs;
  readonly #parts: BookFeedParts;
  readonly #product: Product;
  #isLive = false;
  #isStopped = false;
  #held: Buffer[] = [];
  #firstHeld = 0;
  #failures = 0;
  #asking: AbortController | undefined;
  #stopTimer: Release = () => undefined;

  constructor(product: Product, priceDecimals: number, sizeDecimals: number, parts: BookFeedParts) {
    this.#product = product;
    this.#parts = parts;
    this.depth = new DepthBook(product, priceDecimals, sizeDecimals);
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  /** True when the change is to be laid into `depth` now; it is then followed by `laidIn`. */
  takes(first: number, last: number, previous: number | undefined, frame: Buffer): boolean {
    if (!this.#isLive) {
      this.#hold(first, frame);
      return false;
    }
    const placing = this.depth.place(first, last, previous);
    if (placing === 'gap') {
      this.#startOver(`changes between ${this.depth.last} and ${first} are missing`);
      this.#hold(first, frame);
    }
    return placing === 'apply';
  }

  laidIn(last: number, time: EpochMs): void {
    this.depth.commit(last);
    this.time = time;
    if (this.depth.book.isCrossed) this.#startOver('the best bid is not below the best ask');
    else this.#parts.onChange();
  }

  /** A change could not be read or does not stand on the grids. */
  isBroken(): void {
    this.#widen();
    this.#startOver('a change could not be laid in');
  }

  /** The stream was interrupted: what comes next belongs to no book that is known. */
  interrupted(): void {
    this.#drop();
    this.#failures = 0;
  }

  stop(): void {
    this.#isStopped = true;
    this.#drop();
  }

  #drop(): void {
    const wasLive = this.#isLive;
    this.#isLive = false;
    this.#held = [];
    this.#asking?.abort();
    this.#asking = undefined;
    this.#stopTimer();
    this.depth.book.clear();
    if (wasLive && !this.#isStopped) this.#parts.onChange();
  }

  #startOver(reason: string): void {
    this.#drop();
    this.#parts.onGap(reason);
    this.#askLater();
  }

  #hold(first: number, frame: Buffer): void {
    if (this.#held.length === 0) this.#firstHeld = first;
    if (this.#held.length >= maxHeld) {
      this.#startOver('no snapshot came in time');
      this.#firstHeld = first;
    }
    this.#held.push(frame);
    if (this.#asking === undefined && this.#failures === 0) this.#ask();
  }

  #ask(): void {
    const asking = new AbortController();
    this.#asking = asking;
    this.#parts.fetchSnapshot(asking.signal).then(
      (snapshot) => {
        if (asking.signal.aborted) return;
        this.#asking = undefined;
        this.#join(snapshot);
      },
      (error: unknown) => {
        if (asking.signal.aborted) return;
        this.#asking = undefined;
        this.#parts.onGap(error instanceof Failure ? error.message : 'the snapshot could not be read');
        this.#askLater();
      },
    );
  }

  #askLater(): void {
    this.#stopTimer();
    const delayMs = backOffMs(this.#failures, this.#parts.random);
    this.#failures += 1;
    this.#stopTimer = this.#parts.after(delayMs, () => {
      if (!this.#isStopped && this.#asking === undefined && !this.#isLive) this.#ask();
    });
  }

  /** Steps 3 to 5 of the manual. */
  #join(snapshot: DepthSnapshot): void {
    if (this.#held.length > 0 && snapshot.lastUpdateId < this.#firstHeld) {
      // Older than all that is held: only a newer one helps. What is held is still good.
      this.#askLater();
      return;
    }
    if (!this.depth.begin(snapshot)) {
      this.#widen();
      if (!this.depth.begin(snapshot)) {
        this.#startOver('the snapshot has levels that cannot be kept exactly');
        return;
      }
    }
    const held = this.#held;
    this.#held = [];
    for (const frame of held) {
      const diff = this.#parts.readDiff(frame);
      const placing = diff === undefined ? 'gap' : this.depth.place(diff.first, diff.last, diff.previous);
      if (placing === 'ignore' || diff === undefined) {
        if (placing === 'ignore') continue;
        this.#startOver('a change could not be read');
        return;
      }
      if (placing === 'gap' || !this.depth.apply(diff)) {
        this.#startOver(`changes after ${this.depth.last} are missing`);
        return;
      }
      this.time = diff.time;
    }
    if (this.depth.book.isCrossed) {
      this.#startOver('the best bid is not below the best ask');
      return;
    }
    this.#failures = 0;
    this.#isLive = true;
    this.#parts.onChange();
  }

  /** Prices or sizes stand on finer steps than the market says now, as old orders after a change of the tick size do. */
  #widen(): void {
    const { priceDecimals, sizeDecimals } = this.depth.book;
    this.depth = new DepthBook(
      this.#product,
      Math.max(priceDecimals, widestDecimals),
      Math.max(sizeDecimals, widestDecimals),
    );
  }
}
