import type { Exchange } from '../exchange/exchange.ts';
import type { MarketTrade } from '../exchange/orders.ts';
import { stamp } from './fields.ts';

/** Microseconds of each trade: the engine counts in milliseconds, and several trades share one. */
export class TradeStamps {
  private readonly micros = new Map<string, number>();
  private readonly newest = new Map<string, number>();

  constructor(exchange: Exchange) {
    exchange.onEvent((event) => {
      if (event.type !== 'trade') return;
      const { market, trade } = event;
      const at = Math.max(trade.at * 1000, (this.newest.get(market) ?? 0) + 1);
      this.newest.set(market, at);
      if (at !== trade.at * 1000) this.micros.set(`${market} ${trade.id}`, at);
    });
  }

  of(market: string, trade: MarketTrade): { ssboe: number; usecs: number } {
    const at = this.micros.get(`${market} ${trade.id}`) ?? trade.at * 1000;
    return stamp(at / 1000, at % 1_000_000);
  }
}
