import type { BuiltinFunction } from '../builtins/builtin.ts';
import type * as tree from '../syntax/tree.ts';
import type { Type } from '../types.ts';
import { bindBuiltin, callBuiltin, type GivenValue } from './builtin-calls.ts';
import type { Checking } from './checking.ts';
import { fitTo, mistaken } from './expression-parts.ts';
import type { Expression } from './program.ts';
import { float, string } from './type-rules.ts';

/** `request.security(…)` and `request.security_lower_tf(…)`. */
export function checkRequest(
  checking: Checking,
  node: tree.Call,
  builtin: BuiltinFunction,
  arguments_: () => readonly GivenValue[],
): Expression {
  const { frame } = checking;
  // The expression runs on each bar of its own context, however seldom the call itself is reached.
  const { conditions } = frame;
  frame.conditions = 0;
  const given = arguments_();
  frame.conditions = conditions;
  frame.isStateless = false;
  const kind = builtin.name.slice('request.'.length);
  if (kind !== 'security' && kind !== 'security_lower_tf')
    return callBuiltin(checking, node, builtin, given, []);
  const bound = bindBuiltin(checking, node, builtin, given, []);
  if (bound === undefined) return mistaken(node);
  const options: Record<string, Expression> = {};
  const main: Record<string, Expression> = {};
  for (const [index, parameter] of bound.signature.parameters.entries()) {
    const value = bound.values[index];
    if (value === undefined) continue;
    if (['symbol', 'timeframe', 'expression'].includes(parameter.name)) main[parameter.name] = value;
    else if (bound.isGiven[index] === true) options[parameter.name] = value;
  }
  const { symbol, timeframe, expression } = main;
  if (symbol === undefined || timeframe === undefined || expression === undefined) return mistaken(node);
  if (expression.type.kind === 'error') return mistaken(node);
  const isDynamic = checking.module.version >= 6 || checking.parts.settings.dynamic_requests === true;
  for (const value of [symbol, timeframe]) {
    if (isDynamic || value.qualifier !== 'series') continue;
    checking.reporter.report(
      'P413',
      value,
      'In version 5 the symbol and the timeframe of a request may not change from bar to bar unless `dynamic_requests = true` is declared. It works here.',
    );
  }
  const settled = fitTo(checking, expression, settledType(expression.type)) ?? expression;
  return {
    op: 'request',
    function: kind,
    builtin,
    symbol: fitTo(checking, symbol, string) ?? symbol,
    timeframe: fitTo(checking, timeframe, string) ?? timeframe,
    expression: settled,
    options,
    type: kind === 'security' ? settled.type : arraysOf(settled.type),
    qualifier: 'series',
    start: node.start,
    end: node.end,
  };
}

function settledType(type: Type): Type {
  if (type.kind === 'na') return float;
  return type.kind === 'tuple' ? { kind: 'tuple', items: type.items.map(settledType) } : type;
}

function arraysOf(type: Type): Type {
  return type.kind === 'tuple'
    ? { kind: 'tuple', items: type.items.map(arraysOf) }
    : { kind: 'array', element: type };
}
