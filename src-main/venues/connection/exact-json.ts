import { Decimal } from 'decimal.js';
import { isDecimal, plainDecimal } from '../../../src-shared/domain/quantity.ts';

/**
 * Reads JSON with every number as the text that was sent, so that neither an id beyond 2^53 nor a price loses anything
 * on the way (W3). Much slower than `JSON.parse`: for messages about orders and money, not for candles.
 * @throws SyntaxError for what is not JSON, RangeError for nesting that no message has.
 */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  );
}

/** A number as JSON may write it (`5e-05`, `1.50`), as the one plain decimal it means; undefined for anything else. */
export function plainNumber(text: string): string | undefined {
  if (isDecimal(text)) return plainDecimal(text);
  if (!/^-?\d{1,20}(\.\d{1,20})?[eE][+-]?\d{1,2}$/.test(text)) return undefined;
  const plain = new Decimal(text).toFixed();
  return isDecimal(plain) ? plainDecimal(plain) : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
