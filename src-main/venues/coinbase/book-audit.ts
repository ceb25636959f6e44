import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Release } from '../release.ts';
import type { VenueParts } from '../venue-kind.ts';
import type { BookFeed } from './book-feed.ts';
import { decimalsOf } from './book-feed.ts';
import type { CoinbaseRest } from './rest.ts';

export interface AuditParts extends Pick<VenueParts, 'after'> {
  readonly rest: Pick<CoinbaseRest, 'productBook'>;
  /** Books that are shown as sound. */
  live(): readonly BookFeed[];
  onBroken(feed: BookFeed): void;
  noteTrouble(sentence: string): void;
}

const everyMs = 60_000;
/** Between two looks: whatever differs in both, and the same way, is no change on its way. */
const secondLookMs = 3_000;
const depth = 50;

/**
 * Now and then compares a book with what Coinbase answers over REST, one after the other. Books move while one asks, so that
 * a difference counts only when the same level differs in the same way a few seconds later.
 */
export class BookAudit {
  readonly #parts: AuditParts;
  #turn = 0;
  #stopTimer: Release | undefined;

  constructor(parts: AuditParts) {
    this.#parts = parts;
  }

  /** Runs until `stop`, however often it is called. */
  start(): void {
    this.#stopTimer ??= this.#parts.after(everyMs, () => void this.#look());
  }

  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  async #look(): Promise<void> {
    const live = this.#parts.live();
    const feed = live[this.#turn % Math.max(1, live.length)];
    this.#turn += 1;
    const suspects = feed === undefined ? new Set<string>() : await this.#differences(feed);
    if (this.#stopTimer === undefined) return;
    this.#stopTimer = undefined;
    if (feed === undefined || suspects.size === 0) {
      this.start();
      return;
    }
    this.#stopTimer = this.#parts.after(secondLookMs, () => void this.#lookAgain(feed, suspects));
  }

  async #lookAgain(feed: BookFeed, suspects: ReadonlySet<string>): Promise<void> {
    const again = await this.#differences(feed);
    if (this.#stopTimer === undefined) return;
    this.#stopTimer = undefined;
    if ([...again].some((level) => suspects.has(level))) this.#parts.onBroken(feed);
    this.start();
  }

  /** Levels that only one of the two has, each as side, price and size. */
  async #differences(feed: BookFeed): Promise<Set<string>> {
    try {
      const said = await this.#parts.rest.productBook(feed.product, depth);
      return feed.isLoaded ? differences(feed, said) : new Set();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // Nothing is known against the book then.
      this.#parts.noteTrouble(`The order book of ${feed.product} could not be compared: ${error.message}`);
      return new Set();
    }
  }
}

type Rows = readonly { readonly price: string; readonly size: string }[];

function differences(feed: BookFeed, said: { readonly bids: Rows; readonly asks: Rows }): Set<string> {
  const found = new Set<string>();
  for (const [side, rows] of [
    ['bid', said.bids],
    ['ask', said.asks],
  ] as const) {
    const name = ({ price, size }: Rows[number]) => `${side} ${plain(price)} ${plain(size)}`;
    const count = Math.min(rows.length, feed.book.side(side).depth);
    // Where one of them shows more, nothing can be said of what lies beyond the other.
    const ours = feed.book.top(side, count);
    const edge = worst([ours.at(-1)?.price, rows[count - 1]?.price], side);
    const isWithin = ({ price }: Rows[number]) =>
      edge !== undefined && (side === 'bid' ? Number(price) >= edge : Number(price) <= edge);
    const [mine, theirs] = [ours, rows].map((some) => new Set(some.filter(isWithin).map(name)));
    for (const level of mine ?? []) if (theirs?.has(level) === false) found.add(`${level} ours`);
    for (const level of theirs ?? []) if (mine?.has(level) === false) found.add(`${level} theirs`);
  }
  return found;
}

/** The nearer of two edges to the best price. */
function worst(prices: readonly (string | undefined)[], side: 'bid' | 'ask'): number | undefined {
  const known = prices.filter((price) => price !== undefined).map(Number);
  if (known.length < 2) return undefined;
  return side === 'bid' ? Math.max(...known) : Math.min(...known);
}

/** `1.50` and `1.5` are one. */
function plain(decimal: string): string {
  const decimals = decimalsOf(decimal);
  const [whole = '', fraction = ''] = decimal.split('.');
  return decimals === 0 ? whole : `${whole}.${fraction.slice(0, decimals)}`;
}
