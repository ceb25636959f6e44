import { Failure } from '../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { Listeners } from '../connection/listeners.ts';
import type { Release } from '../release.ts';
import type { MarketData, StreamKind, StreamRequest } from '../venue.ts';
import { historyPage } from './history.ts';
import type { Instruments } from './instruments.ts';
import { instrumentOf } from './listing.ts';
import type { KiteRest } from './rest.ts';
import type { Ticker } from './stream.ts';
import { kiteNameOf } from './symbols.ts';

export interface MarketParts {
  readonly rest: Pick<KiteRest, 'candles'>;
  readonly instruments: Instruments;
  readonly ticker: Ticker;
  now(): EpochMs;
  noteTrouble(sentence: string): void;
}

type Holders = Record<Exclude<StreamKind, 'candles'>, number>;

interface Wanted {
  readonly holders: Holders;
  /** What it is followed under; undefined until the day's list has been read. */
  token: number | undefined;
}

/** The market half of the port. What is subscribed to is desired state, attached to tokens once these are known. */
export class ZerodhaMarket implements MarketData {
  readonly #parts: MarketParts;
  readonly #wanted = new Map<InstrumentId, Wanted>();
  readonly #listeners = new Listeners<[readonly MarketEvent[]]>();

  constructor(parts: MarketParts) {
    this.#parts = parts;
  }

  searchInstruments(text: string, limit: number) {
    return this.#parts.instruments.search(text, limit);
  }

  async instrument(id: InstrumentId) {
    if (kiteNameOf(id) === undefined) return undefined;
    const listing = await this.#parts.instruments.listing(id);
    return listing && instrumentOf(listing);
  }

  async history(request: Parameters<MarketData['history']>[0], signal?: AbortSignal) {
    const { instruments, rest } = this.#parts;
    const listing = await instruments.listing(request.instrument);
    if (listing === undefined) {
      throw new Failure('not-found', `${request.instrument} is not in Zerodha’s list of today.`);
    }
    const now = () => this.now(request.instrument);
    return historyPage({ candles: rest.candles, now }, listing, request, signal);
  }

  subscribe({ instrument, stream }: StreamRequest): Release {
    if (stream === 'candles') {
      throw new Failure('unsupported', 'Zerodha streams no candles; they are built from its ticks.');
    }
    const wanted = this.#wanted.get(instrument) ?? {
      holders: { quotes: 0, trades: 0, book: 0 },
      token: undefined,
    };
    this.#wanted.set(instrument, wanted);
    wanted.holders[stream] += 1;
    this.#follow(instrument, wanted);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      wanted.holders[stream] -= 1;
      this.#follow(instrument, wanted);
    };
  }

  onEvents(listener: (events: readonly MarketEvent[]) => void): Release {
    return this.#listeners.add(listener);
  }

  /** Never before an event that was told: the exchanges' clocks may be ahead of ours. */
  now(instrument: InstrumentId): EpochMs {
    const token = this.#wanted.get(instrument)?.token;
    return epochMs(Math.max(this.#parts.now(), token === undefined ? 0 : this.#parts.ticker.newest(token)));
  }

  emit(events: readonly MarketEvent[]): void {
    this.#listeners.tell(events);
  }

  /** The day's list has come: tokens may have moved to other markets. */
  attachAll(): void {
    const { ticker, instruments } = this.#parts;
    // All old tokens are given up before a new owner asks for one of them.
    for (const [instrument, wanted] of this.#wanted) {
      if (wanted.token === undefined || wanted.token === instruments.known(instrument)?.token) continue;
      ticker.unfollow(wanted.token);
      wanted.token = undefined;
    }
    for (const [instrument, wanted] of this.#wanted) this.#follow(instrument, wanted);
  }

  #follow(instrument: InstrumentId, wanted: Wanted): void {
    const { ticker, instruments } = this.#parts;
    const { quotes, trades, book } = wanted.holders;
    const isWanted = quotes + trades + book > 0;
    const token = isWanted ? instruments.known(instrument)?.token : undefined;
    if (wanted.token !== undefined && wanted.token !== token) ticker.unfollow(wanted.token);
    wanted.token = token;
    if (!isWanted) this.#wanted.delete(instrument);
    if (token === undefined) return;
    try {
      ticker.follow(token, instrument, { quotes: quotes > 0, trades: trades > 0, book: book > 0 });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      wanted.token = undefined;
      this.#parts.noteTrouble(error.message);
    }
  }
}
