import { cellText, minus, nine, plus, point, zero } from './bytes.ts';

const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Up to this many significant digits an integer is exact in a double, and one division rounds it correctly. */
const exactDigits = 15;
const longestNumber = 64;

/**
 * What a comma inside a number means. `decimal`: 1,5 is one and a half. `thousands`: 1,500 is fifteen hundred.
 * `unknown`: only where the digits leave no doubt.
 */
export type CommaMeaning = 'decimal' | 'thousands' | 'unknown';

/**
 * Reads numbers from bytes to the same double that `Number(text)` gives. Plain decimals take a path without strings;
 * exponents, grouped thousands, long mantissas and decimal commas take the slow one.
 */
export class NumberReader {
  /** Digits after the point in the number read last. */
  decimals = 0;
  readonly #commas: CommaMeaning;

  constructor(commas: CommaMeaning) {
    this.#commas = commas;
  }

  /** NaN when the cell is not a number. */
  read(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    const first = bytes[at];
    const negative = first === minus;
    if (negative || first === plus) at += 1;
    let mantissa = 0;
    let digits = 0;
    let pointAt = -1;
    const digitsFrom = at;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte >= zero && byte <= nine) {
        mantissa = mantissa * 10 + (byte - zero);
        if (mantissa !== 0) digits += 1;
      } else if (byte === point && pointAt === -1) {
        pointAt = at;
      } else {
        return this.#readSlowly(bytes, start, end);
      }
    }
    const decimals = pointAt === -1 ? 0 : end - pointAt - 1;
    const written = end - digitsFrom - (pointAt === -1 ? 0 : 1);
    if (written === 0 || digits > exactDigits || decimals > 22) return this.#readSlowly(bytes, start, end);
    this.decimals = decimals;
    const value = mantissa / (powersOfTen[decimals] as number);
    return negative ? -value : value;
  }

  #readSlowly(bytes: Uint8Array, start: number, end: number): number {
    this.decimals = 0;
    if (end - start > longestNumber || end === start) return Number.NaN;
    const plain = this.#plainText(cellText(bytes, start, end).trim());
    if (plain === undefined) return Number.NaN;
    const match = /^[+-]?(?:\d+(?:\.(\d*))?|\.(\d+))(e[+-]?\d{1,3})?$/i.exec(plain);
    if (match === null) return Number.NaN;
    if (match[3] === undefined) this.decimals = (match[1] ?? match[2] ?? '').length;
    const value = Number(plain);
    return Number.isFinite(value) ? value : Number.NaN;
  }

  /** Without the apostrophe that guards exported cells (rule I4), group separators and decimal commas. */
  #plainText(cell: string): string | undefined {
    const text = cell.startsWith("'") ? cell.slice(1) : cell;
    if (!text.includes(',')) return text;
    const hasPoint = text.includes('.');
    const isGrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text);
    const isDecimal = /^[+-]?\d*,\d+$/.test(text);
    if (this.#commas === 'decimal') {
      if (isDecimal) return text.replace(',', '.');
      // 1.234.567,89 with points between the thousands.
      if (/^[+-]?\d{1,3}(\.\d{3})+,\d*$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
      return undefined;
    }
    if (this.#commas === 'thousands') return isGrouped ? text.replaceAll(',', '') : undefined;
    if (isGrouped && (hasPoint || text.indexOf(',') !== text.lastIndexOf(',')))
      return text.replaceAll(',', '');
    return isDecimal && !isGrouped ? text.replace(',', '.') : undefined;
  }
}

/** Commas in numbers: the decimal mark beside `;`, thousands inside quotes where `,` itself divides the cells. */
export function commaMeaning(delimiter: string): CommaMeaning {
  if (delimiter === ';') return 'decimal';
  return delimiter === ',' ? 'thousands' : 'unknown';
}
