import type { MarketTrade } from '../exchange/orders.ts';
import type { TradeTape } from '../exchange/trade-tape.ts';

/*
 * The venue stamps trades in nanoseconds, the engine in milliseconds. Trades of one millisecond get ascending nanoseconds, so
 * that paging by time loses none and repeats none.
 */

const perMs = 1_000_000n;
/** Seven decimals of a second still tell neighbours apart. */
const first = 137_246n;
const apart = 137n;

/** Nanoseconds since 1970. */
export function timeOfTrade(trades: readonly MarketTrade[], index: number): bigint {
  const at = trades[index]?.at ?? 0;
  let before = 0n;
  for (let other = index - 1; trades[other]?.at === at; other -= 1) before += 1n;
  return BigInt(at) * perMs + first + before * apart;
}

/** The first position whose trade is younger than this. */
export function firstAfter(tape: TradeTape, nanos: bigint): number {
  let index = tape.indexAt(Number(nanos / perMs));
  while (index < tape.trades.length && timeOfTrade(tape.trades, index) <= nanos) index += 1;
  return index;
}

/** Whether the taker's order was a market order: the crowd's now and then are. */
export function orderLetter(trade: MarketTrade): 'm' | 'l' {
  return trade.id % 3 === 0 ? 'm' : 'l';
}
