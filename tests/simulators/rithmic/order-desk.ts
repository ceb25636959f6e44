import { decimal } from '../exchange/decimal.ts';
import type { ExchangeEvent } from '../exchange/events.ts';
import { isLive } from '../exchange/orders.ts';
import { Refusal } from '../exchange/refusal.ts';
import type { RithmicAccount } from './accounts.ts';
import { Basket, type BasketTerms, type Condition, type Told } from './basket.ts';
import { type Fields, number, text } from './fields.ts';
import type { Floor } from './floor.ts';
import { Notices } from './notices.ts';
import { misread, priceType, processed, RequestRefused, reported, side } from './order-codes.ts';
import { checkRisk, engineOrder, exchangeObjection, readPrices } from './order-request.ts';

/** Of a basket that is over, or changed: for brackets and pairs. */
export type BasketEvent = 'filled' | 'ended' | 'changed';

/** Takes orders, carries them to the exchange and tells their story. */
export class OrderDesk {
  readonly notices: Notices;
  readonly baskets = new Map<string, Basket>();
  private readonly floor: Floor;
  private readonly tellListeners: ((basket: Basket, told: Told) => void)[] = [];
  private readonly followers: ((basket: Basket, event: BasketEvent, size: number) => void)[] = [];
  /** Words with which the exchange rejects the orders that come next. */
  private readonly rejections: string[] = [];
  private readonly trailing = new Set<Basket>();
  /** Taken, and kept back until their time or their condition has come. */
  private readonly held = new Set<Basket>();
  private nextBasket = 233_651_480;

  constructor(floor: Floor) {
    this.floor = floor;
    this.notices = new Notices(floor, (basket, told) => {
      for (const listener of this.tellListeners) listener(basket, told);
    });
    floor.exchange.onEvent((event) => {
      if (event.type === 'order') this.follow(event);
      else if (event.type === 'trade') this.trail(event.market);
      if (event.type === 'book' && this.held.size > 0) queueMicrotask(() => this.releaseHeld());
    });
  }

  onTold(listener: (basket: Basket, told: Told) => void): void {
    this.tellListeners.push(listener);
  }

  onBasket(listener: (basket: Basket, event: BasketEvent, size: number) => void): void {
    this.followers.push(listener);
  }

  /** The exchange rejects the next order, with these words. */
  rejectNext(words: string): void {
    this.rejections.push(words);
  }

  /** A basket that nobody knows of yet; `send` takes it to the exchange. */
  open(account: RithmicAccount, user: string, terms: BasketTerms, userTag: string): Basket {
    const id = String(this.nextBasket);
    this.nextBasket += 1;
    const basket = new Basket(id, account, user, terms, userTag, this.floor.exchange.clock.now());
    this.baskets.set(id, basket);
    return basket;
  }

  /** Carries it to the exchange; everything from here is told by notifications. */
  send(basket: Basket): void {
    this.announce(basket);
    const objection = this.rejections.shift() ?? exchangeObjection(basket.terms);
    if (objection !== undefined) {
      this.reject(basket, objection);
      return;
    }
    if (this.mustWait(basket)) {
      this.held.add(basket);
      this.notices.process(basket, processed.triggerPending);
      const { releaseAt } = basket.terms;
      const wait = (releaseAt ?? 0) - this.floor.exchange.clock.now();
      if (wait > 0) this.floor.world.after(wait, () => this.releaseHeld());
    } else this.carry(basket);
    this.planCancel(basket);
  }

  private carry(basket: Basket): void {
    if (basket.terms.trailTicks !== undefined) this.trailing.add(basket);
    try {
      this.floor.exchange.place(engineOrder(basket, this.floor.exchange.clock.now()));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.reject(basket, `The exchange refused: ${error.reason}`);
    }
  }

  private planCancel(basket: Basket): void {
    const { cancelAt, cancelAfterMs } = basket.terms;
    const wait =
      cancelAfterMs ?? (cancelAt === undefined ? undefined : cancelAt - this.floor.exchange.clock.now());
    if (wait === undefined) return;
    this.floor.world.after(Math.max(0, wait), () => {
      if (!basket.isComplete) this.cancel(basket);
    });
  }

  private mustWait({ terms }: Basket): boolean {
    if (terms.releaseAt !== undefined && terms.releaseAt > this.floor.exchange.clock.now()) return true;
    return terms.condition !== undefined && !isMet(terms.condition, this.floor);
  }

  private releaseHeld(): void {
    for (const basket of this.held) {
      if (this.mustWait(basket)) continue;
      this.held.delete(basket);
      this.carry(basket);
    }
  }

  /** The same for a pair or more of which one cancels the others. */
  sendPair(baskets: readonly Basket[]): void {
    for (const basket of baskets) this.announce(basket);
    const objection = baskets
      .map(({ terms }) => exchangeObjection(terms))
      .find((words) => words !== undefined);
    const words = this.rejections.shift() ?? objection;
    if (words !== undefined) {
      for (const basket of baskets) this.reject(basket, words);
      return;
    }
    const now = this.floor.exchange.clock.now();
    try {
      this.floor.exchange.placeList(
        'oco',
        `pair ${baskets.map(({ id }) => id).join('-')}`,
        baskets.map((basket) => engineOrder(basket, now)),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const basket of baskets) this.reject(basket, `The exchange refused: ${error.reason}`);
    }
  }

  /** @throws RequestRefused when there is no such order in this account. */
  find(account: RithmicAccount, basketId: string): Basket {
    const basket = this.baskets.get(basketId);
    if (basket === undefined || basket.account !== account) {
      throw new RequestRefused('1017', 'basket id is not known');
    }
    return basket;
  }

  of(account: RithmicAccount): Basket[] {
    return [...this.baskets.values()].filter((basket) => basket.account === account);
  }

  working(account: RithmicAccount): Basket[] {
    const working: Basket[] = [];
    for (const order of this.floor.exchange.openOrders(account.engineId)) {
      if (order.extra.basket instanceof Basket) working.push(order.extra.basket);
    }
    for (const basket of this.held) if (basket.account === account) working.push(basket);
    return working;
  }

  /** What a modify request must restate. @throws RequestRefused. */
  readChange(basket: Basket, fields: Fields): BasketTerms {
    const { terms } = basket;
    const quantity = number(fields, 'quantity');
    const type = number(fields, 'price_type');
    if (
      text(fields, 'symbol') !== terms.contract.symbol ||
      text(fields, 'exchange') !== terms.contract.exchange
    ) {
      throw new RequestRefused('1030', 'symbol and exchange are not those of the order');
    }
    if (quantity === undefined || type === undefined || number(fields, 'manual_or_auto') === undefined) {
      throw misread();
    }
    if (type !== terms.priceType) throw new RequestRefused('1047', 'price type cannot be changed');
    if (quantity > terms.quantity) checkRisk(basket.account, terms, quantity);
    return {
      ...terms,
      quantity,
      ...readPrices(fields, type),
      trailTicks: number(fields, 'trail_by_ticks') ?? terms.trailTicks,
    };
  }

  modify(basket: Basket, terms: BasketTerms): void {
    const { notices } = this;
    for (const step of [processed.modifyReceived, processed.modifyPending]) notices.process(basket, step);
    const { order } = basket;
    const objection = exchangeObjection(terms);
    if (order === undefined || !isLive(order) || objection !== undefined) {
      this.notModified(basket, objection ?? 'order is complete');
      return;
    }
    for (const step of [processed.modifyAtGateway, processed.modifySent]) notices.process(basket, step);
    try {
      this.amend(basket, terms);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.notModified(basket, `not modified: ${error.reason}`);
    }
  }

  /** Without a request: brackets and trailing stops move by themselves. @throws Refusal. */
  amend(basket: Basket, terms: BasketTerms): void {
    const { order } = basket;
    if (order === undefined) return;
    const before = basket.terms;
    basket.terms = terms;
    try {
      this.floor.exchange.amend(order, {
        quantity: decimal(terms.quantity),
        ...(terms.price === undefined ? {} : { price: decimal(terms.price) }),
        ...(terms.trigger === undefined ? {} : { stopPrice: decimal(terms.trigger) }),
      });
    } catch (error) {
      basket.terms = before;
      throw error;
    }
  }

  cancel(basket: Basket): void {
    const { notices } = this;
    for (const step of [processed.cancelReceived, processed.cancelPending]) notices.process(basket, step);
    if (this.held.delete(basket)) {
      notices.cancelled(basket, basket.unfilled);
      notices.complete(basket, 'C');
      return;
    }
    const { order } = basket;
    if (order === undefined || !isLive(order)) {
      notices.process(basket, processed.cancellationFailed, { text: 'order is complete' });
      notices.report(basket, reported.notCancelled, { text: 'order is complete' });
      return;
    }
    for (const step of [processed.cancelAtGateway, processed.cancelSent]) notices.process(basket, step);
    this.floor.exchange.cancel(order);
  }

  /** A market order of the broker's own that closes what is held of one market. */
  exit(account: RithmicAccount, user: string, symbol: string, route: string, manualOrAuto: number): void {
    const held = account.quantityOf(symbol);
    if (held === 0) return;
    const terms: BasketTerms = {
      contract: this.floor.listing.bySymbol(symbol),
      side: held > 0 ? side.sell : side.buy,
      quantity: Math.abs(held),
      priceType: priceType.market,
      duration: 1,
      price: undefined,
      trigger: undefined,
      trailTicks: undefined,
      trailBy: undefined,
      route,
      manualOrAuto,
      windowName: '',
    };
    this.send(this.open(account, user, terms, ''));
  }

  private announce(basket: Basket): void {
    this.notices.process(basket, processed.orderReceived);
    this.notices.process(basket, processed.openPending);
    this.notices.process(basket, processed.orderAtGateway);
    this.notices.process(basket, processed.orderSent);
  }

  private reject(basket: Basket, words: string): void {
    this.notices.report(basket, reported.reject, { text: words, report_text: words });
    this.notices.complete(basket, 'FA', words);
    for (const follow of this.followers) follow(basket, 'ended', 0);
  }

  private notModified(basket: Basket, words: string): void {
    this.notices.report(basket, reported.notModified, { text: words, report_text: words });
    this.notices.process(basket, processed.modificationFailed, { text: words, report_text: words });
  }

  private follow(event: ExchangeEvent & { type: 'order' }): void {
    const { basket } = event.order.extra;
    if (!(basket instanceof Basket)) return;
    const { notices } = this;
    switch (event.change) {
      case 'placed':
        basket.order = event.order;
        notices.confirm(basket);
        notices.process(basket, basket.isWaiting ? processed.triggerPending : processed.open);
        break;
      case 'triggered':
        notices.report(basket, reported.trigger, { trigger_id: `T${basket.id}` });
        notices.process(basket, processed.open);
        break;
      case 'filled':
        if (event.fill === undefined) return;
        notices.fill(basket, event.fill);
        if (event.order.status === 'filled') notices.complete(basket, 'F');
        for (const follow of this.followers) follow(basket, 'filled', event.fill.quantity.toNumber());
        break;
      case 'amended':
        notices.modified(basket);
        notices.process(basket, processed.modified);
        for (const follow of this.followers) follow(basket, 'changed', 0);
        break;
      case 'cancelled':
      case 'expired':
      case 'self-trade-prevented':
        notices.cancelled(basket, basket.unfilled);
        notices.complete(basket, 'C');
        for (const follow of this.followers) follow(basket, 'ended', 0);
        break;
      default:
        break;
    }
  }

  /** Trailing stops follow the last price, never away from it. */
  private trail(market: string): void {
    for (const basket of this.trailing) {
      const { order, terms } = basket;
      if (order === undefined) continue;
      if (!isLive(order) || !basket.isWaiting) {
        this.trailing.delete(basket);
        continue;
      }
      if (terms.contract.symbol !== market || terms.trailTicks === undefined) continue;
      const last = this.floor.exchange.market(market).lastPrice;
      const distance = decimal(terms.contract.tick).times(terms.trailTicks);
      const isSell = terms.side === side.sell;
      const wanted = isSell ? last.minus(distance) : last.plus(distance);
      const before = decimal(terms.trigger ?? 0);
      if (isSell ? wanted.lessThanOrEqualTo(before) : wanted.greaterThanOrEqualTo(before)) continue;
      basket.terms = { ...terms, trigger: wanted.toNumber() };
      order.stopPrice = wanted;
      this.notices.process(basket, processed.modified);
    }
  }
}

function isMet({ contract, comparison, field, price }: Condition, floor: Floor): boolean {
  const market = floor.exchange.market(contract.symbol);
  const best = field === 1 ? market.book.best('buy') : field === 2 ? market.book.best('sell') : undefined;
  const present = (best?.price ?? market.lastPrice).toNumber();
  const holds = [
    present === price,
    present !== price,
    present > price,
    present >= price,
    present < price,
    present <= price,
  ];
  return holds[comparison - 1] ?? false;
}
