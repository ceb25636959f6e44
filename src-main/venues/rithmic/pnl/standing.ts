import type {
  AccountFloor,
  AccountKey,
  AccountMode,
  AccountStanding,
} from '../../../../src-shared/domain/account.ts';
import { money } from '../../../../src-shared/domain/money.ts';
import { compareDecimals } from '../../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { printable } from '../errors.ts';
import { amountOf, decimalOf } from '../trading/decimals.ts';
import type { WireMessages } from '../wire/codec.ts';
import {
  responseAccountRmsInfoAutoLiquidateFlag as flags,
  responseAccountRmsInfoPresenceBits as presenceBits,
} from '../wire/generated/enums.ts';

/*
 * One account's money and the floor under it, of four messages that each tell a part: the account list (303), the risk
 * settings (305), what the floor is now (356), and the P&L plant's account row (451). What is not told keeps what was
 * told before; an empty text tells nothing.
 */

interface Told {
  readonly currency: string;
  readonly time: EpochMs | undefined;
  readonly balance?: string | undefined;
  readonly cash?: string | undefined;
  readonly openProfit?: string | undefined;
  readonly closedProfit?: string | undefined;
  readonly dayProfit?: string | undefined;
  readonly margin?: string | undefined;
  readonly buyingPower?: string | undefined;
  readonly liquidationLevel?: string | undefined;
  readonly liquidationDistance?: string | undefined;
  readonly peakBalance?: string | undefined;
  readonly highestLevel?: string | undefined;
  readonly isLiquidationOn?: boolean | undefined;
  readonly isDisabledAfter?: boolean | undefined;
  readonly criterion?: string | undefined;
  readonly lossLimit?: string | undefined;
  readonly minimumBalance?: string | undefined;
  readonly lossUsedPercent?: string | undefined;
  readonly mostPerOrder?: string | undefined;
}

export class StandingKeeper<Mode extends AccountMode> {
  readonly #account: AccountKey<Mode>;
  #told: Told;
  /** Of the risk settings, which say more of it than the account list. */
  #hasRiskLossLimit = false;

  constructor(account: AccountKey<Mode>, currency: string) {
    this.#account = account;
    this.#told = { currency, time: undefined };
  }

  get mostPerOrder(): string | undefined {
    return this.#told.mostPerOrder;
  }

  /** Each of these answers whether anything changed. */
  takeListed(row: WireMessages['ResponseAccountList']): boolean {
    return this.#take({
      liquidationLevel: amountOf(row.auto_liq_threshold_current_value),
      isLiquidationOn: switchOf(row.account_auto_liquidate),
      ...(this.#hasRiskLossLimit ? {} : { lossLimit: limitOf(amountOf(row.loss_limit)) }),
    });
  }

  takeRisk(row: WireMessages['ResponseAccountRmsInfo']): boolean {
    const { presence_bits: bits = 0 } = row;
    // Where it says which groups it tells, what stands in the others is filling.
    const tells = (bit: number) => bits === 0 || (bits & bit) !== 0;
    const lossLimit = tells(presenceBits.LOSS_LIMIT) ? limitOf(decimalOf(row.loss_limit)) : undefined;
    if (lossLimit !== undefined) this.#hasRiskLossLimit = true;
    const most = tells(presenceBits.MAX_ORDER_QUANTITY) ? row.max_order_quantity : undefined;
    return this.#take({
      lossLimit,
      liquidationDistance: limitOf(decimalOf(row.auto_liquidate_threshold)),
      highestLevel: decimalOf(row.auto_liquidate_max_min_account_balance),
      isLiquidationOn: flagOf(row.auto_liquidate),
      isDisabledAfter: flagOf(row.disable_on_auto_liquidate),
      criterion: wordOf(row.auto_liquidate_criteria),
      minimumBalance: tells(presenceBits.MIN_ACCOUNT_BALANCE)
        ? decimalOf(row.min_account_balance)
        : undefined,
      mostPerOrder: most !== undefined && most > 0 ? String(most) : undefined,
    });
  }

  takeFloor(row: WireMessages['AccountRmsUpdates'], now: EpochMs): boolean {
    return this.#take(
      {
        liquidationLevel: amountOf(row.auto_liq_threshold_current_value),
        peakBalance: amountOf(row.auto_liq_peak_account_balance),
      },
      now,
    );
  }

  takeAccount(row: WireMessages['AccountPnLPositionUpdate'], time: EpochMs): boolean {
    return this.#take(
      {
        balance: amountOf(row.account_balance),
        cash: amountOf(row.cash_on_hand),
        openProfit: amountOf(row.open_position_pnl),
        closedProfit: amountOf(row.closed_position_pnl),
        dayProfit: amountOf(row.day_pnl),
        margin: amountOf(row.margin_balance),
        buyingPower: amountOf(row.available_buying_power),
        minimumBalance: amountOf(row.min_account_balance),
        lossUsedPercent: amountOf(row.percent_maximum_allowable_loss),
      },
      time,
    );
  }

  /** Whole, as of the newest part; `now` while no part told a time. */
  standing(now: EpochMs): AccountStanding<Mode> {
    const { currency, time, ...told } = this.#told;
    const amount = (value: string | undefined) => (value === undefined ? undefined : money(value, currency));
    const floor: { [Name in keyof AccountFloor]: AccountFloor[Name] | undefined } = {
      liquidationLevel: amount(told.liquidationLevel),
      liquidationDistance: amount(told.liquidationDistance),
      peakBalance: amount(told.peakBalance),
      highestLevel: amount(told.highestLevel),
      isLiquidationOn: told.isLiquidationOn,
      isDisabledAfter: told.isDisabledAfter,
      criterion: told.criterion,
      lossLimit: amount(told.lossLimit),
      minimumBalance: amount(told.minimumBalance),
      lossUsedPercent: told.lossUsedPercent,
      mostPerOrder: told.mostPerOrder,
    };
    const standing: { [Name in keyof AccountStanding]: AccountStanding[Name] | undefined } = {
      account: this.#account,
      time: time ?? now,
      balance: amount(told.balance),
      cash: amount(told.cash),
      openProfit: amount(told.openProfit),
      closedProfit: amount(told.closedProfit),
      dayProfit: amount(told.dayProfit),
      margin: amount(told.margin),
      buyingPower: amount(told.buyingPower),
      floor: onlyTold<AccountFloor>(floor),
    };
    return onlyTold<AccountStanding<Mode>>(standing);
  }

  #take(told: Partial<Told>, time?: EpochMs): boolean {
    const news = onlyTold<Partial<Told>>(told);
    const isNews = Object.entries(news).some(([name, value]) => this.#told[name as keyof Told] !== value);
    const newest = Math.max(time ?? 0, this.#told.time ?? 0) as EpochMs;
    this.#told = { ...this.#told, ...news, time: newest === 0 ? undefined : newest };
    return isNews;
  }
}

/** Only what is told. */
function onlyTold<Whole>(fields: object): Whole {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Whole;
}

/** A limit of 0 is none; the sign is only the way it is written. */
function limitOf(value: string | undefined): string | undefined {
  if (value === undefined || compareDecimals(value, '0') === 0) return undefined;
  return value.replace(/^-/, '');
}

function flagOf(flag: number | undefined): boolean | undefined {
  return flag === flags.ENABLED ? true : flag === flags.DISABLED ? false : undefined;
}

function switchOf(text: string | undefined): boolean | undefined {
  const word = text?.trim().toLowerCase() ?? '';
  if (/^(enabled?|on|yes|true|1|t|y)$/.test(word)) return true;
  return /^(disabled?|off|no|false|2|0|f|n)$/.test(word) ? false : undefined;
}

function wordOf(text: string | undefined): string | undefined {
  const word = printable(text ?? '');
  return word === '' ? undefined : word;
}
