import type { TradeTape } from '../exchange/trade-tape.ts';
import type { Fields } from './fields.ts';

/** What traded at each price of a stretch of time, in parallel lists. */
export function volumeProfile(tape: TradeTape, from: number, to: number): Fields {
  const at = new Map<number, { buy: number; sell: number; buys: number; sells: number }>();
  for (let index = tape.indexAt(from); index < tape.trades.length; index += 1) {
    const trade = tape.trades[index];
    if (trade === undefined || trade.at >= to) break;
    const price = trade.price.toNumber();
    const sum = at.get(price) ?? { buy: 0, sell: 0, buys: 0, sells: 0 };
    const size = trade.quantity.toNumber();
    if (trade.takerSide === 'buy') {
      sum.buy += size;
      sum.buys += 1;
    } else {
      sum.sell += size;
      sum.sells += 1;
    }
    at.set(price, sum);
  }
  const rows = [...at].sort(([a], [b]) => a - b);
  return {
    profile_price: rows.map(([price]) => price),
    profile_no_aggressor_volume: rows.map(() => 0),
    profile_bid_volume: rows.map(([, { sell }]) => sell),
    profile_ask_volume: rows.map(([, { buy }]) => buy),
    profile_no_aggressor_trades: rows.map(() => 0),
    profile_bid_aggressor_trades: rows.map(([, { sells }]) => sells),
    profile_ask_aggressor_trades: rows.map(([, { buys }]) => buys),
  };
}
