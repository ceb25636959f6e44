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
  /** A new day's list is there: tokens may name other markets than before. */
  onRenewed?(): void;
  onTrouble?(reason: string): void;
}

/** The day's instruments, fetched when first asked for and again each morning, held in memory. */
export class Instruments {
  readonly #parts: InstrumentParts;
  #byId = new Map<InstrumentId, Listing>();
  #ordered: readonly Listing[] = [];
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
    if (needle === '') return this.#ordered.slice(0, limit).map(instrumentOf);
    const words = needle.split(/\s+/);
    return this.#ordered
      .filter((listing) => words.every((word) => listing.words.includes(word)))
      .map((listing, place) => ({ listing, place, rank: rankOf(listing, needle) }))
      .sort((a, b) => a.rank - b.rank || a.place - b.place)
      .slice(0, limit)
      .map(({ listing }) => instrumentOf(listing));
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
      const listings = await readListings(await this.#parts.fetch());
      const isRenewed = this.#byId.size > 0;
      this.#byId = new Map(listings.map((listing) => [listing.id, listing]));
      this.#ordered = [...this.#byId.values()].sort(byImportance);
      this.#madeAt = now;
      if (isRenewed) this.#parts.onRenewed?.();
    } catch (error) {
      this.#notBefore = now + retryMs;
      if (this.#byId.size === 0) throw error;
      this.#parts.onTrouble?.(error instanceof Error ? error.message : '');
    }
  }
}

/** 0 is that very name, 1 begins so, 2 its company's name begins so, 3 somewhere. */
function rankOf({ tradingsymbol, id, name }: Listing, needle: string): number {
  const symbol = tradingsymbol.toLowerCase();
  const ours = symbolOf(id).toLowerCase();
  if (symbol === needle || ours === needle || id.toLowerCase() === needle) return 0;
  if (symbol.startsWith(needle) || ours.startsWith(needle)) return 1;
  return name.toLowerCase().startsWith(needle) ? 2 : 3;
}

/**
 * Zerodha's list tells no volumes. The headline indices come first, then shares (NSE before BSE), other indices, futures
 * and at last options, those that expire sooner before the others.
 */
function byImportance(a: Listing, b: Listing): number {
  const group = groupOf(a) - groupOf(b);
  if (group !== 0) return group;
  if (a.expiry !== b.expiry) return a.expiry < b.expiry ? -1 : 1;
  return a.tradingsymbol < b.tradingsymbol ? -1 : a.tradingsymbol > b.tradingsymbol ? 1 : 0;
}

const headlines = new Set(['NIFTY 50', 'NIFTY BANK', 'SENSEX', 'INDIA VIX']);

function groupOf({ isIndex, tradingsymbol, type, exchange }: Listing): number {
  if (isIndex) return headlines.has(tradingsymbol) ? 0 : 3;
  if (type === 'EQ') return exchange === 'NSE' ? 1 : 2;
  return type === 'FUT' ? 4 : 5;
}
