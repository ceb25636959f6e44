import { expect, test } from 'vitest';
import { formatDecimal, formatValue, formatWithin, signOf } from './decimal-text.ts';

test('every digit of an amount is shown, also beyond what a float can hold', () => {
  expect(formatDecimal('123456789012345678.123456789012345678')).toBe(
    '123,456,789,012,345,678.123456789012345678',
  );
  expect(formatDecimal('0.00000001')).toBe('0.00000001');
  expect(formatDecimal('9007199254740993')).toBe('9,007,199,254,740,993');
});

test('trailing zeros go, a true minus comes, and a plus where it was asked for', () => {
  expect(formatDecimal('1.500')).toBe('1.5');
  expect(formatDecimal('-2')).toBe('−2');
  expect(formatDecimal('2', { isSigned: true })).toBe('+2');
  expect(formatDecimal('0', { isSigned: true })).toBe('0');
});

test('what is not known or not a number is a dash, never nothing or zero', () => {
  expect(formatDecimal(null)).toBe('–');
  expect(formatDecimal('abc')).toBe('–');
  expect(formatValue(null, 'USD')).toBe('–');
});

test('a value is rounded exactly in the digits of its currency', () => {
  expect(formatValue('1234.505', 'USD')).toBe('1,234.51 USD');
  expect(formatValue('0.123456789', 'BTC')).toBe('0.12345679 BTC');
  expect(formatValue('1234.5', 'JPY')).toBe('1,235 JPY');
  expect(formatValue('-3', 'USDT', { isSigned: true })).toBe('−3.00 USDT');
});

test('digits that have no room are marked, not rounded', () => {
  expect(formatWithin('6.2500000000000001', 8)).toBe('6.25000000…');
  expect(formatWithin('6.2500000000000000', 8)).toBe('6.25');
  expect(formatWithin('-0.000000000000000019', 8)).toBe('−0.00000000…');
  expect(formatWithin('1234567', 8)).toBe('1,234,567');
  expect(formatWithin(null, 8)).toBe('–');
});

test('the sign is read from the text', () => {
  expect([signOf('-0.001'), signOf('-0.00'), signOf('7'), signOf(null)]).toEqual([-1, 0, 1, 0]);
});

test('prices are padded to their tick, and never cut by it', () => {
  expect(formatWithin('5304.5', 8, 'en-US', 2)).toBe('5,304.50');
  expect(formatWithin('5304', 8, 'en-US', 2)).toBe('5,304.00');
  expect(formatWithin('5304.375', 8, 'en-US', 2)).toBe('5,304.375');
});
