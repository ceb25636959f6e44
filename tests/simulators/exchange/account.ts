import { type Amount, decimal, Exact, plain, zero } from './decimal.ts';
import type { Order, OrderKind, Side } from './orders.ts';
import { isLive, remainingOf } from './orders.ts';

export interface MarketSpec {
  /** The engine's name of the market; a venue may show another. */
  symbol: string;
  base: string;
  quote: string;
  tick: Amount;
  step: Amount;
  /** `spot` exchanges two balances. `margin` keeps one-way positions, paid for from the quote balance. */
  settlement: 'spot' | 'margin';
}

/** One-way: a positive quantity is long, a negative one short. */
export interface Position {
  market: string;
  quantity: Amount;
  entryPrice: Amount;
  realisedProfit: Amount;
  updatedAt: number;
}

function usesStopPrice(kind: OrderKind): boolean {
  return kind === 'stop' || kind === 'take-profit';
}

/**
 * Balances are totals; what is locked follows from the open orders each time it is asked, so that no path through the engine
 * can leave money locked behind.
 */
export class Account {
  readonly id: string;
  readonly positions = new Map<string, Position>();
  readonly leverage = new Map<string, number>();
  readonly openOrders = new Set<Order>();
  isEnabled = true;
  updatedAt = 0;
  private readonly totals = new Map<string, Amount>();
  private readonly specs: ReadonlyMap<string, MarketSpec>;
  /** Where fees come on top of the price, as a part of it: buying takes that much more. */
  private readonly costFactor: Amount;

  constructor(
    id: string,
    specs: ReadonlyMap<string, MarketSpec>,
    balances: Record<string, string>,
    quoteFee: Amount = zero,
  ) {
    this.id = id;
    this.specs = specs;
    this.costFactor = quoteFee.plus(1);
    for (const [asset, amount] of Object.entries(balances)) this.totals.set(asset, decimal(amount));
  }

  assets(): string[] {
    return [...this.totals.keys()];
  }

  total(asset: string): Amount {
    return this.totals.get(asset) ?? zero;
  }

  add(asset: string, amount: Amount): void {
    this.totals.set(asset, this.total(asset).plus(amount));
  }

  free(asset: string): Amount {
    return this.total(asset).minus(this.locked(asset));
  }

  locked(asset: string): Amount {
    let sum = zero;
    const perList = new Map<number, Amount>();
    for (const order of this.openOrders) {
      const need = this.needOf(order, asset);
      if (order.listId === undefined) sum = sum.plus(need);
      // The legs of a list exclude each other: only the dearest is covered.
      else perList.set(order.listId, Exact.max(perList.get(order.listId) ?? zero, need));
    }
    for (const need of perList.values()) sum = sum.plus(need);
    for (const position of this.positions.values()) sum = sum.plus(this.marginOf(position, asset));
    return sum;
  }

  leverageOf(market: string): number {
    return this.leverage.get(market) ?? 20;
  }

  position(market: string): Position {
    const found = this.positions.get(market);
    if (found !== undefined) return found;
    const flat = { market, quantity: zero, entryPrice: zero, realisedProfit: zero, updatedAt: 0 };
    this.positions.set(market, flat);
    return flat;
  }

  /** What an order of this shape takes out of the free balance of `asset`. */
  needFor(market: string, side: Side, quantity: Amount, price: Amount, asset: string): Amount {
    const spec = this.spec(market);
    if (spec.settlement === 'margin') {
      const opening = quantity.minus(this.closing(market, side, quantity));
      return asset === spec.quote ? opening.times(price).dividedBy(this.leverageOf(market)) : zero;
    }
    if (side === 'sell') return asset === spec.base ? quantity : zero;
    return asset === spec.quote ? quantity.times(price).times(this.costFactor) : zero;
  }

  /** How much of a trade would only make the present position smaller. */
  closing(market: string, side: Side, quantity: Amount): Amount {
    const held = this.position(market).quantity;
    if (held.isZero() || held.isPositive() === (side === 'buy')) return zero;
    return Exact.min(quantity, held.abs());
  }

  /** Books a trade into the position of a margin market. Returns the profit that the trade made real. */
  tradePosition(market: string, side: Side, quantity: Amount, price: Amount, at: number): Amount {
    const position = this.position(market);
    const signed = side === 'buy' ? quantity : quantity.negated();
    const after = position.quantity.plus(signed);
    let profit = zero;
    if (position.quantity.isZero() || position.quantity.isPositive() === signed.isPositive()) {
      const cost = position.quantity.abs().times(position.entryPrice).plus(quantity.times(price));
      position.entryPrice = cost.dividedBy(after.abs());
    } else {
      const closed = Exact.min(quantity, position.quantity.abs());
      const gain = price.minus(position.entryPrice).times(closed);
      profit = position.quantity.isPositive() ? gain : gain.negated();
      const turned = !after.isZero() && after.isPositive() !== position.quantity.isPositive();
      if (turned) position.entryPrice = price;
      else if (after.isZero()) position.entryPrice = zero;
    }
    position.quantity = after;
    position.realisedProfit = position.realisedProfit.plus(profit);
    position.updatedAt = at;
    return profit;
  }

  snapshot(): Record<string, { free: string; locked: string }> {
    return Object.fromEntries(
      this.assets().map((asset) => [
        asset,
        { free: plain(this.free(asset)), locked: plain(this.locked(asset)) },
      ]),
    );
  }

  private needOf(order: Order, asset: string): Amount {
    if (!isLive(order) || order.status === 'held' || order.reduceOnly === true) return zero;
    const price = usesStopPrice(order.kind) ? order.stopPrice : order.price;
    return this.needFor(order.market, order.side, remainingOf(order), price ?? zero, asset);
  }

  private marginOf(position: Position, asset: string): Amount {
    const spec = this.spec(position.market);
    if (spec.quote !== asset || position.quantity.isZero()) return zero;
    return position.quantity.abs().times(position.entryPrice).dividedBy(this.leverageOf(position.market));
  }

  private spec(market: string): MarketSpec {
    const spec = this.specs.get(market);
    if (spec === undefined) throw new Error(`Account ${this.id} meets an unknown market ${market}.`);
    return spec;
  }
}
