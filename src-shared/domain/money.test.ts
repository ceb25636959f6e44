import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMoney, money, negateMoney, priceMoveValue, roundMoney } from './money.ts';

/** A decimal as a whole number of 10^-40, to calculate exactly by other means. */
const scaled = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole + fraction.padEnd(40, '0'));
  return text.startsWith('-') ? -value : value;
};
const digits = (most: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: most });
const amount = fc
  .tuple(fc.boolean(), digits(40), fc.option(digits(40)))
  .map(
    ([isNegative, whole, fraction]) =>
      `${isNegative ? '-' : ''}${whole}${fraction === null ? '' : `.${fraction}`}`,
  );

test('sums are exact to the last of eighty digits', () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      expect(scaled(addMoney(money(a, 'USD'), money(b, 'USD')).amount)).toBe(scaled(a) + scaled(b));
      expect(scaled(negateMoney(money(a, 'USD')).amount)).toBe(-scaled(a));
    }),
    { numRuns: 2000 },
  );
});

test('ten thousand fees of ten cents are a thousand, not nearly so', () => {
  let total = money('0', 'USD');
  let drifting = 0;
  for (let count = 0; count < 10_000; count += 1) {
    total = addMoney(total, money('0.1', 'USD'));
    drifting += 0.1;
  }
  expect(total).toEqual({ amount: '1000', currency: 'USD' });
  // The negative control: plain numbers do drift.
  expect(drifting).not.toBe(1000);
});

test.each([
  ['1.09005', '1.09010', '3', '125000', '18.75'],
  ['42000.5', '41999.25', '0.00012345', '1', '-0.0001543125'],
  ['0.1', '0.3', '1', '1', '0.2'],
])('from %s to %s with %s × %s is worth %s', (entry, exit, quantity, multiplier, expected) => {
  expect(priceMoveValue(entry, exit, quantity, multiplier, 'USD')).toEqual({
    amount: expected,
    currency: 'USD',
  });
});

test('the value of a move is the exact product', () => {
  fc.assert(
    fc.property(amount, amount, amount, (entry, exit, quantity) => {
      const { amount: value } = priceMoveValue(entry, exit, quantity, '1', 'USD');
      const [whole = '', fraction = ''] = value.replace('-', '').split('.');
      const found = BigInt(whole + fraction.padEnd(80, '0')) * (value.startsWith('-') ? -1n : 1n);
      expect(found).toBe((scaled(exit) - scaled(entry)) * scaled(quantity));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['0.125', 2, '0.12'],
  ['0.135', 2, '0.14'],
  ['-0.125', 2, '-0.12'],
  ['2.5', 0, '2'],
  ['-0.001', 2, '0'],
])('%s to %i places is %s: halves go to the even digit', (text, places, expected) => {
  expect(roundMoney(money(text, 'USD'), places).amount).toBe(expected);
});

test('nothing is minus nothing: zero has one spelling', () => {
  expect(money('-0.00', 'USD').amount).toBe('0');
  expect(negateMoney(money('0', 'USD')).amount).toBe('0');
});

test('two currencies are not added, and what is no decimal is no money', () => {
  expect(() => addMoney(money('1', 'USD'), money('1', 'EUR'))).toThrow(/cannot be added without a rate/);
  for (const text of ['', 'NaN', '1e5', '1,5', 'Infinity', ' 1', '--1', '1.', '9'.repeat(41)]) {
    expect(() => money(text, 'USD')).toThrow(/is not a decimal amount/);
  }
});
