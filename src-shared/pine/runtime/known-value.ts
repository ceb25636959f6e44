import type { ConstantValue, Expression, ScriptInput } from '../check/program.ts';

/** Where the values of names come from; each answers undefined for what it does not know. */
export interface KnownNames {
  input(input: ScriptInput): ConstantValue | undefined;
  /** What a variable that never changes was declared as, and the names in force there. */
  variable(id: number): { readonly value: Expression; readonly names: KnownNames } | undefined;
}

export const nothingKnown: KnownNames = { input: () => undefined, variable: () => undefined };

/** The value of an expression before any bar runs, or undefined when bars are needed to tell. */
export function knownValue(expression: Expression, names: KnownNames): ConstantValue | undefined {
  switch (expression.op) {
    case 'constant':
      return expression.value;
    case 'na':
      return naOf(expression);
    case 'input':
      return names.input(expression.input);
    case 'variable': {
      const found = names.variable(expression.variable.id);
      return found === undefined ? undefined : knownValue(found.value, found.names);
    }
    case 'builtin': {
      const { implementation } = expression.builtin;
      return implementation.kind === 'constant' ? implementation.value : undefined;
    }
    case 'unary': {
      const value = knownValue(expression.operand, names);
      if (value === undefined) return undefined;
      return expression.operator === '-' ? -(value as number) : !value;
    }
    case 'arithmetic': {
      const left = knownValue(expression.left, names);
      const right = left === undefined ? undefined : knownValue(expression.right, names);
      if (left === undefined || right === undefined) return undefined;
      return arithmetic(expression.operator, left, right);
    }
    case 'compare': {
      const left = knownValue(expression.left, names);
      const right = left === undefined ? undefined : knownValue(expression.right, names);
      if (left === undefined || right === undefined) return undefined;
      return compared(expression.operator, expression.operands, left, right);
    }
    case 'logic': {
      const left = knownValue(expression.left, names);
      const right = left === undefined ? undefined : knownValue(expression.right, names);
      if (left === undefined || right === undefined) return undefined;
      return expression.operator === 'and' ? left && right : left || right;
    }
    case 'conditional': {
      const condition = knownValue(expression.condition, names);
      if (condition === undefined) return undefined;
      return knownValue(condition === true ? expression.consequent : expression.alternate, names);
    }
    case 'convert': {
      const value = knownValue(expression.operand, names);
      if (value === undefined) return undefined;
      if (expression.to === 'int') return Math.trunc(value as number);
      return typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : value === true;
    }
    case 'tuple': {
      const items: ConstantValue[] = [];
      for (const item of expression.items) {
        const value = knownValue(item, names);
        if (value === undefined) return undefined;
        items.push(value);
      }
      return items;
    }
    case 'call-builtin': {
      const { implementation } = expression.builtin;
      const isFoldable = implementation.kind === 'pure' || implementation.kind === 'inline';
      if (!isFoldable || implementation.call === undefined) return undefined;
      const values: unknown[] = [];
      for (const argument of expression.arguments) {
        if (argument === undefined) {
          values.push(undefined);
          continue;
        }
        const value = knownValue(argument, names);
        if (value === undefined) return undefined;
        values.push(value);
      }
      const value = implementation.call(...values);
      return value === null || ['number', 'string', 'boolean'].includes(typeof value)
        ? (value as ConstantValue)
        : undefined;
    }
    default:
      return undefined;
  }
}

function naOf(expression: Expression): ConstantValue {
  return ['int', 'float', 'color', 'enum', 'na'].includes(expression.type.kind) ? Number.NaN : null;
}

function arithmetic(operator: string, left: ConstantValue, right: ConstantValue): ConstantValue | undefined {
  if (operator === 'concat') {
    if (left === null || right === null) return null;
    return `${String(left)}${String(right)}`;
  }
  const [a, b] = [left as number, right as number];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? Number.NaN : a / b;
    case '%':
      return a % b;
    default:
      return b === 0 ? Number.NaN : Math.trunc(a / b);
  }
}

function compared(
  operator: string,
  operands: string,
  left: ConstantValue,
  right: ConstantValue,
): ConstantValue | undefined {
  if (typeof left !== 'number' || typeof right !== 'number') {
    if (left === null || right === null) return false;
    if (operator === '==') return left === right;
    return operator === '!=' ? left !== right : undefined;
  }
  const slack = operands === 'number' ? 1e-10 : 0;
  const difference = left - right;
  switch (operator) {
    case '<':
      return difference < -slack;
    case '<=':
      return difference <= slack;
    case '>':
      return difference > slack;
    case '>=':
      return difference >= -slack;
    case '==':
      return Math.abs(difference) <= slack;
    default:
      return Math.abs(difference) > slack;
  }
}
