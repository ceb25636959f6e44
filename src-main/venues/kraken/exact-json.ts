import { isDecimal, plainDecimal } from '../../../src-shared/domain/quantity.ts';

/**
 * Reads JSON with every number as the text that was sent (W3): Kraken writes prices, sizes and money as JSON numbers, and
 * ids beyond 2^53. About ten times slower than `JSON.parse`: for messages about orders and money, and for frames that the
 * fast reading hands over.
 * @throws SyntaxError for what is not JSON, RangeError for nesting that no message has.
 */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  );
}

const scientific = /^(-?)(\d{1,25})(?:\.(\d{1,25}))?[eE]([+-]?\d{1,2})$/;

/** A number as JSON may write it (`1.5e-05`, `1.50`), as the one plain decimal it means; undefined for anything else. */
export function plainNumber(text: string): string | undefined {
  if (isDecimal(text)) return plainDecimal(text);
  const found = scientific.exec(text);
  if (found === null) return undefined;
  const [, sign = '', whole = '', fraction = '', power = ''] = found;
  const digits = whole + fraction;
  const point = whole.length + Number(power);
  const plain =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits + '0'.repeat(point - digits.length)
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return isDecimal(plain) ? plainDecimal(sign + plain) : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
