import type { ConstantValue, Program } from '../check/program.ts';
import type { Type } from '../types.ts';
import { isNumeric } from './module.ts';

/** User text enters the code here and nowhere else: as JSON, which is a subset of what a string literal may be. */
export function textLiteral(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

export function literal(value: ConstantValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return numberLiteral(value);
  return `[${value.map(literal).join(', ')}]`;
}

function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return '(1 / 0)';
  if (value === Number.NEGATIVE_INFINITY) return '(-1 / 0)';
  return value < 0 || Object.is(value, -0) ? `(-${-value})` : `${value}`;
}

/** What na is for a type. */
export function noneOf(type: Type, program: Program): ConstantValue {
  if (isNumeric(type)) return Number.NaN;
  return type.kind === 'bool' && program.version === 6 ? false : null;
}
