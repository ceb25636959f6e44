import { constant } from './constant.ts';

/** Choices of strategies. */
export const strategySettings = [
  constant('strategy.cash', 'const string', 'cash', 'Strategy setting: size in account currency.'),
  constant(
    'strategy.commission.cash_per_contract',
    'const string',
    'cash_per_contract',
    'Commission kind: money per contract.',
  ),
  constant(
    'strategy.commission.cash_per_order',
    'const string',
    'cash_per_order',
    'Commission kind: money per order.',
  ),
  constant(
    'strategy.commission.percent',
    'const string',
    'percent',
    'Commission kind: percent of order value.',
  ),
  constant('strategy.direction.all', 'const string', 'all', 'Direction for allow_entry_in: both.'),
  constant('strategy.direction.long', 'const string', 'long', 'Direction for allow_entry_in: long only.'),
  constant('strategy.direction.short', 'const string', 'short', 'Direction for allow_entry_in: short only.'),
  constant(
    'strategy.fixed',
    'const string',
    'fixed',
    'Strategy setting: size in contracts/shares/lots/units.',
  ),
  constant('strategy.long', 'const strategy_direction', 'long', 'Strategy setting: buy.'),
  constant(
    'strategy.oca.cancel',
    'const string',
    'cancel',
    'One-cancels-all kind: a fill cancels the others of the group.',
  ),
  constant('strategy.oca.none', 'const string', 'none', 'One-cancels-all kind: no group effect.'),
  constant(
    'strategy.oca.reduce',
    'const string',
    'reduce',
    'One-cancels-all kind: a fill reduces the others by the filled quantity.',
  ),
  constant(
    'strategy.percent_of_equity',
    'const string',
    'percent_of_equity',
    'Strategy setting: size in percent of current equity.',
  ),
  constant('strategy.short', 'const strategy_direction', 'short', 'Strategy setting: sell.'),
];
