import type { MarketSpec } from '../exchange/account.ts';
import { decimal } from '../exchange/decimal.ts';
import type { ExchangeRules } from '../exchange/exchange.ts';
import { currencyOf, purseOf } from './exchange-side.ts';
import { type Listing, nameOf } from './listings.ts';

/** Indices have no tick of their own; their numbers move by five hundredths here. */
const indexTick = 0.05;
/** The part of a derivative's worth that must be there. */
const marginRate = 0.12;

/** Everything is a position paid for from rupees; shares are paid in full. */
export function specOf(row: Listing): MarketSpec {
  return {
    symbol: nameOf(row),
    base: nameOf(row),
    quote: currencyOf[purseOf(row.exchange)],
    tick: decimal(row.isIndex ? indexTick : row.tick),
    step: decimal(Math.max(1, row.lot)),
    settlement: 'margin',
  };
}

export function leverageOf({ type, multiplier }: Listing): number {
  return type === 'EQ' ? 1 : 1 / (multiplier * marginRate);
}

export const engineRules: ExchangeRules = {
  // Fills carry no fees: what they cost is asked for afterwards.
  fees: { maker: '0', taker: '0', paidIn: 'none', places: 4 },
  uniqueClientIds: 'any',
  refuseImmediateTrigger: true,
  firstOrderId: 1,
  firstTradeId: 10_000_000,
  firstListId: 1,
  firstBookSequence: 1,
};
