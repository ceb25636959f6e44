import { strategyBook } from '../../runtime/strategy.ts';
import type { BuiltinVariable } from '../builtin.ts';

function figure(name: string, type: string, documentation: string): BuiltinVariable {
  return {
    kind: 'variable',
    name: `strategy.${name}`,
    type,
    documentation,
    implementation: { kind: 'context', read: (context) => strategyBook(context).value(name) },
  };
}

/** The account and the position as the strategy sees them. */
export const figures: readonly BuiltinVariable[] = [
  figure(
    'account_currency',
    'simple string',
    'Currency of the simulated account; the symbol’s currency if not declared.',
  ),
  figure('avg_losing_trade', 'series float', 'Mean loss of the losing closed trades, as a positive number.'),
  figure('avg_losing_trade_percent', 'series float', 'Mean percentage loss of the losing trades.'),
  figure('avg_trade', 'series float', 'netprofit / number of closed trades.'),
  figure('avg_trade_percent', 'series float', 'Mean of the closed trades’ percentage results.'),
  figure('avg_winning_trade', 'series float', 'Mean profit of the winning trades.'),
  figure('avg_winning_trade_percent', 'series float', 'Mean percentage profit of the winning trades.'),
  figure(
    'closedtrades',
    'series int',
    'Number of closed trades (a partially closed entry counts one per part). Also a namespace.',
  ),
  figure(
    'closedtrades.first_index',
    'series int',
    'Index of the oldest closed trade still kept (0 unless old orders were trimmed).',
  ),
  figure('equity', 'series float', 'initial_capital + netprofit + openprofit.'),
  figure('eventrades', 'series int', 'Number of closed trades with zero result.'),
  figure('grossloss', 'series float', 'Sum of the losing trades’ losses, positive.'),
  figure('grossloss_percent', 'series float', 'grossloss / initial_capital * 100.'),
  figure('grossprofit', 'series float', 'Sum of the winning trades’ profits.'),
  figure('grossprofit_percent', 'series float', 'grossprofit / initial_capital * 100.'),
  figure('initial_capital', 'series float', 'Declared starting capital.'),
  figure('losstrades', 'series int', 'Number of losing closed trades.'),
  figure(
    'margin_liquidation_price',
    'series float',
    'Price at which the open position would be margin called; na when flat, without margin, or for a fully funded long.',
  ),
  figure('max_contracts_held_all', 'series float', 'Largest absolute position size so far.'),
  figure('max_contracts_held_long', 'series float', 'Largest long size so far.'),
  figure('max_contracts_held_short', 'series float', 'Largest short size so far.'),
  figure('max_drawdown', 'series float', 'Largest drop of intrabar equity below its earlier peak.'),
  figure('max_drawdown_percent', 'series float', 'The same in percent of that peak.'),
  figure('max_runup', 'series float', 'Largest rise of intrabar equity above its earlier trough.'),
  figure('max_runup_percent', 'series float', 'The same in percent of that trough.'),
  figure(
    'netprofit',
    'series float',
    'grossprofit - grossloss of closed trades (entry fees of open trades already deducted).',
  ),
  figure('netprofit_percent', 'series float', 'netprofit / initial_capital * 100.'),
  figure('openprofit', 'series float', 'Unrealized profit of the open position at the current price.'),
  figure('openprofit_percent', 'series float', 'openprofit / (initial_capital + netprofit) * 100.'),
  figure(
    'opentrades',
    'series int',
    'Number of open trades (one per filled entry not fully closed). Also a namespace.',
  ),
  figure(
    'opentrades.capital_held',
    'series float',
    'Capital reserved as margin by the open trades; na without margin settings.',
  ),
  figure(
    'position_avg_price',
    'series float',
    'Quantity-weighted mean entry price of the open trades; na when flat.',
  ),
  figure('position_entry_name', 'series string', 'Id of the oldest entry still open; na when flat.'),
  figure('position_size', 'series float', 'Signed position: > 0 long, < 0 short, 0 flat.'),
  figure('wintrades', 'series int', 'Number of winning closed trades.'),
];
