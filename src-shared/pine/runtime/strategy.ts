import type { Context } from './context.ts';

/**
 * What a strategy may ask of its own trading. A broker emulator hands one in (`useStrategyBook`); without one no order is ever
 * filled, and every answer is that of an account which never traded.
 */
export interface StrategyBook {
  /** By the variable's name without `strategy.`: `position_size`, `equity`, `closedtrades` … */
  value(name: string): number | string | null;
  /** A trade by its number, from 0 for the oldest, and the function's name: `entry_price`, `profit` … */
  trade(list: 'closedtrades' | 'opentrades', number: number, field: string): number | string | null;
  /** Money of the symbol's currency in that of the account, per unit. */
  readonly rate: number;
  /** What an entry without a quantity would trade at a price. */
  defaultQuantity(price: number): number;
}

const bookKey = 'strategy-book';

export function strategyBook(context: Context): StrategyBook {
  return context.shared<StrategyBook>(bookKey, () => idleBook(context));
}

/** Has to be called before the first bar. */
export function useStrategyBook(context: Context, book: StrategyBook): void {
  context.shared<StrategyBook>(bookKey, () => book);
}

/** Of these there is nothing before the first trade. */
const absent = new Set(['position_avg_price', 'margin_liquidation_price']);
const absentTexts = new Set(['position_entry_name']);
/** Means over no trades. */
const means = /^avg_/;

function idleBook({ settings, symbol }: Context): StrategyBook {
  const asked = settings.initial_capital;
  const capital = typeof asked === 'number' ? asked : 1_000_000;
  const currency = settings.currency;
  return {
    value(name) {
      if (name === 'initial_capital' || name === 'equity') return capital;
      if (name === 'account_currency') {
        return typeof currency === 'string' && currency !== '' ? currency : symbol.currency;
      }
      if (absentTexts.has(name)) return null;
      return absent.has(name) || means.test(name) ? Number.NaN : 0;
    },
    trade: (_list, _number, field) => (/(_id|_comment)$/.test(field) ? null : Number.NaN),
    rate: 1,
    defaultQuantity(price) {
      const kind = settings.default_qty_type ?? 'fixed';
      const value = typeof settings.default_qty_value === 'number' ? settings.default_qty_value : 1;
      if (kind === 'fixed') return value;
      const money = kind === 'cash' ? value : (capital * value) / 100;
      return money / (price * symbol.pointValue);
    },
  };
}
