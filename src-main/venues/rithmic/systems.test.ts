import { expect, test } from 'vitest';
import { hasMadeUpPrices, isPaperSystem, presets, systemChoice } from './systems.ts';

test('O13: of the known systems only those of Rithmic itself are paper; prop firms count as live', () => {
  const paper = presets.systems.map(({ name }) => name).filter(isPaperSystem);
  expect(paper).toEqual(['Rithmic Test', 'Rithmic Paper Trading']);
});

test.each(['Acme Paper Trading', 'Rithmic Test 2', 'Demo Funding', 'Brand New', ''])(
  'O13: a system that nobody knew, “%s”, counts as live whatever its name says',
  (name) => {
    expect(isPaperSystem(name)).toBe(false);
    expect(systemChoice(name).environment).toBe('live');
  },
);

test('prices are made up on test systems, and real on paper ones', () => {
  expect(['Rithmic Test', 'Rithmic Test 2'].map(hasMadeUpPrices)).toEqual([true, false]);
  expect(['Rithmic Paper Trading', 'Acme Paper', 'Apex'].map(hasMadeUpPrices)).toEqual([false, false, false]);
});
