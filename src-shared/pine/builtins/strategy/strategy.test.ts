import { expect, test } from 'vitest';
import type { OrderIntent } from '../../runtime/outputs.ts';
import { type StrategyBook, useStrategyBook } from '../../runtime/strategy.ts';
import { emptyBars } from '../testing/columns.ts';
import { testContext } from '../testing/run-builtin.ts';
import { strategyBuiltins } from './index.ts';

function strategy(settings: Readonly<Record<string, unknown>> = {}) {
  const orders: OrderIntent[] = [];
  const plain = testContext(emptyBars(3));
  const context = {
    ...plain,
    kind: 'strategy' as const,
    settings,
    outputs: { ...plain.outputs, order: (intent: OrderIntent) => orders.push(intent) },
  };
  const found = (name: string, kind: 'function' | 'variable') => {
    const builtin = strategyBuiltins.find((one) => one.name === `strategy.${name}` && one.kind === kind);
    if (builtin === undefined) throw new Error(`there is no strategy.${name}`);
    return builtin.implementation;
  };
  return {
    context,
    orders,
    read(name: string): unknown {
      const implementation = found(name, 'variable');
      if (implementation.kind !== 'context' || !('read' in implementation)) throw new Error(name);
      return implementation.read(context);
    },
    call(name: string, ...values: readonly unknown[]): unknown {
      const implementation = found(name, 'function');
      if (implementation.kind !== 'context' || !('call' in implementation)) throw new Error(name);
      return implementation.call(context, ...values);
    },
  };
}

test('a strategy that nobody trades for has an account that never traded', () => {
  const { read, call } = strategy({ initial_capital: 5000, currency: 'EUR' });
  expect([read('equity'), read('initial_capital'), read('position_size'), read('closedtrades')]).toEqual([
    5000, 5000, 0, 0,
  ]);
  expect([read('position_avg_price'), read('position_entry_name')]).toEqual([Number.NaN, null]);
  expect(read('account_currency')).toBe('EUR');
  expect(call('closedtrades.profit', 0)).toBeNaN();
  expect(call('closedtrades.entry_id', 0)).toBeNull();
  expect(call('convert_to_account', 7)).toBe(7);
});

test('the default quantity follows how the strategy is declared', () => {
  expect(strategy().call('default_entry_qty', 50)).toBe(1);
  expect(strategy({ default_qty_type: 'cash', default_qty_value: 1000 }).call('default_entry_qty', 50)).toBe(
    20,
  );
  const percent = { default_qty_type: 'percent_of_equity', default_qty_value: 10, initial_capital: 1000 };
  expect(strategy(percent).call('default_entry_qty', 50)).toBe(2);
});

test('whoever trades for it hands in his own book', () => {
  const { context, read, call } = strategy();
  const book: StrategyBook = {
    value: (name) => (name === 'position_size' ? -3 : 0),
    trade: (list, number, field) => `${list} ${number} ${field}`,
    rate: 2,
    defaultQuantity: (price) => price / 10,
  };
  useStrategyBook(context, book);
  expect([read('position_size'), call('opentrades.entry_id', 1), call('convert_to_symbol', 8)]).toEqual([
    -3,
    'opentrades 1 entry_id',
    4,
  ]);
});

test('orders are told as they were given, na as null, rules of risk by name', () => {
  const { call, orders } = strategy();
  call('entry', 'Long', 'long', Number.NaN, 1.5);
  call('risk.max_drawdown', 10, 'percent_of_equity');
  expect(orders).toMatchObject([
    { bar: 0, command: 'entry', values: { id: 'Long', direction: 'long', qty: null, limit: 1.5 } },
    { command: 'risk', values: { rule: 'max_drawdown', value: 10 } },
  ]);
});

test('S3: a bar gives no orders without end', () => {
  const { call } = strategy();
  const give = () => {
    for (let count = 0; count <= 1000; count += 1) call('entry', 'Long', 'long');
  };
  expect(give).toThrow(/too many orders/);
});
