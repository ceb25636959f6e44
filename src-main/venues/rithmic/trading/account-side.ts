import type {
  Account,
  AccountMode,
  AccountStanding,
  Balance,
} from '../../../../src-shared/domain/account.ts';
import type { Fill } from '../../../../src-shared/domain/fill.ts';
import type { OrderReport } from '../../../../src-shared/domain/order.ts';
import type { Position } from '../../../../src-shared/domain/position.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { Listeners } from '../../connection/listeners.ts';
import type { VenueParts } from '../../venue-kind.ts';
import type { Plant } from '../plant/plant.ts';
import { AccountMoney } from '../pnl/account-money.ts';
import type { WireMessages } from '../wire/codec.ts';
import type { RithmicAccount } from './account-list.ts';
import { AccountQuestions } from './account-questions.ts';
import { Commissions } from './commissions.ts';
import type { InstrumentSource } from './instruments.ts';
import type { OrderNotice } from './notices.ts';
import { OrderLedger } from './order-ledger.ts';

/** A silent loss of an order that nobody here placed shows at the latest after so long. */
const wholeEveryMs = 30 * 60_000;

/** Whoever listens to the accounts of one connection. */
export class TradingListeners<Mode extends AccountMode> {
  readonly orders = new Listeners<[readonly OrderReport<Mode>[]]>();
  readonly fills = new Listeners<[readonly Fill<Mode>[]]>();
  readonly balances = new Listeners<[readonly Balance<Mode>[]]>();
  readonly positions = new Listeners<[readonly Position<Mode>[]]>();
  readonly standings = new Listeners<[readonly AccountStanding<Mode>[]]>();
  readonly gaps = new Listeners<[RithmicAccount<Mode>['key']]>();
}

export interface SideParts extends Pick<VenueParts, 'now' | 'after' | 'monotonicMs'> {
  readonly plants: { readonly order: Pick<Plant, 'ask'>; readonly pnl: Pick<Plant, 'ask'> };
  readonly instruments: InstrumentSource;
}

/** Everything that is kept of one account. */
export class AccountSide<Mode extends AccountMode> {
  readonly account: RithmicAccount<Mode>;
  readonly ledger: OrderLedger<Mode>;
  readonly questions: AccountQuestions;
  readonly money: AccountMoney<Mode>;
  readonly commissions = new Commissions();
  readonly #parts: SideParts;
  readonly #listeners: TradingListeners<Mode>;
  /** When the orders of whole days were last read; undefined once something may have been missed since. */
  #wholeAt: EpochMs | undefined;
  #misses = 0;
  #missesAtStart = 0;
  /** Why the broker lets nobody trade on it; empty while it does. */
  #restriction = '';

  constructor(account: RithmicAccount<Mode>, parts: SideParts, listeners: TradingListeners<Mode>) {
    this.account = account;
    this.#parts = parts;
    this.#listeners = listeners;
    this.ledger = new OrderLedger(account, {
      instruments: parts.instruments,
      feeOf: (symbol, quantity) => this.commissions.feeOf(symbol, quantity, account),
    });
    this.questions = new AccountQuestions(account, parts.plants.order, parts);
    this.money = new AccountMoney(account, {
      ...parts,
      plant: parts.plants.pnl,
      symbols: parts.instruments,
      onPositions: (positions) => listeners.positions.tell(positions),
      onBalances: (balances) => listeners.balances.tell(balances),
      onStanding: (standing) => listeners.standings.tell([standing]),
    });
  }

  card(isTradingEnabled: boolean): Account<Mode> {
    const { key, label, currency } = this.account;
    const reason = isTradingEnabled ? this.#restriction : 'This connection is set to read only.';
    return { key, label, currency, canTrade: reason === '', reason };
  }

  /** Something of its streams may be lost. */
  missed(): void {
    this.#misses += 1;
    this.#wholeAt = undefined;
  }

  /** Whether orders may have come and gone unheard, so that whole days must be read; from time to time in any case. */
  mayHaveMissed(now: EpochMs): boolean {
    this.#missesAtStart = this.#misses;
    return this.#wholeAt === undefined || now - this.#wholeAt > wholeEveryMs;
  }

  /** Whole days were read, as of then. What was missed while they were is still missed. */
  comparedAt(asOf: EpochMs): void {
    if (this.#misses === this.#missesAtStart) this.#wholeAt = asOf;
  }

  get restriction(): string {
    return this.#restriction;
  }

  takeListed(row: WireMessages['ResponseAccountList']): void {
    if (this.money.keeper.takeListed(row)) this.money.tellStanding();
  }

  takeRisk(row: WireMessages['ResponseAccountRmsInfo']): void {
    this.commissions.takeAccount(row);
    this.#restrict(row.status);
    if (this.money.keeper.takeRisk(row)) this.money.tellStanding();
  }

  takeFloor(row: WireMessages['AccountRmsUpdates']): void {
    if (this.money.keeper.takeFloor(row, this.#parts.now())) this.money.tellStanding();
  }

  takeRights(row: WireMessages['UserAccountUpdate']): void {
    this.#restrict(row.account_status);
    if (/read.?only/i.test(row.access_type ?? '')) {
      this.#restriction = 'Rithmic lets this login only look at the account.';
    }
  }

  /** A notice of either stream, live or of a list. */
  hear(notice: OrderNotice): { readonly fill?: Fill<Mode>; readonly report?: OrderReport<Mode> } {
    if (notice.fields.is_snapshot === true) this.questions.hear(notice);
    const news = this.ledger.hear(notice);
    if (news.report !== undefined) {
      this.#learn(news.report.instrument);
      this.#listeners.orders.tell([news.report]);
    }
    if (news.fill !== undefined) this.#listeners.fills.tell([news.fill]);
    return news;
  }

  /** The price grid of a market that nobody looked up yet; its orders are told again where that changes a price. */
  #learn(instrument: Parameters<InstrumentSource['load']>[0]): void {
    const { instruments } = this.#parts;
    if (instruments.known(instrument) !== undefined) return;
    void instruments.load(instrument).then(
      (found) => {
        const again = found === undefined ? [] : this.ledger.retell(instrument);
        if (again.length > 0) this.#listeners.orders.tell(again);
      },
      // The doubles as they came stay; the next order of the market asks again.
      () => undefined,
    );
  }

  #restrict(status: string | undefined): void {
    if (status === undefined || status.trim() === '') return;
    const isClosed = /inactive|disabled|closed|suspended|liquidat|blocked/i.test(status);
    this.#restriction = isClosed ? `The broker has this account as “${status.trim()}”.` : '';
  }
}
