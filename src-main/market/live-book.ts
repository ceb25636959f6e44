import { Failure } from '../../src-shared/domain/failure.ts';
import type { Instrument } from '../../src-shared/domain/instrument.ts';
import type { BookSnapshot } from '../../src-shared/domain/market-event.ts';
import type { QuoteState } from '../../src-shared/stream/layout.ts';
import type { Release, Venue } from '../venues/venue.ts';

interface BookParts {
  readonly venue: Venue;
  readonly instrument: Instrument;
  /** Readers have something new to show that no event of the venue announces. */
  onChanged(): void;
}

/**
 * The order book of one streamed instrument. It is asked of the venue only while somebody holds it, since books are the
 * largest of all streams. The newest one is kept while the venue is away, and is then stale.
 */
export class LiveBook {
  /** Goes up with every change, so that readers see cheaply whether anything is new. */
  version = 0;
  readonly #parts: BookParts;
  #latest: BookSnapshot | undefined;
  /** A book came since it was asked for, or since the venue came back. */
  #isHeard = false;
  #isConnected: boolean;
  #holders = 0;
  #subscription: Release | undefined;

  constructor(parts: BookParts) {
    this.#parts = parts;
    this.#isConnected = parts.venue.state().phase === 'ready';
  }

  get latest(): BookSnapshot | undefined {
    return this.#latest;
  }

  get state(): QuoteState {
    if (!this.#isConnected) return 'stale';
    return this.#isHeard ? 'live' : 'syncing';
  }

  /** @throws Failure `unsupported` where the venue streams no books. */
  hold(): Release {
    const { venue, instrument } = this.#parts;
    if (!venue.capabilities.streams.includes('book')) {
      throw new Failure('unsupported', `${venue.label} sends no order book for ${instrument.id}.`);
    }
    this.#holders += 1;
    if (this.#holders === 1) {
      this.#isHeard = false;
      this.#subscription = venue.market.subscribe({ instrument: instrument.id, stream: 'book' });
    }
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders -= 1;
      if (this.#holders === 0) this.#letGo();
    };
  }

  take(book: BookSnapshot): void {
    if (this.#holders === 0) return;
    // A venue that lost its book, or found it broken, says so with an empty one and sends it anew: what was last whole stays.
    this.#isHeard = book.bids.length + book.asks.length > 0;
    if (this.#isHeard || this.#latest === undefined) this.#latest = book;
    this.version += 1;
  }

  setConnected(isConnected: boolean): void {
    if (isConnected === this.#isConnected) return;
    this.#isConnected = isConnected;
    this.#isHeard = false;
    this.version += 1;
    this.#parts.onChanged();
  }

  /** What was streamed no longer holds, as after a jump in time. */
  reset(): void {
    this.#latest = undefined;
    this.#isHeard = false;
    this.version += 1;
  }

  close(): void {
    this.#isConnected = false;
    this.version += 1;
    this.#subscription?.();
    this.#subscription = undefined;
  }

  #letGo(): void {
    this.#subscription?.();
    this.#subscription = undefined;
    this.reset();
  }
}
