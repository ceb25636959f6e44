import { candleAt } from '../../src-shared/domain/candle.ts';
import {
  type Instrument,
  type InstrumentId,
  instrumentId,
  isInstrumentId,
} from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { Venue } from '../venues/venue.ts';
import type { TradingWorld } from './world.ts';

/** A recent price of a venue's instrument, for what a position or a balance is worth. */
interface Entry {
  readonly instrument: Instrument | undefined;
  readonly price: number | undefined;
  /** When it was last asked for. */
  readonly at: number;
  /** When that price came. */
  readonly pricedAt: number;
}

/** The newest price that is known. */
export interface KnownPrice {
  readonly instrument: Instrument;
  readonly price: number;
  /** True when a newer one was asked for and did not come. */
  readonly isOld: boolean;
}

const freshMs = 60_000;
/** A price that was not confirmed for so long is told to be old. */
const oldMs = 3 * freshMs;
/** What has no price now is asked for again rarely: most such coins have no market here at all. */
const absentMs = 30 * 60_000;
const reachMs = 3 * 86_400_000;
const mostAtOnce = 2;

/**
 * Newest prices by asking each venue for its last bar, a few at a time, no more often than every minute and only for what
 * somebody looks at. Prices that are older than a few days are none. A question without an answer leaves the price that
 * was known: a sum must not fall because a line did.
 */
export class PriceBoard {
  readonly #world: TradingWorld;
  readonly #onChanged: () => void;
  readonly #entries = new Map<string, Entry>();
  readonly #waiting: { readonly venue: Venue; readonly id: InstrumentId }[] = [];
  readonly #asked = new Set<string>();
  #running = 0;

  constructor(world: TradingWorld, onChanged: () => void) {
    this.#world = world;
    this.#onChanged = onChanged;
  }

  /** What is known now; what is old or unknown is asked for, and `onChanged` follows. */
  price(venue: Venue, id: InstrumentId): KnownPrice | undefined {
    const key = `${venue.id} ${id}`;
    const entry = this.#entries.get(key);
    const age = entry === undefined ? Number.POSITIVE_INFINITY : this.#world.now() - entry.at;
    if (age > (entry?.price === undefined ? absentMs : freshMs)) this.#ask(key, venue, id);
    if (entry?.instrument === undefined || entry.price === undefined) return undefined;
    const isOld = this.#world.now() - entry.pricedAt > oldMs;
    return { instrument: entry.instrument, price: entry.price, isOld };
  }

  /** One unit of `asset` in `currency`, directly or through a market quoted the other way round. */
  rate(
    venue: Venue,
    source: string,
    asset: string,
    currency: string,
  ): { readonly rate: number; readonly isOld: boolean } | undefined {
    if (asset === currency || sameValue(asset, currency)) return { rate: 1, isOld: false };
    for (const id of pairNames(source, asset, currency)) {
      const found = this.price(venue, id);
      if (found !== undefined) return { rate: found.price, isOld: found.isOld };
    }
    for (const id of pairNames(source, currency, asset)) {
      const found = this.price(venue, id);
      if (found !== undefined && found.price > 0) return { rate: 1 / found.price, isOld: found.isOld };
    }
    return undefined;
  }

  #ask(key: string, venue: Venue, id: InstrumentId): void {
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    this.#waiting.push({ venue, id });
    this.#next();
  }

  #next(): void {
    if (this.#running >= mostAtOnce) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    this.#running += 1;
    const { venue, id } = job;
    const key = `${venue.id} ${id}`;
    void lastPrice(venue, id, this.#world.now())
      .catch(() => undefined)
      .then((found) => {
        const before = this.#entries.get(key);
        const now = this.#world.now();
        const isKept = found?.price === undefined && before !== undefined && now - before.pricedAt < reachMs;
        const none = { instrument: undefined, price: undefined };
        const entry = isKept ? { ...before, at: now } : { ...(found ?? none), at: now, pricedAt: now };
        this.#entries.set(key, entry);
        this.#asked.delete(key);
        this.#running -= 1;
        if (entry.price !== before?.price || isKept) this.#onChanged();
        this.#next();
      });
  }
}

type LastPrice = Pick<Entry, 'instrument' | 'price'>;

async function lastPrice(venue: Venue, id: InstrumentId, now: number): Promise<LastPrice> {
  const instrument = await venue.market.instrument(id);
  const timeframe = venue.capabilities.historyTimeframes[0];
  if (instrument === undefined || timeframe === undefined) return { instrument, price: undefined };
  const { candles } = await venue.market.history({
    instrument: id,
    timeframe,
    priceSide: instrument.priceSide,
    range: { from: epochMs(now - reachMs), to: epochMs(now + 60_000) },
    limit: 1,
  });
  return {
    instrument,
    price: candles.length === 0 ? undefined : candleAt(candles, candles.length - 1).close,
  };
}

function pairNames(source: string, base: string, quote: string): InstrumentId[] {
  return [`${base}${quote}`, `${base}-${quote}`, `${base}/${quote}`]
    .map((symbol) => `${source}:${symbol}`.toUpperCase())
    .filter(isInstrumentId)
    .map(instrumentId);
}

/** Dollar coins are shown at par in a dollar sum, as every exchange does. */
function sameValue(a: string, b: string): boolean {
  const dollars = new Set(['USD', 'USDT', 'USDC', 'FDUSD', 'TUSD', 'USDP']);
  return dollars.has(a) && dollars.has(b);
}
