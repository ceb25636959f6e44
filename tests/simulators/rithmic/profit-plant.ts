import { decimal, plain } from '../exchange/decimal.ts';
import { type AccountBook, money, type RithmicAccount } from './accounts.ts';
import type { Client, Request } from './client.ts';
import { type Fields, flag, number, stamp } from './fields.ts';
import type { Floor } from './floor.ts';
import type { OrderDesk } from './order-desk.ts';
import { accountOf } from './scope.ts';

const unsubscribe = 2;

/** Money and positions as the broker counts them: money mostly as text, positions partly as numbers. */
export class ProfitPlant {
  private readonly floor: Floor;
  private readonly accounts: AccountBook;
  private readonly desk: OrderDesk;
  private readonly throttleMs: number;
  private readonly wishes = new Map<Client, Map<RithmicAccount, { readonly isLimitsOnly: boolean }>>();
  /** What has changed since the last push, by account. */
  private readonly dirty = new Map<RithmicAccount, Set<string>>();
  private isPushDue = false;

  constructor(floor: Floor, accounts: AccountBook, desk: OrderDesk, throttleMs: number) {
    this.floor = floor;
    this.accounts = accounts;
    this.desk = desk;
    this.throttleMs = throttleMs;
    floor.exchange.onEvent((event) => {
      if (event.type === 'trade') this.priceMoved(event.market);
      else if (event.type === 'order') {
        const account = accounts.byEngineId(event.order.accountId);
        if (account !== undefined) this.soil(account, event.order.market);
      }
    });
  }

  handle(client: Client, request: Request): boolean {
    if (request.name === 'RequestPnLPositionUpdates') this.subscribe(client, request);
    else if (request.name === 'RequestPnLPositionSnapshot') this.snapshot(client, request);
    else return false;
    return true;
  }

  private subscribe(client: Client, request: Request): void {
    const account = accountOf(client, this.accounts, request.fields);
    const accounts = this.wishes.get(client) ?? new Map<RithmicAccount, { isLimitsOnly: boolean }>();
    if (!this.wishes.has(client)) {
      this.wishes.set(client, accounts);
      client.onGone(() => this.wishes.delete(client));
    }
    if (number(request.fields, 'request') === unsubscribe) accounts.delete(account);
    else accounts.set(account, { isLimitsOnly: flag(request.fields, 'rms_updates_only') });
    client.answer(request);
  }

  /** What is flat may be missing here. */
  private snapshot(client: Client, request: Request): void {
    const account = accountOf(client, this.accounts, request.fields);
    const snapshot = { is_snapshot: true };
    for (const symbol of account.heldSymbols()) {
      client.push('InstrumentPnLPositionUpdate', { ...this.positionFields(account, symbol), ...snapshot });
    }
    client.push('AccountPnLPositionUpdate', { ...this.accountFields(account), ...snapshot });
    client.answer(request);
  }

  private priceMoved(market: string): void {
    for (const account of this.accounts.all()) {
      if (account.quantityOf(market) !== 0) this.soil(account, market);
    }
  }

  private soil(account: RithmicAccount, market: string): void {
    if (this.wishes.size === 0) return;
    const markets = this.dirty.get(account) ?? new Set<string>();
    markets.add(market);
    this.dirty.set(account, markets);
    if (this.isPushDue) return;
    this.isPushDue = true;
    this.floor.world.after(this.throttleMs, () => {
      this.isPushDue = false;
      const dirty = [...this.dirty];
      this.dirty.clear();
      for (const [one, symbols] of dirty) this.push(one, symbols);
    });
  }

  private push(account: RithmicAccount, markets: ReadonlySet<string>): void {
    const positions = [...markets].map((symbol) => this.positionFields(account, symbol));
    const whole = this.accountFields(account);
    for (const [client, accounts] of this.wishes) {
      const wish = accounts.get(account);
      if (wish === undefined) continue;
      if (!wish.isLimitsOnly) {
        for (const fields of positions) client.push('InstrumentPnLPositionUpdate', fields);
      }
      client.push('AccountPnLPositionUpdate', whole);
    }
  }

  private positionFields(account: RithmicAccount, symbol: string): Fields {
    const contract = this.floor.listing.bySymbol(symbol);
    const quantity = account.quantityOf(symbol);
    const { bought, sold, closed } = account.countsOf(symbol);
    const open = account.openProfitOf(symbol);
    const working = this.working(account, symbol);
    return {
      ...account.key,
      symbol,
      exchange: contract.exchange,
      product_code: contract.product,
      instrument_type: 'Future',
      fill_buy_qty: bought,
      fill_sell_qty: sold,
      order_buy_qty: working.buy,
      order_sell_qty: working.sell,
      buy_qty: Math.max(0, quantity),
      sell_qty: Math.max(0, -quantity),
      ...(quantity === 0
        ? {}
        : { avg_open_fill_price: Number(plain(account.entryPriceOf(symbol).toDecimalPlaces(12))) }),
      day_open_pnl: cents(open),
      day_closed_pnl: cents(closed),
      day_pnl: cents(open.plus(closed)),
      mtm_security: money(open),
      open_position_pnl: money(open),
      open_position_quantity: Math.abs(quantity),
      closed_position_pnl: money(closed),
      closed_position_quantity: Math.min(bought, sold),
      net_quantity: quantity,
      ...stamp(this.floor.exchange.clock.now()),
    };
  }

  private accountFields(account: RithmicAccount): Fields {
    const held = account.heldSymbols();
    const open = account.openProfit;
    const dayClosed = account.dayClosed;
    const working = this.working(account);
    const used = account.marginUsed;
    const { liquidationDistance, margin } = account.terms;
    // What works at the exchange may become a position.
    const reserved = decimal(margin).times(working.buy + working.sell);
    const { floor } = account;
    const lossUsed =
      floor === undefined || liquidationDistance === undefined
        ? ''
        : decimal(liquidationDistance)
            .minus(account.value.minus(floor))
            .dividedBy(liquidationDistance)
            .times(100)
            .toFixed(2);
    const net = held.reduce((sum, symbol) => sum + account.quantityOf(symbol), 0);
    return {
      ...account.key,
      order_buy_qty: working.buy,
      order_sell_qty: working.sell,
      open_position_pnl: money(open),
      open_position_quantity: account.contractsHeld,
      closed_position_pnl: money(account.closedProfit),
      net_quantity: net,
      rms_account_commission: money(account.commissions),
      margin_balance: money(used),
      // Told and empty, where there is none.
      min_margin_balance: '',
      min_account_balance: floor === undefined ? '' : money(floor),
      excess_buy_margin: '',
      excess_sell_margin: '',
      // Open profit is in it, as recorded: cash 50000.00, open −1.00, commission 0.60, balance 49998.40.
      account_balance: money(account.value),
      cash_on_hand: money(account.balance.minus(used)),
      percent_maximum_allowable_loss: lossUsed,
      option_open_pnl: '',
      option_closed_pnl: '',
      mtm_account: money(account.value),
      available_buying_power: money(account.value.minus(used).minus(reserved)),
      used_buying_power: money(used),
      reserved_buying_power: money(reserved),
      day_open_pnl: money(open),
      day_closed_pnl: money(dayClosed),
      day_pnl: money(open.plus(dayClosed)),
      ...stamp(this.floor.exchange.clock.now()),
    };
  }

  private working(account: RithmicAccount, symbol?: string): { buy: number; sell: number } {
    const sums = { buy: 0, sell: 0 };
    for (const { terms, unfilled } of this.desk.working(account)) {
      if (symbol !== undefined && terms.contract.symbol !== symbol) continue;
      sums[terms.side === 1 ? 'buy' : 'sell'] += unfilled;
    }
    return sums;
  }
}

function cents(amount: Parameters<typeof money>[0]): number {
  return Number(money(amount));
}
