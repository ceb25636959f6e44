import {
  type InstrumentId,
  isInstrumentId,
  sourceOf,
  symbolOf,
} from '../../../src-shared/domain/instrument.ts';

/*
 * `BTC-USD` is `COINBASE:BTC-USD`. An alias such as BTC-USDC is a market of its own for us, since an order for it is paid
 * from another wallet; that its prices are those of BTC-USD is known to `products.ts`.
 */

const source = 'COINBASE';

/** Undefined for a product that cannot be written as an id. */
export function instrumentIdOf(product: string): InstrumentId | undefined {
  const id = `${source}:${product}`;
  return isInstrumentId(id) ? id : undefined;
}

/** The way back; undefined for markets of other venues. */
export function productOf(id: InstrumentId): string | undefined {
  return sourceOf(id) === source ? symbolOf(id) : undefined;
}

/** Currency that a spot product is priced and its fees are paid in. */
export function quoteCurrencyOf(product: string): string {
  return product.slice(product.lastIndexOf('-') + 1);
}

/** Futures have a contract's month and venue in their names besides: `BIT-28JUN24-CDE`. */
export function isSpotProduct(product: string): boolean {
  return product.split('-').length === 2;
}
