import { Decimal } from 'decimal.js';
import { Failure } from './failure.ts';

/*
 * Quantities and order prices are plain decimal strings (`0.015`, `-2`, never `1e-8`), exact to the last digit. These are
 * the few operations that orders and fills need; amounts of a currency are `money.ts`.
 */

// Operands have at most 80 digits, so sums and whole steps are exact.
const Exact = Decimal.clone({ precision: 250, toExpNeg: -60, toExpPos: 60 });

export function isDecimal(text: string): boolean {
  return /^-?\d{1,40}(\.\d{1,40})?$/.test(text);
}

function decimal(text: string): Decimal {
  if (!isDecimal(text)) throw new Failure('invalid', `“${text}” is not a decimal number.`);
  return new Exact(text);
}

function positiveStep(text: string): Decimal {
  const step = decimal(text);
  if (step.lessThanOrEqualTo(0)) {
    throw new Failure('invalid', `“${text}” is not a step. Write a positive decimal, for example 0.25.`);
  }
  return step;
}

/** The same value in its one shortest form: `1.50` is `1.5`. @throws Failure `invalid`, as all of these. */
export function plainDecimal(text: string): string {
  const value = decimal(text);
  return value.isZero() ? '0' : value.toFixed();
}

/** Negative when `a` is less, 0 when equal, positive when more. */
export function compareDecimals(a: string, b: string): number {
  return decimal(a).comparedTo(decimal(b));
}

export function addDecimals(a: string, b: string): string {
  return plainDecimal(decimal(a).plus(decimal(b)).toFixed());
}

export function subtractDecimals(a: string, b: string): string {
  return plainDecimal(decimal(a).minus(decimal(b)).toFixed());
}

/** True when the value is a whole number of steps. */
export function isOnStep(value: string, step: string): boolean {
  return decimal(value).modulo(positiveStep(step)).isZero();
}

/** The nearest whole number of steps towards zero: an order is never made larger than it was asked for. */
export function towardsZeroOnStep(value: string, step: string): string {
  const size = positiveStep(step);
  const amount = decimal(value);
  return plainDecimal(amount.minus(amount.modulo(size)).toFixed());
}
