import { expect, test } from 'vitest';
import { addsToLabel, matching } from './combobox-choices.ts';

const choices = [
  { value: 'Rithmic Test', label: 'Rithmic Test' },
  { value: 'tradesea', label: 'Tradeify' },
  { value: 'Rithmic Paper Trading', label: 'Rithmic Paper Trading' },
  { value: 'Test Traders', label: 'Test Traders' },
];
const values = (text: string) => matching(choices, text).map(({ value }) => value);

test('a list is narrowed by every word, in label and value, and what begins so comes first', () => {
  expect(values('')).toHaveLength(4);
  expect(values('test')).toEqual(['Test Traders', 'Rithmic Test']);
  expect(values('rith pap')).toEqual(['Rithmic Paper Trading']);
  expect(values('SEA')).toEqual(['tradesea']);
  expect(values('nothing')).toEqual([]);
});

test('a value stands beside its label only where it says more', () => {
  expect(addsToLabel({ value: 'yes', label: 'Yes' })).toBe(false);
  expect(addsToLabel({ value: 'tradesea', label: 'Tradeify' })).toBe(true);
});
