import type { Node } from '../syntax/tree.ts';
import type { Qualifier, Type } from '../types.ts';
import type { Checking } from './checking.ts';
import type { Block, ConstantValue, Expression } from './program.ts';
import { errorType, fits, isNumber, naType, voidType } from './type-rules.ts';

export function constant(node: Node, type: Type, value: ConstantValue): Expression {
  return { op: 'constant', value, type, qualifier: 'const', start: node.start, end: node.end };
}

/** Stands for what could not be understood; whoever meets it says nothing more. */
export function mistaken(node: Node): Expression {
  return { op: 'na', type: errorType, qualifier: 'const', start: node.start, end: node.end };
}

export function na(node: Node, type: Type = naType, qualifier: Qualifier = 'const'): Expression {
  return { op: 'na', type, qualifier, start: node.start, end: node.end };
}

export function isMistaken(expression: Expression): boolean {
  return expression.type.kind === 'error';
}

/** The value of a folded expression. */
export function constantOf(expression: Expression): ConstantValue | undefined {
  if (expression.op === 'constant') return expression.value;
  if (expression.op !== 'na') return undefined;
  switch (expression.type.kind) {
    case 'string':
    case 'bool':
      return null;
    case 'int':
    case 'float':
    case 'color':
    case 'enum':
    case 'na':
      return Number.NaN;
    default:
      return undefined;
  }
}

/** `expression` as a value of `type`, or undefined where it does not fit. */
export function fitTo(checking: Checking, expression: Expression, type: Type): Expression | undefined {
  const from = expression.type;
  if (from === type || from.kind === 'error' || type.kind === 'error') return expression;
  if (!fits(from, type, checking.module.version)) return undefined;
  if (from.kind === 'na') return retype(expression, type);
  if (type.kind === 'bool' && isNumber(from)) {
    if (expression.op === 'constant' && typeof expression.value === 'number') {
      return constant(expression, type, expression.value !== 0 && !Number.isNaN(expression.value));
    }
    return { ...place(expression), op: 'convert', to: 'bool', operand: expression, type };
  }
  if (isNumber(type) && from.kind === 'bool') {
    if (expression.op === 'constant') return constant(expression, type, expression.value === true ? 1 : 0);
    return {
      ...place(expression),
      op: 'conditional',
      type,
      condition: expression,
      consequent: constant(expression, type, 1),
      alternate: constant(expression, type, 0),
    };
  }
  if (type.kind === 'tuple') {
    if (expression.op === 'tuple') {
      const items = expression.items.map(
        (item, index) => fitTo(checking, item, type.items[index] as Type) ?? item,
      );
      return { ...expression, items, type };
    }
    return retype(expression, type);
  }
  if (type.kind === 'float' && expression.op === 'constant') return { ...expression, type };
  if (hasUntypedNa(from)) return retype(expression, type);
  return expression;
}

function hasUntypedNa(type: Type): boolean {
  if (type.kind === 'tuple') return type.items.some(hasUntypedNa);
  if (type.kind === 'array' || type.kind === 'matrix') return type.element.kind === 'na';
  return type.kind === 'na';
}

function place(expression: Expression): Pick<Expression, 'start' | 'end' | 'qualifier'> {
  return { start: expression.start, end: expression.end, qualifier: expression.qualifier };
}

/** Gives na its type, wherever in the branches of a value it hides. */
function retype(expression: Expression, type: Type): Expression {
  if (!hasUntypedNa(expression.type)) return expression;
  switch (expression.op) {
    case 'conditional':
      return {
        ...expression,
        type,
        consequent: retype(expression.consequent, type),
        alternate: retype(expression.alternate, type),
      };
    case 'if':
      return {
        ...expression,
        type,
        consequent: retypeBlock(expression.consequent, type),
        alternate: expression.alternate === undefined ? undefined : retypeBlock(expression.alternate, type),
      };
    case 'switch':
      return {
        ...expression,
        type,
        arms: expression.arms.map((arm) => ({ ...arm, body: retypeBlock(arm.body, type) })),
      };
    case 'tuple':
      return type.kind === 'tuple'
        ? {
            ...expression,
            type,
            items: expression.items.map((item, index) => retype(item, type.items[index] as Type)),
          }
        : expression;
    default:
      return { ...expression, type };
  }
}

function retypeBlock(block: Block, type: Type): Block {
  return block.value === undefined ? block : { ...block, value: retype(block.value, type) };
}

/** What a block was asked for turned out to be of no use: its value becomes its last statement. */
export function withoutValue(block: Block): Block {
  if (block.value === undefined) return block;
  const { value } = block;
  const isIdle =
    value.op === 'variable' || value.op === 'constant' || value.op === 'na' || value.op === 'builtin';
  if (isIdle) return { statements: block.statements, value: undefined };
  return {
    statements: [
      ...block.statements,
      { op: 'evaluate', value: withoutBranchValues(value), start: value.start, end: value.end },
    ],
    value: undefined,
  };
}

/** A structure as a statement: its branches give nothing. */
export function withoutBranchValues(expression: Expression): Expression {
  switch (expression.op) {
    case 'if':
      return {
        ...expression,
        type: voidType,
        consequent: withoutValue(expression.consequent),
        alternate: expression.alternate === undefined ? undefined : withoutValue(expression.alternate),
      };
    case 'switch':
      return {
        ...expression,
        type: voidType,
        arms: expression.arms.map((arm) => ({ ...arm, body: withoutValue(arm.body) })),
      };
    case 'for':
    case 'for-in':
    case 'while':
      return { ...expression, type: voidType, body: withoutValue(expression.body) };
    default:
      return expression;
  }
}
