import type * as tree from '../syntax/tree.ts';
import type { Checking } from './checking.ts';
import { constant, constantOf, fitTo, isMistaken, mistaken } from './expression-parts.ts';
import { checkHistory } from './history.ts';
import { checkName } from './names.ts';
import { asCondition, checkBinary, checkUnary } from './operators.ts';
import type { Expression } from './program.ts';
import { bool, color, commonType, float, int, string, strongest, typeText } from './type-rules.ts';

export function checkExpression(checking: Checking, node: tree.Expression): Expression {
  switch (node.kind) {
    case 'number':
      return constant(node, node.isFloat ? float : int, node.value);
    case 'string':
      return constant(node, string, node.value);
    case 'boolean':
      return constant(node, bool, node.value);
    case 'color':
      return constant(node, color, node.value);
    case 'identifier':
      return checkName(checking, node);
    case 'member':
      return checking.member(node);
    case 'call':
      return checking.call(node);
    case 'index':
      return checkHistory(checking, node);
    case 'unary':
      return checkUnary(checking, node);
    case 'binary':
      return checkBinary(checking, node);
    case 'conditional':
      return checkConditional(checking, node);
    case 'tuple':
      return checkTuple(checking, node);
    case 'group':
      return checking.expression(node.expression);
    case 'missing':
      return mistaken(node);
    default:
      return checking.structure(node, 'value');
  }
}

function checkConditional(checking: Checking, node: tree.Conditional): Expression {
  const condition = asCondition(checking, checking.expression(node.condition), 'The condition of `?:`');
  const [consequent, alternate] = checking.conditionally(condition, () => [
    checking.expression(node.consequent),
    checking.expression(node.alternate),
  ]);
  if (consequent === undefined || alternate === undefined) return mistaken(node);
  if (isMistaken(consequent) && isMistaken(alternate)) return mistaken(node);
  const type = commonType(consequent.type, alternate.type, checking.module.version);
  if (type === undefined || type.kind === 'void') {
    checking.reporter.report(
      'P303',
      node,
      type === undefined
        ? `The two values of \`?:\` must be of one type, and these are ${typeText(consequent.type)} and ${typeText(alternate.type)}.`
        : 'The two sides of `?:` give no value. Use `if` for statements.',
    );
    return mistaken(node);
  }
  const first = fitTo(checking, consequent, type) ?? consequent;
  const second = fitTo(checking, alternate, type) ?? alternate;
  const known = constantOf(condition);
  if (typeof known === 'boolean' && first.qualifier === 'const' && second.qualifier === 'const') {
    return { ...(known ? first : second), start: node.start, end: node.end };
  }
  const result: Expression = {
    op: 'conditional',
    condition,
    consequent: first,
    alternate: second,
    type,
    qualifier: strongest(condition.qualifier, first.qualifier, second.qualifier),
    start: node.start,
    end: node.end,
  };
  if (checking.fractional.has(first) || checking.fractional.has(second)) checking.fractional.add(result);
  return result;
}

function checkTuple(checking: Checking, node: tree.Tuple): Expression {
  const items = node.items.map((item) => checking.expression(item));
  return {
    op: 'tuple',
    items,
    type: { kind: 'tuple', items: items.map((item) => item.type) },
    qualifier: strongest(...items.map((item) => item.qualifier)),
    start: node.start,
    end: node.end,
  };
}
