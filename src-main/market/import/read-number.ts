import { Failure } from '../../../src-shared/domain/failure.ts';
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

/** What stands before the decimals in a file; `open` while no number has shown it. */
export type DecimalMark = 'open' | 'point' | 'comma';

/**
 * Reads numbers from bytes to the same double that `Number(text)` gives. Plain decimals take a path without strings;
 * exponents, grouped thousands, long mantissas and decimal commas take the slow one.
 */
export class NumberReader {
  /** Digits after the point in the number read last. */
  decimals = 0;
  readonly #commas: CommaMeaning;
  /** Once a file has shown a decimal comma, its points stand between thousands, and the other way round. */
  #mark: DecimalMark;

  constructor(commas: CommaMeaning, mark: DecimalMark = 'open') {
    this.#commas = commas;
    this.#mark = commas === 'thousands' ? 'point' : mark;
  }

  /** NaN when the cell is not a number. @throws Failure `invalid` when a file mixes decimal points and commas. */
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
    if (pointAt !== -1 && this.#mark !== 'point') {
      if (this.#mark === 'comma') return this.#readSlowly(bytes, start, end);
      this.#mark = 'point';
    }
    this.decimals = decimals;
    const value = mantissa / (powersOfTen[decimals] as number);
    return negative ? -value : value;
  }

  #readSlowly(bytes: Uint8Array, start: number, end: number): number {
    this.decimals = 0;
    if (end - start > longestNumber || end === start) return Number.NaN;
    const text = cellText(bytes, start, end);
    // The apostrophe guards cells in exported files (rule I4).
    const plain = this.#plainText(text.startsWith("'") ? text.slice(1) : text);
    if (plain === undefined) return Number.NaN;
    const match = /^[+-]?(?:\d+(?:\.(\d*))?|\.(\d+))(e[+-]?\d{1,3})?$/i.exec(plain);
    if (match === null) return Number.NaN;
    if (match[3] === undefined) this.decimals = (match[1] ?? match[2] ?? '').length;
    const value = Number(plain);
    return Number.isFinite(value) ? value : Number.NaN;
  }

  /** The number with a point as its only mark; undefined when its marks make no sense. */
  #plainText(text: string): string | undefined {
    const hasComma = text.includes(',');
    if (!hasComma && !text.includes('.')) return text;
    if (this.#isDecimalComma(text)) {
      this.#settle('comma', text);
      return text.replaceAll('.', '').replace(',', '.');
    }
    if (!hasComma && this.#mark !== 'comma') return text;
    if (this.#mark === 'comma') {
      return /^[+-]?\d{1,3}(\.\d{3})+$/.test(text) ? text.replaceAll('.', '') : undefined;
    }
    const isGrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text);
    // One group alone, such as 1,234, may be either where nothing has told what commas mean.
    const isDoubtful = this.#mark === 'open' && /^[+-]?\d+,\d{3}$/.test(text);
    return isGrouped && !isDoubtful ? text.replaceAll(',', '') : undefined;
  }

  #isDecimalComma(text: string): boolean {
    if (this.#commas === 'thousands') return false;
    if (isSureComma(text)) return true;
    return (
      isDoubtfulComma(text) &&
      (this.#mark === 'comma' || (this.#mark === 'open' && this.#commas === 'decimal'))
    );
  }

  #settle(mark: DecimalMark, text: string): void {
    if (this.#mark !== 'open' && this.#mark !== mark) {
      throw mixed(text);
    }
    this.#mark = mark;
  }
}

/** Commas in numbers: the decimal mark beside `;`, thousands inside quotes where `,` itself divides the cells. */
export function commaMeaning(delimiter: string): CommaMeaning {
  if (delimiter === ';') return 'decimal';
  return delimiter === ',' ? 'thousands' : 'unknown';
}

/** 1,5 and 1.234,5: no reading but the decimal one. */
function isSureComma(text: string): boolean {
  return /^[+-]?(\d{1,3}(\.\d{3})+|\d*),\d+$/.test(text) && !isDoubtfulComma(text);
}

/** 1,234: a decimal comma or a thousand. */
function isDoubtfulComma(text: string): boolean {
  return /^[+-]?\d{1,3},\d{3}$/.test(text);
}

/**
 * The decimal mark that a sample of a file's numbers shows, `open` when it shows none.
 * @throws Failure `invalid` when it shows both, or cannot tell one from the other.
 */
export function findDecimalMark(cells: Iterable<string>, delimiter: string): DecimalMark {
  if (delimiter === ',') return 'point';
  const seen: Partial<Record<'comma' | 'point' | 'maybeComma' | 'maybePoint', string>> = {};
  for (const cell of cells) {
    if (isSureComma(cell)) seen.comma ??= cell;
    else if (isDoubtfulComma(cell)) seen.maybeComma ??= cell;
    else if (/^[+-]?\d{1,3}\.\d{3}$/.test(cell)) seen.maybePoint ??= cell;
    else if (/^[+-]?(\d*\.\d+|\d{1,3}(,\d{3})+(\.\d*)?)$/.test(cell)) seen.point ??= cell;
  }
  if (seen.comma !== undefined && seen.point !== undefined) throw mixed(seen.comma);
  if (seen.comma !== undefined) return 'comma';
  if (seen.point !== undefined) return 'point';
  if (seen.maybeComma !== undefined && seen.maybePoint !== undefined) throw mixed(seen.maybeComma);
  if (seen.maybeComma !== undefined && delimiter === ';') return 'comma';
  return seen.maybePoint === undefined ? 'open' : 'point';
}

function mixed(text: string): Failure {
  return new Failure(
    'invalid',
    `The file has points and commas in its numbers (“${text}”), and they do not show which is the decimal mark.`,
  );
}
