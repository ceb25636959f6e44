import { Decimal } from 'decimal.js';

/** Exact decimals of the simulated exchanges. Division is cut at 60 digits; sums and products of order figures are exact. */
export const Exact = Decimal.clone({
  precision: 60,
  toExpNeg: -50,
  toExpPos: 50,
  rounding: Decimal.ROUND_DOWN,
});
export type Amount = Decimal;

export const zero: Amount = new Exact(0);

export function decimal(value: string | number | Amount): Amount {
  return new Exact(value);
}

/** Plain text without exponent and without trailing zeros, `0` for any zero. */
export function plain(value: Amount): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** Plain text with exactly so many decimal places, cut, not rounded. */
export function withPlaces(value: Amount, places: number): string {
  return value.isZero() ? zero.toFixed(places) : value.toFixed(places, Decimal.ROUND_DOWN);
}

export function smaller(a: Amount, b: Amount): Amount {
  return a.lessThan(b) ? a : b;
}

export function isOnStep(value: Amount, step: Amount): boolean {
  return value.modulo(step).isZero();
}

/** The nearest whole number of steps towards zero. */
export function downToStep(value: Amount, step: Amount): Amount {
  return value.minus(value.modulo(step));
}
