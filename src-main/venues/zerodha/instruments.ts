import { type Instrument, type InstrumentId, symbolOf } from '../../../src-shared/domain/instrument.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { lastIndianClock } from './indian-time.ts';
import { instrumentOf, type Listing } from './listing.ts';
import { readListings } from './listing-csv.ts';

/** Zerodha makes the list anew each morning at about this time. */
const madeAtMinutes = 8 * 60 + 35;
/** After a failed refresh yesterday's list serves this much longer. */
const retryMs = 5 * 60_000;

export interface InstrumentParts {
  /** The list as CSV. */
  fetch(): Promise<Buffer>;
  now(): EpochMs;
  /** Only markets of these exchanges; all when absent. */
  readonly offered?: ReadonlySet<string> | undefined;
  /** A new day's list is there: tokens may name other markets than before. */
  onRenewed?(): void;
  onTrouble?(reason: string): void;
}

/** The day's instruments, fetched when first asked for and again each morning, held in memory. */
export class Instruments {
  readonly #parts: InstrumentParts;
  #byId = new Map<InstrumentId, Listing>();
  #all: readonly Listing[] = [];
  #madeAt = Number.NEGATIVE_INFINITY;
  #notBefore = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | undefined;

  constructor(parts: InstrumentParts) {
    this.#parts = parts;
  }

  /** @throws Failure when there is no list at all. */
  async listing(id: InstrumentId): Promise<Listing | undefined> {
    await this.load();
    return this.#byId.get(id);
  }

  /** Of the list as it is now, without asking for one. */
  known(id: InstrumentId): Listing | undefined {
    return this.#byId.get(id);
  }

  async search(text: string, limit: number): Promise<readonly Instrument[]> {
    await this.load();
    const needle = text.trim().toLowerCase();
    const words = needle.split(/\s+/);
    // A hundred thousand rows at each key stroke: only the best few are ever put in order.
    const best: Match[] = [];
    for (const listing of this.#all) {
      if (needle !== '' && !words.every((word) => listing.words.includes(word))) continue;
      const match = { listing, rank: needle === '' ? 0 : rankOf(listing, needle) };
      const last = best.at(-1);
      if (best.length >= limit && (last === undefined || compareMatches(match, last) >= 0)) continue;
      best.splice(placeFor(best, match), 0, match);
      if (best.length > limit) best.pop();
    }
    return best.map(({ listing }) => instrumentOf(listing));
  }

  /** Has today’s list, or after a failed refresh the one before. @throws Failure when there is none. */
  async load(): Promise<void> {
    const now = this.#parts.now();
    if (this.#madeAt >= lastIndianClock(now, madeAtMinutes)) return;
    if (this.#byId.size > 0 && now < this.#notBefore) return;
    this.#loading ??= this.#fetch(now).finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  async #fetch(now: EpochMs): Promise<void> {
    try {
      const listings = await readListings(await this.#parts.fetch(), this.#parts.offered);
      const isRenewed = this.#byId.size > 0;
      this.#byId = listings;
      this.#all = [...listings.values()];
      this.#madeAt = now;
      if (isRenewed) this.#parts.onRenewed?.();
    } catch (error) {
      this.#notBefore = now + retryMs;
      if (this.#byId.size === 0) throw error;
      this.#parts.onTrouble?.(error instanceof Error ? error.message : '');
    }
  }
}

interface Match {
  readonly listing: Listing;
  readonly rank: number;
}

function compareMatches(a: Match, b: Match): number {
  return a.rank - b.rank || byImportance(a.listing, b.listing);
}

function placeFor(sorted: readonly Match[], match: Match): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareMatches(sorted[middle] as Match, match) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 0 is that very name, 1 begins so, 2 its company's name begins so, 3 somewhere. */
function rankOf({ tradingsymbol, id, name }: Listing, needle: string): number {
  const symbol = tradingsymbol.toLowerCase();
  const ours = symbolOf(id).toLowerCase();
  if (symbol === needle || ours === needle || id.toLowerCase() === needle) return 0;
  if (symbol.startsWith(needle) || ours.startsWith(needle)) return 1;
  return name.toLowerCase().startsWith(needle) ? 2 : 3;
}

/** By group; of one group, what expires sooner comes first. */
function byImportance(a: Listing, b: Listing): number {
  if (a.group !== b.group) return a.group - b.group;
  if (a.expiry !== b.expiry) return a.expiry < b.expiry ? -1 : 1;
  return a.tradingsymbol < b.tradingsymbol ? -1 : a.tradingsymbol > b.tradingsymbol ? 1 : 0;
}
