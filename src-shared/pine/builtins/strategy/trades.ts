import type { Context } from '../../runtime/context.ts';
import { strategyBook } from '../../runtime/strategy.ts';
import type { BuiltinFunction } from '../builtin.ts';

type TradeList = 'closedtrades' | 'opentrades';

function tradeField(
  field: string,
  result: string,
  lists: readonly TradeList[],
  documentation: string,
): BuiltinFunction[] {
  return lists.map((list) => ({
    kind: 'function',
    name: `strategy.${list}.${field}`,
    documentation,
    signatures: [`(trade_num: series int) ${result}`],
    implementation: {
      kind: 'context',
      call: (context: Context, number: number) => strategyBook(context).trade(list, number, field),
    },
  }));
}

/** One trade's figures, by its number from 0 for the oldest. */
export const trades: readonly BuiltinFunction[] = [
  ...tradeField(
    'commission',
    'series float',
    ['closedtrades', 'opentrades'],
    'Sum of entry and exit fees of the closed trade.',
  ),
  ...tradeField('entry_bar_index', 'series int', ['closedtrades', 'opentrades'], 'bar_index of its entry.'),
  ...tradeField(
    'entry_comment',
    'series string',
    ['closedtrades', 'opentrades'],
    'Comment of its entry order; na if none.',
  ),
  ...tradeField('entry_id', 'series string', ['closedtrades', 'opentrades'], 'Id of its entry order.'),
  ...tradeField('entry_price', 'series float', ['closedtrades', 'opentrades'], 'Its entry fill price.'),
  ...tradeField('entry_time', 'series int', ['closedtrades', 'opentrades'], 'ms UTC of its entry.'),
  ...tradeField('exit_bar_index', 'series int', ['closedtrades'], 'bar_index of its exit.'),
  ...tradeField('exit_comment', 'series string', ['closedtrades'], 'Comment of its exit order; na if none.'),
  ...tradeField('exit_id', 'series string', ['closedtrades'], 'Id of its exit order.'),
  ...tradeField('exit_price', 'series float', ['closedtrades'], 'Its exit fill price.'),
  ...tradeField('exit_time', 'series int', ['closedtrades'], 'ms UTC of its exit.'),
  ...tradeField(
    'max_drawdown',
    'series float',
    ['closedtrades', 'opentrades'],
    'Largest adverse move during the trade, account currency, as a positive number.',
  ),
  ...tradeField(
    'max_drawdown_percent',
    'series float',
    ['closedtrades', 'opentrades'],
    'Largest adverse move in percent of entry value.',
  ),
  ...tradeField(
    'max_runup',
    'series float',
    ['closedtrades', 'opentrades'],
    'Largest favourable move during the trade, account currency.',
  ),
  ...tradeField(
    'max_runup_percent',
    'series float',
    ['closedtrades', 'opentrades'],
    'Largest favourable move in percent of entry value.',
  ),
  ...tradeField('profit', 'series float', ['closedtrades', 'opentrades'], 'Net profit after both fees.'),
  ...tradeField(
    'profit_percent',
    'series float',
    ['closedtrades', 'opentrades'],
    'Net profit in percent of entry value (price*qty*pointvalue).',
  ),
  ...tradeField('size', 'series float', ['closedtrades', 'opentrades'], 'Signed quantity (+ long, - short).'),
];
