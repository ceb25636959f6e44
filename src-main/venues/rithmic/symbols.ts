import {
  type InstrumentId,
  isInstrumentId,
  sourceOf,
  symbolOf,
} from '../../../src-shared/domain/instrument.ts';

/*
 * Rithmic names a contract by a pair, symbol and exchange: (ESZ6, CME). Ours is `CME:ESZ6`; on systems whose prices are
 * made up the exchange gets `_TEST` after it, so that their bars never meet the real ones in the cache.
 */

export interface Contract {
  readonly exchange: string;
  readonly symbol: string;
}

const testSuffix = '_TEST';

/** Both directions for one connection. */
export interface Symbols {
  /** Undefined for the few symbols that no id can hold, such as options with a space in their name. */
  idOf(contract: Contract): InstrumentId | undefined;
  /** Undefined for what cannot be of this connection. */
  contractOf(id: InstrumentId): Contract | undefined;
}

export function symbolsFor(hasMadeUpPrices: boolean): Symbols {
  const suffix = hasMadeUpPrices ? testSuffix : '';
  return {
    idOf({ exchange, symbol }) {
      if (exchange.endsWith(testSuffix)) return undefined;
      const id = `${exchange}${suffix}:${symbol}`;
      return isInstrumentId(id) ? id : undefined;
    },
    contractOf(id) {
      const source = sourceOf(id);
      if (source.endsWith(testSuffix) !== hasMadeUpPrices) return undefined;
      return { exchange: source.slice(0, source.length - suffix.length), symbol: symbolOf(id) };
    },
  };
}

export function contractName({ exchange, symbol }: Contract): string {
  return `${exchange} ${symbol}`;
}
