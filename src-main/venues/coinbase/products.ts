import {
  type Instrument,
  type InstrumentId,
  matchRank,
  type OrderLimits,
} from '../../../src-shared/domain/instrument.ts';
import { compareDecimals } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { decimalsOf } from './book-feed.ts';
import { instrumentIdOf } from './symbols.ts';
import type { ProductWire } from './wire.ts';

/** A spot product, with what orders and streams need to know of it besides. */
export interface Product {
  readonly name: string;
  readonly instrument: Instrument;
  /** The product whose book and prices it shares, itself as a rule: data of BTC-USDC arrive as BTC-USD. */
  readonly canonical: string;
  readonly priceDecimals: number;
  readonly sizeDecimals: number;
  /** Why no order, or none of some kinds, is taken now; empty when all are. */
  readonly closedReason: string;
  readonly isLimitOnly: boolean;
  readonly isPostOnly: boolean;
  /** For the order of search results. */
  readonly turnover: number;
}

const refreshMs = 15 * 60_000;
/** After a failed refresh the old list serves this much longer. */
const retryMs = 60_000;

export interface ProductsParts {
  fetch(signal?: AbortSignal): Promise<readonly ProductWire[]>;
  now(): EpochMs;
  /** There may be markets that were not there before. */
  onRenewed(): void;
  onTrouble(sentence: string): void;
}

/** All spot products, fetched when first needed and again after a while, held in memory. */
export class Products {
  readonly #parts: ProductsParts;
  #byName = new Map<string, Product>();
  #byId = new Map<InstrumentId, Product>();
  #ordered: readonly Product[] = [];
  #freshUntil = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | undefined;

  constructor(parts: ProductsParts) {
    this.#parts = parts;
  }

  /** @throws Failure when there is no list at all. */
  async load(signal?: AbortSignal): Promise<void> {
    const now = this.#parts.now();
    if (now < this.#freshUntil) return;
    this.#loading ??= this.#fetch(signal).finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  async byId(id: InstrumentId): Promise<Product | undefined> {
    await this.load();
    return this.#byId.get(id);
  }

  /** Of the list as it is now, without asking for one. */
  known(id: InstrumentId): Product | undefined {
    return this.#byId.get(id);
  }

  knownProduct(name: string): Product | undefined {
    return this.#byName.get(name);
  }

  async search(text: string, limit: number): Promise<readonly Instrument[]> {
    await this.load();
    const needle = text.trim().toLowerCase();
    return this.#ordered
      .filter(({ instrument: { id, name } }) => `${id} ${name}`.toLowerCase().includes(needle))
      .map((product, place) => ({ product, place, rank: matchRank(product.instrument.id, needle) }))
      .sort((a, b) => a.rank - b.rank || a.place - b.place)
      .slice(0, limit)
      .map(({ product }) => product.instrument);
  }

  async #fetch(signal?: AbortSignal): Promise<void> {
    const now = this.#parts.now();
    try {
      const products = (await this.#parts.fetch(signal)).flatMap((wire) => productOfWire(wire) ?? []);
      this.#byName = new Map(products.map((product) => [product.name, product]));
      this.#byId = new Map(products.map((product) => [product.instrument.id, product]));
      this.#ordered = products.toSorted((a, b) => b.turnover - a.turnover);
      this.#freshUntil = now + refreshMs;
      this.#parts.onRenewed();
    } catch (error) {
      if (this.#byId.size === 0) throw error;
      this.#freshUntil = now + retryMs;
      this.#parts.onTrouble(
        `The list of markets could not be renewed: ${error instanceof Error ? error.message : 'unknown'}`,
      );
    }
  }
}

/** Undefined for what is no spot market that is still there, or has no grids. */
export function productOfWire(wire: ProductWire): Product | undefined {
  const id = instrumentIdOf(wire.product_id);
  const tickSize = positive(wire.price_increment) ?? positive(wire.quote_increment);
  const lotStep = positive(wire.base_increment);
  if (id === undefined || tickSize === undefined || lotStep === undefined) return undefined;
  if (wire.product_type !== 'SPOT' || wire.status === 'delisted' || wire.is_disabled) return undefined;
  const names = [wire.base_name || wire.base_currency_id, wire.quote_name || wire.quote_currency_id];
  return {
    name: wire.product_id,
    canonical: wire.alias || wire.product_id,
    instrument: {
      id,
      name: names.join(' / '),
      assetClass: 'crypto',
      currency: wire.quote_currency_id,
      tickSize,
      lotStep,
      multiplier: '1',
      calendar: 'crypto-24-7',
      priceSide: 'trade',
      limits: limitsOf(wire),
    },
    priceDecimals: decimalsOf(tickSize),
    sizeDecimals: decimalsOf(lotStep),
    closedReason: closedReasonOf(wire),
    isLimitOnly: wire.limit_only,
    isPostOnly: wire.post_only,
    turnover: Number(wire.approximate_quote_24h_volume),
  };
}

function positive(amount: string | undefined): string | undefined {
  return amount !== undefined && compareDecimals(amount, '0') > 0 ? amount : undefined;
}

function limitsOf(wire: ProductWire): OrderLimits {
  const limits = {
    minQuantity: positive(wire.base_min_size),
    maxQuantity: positive(wire.base_max_size),
    minNotional: positive(wire.quote_min_size),
    maxNotional: positive(wire.quote_max_size),
  };
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}

function closedReasonOf(wire: ProductWire): string {
  if (wire.status === 'offline') return 'Coinbase has taken this market offline.';
  if (wire.trading_disabled) return 'Coinbase has halted trading in this market.';
  if (wire.cancel_only) return 'Coinbase takes only cancels in this market now.';
  if (wire.view_only) return 'This market can be looked at but not traded.';
  return '';
}
