import { isDecimal } from '../../src-shared/domain/quantity.ts';
import { unknown } from './format.ts';

/*
 * Amounts that arrive as decimal strings, written for people without ever being a float: the formatter takes the text
 * itself and keeps or rounds it exactly.
 */

export interface DecimalStyle {
  readonly locale?: string;
  /** Digits after the point: at least, and at most (the rest is rounded, halves away from zero). */
  readonly least?: number;
  readonly most?: number;
  /** A plus before what is more than nothing. */
  readonly isSigned?: boolean;
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf({ locale = 'en-US', least = 0, most = 40, isSigned = false }: DecimalStyle) {
  const key = `${locale} ${least} ${most} ${isSigned}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: least,
      maximumFractionDigits: Math.max(least, most),
      signDisplay: isSigned ? 'exceptZero' : 'negative',
    });
    formats.set(key, format);
  }
  return format;
}

/** `12345.60` as `12,345.6`, every digit kept unless told otherwise; null is not known and stays so. */
export function formatDecimal(text: string | null, style: DecimalStyle = {}): string {
  if (text === null || !isDecimal(text)) return unknown;
  return formatOf(style)
    .format(text as Intl.StringNumericLiteral)
    .replace('-', '−');
}

/** Currencies that people count in hundredths, and the coins that stand for them. */
const inHundredths = /^(USD[A-Z]?|[A-Z]?USD|EUR[A-Z]?|GBP|CHF|CAD|AUD|NZD|INR|SGD|HKD|DAI)$/;

/** Digits after the point for the value of something in that currency. */
export function valueDigits(currency: string): Required<Pick<DecimalStyle, 'least' | 'most'>> {
  if (currency === 'JPY' || currency === 'KRW') return { least: 0, most: 0 };
  return inHundredths.test(currency) ? { least: 2, most: 2 } : { least: 2, most: 8 };
}

/**
 * No more digits after the point than have room. What is left out is not rounded away but marked: `6.25000000…`, for a
 * balance may never look like more than it is.
 */
export function formatWithin(text: string | null, most: number, locale = 'en-US', least = 0): string {
  if (text === null || !isDecimal(text)) return unknown;
  const point = text.indexOf('.');
  const end = point + 1 + most;
  const isCut = point !== -1 && /[1-9]/.test(text.slice(end));
  if (!isCut) return formatDecimal(text, { locale, least });
  // The sign apart, since what is left of a small negative amount may be zero.
  const isNegative = text.startsWith('-');
  return `${isNegative ? '−' : ''}${formatDecimal(text.slice(isNegative ? 1 : 0, end), { locale, least: most })}…`;
}

/** A value with its currency: `1,204.50 USD`. */
export function formatValue(text: string | null, currency: string, style: DecimalStyle = {}): string {
  if (text === null || !isDecimal(text)) return unknown;
  return `${formatDecimal(text, { ...valueDigits(currency), ...style })} ${currency}`;
}

/** −1, 0 or 1, read from the text. */
export function signOf(text: string | null): -1 | 0 | 1 {
  if (text === null || !/[1-9]/.test(text)) return 0;
  return text.startsWith('-') ? -1 : 1;
}
