import { expect, test } from 'vitest';
import { longestSentence } from '../../src-shared/contract/connections.ts';
import { asSentence } from './as-sentence.ts';

test('what fits stays as it is', () => {
  for (const text of ['', 'Refused.', 'x'.repeat(longestSentence)]) expect(asSentence(text)).toBe(text);
});

test('what is too long ends after a word and shows that it goes on', () => {
  const shortened = asSentence('seventeen '.repeat(200));
  expect(shortened.length).toBeLessThanOrEqual(longestSentence);
  expect(shortened).toMatch(/ seventeen …$/);
  expect(asSentence('x'.repeat(5000))).toHaveLength(longestSentence);
});
