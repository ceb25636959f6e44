import type { Instrument, InstrumentId } from '../../../../src-shared/domain/instrument.ts';

/** Rithmic's pair of names for one market. */
export interface SymbolPair {
  readonly symbol: string;
  readonly exchange: string;
}

/** What trading needs to know of markets; the market half keeps it. */
export interface InstrumentSource {
  /** Undefined for an id that is not of this venue. */
  pairOf(id: InstrumentId): SymbolPair | undefined;
  /** Undefined for names that no instrument id can hold. */
  idOf(pair: SymbolPair): InstrumentId | undefined;
  /** Without asking: undefined while it was never looked up. */
  known(id: InstrumentId): Instrument | undefined;
  /** Asks Rithmic where need be; undefined is its answer “no such market”. */
  load(id: InstrumentId): Promise<Instrument | undefined>;
}

/** `ES` of `ESZ6`: month letter and year taken off; limits and commissions are told by product. */
export function productOf(symbol: string): string {
  return /^(.+?)[FGHJKMNQUVXZ]\d{1,2}$/.exec(symbol)?.[1] ?? symbol;
}
