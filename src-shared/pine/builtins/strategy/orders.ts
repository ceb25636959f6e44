import { ScriptError } from '../../runtime/budget.ts';
import type { Context } from '../../runtime/context.ts';
import type { OrderIntent } from '../../runtime/outputs.ts';
import type { BuiltinFunction } from '../builtin.ts';

/** How many orders a bar has given, for the limit. */
class OrderCount {
  bar = -1;
  count = 0;
}

function order(
  name: string,
  command: OrderIntent['command'],
  signature: string,
  documentation: string,
): BuiltinFunction {
  const names = signature
    .slice(1, signature.lastIndexOf(')'))
    .split(', ')
    .map((part) => part.slice(0, part.indexOf(':')));
  return {
    kind: 'function',
    name: `strategy.${name}`,
    documentation,
    signatures: [signature],
    implementation: {
      kind: 'context',
      call: (context: Context, ...values: readonly (number | string | boolean | null | undefined)[]) => {
        if (context.isRequested || context.kind !== 'strategy') return;
        const { bar, bars, outputs, budget } = context;
        const given = context.shared('order-count', () => new OrderCount());
        if (given.bar !== bar) [given.bar, given.count] = [bar, 0];
        given.count += 1;
        if (given.count > budget.limits.ordersPerBar)
          throw new ScriptError('This bar gives too many orders.');
        const entries = names.map((parameter, index) => [parameter, presentable(values[index])] as const);
        const rule = command === 'risk' ? [['rule', name.slice('risk.'.length)] as const] : [];
        outputs.order({
          bar,
          time: bars.time[bar] ?? Number.NaN,
          command,
          values: Object.fromEntries([...entries, ...rule]),
        });
      },
    },
  };
}

const presentable = (value: number | string | boolean | null | undefined) =>
  value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;

/** Orders and rules of risk: told to whoever trades for the strategy, in the order in which they were given. */
export const orders: readonly BuiltinFunction[] = [
  order(
    'cancel',
    'cancel',
    '(id: series string) void',
    'Cancels unfilled orders whose id matches (an exit by its own id).',
  ),
  order('cancel_all', 'cancel_all', '() void', 'Cancels all unfilled orders.'),
  order(
    'close',
    'close',
    '(id: series string, comment: series string = "", qty: series int|float = na, qty_percent: series int|float = 100, alert_message: series string = "", immediately: series bool = false, disable_alert: series bool = false) void',
    'Market order closing the quantity opened under entry id (or qty / qty_percent of it); no effect without an open position. immediately: fills on the same tick.',
  ),
  order(
    'close_all',
    'close_all',
    '(comment: series string = "", alert_message: series string = "", immediately: series bool = false, disable_alert: series bool = false) void',
    'Market order closing the whole position; no effect when flat.',
  ),
  order(
    'entry',
    'entry',
    '(id: series string, direction: series strategy_direction, qty: series int|float = na, limit: series int|float = na, stop: series int|float = na, oca_name: series string = "", oca_type: input string = strategy.oca.none, comment: series string = "", alert_message: series string = "", disable_alert: series bool = false) void',
    'Places an entry order (market, or limit/stop/stop-limit when given). Same unfilled id: replaces it. Opposite to the position: the quantity to close it is added (reversal). Limited by pyramiding and risk rules. qty na: default size.',
  ),
  order(
    'exit',
    'exit',
    '(id: series string, from_entry: series string = "", qty: series int|float = na, qty_percent: series int|float = 100, profit: series int|float = na, limit: series int|float = na, loss: series int|float = na, stop: series int|float = na, trail_price: series int|float = na, trail_points: series int|float = na, trail_offset: series int|float = na, oca_name: series string = "", comment: series string = "", comment_profit: series string = "", comment_loss: series string = "", comment_trailing: series string = "", alert_message: series string = "", alert_profit: series string = "", alert_loss: series string = "", alert_trailing: series string = "", disable_alert: series bool = false) void',
    'Places reduce-only exit orders (take profit, stop loss, trailing stop) per matching open or pending entry; at least one level required. Same id: modifies.',
  ),
  order(
    'order',
    'order',
    '(id: series string, direction: series strategy_direction, qty: series int|float = na, limit: series int|float = na, stop: series int|float = na, oca_name: series string = "", oca_type: input string = strategy.oca.none, comment: series string = "", alert_message: series string = "", disable_alert: series bool = false) void',
    'Places a plain order that adds to or subtracts from the position; ignores pyramiding and never adds a reversal quantity.',
  ),
  order(
    'risk.allow_entry_in',
    'risk',
    '(value: simple string) void',
    'strategy.entry may open positions only in this direction; opposite entries only close.',
  ),
  order(
    'risk.max_cons_loss_days',
    'risk',
    '(count: simple int, alert_message: simple string = "") void',
    'After this many losing days in a row: cancel, close, no more orders.',
  ),
  order(
    'risk.max_drawdown',
    'risk',
    '(value: simple int|float, type: simple string, alert_message: simple string = "") void',
    'At this drawdown (cash or percent of maximum equity): cancel, close, no more orders.',
  ),
  order(
    'risk.max_intraday_filled_orders',
    'risk',
    '(count: simple int, alert_message: simple string = "") void',
    'After this many fills in a day (per bar above daily): cancel, close, stop until the day ends.',
  ),
  order(
    'risk.max_intraday_loss',
    'risk',
    '(value: simple int|float, type: simple string, alert_message: simple string = "") void',
    'At this loss within a day (cash or percent of equity): cancel, close, stop until the day ends.',
  ),
  order(
    'risk.max_position_size',
    'risk',
    '(contracts: simple int|float) void',
    'Upper bound on position size; entry quantities are cut to fit.',
  ),
];
