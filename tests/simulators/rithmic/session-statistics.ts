import type { Exchange } from '../exchange/exchange.ts';
import type { MarketTrade } from '../exchange/orders.ts';
import { type TradingDay, tradingDayOf } from './trading-day.ts';

/** One trading day of one market, as its trades made it. */
export interface DayFigures {
  day: TradingDay;
  open: number;
  high: number;
  low: number;
  last: number;
  volume: number;
  /** Price times quantity, for the average. */
  turnover: number;
  readonly atPrice: Map<number, number>;
}

/** Keeps the present day of each market, and the last price of the day before. */
export class SessionStatistics {
  private readonly days = new Map<string, DayFigures>();
  private readonly closes = new Map<string, number>();
  private readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
    for (const market of exchange.symbols()) this.readTape(market);
    exchange.onEvent((event) => {
      if (event.type === 'trade') this.add(event.market, event.trade);
    });
  }

  of(market: string): DayFigures {
    const day = this.days.get(market);
    if (day === undefined) throw new Error(`Nothing has traded in ${market}.`);
    return day;
  }

  previousClose(market: string): number {
    return this.closes.get(market) ?? this.of(market).open;
  }

  private readTape(market: string): void {
    const { tape } = this.exchange.market(market);
    const { last } = tape;
    if (last === undefined) return;
    const from = tape.indexAt(tradingDayOf(last.at).open);
    for (const trade of tape.trades.slice(Math.max(0, from - 1))) this.add(market, trade);
  }

  private add(market: string, trade: MarketTrade): void {
    const price = trade.price.toNumber();
    const size = trade.quantity.toNumber();
    let day = this.days.get(market);
    if (day === undefined || trade.at >= day.day.next) {
      if (day !== undefined) this.closes.set(market, day.last);
      day = {
        day: tradingDayOf(trade.at),
        open: price,
        high: price,
        low: price,
        last: price,
        volume: 0,
        turnover: 0,
        atPrice: new Map(),
      };
      this.days.set(market, day);
    }
    day.high = Math.max(day.high, price);
    day.low = Math.min(day.low, price);
    day.last = price;
    day.volume += size;
    day.turnover += price * size;
    day.atPrice.set(price, (day.atPrice.get(price) ?? 0) + size);
  }
}
