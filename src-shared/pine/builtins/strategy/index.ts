import type { Context } from '../../runtime/context.ts';
import { strategyBook } from '../../runtime/strategy.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';
import { figures } from './figures.ts';
import { orders } from './orders.ts';
import { trades } from './trades.ts';

function conversion(
  name: string,
  parameter: string,
  documentation: string,
  convert: (context: Context, value: number) => number,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `strategy.${name}`,
    documentation,
    signatures: [`(${parameter}: series int|float) series float`],
    implementation: { kind: 'context', call: convert },
  };
}

/** `strategy.*`: orders as events, the account as a book that a broker emulator keeps. */
export const strategyBuiltins: readonly Builtin[] = [
  ...orders,
  ...figures,
  ...trades,
  conversion(
    'convert_to_account',
    'value',
    'Money of the symbol’s currency in that of the account.',
    (context, value) => value * strategyBook(context).rate,
  ),
  conversion(
    'convert_to_symbol',
    'value',
    'Money of the account’s currency in that of the symbol.',
    (context, value) => value / strategyBook(context).rate,
  ),
  conversion(
    'default_entry_qty',
    'fill_price',
    'The quantity that an entry without one would have at a price.',
    (context, price) => strategyBook(context).defaultQuantity(price),
  ),
];
