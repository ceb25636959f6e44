import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { Venue } from '../venues/venue.ts';
import type { TradingWorld } from './world.ts';

interface Entry {
  readonly tickSize: string | null;
  readonly askAgainAt: number;
}

/** What the venue does not list, or did not tell. */
const askAgainMs = 5 * 60_000;
const mostAtOnce = 4;

/** The grid that prices of a venue's instrument stand on, asked once for each that is shown. */
export class TickBoard {
  readonly #world: TradingWorld;
  readonly #onChanged: (id: InstrumentId) => void;
  readonly #entries = new Map<string, Entry>();
  readonly #asked = new Set<string>();
  /** What could not be asked, as where the venue was not connected. */
  readonly #failed = new WeakMap<Venue, Set<InstrumentId>>();
  readonly #waiting: (() => Promise<void>)[] = [];
  #running = 0;

  constructor(world: TradingWorld, onChanged: (id: InstrumentId) => void) {
    this.#world = world;
    this.#onChanged = onChanged;
  }

  /** Null while it is not known; `onChanged` follows when it is. */
  tickSize(venue: Venue, id: InstrumentId): string | null {
    const key = keyOf(venue, id);
    const entry = this.#entries.get(key);
    if (entry?.tickSize !== undefined && entry.tickSize !== null) return entry.tickSize;
    if (!this.#asked.has(key) && this.#world.now() >= (entry?.askAgainAt ?? 0)) {
      this.#asked.add(key);
      this.#waiting.push(() => this.#ask(key, venue, id));
      this.#next();
    }
    return null;
  }

  /** The venue is connected again: what failed before is asked at once. */
  connected(venue: Venue): void {
    const ids = this.#failed.get(venue) ?? [];
    this.#failed.delete(venue);
    for (const id of ids) {
      this.#entries.delete(keyOf(venue, id));
      this.tickSize(venue, id);
    }
  }

  async #ask(key: string, venue: Venue, id: InstrumentId): Promise<void> {
    const found = await venue.market.instrument(id).catch(() => {
      const failed = this.#failed.get(venue) ?? new Set();
      this.#failed.set(venue, failed.add(id));
      return undefined;
    });
    const tickSize = found?.tickSize ?? null;
    this.#entries.set(key, { tickSize, askAgainAt: this.#world.now() + askAgainMs });
    this.#asked.delete(key);
    if (tickSize !== null) this.#onChanged(id);
  }

  #next(): void {
    while (this.#running < mostAtOnce) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#running += 1;
      void job().finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }
}

function keyOf(venue: Venue, id: InstrumentId): string {
  return `${venue.id} ${id}`;
}
