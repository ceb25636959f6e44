import { Failure } from '../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { plainDecimal } from '../../../src-shared/domain/quantity.ts';
import type { FeeRates } from '../trading.ts';
import type { Catalogue } from './catalogue.ts';
import type { Rest } from './rest.ts';

const freshForMs = 10 * 60_000;

/** What the account pays: the lists of markets have no fees (their arrays are empty), `TradeVolume` has the account's own. */
export function createFeeRates(
  rest: Pick<Rest, 'TradeVolume'>,
  catalogue: Pick<Catalogue, 'byId'>,
  monotonicMs: () => number,
): (instrument: InstrumentId) => Promise<FeeRates> {
  const known = new Map<InstrumentId, { readonly at: number; readonly rates: Promise<FeeRates> }>();

  async function ask(instrument: InstrumentId): Promise<FeeRates> {
    const market = catalogue.byId(instrument);
    if (market === undefined) {
      throw new Failure('not-found', `${instrument} is not a market of Kraken that can be traded.`);
    }
    const { fees = {}, fees_maker: makers = {} } = await rest.TradeVolume(market.key);
    // One market was asked for, so that its only row is meant, whichever of its names it goes by.
    const taker = Object.values(fees)[0]?.fee;
    if (taker === undefined) {
      throw new Failure('unavailable', `Kraken did not tell the fees of ${market.symbol}.`);
    }
    const maker = Object.values(makers)[0]?.fee ?? taker;
    return { makerPercent: plainDecimal(maker), takerPercent: plainDecimal(taker) };
  }

  return (instrument) => {
    const last = known.get(instrument);
    if (last !== undefined && monotonicMs() - last.at < freshForMs) return last.rates;
    const rates = ask(instrument);
    known.set(instrument, { at: monotonicMs(), rates });
    rates.catch(() => known.delete(instrument));
    return rates;
  };
}
