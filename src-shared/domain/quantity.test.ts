import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from './failure.ts';
import {
  addDecimals,
  compareDecimals,
  isDecimal,
  isOnStep,
  plainDecimal,
  subtractDecimals,
  towardsZeroOnStep,
} from './quantity.ts';

/** Whole numbers and decimal places: the decimal they mean. */
const scaled = (units: bigint, places: number): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, digits.length - places)}.${digits.slice(-places)}`;
  return units < 0n ? `-${text}` : text;
};
const units = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const places = fc.integer({ min: 0, max: 18 });

describe('a decimal quantity', () => {
  test('O14: adds, takes away and compares exactly, at any size', () => {
    fc.assert(
      fc.property(units, units, places, (a, b, digits) => {
        const [first, second] = [scaled(a, digits), scaled(b, digits)];
        expect(addDecimals(first, second)).toBe(plainDecimal(scaled(a + b, digits)));
        expect(subtractDecimals(first, second)).toBe(plainDecimal(scaled(a - b, digits)));
        expect(Math.sign(compareDecimals(first, second))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
  });

  test('stands on a step, and is cut to one without growing', () => {
    fc.assert(
      fc.property(units, fc.bigInt({ min: 1n, max: 10n ** 9n }), places, (amount, step, digits) => {
        const [value, size] = [scaled(amount, digits), scaled(step, digits)];
        expect(isOnStep(value, size)).toBe(amount % step === 0n);
        const cut = towardsZeroOnStep(value, size);
        expect(cut).toBe(plainDecimal(scaled(amount - (amount % step), digits)));
        expect(isOnStep(cut, size)).toBe(true);
      }),
    );
    // 0.3 / 0.1 is 2.9999999999999996 in binary numbers.
    expect(towardsZeroOnStep('0.3', '0.1')).toBe('0.3');
    expect(towardsZeroOnStep('-0.05', '0.1')).toBe('0');
  });

  test('has one plain form, without exponent or minus zero', () => {
    expect(plainDecimal('0.000000000000000000010')).toBe('0.00000000000000000001');
    expect(plainDecimal('-0.0')).toBe('0');
    expect(isDecimal('1e-8')).toBe(false);
  });

  test('is refused when it is not one', () => {
    for (const text of ['', '1e5', 'NaN', '1,5', '.5', '+1', ' 1']) {
      expect(() => plainDecimal(text)).toThrow(Failure);
    }
    expect(() => isOnStep('1', '0')).toThrow(Failure);
  });
});
