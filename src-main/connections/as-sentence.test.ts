import { expect, test } from 'vitest';
import { longestSentence } from '../../src-shared/contract/connections.ts';
import { loginRefusal } from '../venues/rithmic/errors.ts';
import { asSentence } from './as-sentence.ts';

test('what fits stays as it is, and everything that Rithmic’s code 13 may mean fits', () => {
  const refusal = loginRefusal(
    { code: '13', text: 'permission denied' },
    { system: 'Rithmic Paper Trading', appName: 'tidemark:Tidemark' },
  );
  expect(refusal.length).toBeGreaterThan(500);
  expect(asSentence(refusal)).toBe(refusal);
});

test('what is too long ends after a word and shows that it goes on', () => {
  const shortened = asSentence('seventeen '.repeat(200));
  expect(shortened.length).toBeLessThanOrEqual(longestSentence);
  expect(shortened).toMatch(/ seventeen …$/);
  expect(asSentence('x'.repeat(5000))).toHaveLength(longestSentence);
});
