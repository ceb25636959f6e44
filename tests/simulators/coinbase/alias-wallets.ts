import type { Account } from '../exchange/account.ts';
import { type Amount, decimal, Exact, zero } from '../exchange/decimal.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { isLive, type NewOrder, type Order, opposite, remainingOf } from '../exchange/orders.ts';
import { Refusal } from '../exchange/refusal.ts';
import { feeTier } from './markets.ts';
import { memoryOf } from './order-index.ts';

/*
 * An order for BTC-USDC works in the book of BTC-USD and is paid in USDC. The engine pays from USD: what an alias order may
 * need is moved there when it is taken (`parked`), what is left comes back when it ends, and what it earns moves on at once.
 */

const withFee = decimal(feeTier.taker).plus(1);

export interface Balance {
  available: Amount;
  hold: Amount;
}

export class AliasWallets {
  private readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
    exchange.onEvent((event) => {
      if (event.type !== 'order') return;
      const { order, fill } = event;
      const quote = this.foreignQuote(order);
      if (quote === undefined) return;
      if (fill !== undefined && order.side === 'sell')
        this.move(order.accountId, quote, memoryOf(order).wallet, fill.quoteQuantity.minus(fill.fee));
      if (!isLive(order)) this.giveBack(order);
    });
  }

  /** Puts the money of a buy in place. @throws Refusal `insufficient-balance`. */
  park(order: NewOrder): Amount | undefined {
    const quote = this.foreignQuote(order);
    if (quote === undefined || order.side === 'sell') return undefined;
    const { wallet } = memoryOf(order as Order);
    const need = this.needOf(order);
    if (this.exchange.account(order.accountId).free(wallet).lessThan(need))
      throw new Refusal('insufficient-balance');
    this.move(order.accountId, wallet, quote, need);
    return need;
  }

  /** Takes back what was parked for an order that was refused after all. */
  unpark(order: NewOrder, parked: Amount | undefined): void {
    const quote = this.foreignQuote(order);
    if (quote === undefined || parked === undefined) return;
    this.move(order.accountId, quote, memoryOf(order as Order).wallet, parked);
  }

  /** Changes what is parked to what the order needs as it stands now. */
  repark(order: Order): void {
    const quote = this.foreignQuote(order);
    const memory = memoryOf(order);
    if (quote === undefined || memory.parked === undefined || !isLive(order)) return;
    const more = remainingOf(order)
      .times(order.price ?? zero)
      .times(withFee)
      .minus(left(order));
    memory.parked = memory.parked.plus(more);
    this.move(order.accountId, memory.wallet, quote, more);
  }

  /** Gives back what an ended order did not spend; again and again without harm. */
  giveBack(order: Order): void {
    const quote = this.foreignQuote(order);
    const memory = memoryOf(order);
    if (quote === undefined || memory.parked === undefined || isLive(order)) return;
    const rest = left(order);
    delete memory.parked;
    this.move(order.accountId, quote, memory.wallet, rest);
  }

  /** As the customer sees it: an alias order holds its own wallet's money. */
  balance(account: Account, asset: string): Balance {
    let total = account.total(asset);
    let hold = account.locked(asset);
    for (const order of account.openOrders) {
      const quote = this.foreignQuote(order);
      const { wallet, parked } = memoryOf(order);
      if (quote === undefined || parked === undefined) continue;
      if (asset === wallet) {
        total = total.plus(left(order));
        hold = hold.plus(left(order));
      } else if (asset === quote) {
        total = total.minus(left(order));
        hold = hold.minus(needNow(account, order, quote));
      }
    }
    return { available: total.minus(hold), hold };
  }

  /** The engine's currency, where the order's wallet is another. */
  private foreignQuote(order: NewOrder): string | undefined {
    const { quote } = this.exchange.market(order.market).spec;
    // Orders that a test gave to the engine directly have no memory of a wallet.
    const { wallet = quote } = memoryOf(order as Order);
    return wallet === quote ? undefined : quote;
  }

  private needOf(order: NewOrder): Amount {
    if (order.quoteQuantity !== undefined) return order.quoteQuantity.times(withFee);
    const quantity = order.quantity ?? zero;
    if (order.price !== undefined) return quantity.times(order.price).times(withFee);
    let missing = quantity;
    let cost = zero;
    for (const level of this.exchange.market(order.market).book.depth(opposite(order.side), 10_000)) {
      const taken = Exact.min(missing, level.quantity);
      cost = cost.plus(taken.times(level.price));
      missing = missing.minus(taken);
    }
    return cost.times(withFee);
  }

  private move(accountId: string, from: string, to: string, amount: Amount): void {
    const account = this.exchange.account(accountId);
    account.add(from, amount.negated());
    account.add(to, amount);
  }
}

/** Of the parked money, what the order has not spent. */
function left(order: Order): Amount {
  return (memoryOf(order).parked ?? zero).minus(order.filledQuote).minus(order.fees);
}

function needNow(account: Account, order: Order, quote: string): Amount {
  const price = order.price ?? order.stopPrice ?? zero;
  return account.needFor(order.market, order.side, remainingOf(order), price, quote);
}
