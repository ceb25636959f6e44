import { type AccountBook, money, type RithmicAccount } from './accounts.ts';
import type { Fields } from './fields.ts';
import type { Floor } from './floor.ts';
import type { OrderDesk } from './order-desk.ts';
import { routeOf } from './routes.ts';

/**
 * The broker's own floor: it follows the account's best value, and an account whose value falls to it loses its orders and
 * its positions at once.
 */
export class Liquidation {
  private readonly floor: Floor;
  private readonly accounts: AccountBook;
  private readonly desk: OrderDesk;
  private readonly tell: (account: RithmicAccount, fields: Fields) => void;
  private readonly told = new Map<RithmicAccount, string>();

  constructor(
    floor: Floor,
    accounts: AccountBook,
    desk: OrderDesk,
    tell: (account: RithmicAccount, fields: Fields) => void,
  ) {
    this.floor = floor;
    this.accounts = accounts;
    this.desk = desk;
    this.tell = tell;
    floor.exchange.onEvent((event) => {
      // Judged right after the match, which is still going on here.
      if (event.type === 'trade' || (event.type === 'order' && event.fill !== undefined)) this.judgeSoon();
    });
  }

  private isDue = false;
  private judgeSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    queueMicrotask(() => {
      this.isDue = false;
      for (const account of this.accounts.all()) this.judge(account);
    });
  }

  private judge(account: RithmicAccount): void {
    if (account.terms.liquidationDistance === undefined) return;
    const { value } = account;
    if (value.greaterThan(account.peak)) {
      account.peak = value;
      account.peakAt = this.floor.exchange.clock.now();
    }
    this.tellFloor(account);
    const { floor } = account;
    if (floor !== undefined && value.lessThanOrEqualTo(floor) && account.contractsHeld > 0) {
      this.liquidate(account);
    }
  }

  private tellFloor(account: RithmicAccount): void {
    const { floor } = account;
    if (floor === undefined) return;
    const level = money(floor);
    if (this.told.get(account) === level) return;
    const isFirst = !this.told.has(account);
    this.told.set(account, level);
    if (isFirst) return;
    this.tell(account, {
      update_bits: 1,
      ...account.key,
      auto_liq_threshold_current_value: level,
      auto_liq_peak_account_balance: money(account.peak),
      auto_liq_peak_account_balance_ssboe: String(Math.floor(account.peakAt / 1000)),
    });
  }

  private liquidate(account: RithmicAccount): void {
    account.liquidations += 1;
    account.isDisabled = account.terms.isDisabledAfter;
    for (const basket of this.desk.working(account)) if (!basket.isComplete) this.desk.cancel(basket);
    for (const symbol of account.heldSymbols()) {
      const { exchange } = this.floor.listing.bySymbol(symbol);
      this.desk.exit(account, 'RISK', symbol, routeOf(account, exchange), 2);
    }
  }
}
