import type { BinaryOperator } from '../syntax/tree.ts';
import type { ConstantValue } from './program.ts';

/** Numbers nearer than this are equal (language manual 3, na). */
const tolerance = 1e-10;

/** What an operator makes of two known values; undefined where it is left to the run. */
export function foldBinary(
  operator: BinaryOperator | 'div',
  left: ConstantValue,
  right: ConstantValue,
): ConstantValue | undefined {
  if (typeof left === 'string' && typeof right === 'string') {
    if (operator === '+') return left.length + right.length <= 40_960 ? left + right : undefined;
    if (operator === '==') return left === right;
    return operator === '!=' ? left !== right : undefined;
  }
  if (typeof left === 'boolean' && typeof right === 'boolean') {
    switch (operator) {
      case 'and':
        return left && right;
      case 'or':
        return left || right;
      case '==':
        return left === right;
      case '!=':
        return left !== right;
      default:
        return undefined;
    }
  }
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  return foldNumbers(operator, left, right);
}

function foldNumbers(
  operator: BinaryOperator | 'div',
  left: number,
  right: number,
): ConstantValue | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? Number.NaN : left / right;
    case 'div':
      return right === 0 ? Number.NaN : Math.trunc(left / right);
    case '%':
      return right === 0 ? Number.NaN : left % right;
  }
  if (Number.isNaN(left) || Number.isNaN(right)) return undefined;
  const isEqual = left === right || Math.abs(left - right) <= tolerance;
  switch (operator) {
    case '==':
      return isEqual;
    case '!=':
      return !isEqual;
    case '<':
      return !isEqual && left < right;
    case '>':
      return !isEqual && left > right;
    case '<=':
      return isEqual || left < right;
    case '>=':
      return isEqual || left > right;
    default:
      return undefined;
  }
}
