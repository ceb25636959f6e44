import {
  type InstrumentId,
  isInstrumentId,
  sourceOf,
  symbolOf,
} from '../../../src-shared/domain/instrument.ts';
import type { Environment } from '../venue-kind.ts';
import type { Product } from './urls.ts';

/*
 * Binance's symbols and our instrument ids, both ways:
 *   spot BTCUSDT ↔ BINANCE:BTCUSDT, perpetual BTCUSDT ↔ BINANCE:BTCUSDT.P, dated BTCUSDT_261225 ↔ BINANCE:BTCUSDT_261225.F.
 * Ids are plain letters; since 2025-12 symbols need not be: those are written as the hex of their UTF-8, `U#E5B881…`.
 */

const sources: Readonly<Record<Environment, string>> = { live: 'BINANCE', testnet: 'BINANCE_TEST' };
const plainSymbol = /^[A-Z0-9][A-Z0-9_-]*$/;
const datedSymbol = /_\d{6}$/;
const encodedMark = 'U#';

export interface VenueSymbol {
  readonly product: Product;
  /** As Binance spells it, upper case. */
  readonly symbol: string;
}

/** Undefined for the few names that are too long for an id. */
export function instrumentIdOf(
  environment: Environment,
  product: Product,
  symbol: string,
): InstrumentId | undefined {
  const name = plainSymbol.test(symbol)
    ? symbol
    : `${encodedMark}${Buffer.from(symbol, 'utf8').toString('hex').toUpperCase()}`;
  const suffix = product === 'spot' ? '' : datedSymbol.test(symbol) ? '.F' : '.P';
  const id = `${sources[environment]}:${name}${suffix}`;
  return isInstrumentId(id) && symbol !== '' ? id : undefined;
}

/** Undefined for ids of other venues or of the other environment. */
export function venueSymbolOf(environment: Environment, id: InstrumentId): VenueSymbol | undefined {
  if (sourceOf(id) !== sources[environment]) return undefined;
  const [, name = '', suffix] = /^(.*?)(\.[PF])?$/.exec(symbolOf(id)) ?? [];
  const symbol = name.startsWith(encodedMark)
    ? Buffer.from(name.slice(encodedMark.length), 'hex').toString('utf8')
    : name;
  const found: VenueSymbol = { product: suffix === undefined ? 'spot' : 'usd-m', symbol };
  // Only the one spelling of a symbol names it.
  return instrumentIdOf(environment, found.product, symbol) === id ? found : undefined;
}

/** The symbol part of stream names. */
export function streamSymbol(symbol: string): string {
  return symbol.toLowerCase();
}
