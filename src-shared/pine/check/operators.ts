import type * as tree from '../syntax/tree.ts';
import type { Type } from '../types.ts';
import type { Checking } from './checking.ts';
import { foldBinary } from './constants.ts';
import { constant, constantOf, fitTo, isMistaken, mistaken } from './expression-parts.ts';
import type { Expression, OperandKind } from './program.ts';
import {
  bool,
  float,
  int,
  isNumber,
  isReference,
  isSameType,
  string,
  strongest,
  typeText,
} from './type-rules.ts';

type Compare = Extract<Expression, { op: 'compare' }>['operator'];

/** A value where a condition is needed. */
export function asCondition(checking: Checking, value: Expression, what: string): Expression {
  if (isMistaken(value)) return value;
  const fitted = fitTo(checking, value, bool);
  if (fitted !== undefined) return fitted;
  const fixes = isNumber(value.type)
    ? [
        {
          title: 'Write bool(…)',
          edits: [
            { start: value.start, end: value.start, text: 'bool(' },
            { start: value.end, end: value.end, text: ')' },
          ],
        },
      ]
    : [];
  const given = value.type.kind === 'na' ? 'na' : `of type ${typeText(value.type)}`;
  checking.reporter.report(
    'P305',
    value,
    `${what} must be a bool, and this is ${given}.${isNumber(value.type) ? ' Compare it with something, or write bool(…).' : ''}`,
    fixes,
  );
  return mistaken(value);
}

export function checkUnary(checking: Checking, node: tree.Unary): Expression {
  const operand = checking.expression(node.operand);
  if (isMistaken(operand)) return mistaken(node);
  if (node.operator === 'not') {
    const condition = asCondition(checking, operand, 'What stands behind `not`');
    const known = constantOf(condition);
    if (typeof known === 'boolean') return constant(node, bool, !known);
    return {
      op: 'unary',
      operator: 'not',
      operand: condition,
      type: bool,
      qualifier: condition.qualifier,
      start: node.start,
      end: node.end,
    };
  }
  const number = asNumber(checking, operand);
  if (number === undefined) {
    checking.reporter.report(
      'P302',
      node,
      `\`${node.operator}\` needs a number, and this is of type ${typeText(operand.type)}.`,
    );
    return mistaken(node);
  }
  if (node.operator === '+') return { ...number, start: node.start, end: node.end };
  const known = constantOf(number);
  if (typeof known === 'number') return constant(node, number.type, -known);
  const result: Expression = {
    op: 'unary',
    operator: '-',
    operand: number,
    type: number.type,
    qualifier: number.qualifier,
    start: node.start,
    end: node.end,
  };
  if (checking.fractional.has(number)) checking.fractional.add(result);
  return result;
}

function asNumber(checking: Checking, value: Expression): Expression | undefined {
  if (isNumber(value.type)) return value;
  if (value.type.kind === 'na') return fitTo(checking, value, float);
  return checking.module.version === 4 && value.type.kind === 'bool'
    ? fitTo(checking, value, int)
    : undefined;
}

export function checkBinary(checking: Checking, node: tree.Binary): Expression {
  const { operator } = node;
  if (operator === 'and' || operator === 'or') return checkLogic(checking, node, operator);
  const left = checking.expression(node.left);
  const right = checking.expression(node.right);
  return combine(checking, node, operator, left, right);
}

/** The value of `left operator right`; also for compound assignments. */
export function combine(
  checking: Checking,
  node: tree.Node,
  operator: Exclude<tree.BinaryOperator, 'and' | 'or'>,
  left: Expression,
  right: Expression,
): Expression {
  if (isMistaken(left) || isMistaken(right)) return mistaken(node);
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(checking, node, operator, left, right);
    default:
      return compare(checking, node, operator, left, right);
  }
}

function refuse(
  checking: Checking,
  node: tree.Node,
  operator: string,
  left: Expression,
  right: Expression,
  advice = '',
): Expression {
  checking.reporter.report(
    'P302',
    node,
    `\`${operator}\` does not work on ${typeText(left.type)} and ${typeText(right.type)}.${advice}`,
  );
  return mistaken(node);
}

function arithmetic(
  checking: Checking,
  node: tree.Node,
  operator: '+' | '-' | '*' | '/' | '%',
  left: Expression,
  right: Expression,
): Expression {
  const { version } = checking.module;
  const isText = left.type.kind === 'string' || right.type.kind === 'string';
  if (operator === '+' && isText) {
    const first = fitTo(checking, left, string);
    const second = fitTo(checking, right, string);
    if (first === undefined || second === undefined) {
      return refuse(
        checking,
        node,
        operator,
        left,
        right,
        ' Turn the other value into text by str.tostring().',
      );
    }
    return build(checking, node, 'concat', first, second, string);
  }
  if (left.type.kind === 'unique' && right.type.kind === 'unique' && (operator === '+' || operator === '-')) {
    if (left.type.name.endsWith('display') && right.type.name.endsWith('display')) {
      return build(checking, node, operator, left, right, { kind: 'unique', name: 'plot_display' });
    }
    // Bold and italic: the text of the sum names both.
    if (left.type.name === 'text_format' && right.type.name === 'text_format' && operator === '+') {
      return build(checking, node, 'concat', left, right, left.type);
    }
  }
  const first = asNumber(checking, left);
  const second = asNumber(checking, right);
  if (first === undefined || second === undefined) return refuse(checking, node, operator, left, right);
  const isWhole = wholeLike(left, first) && wholeLike(right, second);
  const type = isWhole ? int : float;
  if (
    operator === '/' &&
    isWhole &&
    version < 6 &&
    first.qualifier === 'const' &&
    second.qualifier === 'const'
  ) {
    return build(checking, node, 'div', first, second, int);
  }
  const result = build(checking, node, operator, first, second, type);
  if (isWhole && result.op !== 'constant') {
    const isFractional =
      operator === '/' || checking.fractional.has(first) || checking.fractional.has(second);
    if (isFractional) checking.fractional.add(result);
  } else if (isWhole && result.op === 'constant' && !Number.isInteger(result.value)) {
    checking.fractional.add(result);
  }
  return result;
}

/** na beside an int leaves it an int. */
function wholeLike(written: Expression, number: Expression): boolean {
  return written.type.kind === 'na' || number.type.kind === 'int';
}

function build(
  _checking: Checking,
  node: tree.Node,
  operator: Extract<Expression, { op: 'arithmetic' }>['operator'],
  left: Expression,
  right: Expression,
  type: Type,
): Expression {
  const a = constantOf(left);
  const b = constantOf(right);
  if (a !== undefined && b !== undefined) {
    const known = foldBinary(operator === 'concat' ? '+' : operator, a, b);
    if (known !== undefined) return constant(node, type, known);
  }
  return {
    op: 'arithmetic',
    operator,
    left,
    right,
    type,
    qualifier: strongest(left.qualifier, right.qualifier),
    start: node.start,
    end: node.end,
  };
}

/** `left operator right` as a condition. */
export function compare(
  checking: Checking,
  node: tree.Node,
  operator: Compare,
  left: Expression,
  right: Expression,
): Expression {
  if (isMistaken(left) || isMistaken(right)) return mistaken(node);
  const isEquality = operator === '==' || operator === '!=';
  warnOfNa(checking, node, operator, left, right);
  const sides = bringTogether(checking, left, right);
  if (sides === undefined || (!isEquality && sides.operands !== 'int' && sides.operands !== 'number')) {
    const isChain = left.type.kind === 'bool' && isNumber(right.type);
    return refuse(
      checking,
      node,
      operator,
      left,
      right,
      isChain && !isEquality ? ' Comparisons cannot be chained: write `a < b and b < c`.' : '',
    );
  }
  const a = constantOf(sides.left);
  const b = constantOf(sides.right);
  if (a !== undefined && b !== undefined) {
    const known = foldBinary(operator, a, b);
    if (known !== undefined) return constant(node, bool, known);
  }
  return {
    op: 'compare',
    operator,
    operands: sides.operands,
    left: sides.left,
    right: sides.right,
    type: bool,
    qualifier: strongest(left.qualifier, right.qualifier),
    start: node.start,
    end: node.end,
  };
}

function warnOfNa(
  checking: Checking,
  node: tree.Node,
  operator: string,
  left: Expression,
  right: Expression,
): void {
  const isNa = (side: Expression) => side.op === 'na' && side.type.kind === 'na';
  if (!isNa(left) && !isNa(right)) return;
  checking.reporter.report(
    'P518',
    node,
    `Nothing is equal to na, so \`${operator} na\` does not find it. Ask with na(…) instead.`,
    isNa(right) && left.start >= 0
      ? [
          {
            title: operator === '==' ? 'Write na(…)' : 'Write not na(…)',
            edits: [
              { start: node.start, end: left.start, text: operator === '==' ? 'na(' : 'not na(' },
              { start: left.end, end: node.end, text: ')' },
            ],
          },
        ]
      : [],
  );
}

interface Sides {
  readonly operands: OperandKind;
  readonly left: Expression;
  readonly right: Expression;
}

function bringTogether(checking: Checking, left: Expression, right: Expression): Sides | undefined {
  if (left.type.kind === 'na' && right.type.kind === 'na') {
    const a = fitTo(checking, left, float);
    const b = fitTo(checking, right, float);
    return a !== undefined && b !== undefined ? { operands: 'number', left: a, right: b } : undefined;
  }
  if (left.type.kind === 'na') {
    const fitted = fitTo(checking, left, right.type) ?? { ...left, type: right.type };
    return sameKind(fitted, right);
  }
  if (right.type.kind === 'na') {
    const fitted = fitTo(checking, right, left.type) ?? { ...right, type: left.type };
    return sameKind(left, fitted);
  }
  if (isNumber(left.type) && isNumber(right.type)) {
    const isWhole =
      left.type.kind === 'int' &&
      right.type.kind === 'int' &&
      !checking.fractional.has(left) &&
      !checking.fractional.has(right);
    return { operands: isWhole ? 'int' : 'number', left, right };
  }
  if (isSameType(left.type, right.type)) return sameKind(left, right);
  if (checking.module.version < 6) {
    const a = fitTo(checking, left, right.type);
    if (a !== undefined) return sameKind(a, right);
    const b = fitTo(checking, right, left.type);
    if (b !== undefined) return sameKind(left, b);
  }
  return undefined;
}

function sameKind(left: Expression, right: Expression): Sides | undefined {
  const operands = operandKind(left.type);
  return operands === undefined ? undefined : { operands, left, right };
}

function operandKind(type: Type): OperandKind | undefined {
  switch (type.kind) {
    case 'int':
    case 'float':
      return 'number';
    case 'bool':
    case 'string':
    case 'color':
    case 'enum':
    case 'unique':
      return type.kind;
    default:
      return isReference(type) ? 'reference' : undefined;
  }
}

function checkLogic(checking: Checking, node: tree.Binary, operator: 'and' | 'or'): Expression {
  const isLazy = checking.module.version >= 6;
  const what = `Each side of \`${operator}\``;
  const left = asCondition(checking, checking.expression(node.left), what);
  const checkRight = () => asCondition(checking, checking.expression(node.right), what);
  const right = isLazy ? checking.conditionally(left, checkRight) : checkRight();
  if (isMistaken(left) || isMistaken(right)) return { ...mistaken(node), type: bool };
  const a = constantOf(left);
  const b = constantOf(right);
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    return constant(node, bool, operator === 'and' ? a && b : a || b);
  }
  return {
    op: 'logic',
    operator,
    isLazy,
    left,
    right,
    type: bool,
    qualifier: strongest(left.qualifier, right.qualifier),
    start: node.start,
    end: node.end,
  };
}
