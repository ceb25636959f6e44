import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Instrument, InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import type { Release } from '../release.ts';
import type { HistoryPage, HistoryRequest, MarketData, StreamRequest } from '../venue.ts';
import { historyPage } from './history.ts';
import type { Products } from './products.ts';
import type { CoinbaseRest } from './rest.ts';
import type { MarketStream, Streamed } from './stream.ts';
import { productOf } from './symbols.ts';

export interface MarketParts {
  readonly rest: Pick<CoinbaseRest, 'candles'>;
  readonly products: Products;
  readonly stream: MarketStream;
  /** Venue time. */
  now(): EpochMs;
}

/** One stream of one market, held by so many. */
interface Wish {
  readonly instrument: InstrumentId;
  readonly stream: Streamed;
  holders: number;
  /** Undefined until the list of products is there. */
  release: Release | undefined;
}

/** The market half of the port. What is subscribed to is desired state, followed once the products are known. */
export class CoinbaseMarket implements MarketData {
  readonly #parts: MarketParts;
  readonly #wishes = new Map<string, Wish>();
  readonly #listeners = new Set<(events: readonly MarketEvent[]) => void>();
  readonly #beginnings = new Map<string, number>();

  constructor(parts: MarketParts) {
    this.#parts = parts;
  }

  searchInstruments(text: string, limit: number): Promise<readonly Instrument[]> {
    return this.#parts.products.search(text, limit);
  }

  async instrument(id: InstrumentId): Promise<Instrument | undefined> {
    if (productOf(id) === undefined) return undefined;
    return (await this.#parts.products.byId(id))?.instrument;
  }

  async history(request: HistoryRequest, signal?: AbortSignal): Promise<HistoryPage> {
    const { products, rest } = this.#parts;
    const isOurs = productOf(request.instrument) !== undefined;
    const product = isOurs ? await products.byId(request.instrument) : undefined;
    if (product === undefined) {
      throw new Failure('not-found', `${request.instrument} is not a spot market of Coinbase.`);
    }
    const parts = { rest, beginnings: this.#beginnings, now: () => this.now() };
    return historyPage(parts, product.name, request, signal);
  }

  subscribe({ instrument, stream }: StreamRequest): Release {
    if (stream === 'candles') {
      throw new Failure(
        'unsupported',
        'Coinbase streams candles of five minutes only; bars are built from its trades.',
      );
    }
    const name = `${stream} ${instrument}`;
    const wish = this.#wishes.get(name) ?? { instrument, stream, holders: 0, release: undefined };
    this.#wishes.set(name, wish);
    wish.holders += 1;
    this.#follow(wish);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      wish.holders -= 1;
      if (wish.holders > 0) return;
      wish.release?.();
      this.#wishes.delete(name);
    };
  }

  onEvents(listener: (events: readonly MarketEvent[]) => void): Release {
    const own = (events: readonly MarketEvent[]) => listener(events);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Never before an event that was told: ours is a guess of Coinbase's clock. */
  now(): EpochMs {
    return epochMs(Math.max(this.#parts.now(), this.#parts.stream.newest));
  }

  emit(events: readonly MarketEvent[]): void {
    for (const listener of [...this.#listeners]) listener(events);
  }

  /** The products are known: what was wished for before can be followed. */
  followAll(): void {
    for (const wish of this.#wishes.values()) this.#follow(wish);
  }

  #follow(wish: Wish): void {
    if (wish.release !== undefined) return;
    const { products, stream } = this.#parts;
    const product = products.known(wish.instrument);
    if (product !== undefined) wish.release = stream.follow(product, wish.instrument, wish.stream);
  }
}
