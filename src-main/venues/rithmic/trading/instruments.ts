import type { Instrument, InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { Symbols } from '../symbols.ts';

/** What trading needs to know of markets; the market half keeps it. */
export interface InstrumentSource extends Symbols {
  /** Without asking: undefined while it was never looked up. */
  known(id: InstrumentId): Instrument | undefined;
  /** Asks Rithmic where need be; undefined is its answer “no such market”. */
  load(id: InstrumentId): Promise<Instrument | undefined>;
}

/** `ES` of `ESZ6`: month letter and year taken off; limits and commissions are told by product. */
export function productOf(symbol: string): string {
  return /^(.+?)[FGHJKMNQUVXZ]\d{1,2}$/.exec(symbol)?.[1] ?? symbol;
}
