import { expect, test } from 'vitest';
import { withdrawalSentence as contractSentence } from '../../../../src-shared/contract/connections.ts';
import { hasConfirmed, withdrawalSentence } from './withdrawal-words.ts';

test('K9: the page asks for the very sentence that the main process wants', () => {
  expect(withdrawalSentence).toBe(contractSentence);
  expect(hasConfirmed(` ${contractSentence.toUpperCase()} `)).toBe(true);
  expect(hasConfirmed('yes')).toBe(false);
});
