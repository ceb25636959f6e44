import { type Amount, decimal, zero } from './decimal.ts';
import { type BookLevel, type Order, opposite, remainingOf, type Side } from './orders.ts';

/**
 * Something that rests at a price: a customer's order, or liquidity of the crowd (the rest of the market, made by the price
 * feed or by a test), which has an amount and no owner.
 */
export type Resting = { order: Order } | { crowd: Amount };

export interface Level {
  price: Amount;
  /** In order of arrival. */
  queue: Resting[];
}

function amountOf(resting: Resting): Amount {
  return 'order' in resting ? remainingOf(resting.order) : resting.crowd;
}

/** Price levels with time priority inside each. Best first on both sides. */
export class OrderBook {
  private readonly sides: Record<Side, Level[]> = { buy: [], sell: [] };

  levels(side: Side): readonly Level[] {
    return this.sides[side];
  }

  best(side: Side): Level | undefined {
    return this.sides[side][0];
  }

  /** Totals per level, best first. */
  depth(side: Side, limit: number): BookLevel[] {
    return this.sides[side].slice(0, limit).map((level) => ({
      price: level.price,
      quantity: this.total(level),
    }));
  }

  totalAt(side: Side, price: Amount): Amount {
    const level = this.sides[side][this.find(side, price).index];
    return level?.price.equals(price) ? this.total(level) : zero;
  }

  /** True when an order of `side` with this limit would trade against `level`. No limit: always. */
  crosses(side: Side, limit: Amount | undefined, level: Level): boolean {
    if (limit === undefined) return true;
    return side === 'buy' ? level.price.lessThanOrEqualTo(limit) : level.price.greaterThanOrEqualTo(limit);
  }

  /** How much an order of `side` could trade at once. */
  available(side: Side, limit: Amount | undefined): Amount {
    let sum = zero;
    for (const level of this.sides[opposite(side)]) {
      if (!this.crosses(side, limit, level)) break;
      sum = sum.plus(this.total(level));
    }
    return sum;
  }

  rest(order: Order): void {
    if (order.price === undefined) throw new Error(`Order ${order.id} has no price to rest at.`);
    this.levelAt(order.side, order.price).queue.push({ order });
  }

  remove(order: Order): void {
    if (order.price === undefined) return;
    const { index, exact } = this.find(order.side, order.price);
    const level = this.sides[order.side][index];
    if (!exact || level === undefined) return;
    level.queue = level.queue.filter((resting) => !('order' in resting) || resting.order !== order);
    if (level.queue.length === 0) this.sides[order.side].splice(index, 1);
  }

  crowdAt(side: Side, price: Amount): Amount {
    const { index, exact } = this.find(side, price);
    if (!exact) return zero;
    const resting = this.sides[side][index]?.queue.find((item) => 'crowd' in item);
    return resting === undefined ? zero : amountOf(resting);
  }

  /** Sets the crowd's amount at a price; zero withdraws it. Keeps its place in the queue. */
  setCrowd(side: Side, price: Amount, quantity: Amount): void {
    if (quantity.isZero()) {
      const { index, exact } = this.find(side, price);
      const level = this.sides[side][index];
      if (!exact || level === undefined) return;
      level.queue = level.queue.filter((resting) => 'order' in resting);
      if (level.queue.length === 0) this.sides[side].splice(index, 1);
      return;
    }
    const level = this.levelAt(side, price);
    const crowd = level.queue.find((resting) => 'crowd' in resting);
    if (crowd !== undefined && 'crowd' in crowd) crowd.crowd = quantity;
    else level.queue.push({ crowd: quantity });
  }

  /** Takes `quantity` out of what is first in line at the best level of `side`, and tidies up behind it. */
  consumeFirst(side: Side, quantity: Amount): void {
    const level = this.sides[side][0];
    const first = level?.queue[0];
    if (level === undefined || first === undefined) throw new Error('Nothing rests here.');
    if ('crowd' in first) first.crowd = first.crowd.minus(quantity);
    if (amountOf(first).isZero()) level.queue.shift();
    if (level.queue.length === 0) this.sides[side].shift();
  }

  private total(level: Level): Amount {
    return level.queue.reduce((sum, resting) => sum.plus(amountOf(resting)), decimal(0));
  }

  private levelAt(side: Side, price: Amount): Level {
    const { index, exact } = this.find(side, price);
    const found = this.sides[side][index];
    if (exact && found !== undefined) return found;
    const level: Level = { price, queue: [] };
    this.sides[side].splice(index, 0, level);
    return level;
  }

  private find(side: Side, price: Amount): { index: number; exact: boolean } {
    const levels = this.sides[side];
    let low = 0;
    let high = levels.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const level = levels[middle];
      if (level === undefined) break;
      const isBetter = side === 'buy' ? level.price.greaterThan(price) : level.price.lessThan(price);
      if (isBetter) low = middle + 1;
      else high = middle;
    }
    return { index: low, exact: levels[low]?.price.equals(price) ?? false };
  }
}
