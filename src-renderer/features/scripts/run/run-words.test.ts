import { expect, test } from 'vitest';
import type { ScriptTimings } from '../../../../src-shared/contract/scripts.ts';
import { initialRunState } from '../../../lib/scripts/script-run.ts';
import { runWords } from './run-words.ts';

const timings = { bars: 10_000, runMs: 31.6 } as ScriptTimings;

test.each([
  [{}, 'Fetching bars…'],
  [{ detail: 'Waiting for the venue' }, 'Waiting for the venue'],
  [{ phase: 'compiling' }, 'Compiling…'],
  [{ phase: 'running', done: 2500, total: 10_000 }, 'Running: 25 %'],
  [{ phase: 'running' }, 'Running: 0 %'],
  [{ phase: 'ready', done: 1200 }, '1,200 bars'],
  [{ phase: 'ready', timings }, '10,000 bars in 32 ms'],
  [{ phase: 'failed' }, 'Stopped by an error'],
] as const)('%j is told as “%s”', (change, words) => {
  expect(runWords({ ...initialRunState, ...change }, false)).toBe(words);
});

test('while a new text runs, that is what is told', () => {
  expect(runWords({ ...initialRunState, phase: 'ready' }, true)).toBe('Running the new text…');
});
