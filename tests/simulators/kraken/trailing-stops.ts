import { Exact } from '../exchange/decimal.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { isLive, type MarketTrade, type Order } from '../exchange/orders.ts';
import { extraOf, isWaiting } from './order-extra.ts';

/** Draws the stops of trailing orders after the price, never away from it. */
export class TrailingStops {
  private readonly orders = new Set<Order>();

  constructor(exchange: Exchange) {
    exchange.onEvent((event) => {
      if (event.type === 'trade') this.follow(event.market, event.trade);
    });
  }

  watch(order: Order): void {
    if (extraOf(order).trail !== undefined) this.orders.add(order);
  }

  private follow(market: string, trade: MarketTrade): void {
    for (const order of this.orders) {
      if (!isLive(order) || !isWaiting(order)) this.orders.delete(order);
      else if (order.market === market) draw(order, trade);
    }
  }
}

function draw(order: Order, { price }: MarketTrade): void {
  const { trail, limitOffset } = extraOf(order);
  if (trail === undefined || order.stopPrice === undefined) return;
  const isSell = order.side === 'sell';
  const wanted = isSell ? price.minus(trail) : price.plus(trail);
  order.stopPrice = isSell ? Exact.max(order.stopPrice, wanted) : Exact.min(order.stopPrice, wanted);
  if (limitOffset !== undefined) order.price = order.stopPrice.plus(limitOffset);
}
