import { type Amount, decimal, Exact, plain, zero } from '../exchange/decimal.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Fill } from '../exchange/orders.ts';
import type { Listing } from './markets.ts';
import { tradingDayOf } from './trading-day.ts';
import { loginFcm, loginIb } from './users.ts';

/** An account as a firm sets it up. Money in the account's currency, as decimal text. */
export interface AccountTerms {
  readonly accountId: string;
  readonly name: string;
  /** On prop-firm systems they differ from the login's. */
  readonly fcmId: string;
  readonly ibId: string;
  readonly balance: string;
  /** How far the floor stands below the best value of the account; undefined for no liquidation. */
  readonly liquidationDistance: string | undefined;
  /** The floor rises up to here and stays. */
  readonly highestFloor: string | undefined;
  readonly isDisabledAfter: boolean;
  readonly lossLimit: string;
  readonly mostPerOrder: number;
  /** For one contract and side. */
  readonly commission: string;
  /** For one contract held. */
  readonly margin: string;
}

/** The first one has room for everything; the others are a prop firm's, and the last stands under the login's own names. */
export const usualAccounts: readonly AccountTerms[] = [
  {
    accountId: 'DEMO-0001',
    name: 'Demo',
    fcmId: 'DEMOFCM',
    ibId: 'DEMOIB',
    balance: '5000000',
    liquidationDistance: '2000000',
    highestFloor: undefined,
    isDisabledAfter: false,
    lossLimit: '1000000',
    mostPerOrder: 1000,
    commission: '0',
    margin: '500',
  },
  {
    accountId: 'EVAL-50K-117',
    name: 'Evaluation 50K',
    fcmId: 'PROPFCM',
    ibId: 'PROPIB',
    balance: '50000',
    liquidationDistance: '2500',
    highestFloor: '50100',
    isDisabledAfter: true,
    lossLimit: '1100',
    mostPerOrder: 10,
    commission: '2.04',
    margin: '500',
  },
  {
    accountId: 'CASH-9',
    name: 'Own money',
    fcmId: loginFcm,
    ibId: loginIb,
    balance: '25000.5',
    liquidationDistance: undefined,
    highestFloor: undefined,
    isDisabledAfter: false,
    lossLimit: '0',
    mostPerOrder: 5,
    commission: '1.29',
    margin: '1500',
  },
];

export interface HeldPosition {
  readonly symbol: string;
  /** Signed. */
  readonly quantity: number;
  /** Plain decimal text; average of what is open. */
  readonly entryPrice: string;
  readonly openProfit: string;
  /** Since the trading day began. */
  readonly closedProfit: string;
}

interface DayCounts {
  closed: Amount;
  bought: number;
  sold: number;
}

/** One account of one system: its money, its floor, what it holds. */
export class RithmicAccount {
  readonly terms: AccountTerms;
  readonly system: string;
  /** The engine's name. */
  readonly engineId: string;
  /** Best value so far, which the floor follows. */
  peak: Amount;
  peakAt: number;
  /** Closed for trading after a liquidation, or by the firm. */
  isDisabled = false;
  liquidations = 0;
  private closed: Amount = zero;
  private paid: Amount = zero;
  private readonly days = new Map<string, DayCounts>();
  private day = 0;
  private readonly exchange: Exchange;
  private readonly listing: Listing;

  constructor(system: string, terms: AccountTerms, exchange: Exchange, listing: Listing) {
    this.system = system;
    this.terms = terms;
    this.exchange = exchange;
    this.listing = listing;
    this.engineId = `${system}/${terms.accountId}`;
    this.peak = decimal(terms.balance);
    this.peakAt = exchange.clock.now();
    // What an order may cost is judged by the rules of the account, not by the engine.
    exchange.openAccount(this.engineId, { USD: '1000000000000000' });
  }

  get key(): { fcm_id: string; ib_id: string; account_id: string } {
    const { fcmId, ibId, accountId } = this.terms;
    return { fcm_id: fcmId, ib_id: ibId, account_id: accountId };
  }

  book(fill: Fill): void {
    const { pointValue } = this.listing.bySymbol(fill.market);
    const profit = fill.realisedProfit.times(pointValue);
    this.closed = this.closed.plus(profit);
    this.paid = this.paid.plus(decimal(this.terms.commission).times(fill.quantity));
    const counts = this.countsOf(fill.market);
    counts.closed = counts.closed.plus(profit);
    if (fill.side === 'buy') counts.bought += fill.quantity.toNumber();
    else counts.sold += fill.quantity.toNumber();
  }

  get commissions(): Amount {
    return this.paid;
  }

  /** What was put in, and what closed trades made of it. */
  get balance(): Amount {
    return decimal(this.terms.balance).plus(this.closed).minus(this.paid);
  }

  get closedProfit(): Amount {
    return this.closed;
  }

  get openProfit(): Amount {
    let sum = zero;
    for (const symbol of this.heldSymbols()) sum = sum.plus(this.openProfitOf(symbol));
    return sum;
  }

  /** Balance with what is open at the last prices. */
  get value(): Amount {
    return this.balance.plus(this.openProfit);
  }

  get dayClosed(): Amount {
    let sum = zero;
    for (const symbol of this.days.keys()) sum = sum.plus(this.countsOf(symbol).closed);
    return sum;
  }

  get contractsHeld(): number {
    return this.heldSymbols().reduce((sum, symbol) => sum + Math.abs(this.quantityOf(symbol)), 0);
  }

  get marginUsed(): Amount {
    return decimal(this.terms.margin).times(this.contractsHeld);
  }

  /** The value at which everything is closed; undefined where nothing is. */
  get floor(): Amount | undefined {
    const { liquidationDistance, highestFloor } = this.terms;
    if (liquidationDistance === undefined) return undefined;
    const follows = this.peak.minus(liquidationDistance);
    return highestFloor === undefined ? follows : Exact.min(follows, decimal(highestFloor));
  }

  quantityOf(symbol: string): number {
    return this.exchange.account(this.engineId).position(symbol).quantity.toNumber();
  }

  entryPriceOf(symbol: string): Amount {
    return this.exchange.account(this.engineId).position(symbol).entryPrice;
  }

  openProfitOf(symbol: string): Amount {
    const { quantity, entryPrice } = this.exchange.account(this.engineId).position(symbol);
    if (quantity.isZero()) return zero;
    const { lastPrice } = this.exchange.market(symbol);
    return lastPrice.minus(entryPrice).times(quantity).times(this.listing.bySymbol(symbol).pointValue);
  }

  /** Closed profit, contracts bought and sold of one market in the present trading day. */
  countsOf(symbol: string): DayCounts {
    const { date } = tradingDayOf(this.exchange.clock.now());
    if (date !== this.day) {
      this.day = date;
      this.days.clear();
    }
    const found = this.days.get(symbol);
    if (found !== undefined) return found;
    const none = { closed: zero, bought: 0, sold: 0 };
    this.days.set(symbol, none);
    return none;
  }

  /** Markets that are held, and those that were traded today. */
  symbols(): string[] {
    return this.listing.contracts
      .map(({ symbol }) => symbol)
      .filter((symbol) => {
        const { bought, sold } = this.countsOf(symbol);
        return this.quantityOf(symbol) !== 0 || bought > 0 || sold > 0;
      });
  }

  heldSymbols(): string[] {
    const held: string[] = [];
    for (const [symbol, { quantity }] of this.exchange.account(this.engineId).positions) {
      if (!quantity.isZero()) held.push(symbol);
    }
    return held;
  }

  /** What is held in truth. */
  positions(): HeldPosition[] {
    return this.heldSymbols().map((symbol) => ({
      symbol,
      quantity: this.quantityOf(symbol),
      entryPrice: plain(this.entryPriceOf(symbol)),
      openProfit: money(this.openProfitOf(symbol)),
      closedProfit: money(this.countsOf(symbol).closed),
    }));
  }
}

/** Cents, as money is told. */
export function money(amount: Amount): string {
  return amount.toFixed(2, Exact.ROUND_HALF_UP);
}

/** Accounts of all systems; each system has its own, made when somebody first logs in there. */
export class AccountBook {
  private readonly accounts = new Map<string, RithmicAccount[]>();
  private readonly terms: readonly AccountTerms[];
  private readonly exchange: Exchange;
  private readonly listing: Listing;

  constructor(terms: readonly AccountTerms[], exchange: Exchange, listing: Listing) {
    this.terms = terms;
    this.exchange = exchange;
    this.listing = listing;
    exchange.onEvent((event) => {
      if (event.type === 'order' && event.fill !== undefined) {
        this.byEngineId(event.fill.accountId)?.book(event.fill);
      }
    });
  }

  of(system: string): readonly RithmicAccount[] {
    const found = this.accounts.get(system);
    if (found !== undefined) return found;
    const made = this.terms.map((terms) => new RithmicAccount(system, terms, this.exchange, this.listing));
    this.accounts.set(system, made);
    return made;
  }

  all(): RithmicAccount[] {
    return [...this.accounts.values()].flat();
  }

  byEngineId(engineId: string): RithmicAccount | undefined {
    return this.all().find((account) => account.engineId === engineId);
  }
}
