import type { Context } from '../../runtime/context.ts';
import { formatByPattern, formatByTick, formatVolume, plainPattern } from './number-pattern.ts';

/** An array of the language, as far as writing it needs it. */
interface Listed {
  readonly items: Iterable<unknown>;
}

/** A matrix of the language. */
interface Tabled {
  rowList(): readonly (readonly unknown[])[];
}

function isListed(value: unknown): value is Listed {
  return typeof value === 'object' && value !== null && 'items' in value;
}

function isTabled(value: unknown): value is Tabled {
  return typeof value === 'object' && value !== null && 'rowList' in value;
}

/** A value as text: `na` is NaN, arrays stand in brackets, rows of a matrix on lines. A pattern applies to numbers. */
export function textOf(context: Context, value: unknown, format: string | null | undefined): string {
  if (value === null || value === undefined) return 'NaN';
  if (typeof value === 'number') return numberText(context, value, format ?? plainPattern);
  if (isTabled(value)) {
    return value
      .rowList()
      .map((items) => textOf(context, { items }, format))
      .join('\n');
  }
  if (isListed(value))
    return `[${Array.from(value.items, (item) => textOf(context, item, format)).join(', ')}]`;
  return String(value);
}

function numberText(context: Context, value: number, format: string): string {
  switch (format) {
    case 'mintick':
      return formatByTick(value, context.symbol.minimumTick);
    case 'percent':
      return Number.isNaN(value) ? 'NaN' : `${formatByPattern(value, '0.00')}%`;
    case 'volume':
      return formatVolume(value);
    case 'inherit':
    case 'price':
      return formatByPattern(value, plainPattern);
    default:
      return formatByPattern(value, format === '' ? plainPattern : format);
  }
}
