import type { Account, MarketSpec } from './account.ts';
import { type Amount, decimal, downToStep, smaller, withPlaces, zero } from './decimal.ts';
import type { ExchangeEvent, OrderChange } from './events.ts';
import { OrderBook, type Resting } from './order-book.ts';
import { checkFunds, fitReduceOnly } from './order-checks.ts';
import {
  type BookChange,
  type Fill,
  isLive,
  type MarketTrade,
  type Order,
  opposite,
  remainingOf,
  type Side,
} from './orders.ts';
import { Refusal } from './refusal.ts';
import { TradeTape } from './trade-tape.ts';

export type MarketState = 'trading' | 'halted' | 'cancel-only';

export interface FeeRules {
  /** Fractions of the traded amount, for example `0.001`. */
  maker: string;
  taker: string;
  /** `received`: base when buying, quote when selling. */
  paidIn: 'received' | 'quote' | 'none';
  places: number;
}

export interface MatchingParts {
  now(): number;
  account(id: string): Account;
  fees: FeeRules;
  /** A stop whose condition already holds is refused (true) or triggers at once (false). */
  refuseImmediateTrigger: boolean;
  emit(event: ExchangeEvent): void;
  booked(fill: Fill): void;
  /** Called after an order traded, triggered or ended, so that its list can follow. */
  listFollows(order: Order, change: 'filled' | 'triggered' | 'ended'): void;
}

interface EndDetails {
  requestId?: string | undefined;
  reason?: string | undefined;
}

interface Taker {
  side: Side;
  limit: Amount | undefined;
  order: Order | undefined;
  quantity: Amount;
}

/** One market: its book, its tape, its waiting stops. Knows accounts only to check and to book; knows no venue. */
export class MatchingEngine {
  readonly spec: MarketSpec;
  readonly book = new OrderBook();
  readonly tape = new TradeTape();
  state: MarketState = 'trading';
  /** Counts level changes, from the beginning. */
  bookSequence: number;
  private nextTradeId: number;
  private readonly waiting = new Set<Order>();
  private readonly toRelease: Order[] = [];
  private readonly touched = new Map<string, { side: Side; price: Amount }>();
  private readonly parts: MatchingParts;

  constructor(spec: MarketSpec, parts: MatchingParts, firstIds: { trade: number; book: number }) {
    this.spec = spec;
    this.parts = parts;
    this.nextTradeId = firstIds.trade;
    this.bookSequence = firstIds.book;
  }

  get lastPrice(): Amount {
    return this.tape.last?.price ?? zero;
  }

  /** Adds a trade of the past to the tape, before the market opens. Nothing is matched or announced. */
  recordHistory(trade: Omit<MarketTrade, 'id'>): void {
    this.tape.record({ ...trade, id: this.takeTradeId() });
  }

  /** @throws Refusal. Changes nothing. */
  check(order: Order): void {
    if (this.state === 'halted') throw new Refusal('market-closed');
    if (this.state === 'cancel-only') throw new Refusal('cancel-only');
    if (order.status === 'held') return;
    const waits = this.isStop(order);
    if (waits && this.parts.refuseImmediateTrigger && this.isTriggered(order)) {
      throw new Refusal('would-trigger');
    }
    const best = this.book.best(opposite(order.side));
    const meets = best !== undefined && this.book.crosses(order.side, order.price, best);
    if (order.postOnly === true && !waits && meets) throw new Refusal('would-match');
    const account = this.parts.account(order.accountId);
    fitReduceOnly(order, account);
    checkFunds(order, account, this.spec, this.book, this.lastPrice);
  }

  /** Puts a checked order to work: on the book, among the waiting stops, or straight into the match. */
  start(order: Order): void {
    this.begin(order);
    this.settle();
  }

  cancel(order: Order, change: 'cancelled' | 'expired', details: EndDetails = {}): void {
    this.end(order, change, details);
    this.settle();
  }

  /** New total quantity and prices. Less quantity at the same price keeps the place in the queue. */
  amend(
    order: Order,
    to: { quantity?: Amount; price?: Amount; stopPrice?: Amount },
    requestId?: string,
  ): void {
    const quantity = to.quantity ?? order.quantity;
    if (quantity.lessThanOrEqualTo(order.filled)) throw new Refusal('not-amendable');
    this.checkLargerNeed(order, quantity, to.price);
    const isSmaller = quantity.lessThanOrEqualTo(order.quantity);
    const isSamePrice = to.price === undefined || (order.price?.equals(to.price) ?? false);
    const keepsPlace = isSmaller && isSamePrice;
    const rests = !this.waiting.has(order);
    if (rests) this.touch(order.side, order.price);
    if (rests && !keepsPlace) this.book.remove(order);
    order.quantity = quantity;
    if (to.price !== undefined) order.price = to.price;
    if (to.stopPrice !== undefined) order.stopPrice = to.stopPrice;
    order.updatedAt = this.parts.now();
    this.announce(order, 'amended', { requestId });
    if (rests && !keepsPlace) this.work(order);
    this.settle();
  }

  /**
   * The rest of the market trades: prints `quantity` at `price`. Customers' orders that meet the price are filled first, at
   * their own prices; liquidity of the crowd in the way has been withdrawn; what is left prints between strangers.
   */
  cross(side: Side, price: Amount, quantity: Amount): void {
    this.withdrawCrowd(opposite(side), price);
    const taker: Taker = { side, limit: price, order: undefined, quantity };
    this.match(taker);
    if (taker.quantity.greaterThan(0)) this.print(side, price, taker.quantity);
    this.settle();
  }

  /** Sets the crowd's amount at one level. Customers' orders that it would cross are filled whole first. */
  setCrowd(side: Side, price: Amount, quantity: Amount): void {
    if (quantity.greaterThan(0)) {
      this.withdrawCrowd(opposite(side), price);
      const inTheWay = this.book.available(side, price);
      if (inTheWay.greaterThan(0)) {
        this.match({ side, limit: price, order: undefined, quantity: inTheWay });
      }
    }
    this.book.setCrowd(side, price, quantity);
    this.touch(side, price);
    this.settle();
  }

  /** Ends an order because of another one of its list. Leaves the settling to whatever is going on. */
  withdraw(order: Order, change: 'cancelled' | 'expired', details: EndDetails = {}): void {
    this.end(order, change, details);
  }

  /** Lets a held order of a list go to work as soon as the present match is over. */
  releaseLater(order: Order): void {
    this.toRelease.push(order);
  }

  private checkLargerNeed(order: Order, quantity: Amount, price: Amount | undefined): void {
    if (order.reduceOnly === true) return;
    const account = this.parts.account(order.accountId);
    const { symbol, base, quote } = this.spec;
    const old = order.price ?? order.stopPrice ?? zero;
    for (const asset of [base, quote]) {
      const before = account.needFor(symbol, order.side, remainingOf(order), old, asset);
      const after = account.needFor(symbol, order.side, quantity.minus(order.filled), price ?? old, asset);
      if (after.minus(before).greaterThan(account.free(asset))) throw new Refusal('insufficient-balance');
    }
  }

  private begin(order: Order): void {
    if (this.isStop(order) && !order.triggered) {
      this.waiting.add(order);
      if (this.isTriggered(order)) this.trigger(order);
    } else {
      this.work(order);
    }
  }

  private work(order: Order): void {
    order.workingAt ??= this.parts.now();
    const limit =
      order.kind === 'market' || order.kind === 'stop' || order.kind === 'take-profit'
        ? undefined
        : order.price;
    const best = this.book.best(opposite(order.side));
    if (order.postOnly === true && best !== undefined && this.book.crosses(order.side, limit, best)) {
      this.end(order, 'expired', { reason: 'would-match' });
      return;
    }
    if (order.timeInForce === 'fok' && this.book.available(order.side, limit).lessThan(remainingOf(order))) {
      this.end(order, 'expired', { reason: 'would-not-fill' });
      return;
    }
    if (order.quoteQuantity !== undefined) this.matchQuote(order, order.quoteQuantity);
    else this.match({ side: order.side, limit, order, quantity: remainingOf(order) });
    if (!isLive(order)) return;
    const rests = limit !== undefined && (order.timeInForce === 'gtc' || order.timeInForce === 'gtd');
    if (rests) {
      this.book.rest(order);
      this.touch(order.side, order.price);
    } else {
      this.end(order, 'expired', { reason: 'no-liquidity' });
    }
  }

  /** A market order by amount of quote currency: spends as much of it as whole steps allow. */
  private matchQuote(order: Order, budget: Amount): void {
    while (isLive(order)) {
      const best = this.book.best(opposite(order.side));
      if (best === undefined) return;
      const left = budget.minus(order.filledQuote);
      const affordable = downToStep(left.dividedBy(best.price), this.spec.step);
      const quantity = smaller(affordable, this.book.totalAt(opposite(order.side), best.price));
      if (quantity.isZero()) {
        if (order.filled.greaterThan(0)) this.finish(order);
        return;
      }
      order.quantity = order.filled.plus(quantity).plus(this.spec.step);
      this.match({ side: order.side, limit: best.price, order, quantity });
      order.quantity = order.filled;
    }
  }

  private finish(order: Order): void {
    order.status = 'filled';
    this.parts.account(order.accountId).openOrders.delete(order);
  }

  private match(taker: Taker): void {
    const away = opposite(taker.side);
    while (taker.quantity.greaterThan(0) && (taker.order === undefined || isLive(taker.order))) {
      const level = this.book.best(away);
      if (level === undefined || !this.book.crosses(taker.side, taker.limit, level)) return;
      const resting = level.queue[0];
      if (resting === undefined) throw new Error('An empty level stayed on the book.');
      if (this.preventsSelfTrade(taker, resting)) continue;
      const there = 'order' in resting ? remainingOf(resting.order) : resting.crowd;
      const quantity = smaller(taker.quantity, there);
      taker.quantity = taker.quantity.minus(quantity);
      this.touch(away, level.price);
      this.trade(level.price, quantity, resting, taker);
    }
  }

  private trade(price: Amount, quantity: Amount, resting: Resting, taker: Taker): void {
    const trade = this.print(taker.side, price, quantity);
    const maker = 'order' in resting ? resting.order : undefined;
    if (maker === undefined) {
      this.book.consumeFirst(opposite(taker.side), quantity);
    } else {
      const fill = this.bookFill(maker, trade, true);
      this.book.consumeFirst(opposite(taker.side), zero);
      this.afterFill(maker, fill);
    }
    if (taker.order !== undefined) this.afterFill(taker.order, this.bookFill(taker.order, trade, false));
  }

  private print(takerSide: Side, price: Amount, quantity: Amount): MarketTrade {
    const trade = { id: this.takeTradeId(), price, quantity, takerSide, at: this.parts.now() };
    this.tape.record(trade);
    this.parts.emit({ type: 'trade', market: this.spec.symbol, trade });
    return trade;
  }

  /** Moves the money of one side of a trade. */
  private bookFill(order: Order, trade: MarketTrade, isMaker: boolean): Fill {
    const { spec } = this;
    const account = this.parts.account(order.accountId);
    const { fees } = this.parts;
    const quoteQuantity = trade.price.times(trade.quantity);
    const inBase = fees.paidIn === 'received' && order.side === 'buy' && spec.settlement === 'spot';
    const rate = fees.paidIn === 'none' ? zero : decimal(isMaker ? fees.maker : fees.taker);
    const fee = decimal(withPlaces((inBase ? trade.quantity : quoteQuantity).times(rate), fees.places));
    const feeAsset = inBase ? spec.base : spec.quote;
    let realisedProfit = zero;
    if (spec.settlement === 'margin') {
      realisedProfit = account.tradePosition(spec.symbol, order.side, trade.quantity, trade.price, trade.at);
      account.add(spec.quote, realisedProfit);
    } else {
      const isBuy = order.side === 'buy';
      account.add(spec.base, isBuy ? trade.quantity : trade.quantity.negated());
      account.add(spec.quote, isBuy ? quoteQuantity.negated() : quoteQuantity);
    }
    account.add(feeAsset, fee.negated());
    account.updatedAt = trade.at;
    order.filled = order.filled.plus(trade.quantity);
    order.filledQuote = order.filledQuote.plus(quoteQuantity);
    order.fees = order.fees.plus(fee);
    order.feeAsset = feeAsset;
    order.updatedAt = trade.at;
    order.status = remainingOf(order).isZero() ? 'filled' : 'partial';
    if (order.status === 'filled') account.openOrders.delete(order);
    const { id: orderId, clientId, accountId, market, side } = order;
    const fill: Fill = {
      tradeId: trade.id,
      orderId,
      clientId,
      accountId,
      market,
      side,
      price: trade.price,
      quantity: trade.quantity,
      quoteQuantity,
      fee,
      feeAsset,
      isMaker,
      at: trade.at,
      realisedProfit,
    };
    this.parts.booked(fill);
    return fill;
  }

  private afterFill(order: Order, fill: Fill): void {
    this.announce(order, 'filled', { fill });
    this.parts.listFollows(order, 'filled');
  }

  private end(order: Order, change: 'cancelled' | 'expired', details: EndDetails): void {
    this.waiting.delete(order);
    if (order.status !== 'held' && order.price !== undefined) {
      this.book.remove(order);
      this.touch(order.side, order.price);
    }
    order.status = change;
    order.updatedAt = this.parts.now();
    this.parts.account(order.accountId).openOrders.delete(order);
    this.announce(order, change, details);
    this.parts.listFollows(order, 'ended');
  }

  private preventsSelfTrade(taker: Taker, resting: Resting): boolean {
    if (taker.order === undefined || !('order' in resting)) return false;
    const policy = taker.order.selfTrade ?? 'allow';
    if (resting.order.accountId !== taker.order.accountId || policy === 'allow') return false;
    const ending =
      policy === 'expire-maker'
        ? [resting.order]
        : policy === 'expire-taker'
          ? [taker.order]
          : [resting.order, taker.order];
    for (const order of ending) {
      this.book.remove(order);
      this.touch(order.side, order.price);
      order.status = 'expired-in-match';
      order.updatedAt = this.parts.now();
      this.parts.account(order.accountId).openOrders.delete(order);
      this.announce(order, 'self-trade-prevented', {});
      this.parts.listFollows(order, 'ended');
    }
    return true;
  }

  private isStop(order: Order): boolean {
    return order.stopPrice !== undefined && order.kind !== 'limit' && order.kind !== 'market';
  }

  private isTriggered(order: Order): boolean {
    if (order.stopPrice === undefined || this.tape.last === undefined) return false;
    const isStopLoss = order.kind === 'stop' || order.kind === 'stop-limit';
    const triggersAbove = isStopLoss === (order.side === 'buy');
    return triggersAbove
      ? this.lastPrice.greaterThanOrEqualTo(order.stopPrice)
      : this.lastPrice.lessThanOrEqualTo(order.stopPrice);
  }

  private trigger(order: Order): void {
    this.waiting.delete(order);
    order.triggered = true;
    order.updatedAt = this.parts.now();
    this.parts.listFollows(order, 'triggered');
    this.announce(order, 'triggered', {});
    this.work(order);
  }

  private withdrawCrowd(side: Side, price: Amount): void {
    for (const level of [...this.book.levels(side)]) {
      if (!this.book.crosses(opposite(side), price, level)) return;
      this.book.setCrowd(side, level.price, zero);
      this.touch(side, level.price);
    }
  }

  /** Runs the stops that the last trades set off, then announces what changed on the book. */
  private settle(): void {
    for (;;) {
      const released = this.toRelease.shift();
      if (released !== undefined) {
        released.status = 'open';
        this.announce(released, 'released', {});
        this.begin(released);
        continue;
      }
      const next = [...this.waiting].find((order) => this.isTriggered(order));
      if (next === undefined) break;
      this.trigger(next);
    }
    if (this.touched.size === 0) return;
    const changes: BookChange[] = [...this.touched.values()].map(({ side, price }) => ({
      side,
      price,
      quantity: this.book.totalAt(side, price),
    }));
    this.touched.clear();
    const firstSequence = this.bookSequence + 1;
    this.bookSequence += changes.length;
    this.parts.emit({
      type: 'book',
      market: this.spec.symbol,
      changes,
      firstSequence,
      lastSequence: this.bookSequence,
      at: this.parts.now(),
    });
  }

  private touch(side: Side, price: Amount | undefined): void {
    if (price !== undefined) this.touched.set(`${side}${price.toFixed()}`, { side, price });
  }

  private announce(
    order: Order,
    change: OrderChange,
    details: { fill?: Fill; requestId?: string | undefined; reason?: string | undefined },
  ): void {
    const at = this.parts.now();
    const { fill, requestId, reason } = details;
    this.parts.emit({ type: 'order', change, order, at, fill, requestId, reason });
    const assets = [this.spec.base, this.spec.quote];
    this.parts.emit({ type: 'account', accountId: order.accountId, market: this.spec.symbol, assets, at });
  }

  private takeTradeId(): number {
    const id = this.nextTradeId;
    this.nextTradeId += 1;
    return id;
  }
}
