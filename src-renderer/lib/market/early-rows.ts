import { type BarChanges, type BookValues, type QuoteValues, startAgain } from './watch.ts';

interface Kept extends BarChanges {
  readonly since: number;
  quote: QuoteValues | undefined;
  book: BookValues | undefined;
}

const keepMs = 5000;
const mostChannels = 256;
/** A series with more is told to start again instead. */
const mostBars = 1000;

/**
 * The newest rows of channels that no answer has named yet. The two planes are two connections, so a topic's first rows
 * may overtake the answer that says which channel they come on, and a paused replay never sends them again.
 */
export class EarlyRows {
  readonly #kept = new Map<number, Kept>();

  keepQuote(channel: number, quote: QuoteValues, now: number): void {
    this.#of(channel, now).quote = quote;
  }

  keepBook(channel: number, book: BookValues, now: number): void {
    this.#of(channel, now).book = book;
  }

  keepBar(channel: number, now: number, add: (changes: BarChanges) => void): void {
    const kept = this.#of(channel, now);
    add(kept);
    if (kept.changed.size > mostBars) startAgain(kept);
  }

  /** Hands over what came for the channel, once. */
  take(channel: number, now: number): Kept | undefined {
    this.#forgetOld(now);
    const kept = this.#kept.get(channel);
    this.#kept.delete(channel);
    return kept;
  }

  clear(): void {
    this.#kept.clear();
  }

  #of(channel: number, now: number): Kept {
    this.#forgetOld(now);
    let kept = this.#kept.get(channel);
    if (kept === undefined) {
      kept = { since: now, quote: undefined, book: undefined, changed: new Map(), isReset: false };
      this.#kept.set(channel, kept);
      const [oldest] = this.#kept.keys();
      if (this.#kept.size > mostChannels && oldest !== undefined) this.#kept.delete(oldest);
    }
    return kept;
  }

  /** Oldest first is the map's own order. */
  #forgetOld(now: number): void {
    for (const [channel, { since }] of this.#kept) {
      if (now - since <= keepMs) return;
      this.#kept.delete(channel);
    }
  }
}
