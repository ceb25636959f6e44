import { expect, test } from 'vitest';
import { hasMadeUpPrices, isPaperSystem, presets, systemChoice } from './systems.ts';

test('O13: of the known systems only those of Rithmic itself are paper; prop firms count as live', () => {
  const paper = presets.systems.map(({ name }) => name).filter(isPaperSystem);
  expect(paper).toEqual(['Rithmic Test', 'Rithmic Paper Trading']);
});

test.each([
  ['Acme Paper Trading', 'paper'],
  ['Acme PaperTrading', 'paper'],
  ['PAPER-2', 'paper'],
  ['Rithmic Test 2', 'paper'],
  ['test', 'paper'],
  ['Contest Traders', 'live'],
  ['LatestFutures', 'live'],
  ['Papermill Capital', 'live'],
  ['Brand New', 'live'],
  ['Demo Funding', 'live'],
  ['', 'live'],
])('O13: a system that nobody knew, “%s”, counts as %s by its name', (name, mode) => {
  expect(isPaperSystem(name) ? 'paper' : 'live').toBe(mode);
  expect(systemChoice(name).environment).toBe(mode === 'paper' ? 'testnet' : 'live');
});

test('prices are made up on test systems, and real on paper ones', () => {
  expect(['Rithmic Test', 'Rithmic Test 2'].map(hasMadeUpPrices)).toEqual([true, true]);
  expect(['Rithmic Paper Trading', 'Acme Paper', 'Apex'].map(hasMadeUpPrices)).toEqual([false, false, false]);
});
