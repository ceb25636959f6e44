import type * as tree from '../syntax/tree.ts';
import type { Qualifier, Type } from '../types.ts';
import type { Checking, Wanted } from './checking.ts';
import { fitTo, isMistaken } from './expression-parts.ts';
import { asCondition } from './operators.ts';
import type { Block, Expression } from './program.ts';
import type { OpenVariable } from './scope.ts';
import { errorType, float, int, isNumber, typeText, voidType } from './type-rules.ts';
import { newVariable } from './variables.ts';

export function checkFor(checking: Checking, node: tree.For, wanted: Wanted): Expression {
  const from = bound(checking, node.from, 'start');
  const to = bound(checking, node.to, 'end');
  const step = node.step === undefined ? undefined : bound(checking, node.step, 'step');
  const isWhole = [from, to, step].every((value) => value === undefined || value.type.kind !== 'float');
  const variable = loopVariable(checking, node.variable, isWhole ? int : float);
  const body = loopBody(checking, node.body, wanted, [[node.variable, variable]]);
  return {
    op: 'for',
    variable,
    from,
    to,
    step,
    reevaluatesEnd: checking.module.version >= 6,
    body,
    ...typedAs(body, node),
  };
}

function bound(checking: Checking, node: tree.Expression, what: string): Expression {
  const value = checking.expression(node);
  if (isMistaken(value) || isNumber(value.type)) return value;
  const fitted = value.type.kind === 'na' ? fitTo(checking, value, int) : undefined;
  if (fitted !== undefined) return fitted;
  checking.reporter.report(
    'P301',
    node,
    `The ${what} of a loop must be a number, and this is of type ${typeText(value.type)}.`,
  );
  return { ...value, type: errorType };
}

export function checkForIn(checking: Checking, node: tree.ForIn, wanted: Wanted): Expression {
  const iterable = checking.expression(node.iterable);
  const { type } = iterable;
  let over: 'array' | 'matrix' | 'map' = 'array';
  let itemType: Type = errorType;
  let indexType: Type = int;
  if (type.kind === 'array') {
    itemType = type.element;
  } else if (type.kind === 'matrix') {
    over = 'matrix';
    itemType = { kind: 'array', element: type.element };
  } else if (type.kind === 'map') {
    over = 'map';
    itemType = type.value;
    indexType = type.key;
    if (node.index === undefined) {
      checking.reporter.report('P311', node.item, 'A map is walked over by `for [key, value] in map`.');
    }
  } else if (type.kind !== 'error') {
    checking.reporter.report(
      'P311',
      node.iterable,
      `\`for … in\` walks over an array, a matrix or a map, and this is of type ${typeText(type)}.`,
    );
  }
  const index =
    node.index === undefined || node.index.name === '_'
      ? undefined
      : loopVariable(checking, node.index, indexType);
  const item = node.item.name === '_' ? undefined : loopVariable(checking, node.item, itemType);
  const names: [tree.Identifier, OpenVariable][] = [];
  if (node.index !== undefined && index !== undefined) names.push([node.index, index]);
  if (item !== undefined) names.push([node.item, item]);
  const body = loopBody(checking, node.body, wanted, names);
  return { op: 'for-in', over, index, item, iterable, body, ...typedAs(body, node) };
}

export function checkWhile(checking: Checking, node: tree.While, wanted: Wanted): Expression {
  const condition = asCondition(checking, checking.expression(node.condition), 'The condition of `while`');
  const body = loopBody(checking, node.body, wanted, []);
  return { op: 'while', condition, body, ...typedAs(body, node) };
}

function loopVariable(checking: Checking, name: tree.Identifier, type: Type): OpenVariable {
  return newVariable(checking, {
    name: name.name,
    type,
    qualifier: 'series',
    place: 'loop',
    start: name.start,
    end: name.end,
  });
}

function loopBody(
  checking: Checking,
  body: tree.Block,
  wanted: Wanted,
  names: readonly (readonly [tree.Identifier, OpenVariable])[],
): Block {
  const { frame } = checking;
  frame.loops += 1;
  frame.conditions += 1;
  const block = checking.block(body, wanted === 'value' ? 'maybe' : wanted, () => {
    for (const [name, variable] of names) {
      const symbol = checking.symbols.declare('variable', name, { type: variable.type, qualifier: 'series' });
      checking.scope.entries.set(name.name, {
        kind: 'variable',
        variable,
        symbol,
        name,
        constant: undefined,
        isReassigned: false,
        isExported: false,
        owner: frame.overload,
        isGlobal: false,
        isRead: true,
      });
    }
  });
  frame.loops -= 1;
  frame.conditions -= 1;
  return block;
}

function typedAs(
  body: Block,
  node: tree.Node,
): { type: Type; qualifier: Qualifier; start: number; end: number } {
  return { type: body.value?.type ?? voidType, qualifier: 'series', start: node.start, end: node.end };
}
