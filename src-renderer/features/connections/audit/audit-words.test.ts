import { expect, test } from 'vitest';
import { auditEntrySchema } from '../../../../src-shared/contract/connections.ts';
import { auditFileName, auditWord, joinEntries } from './audit-words.ts';

test('every action that is recorded has a word', () => {
  for (const action of auditEntrySchema.shape.action.options) expect(auditWord(action).word).not.toBe('');
});

test('an entry is shown once, whichever page brought it', () => {
  const entry = (sequence: number) =>
    ({ sequence, at: 0, connection: '', label: '', action: 'tested', detail: '' }) as never;
  expect(joinEntries([entry(3), entry(2)], [entry(2), entry(1)]).map(({ sequence }) => sequence)).toEqual([
    3, 2, 1,
  ]);
});

test('the file is named after the day', () => {
  expect(auditFileName(Date.UTC(2026, 2, 1, 12))).toBe('tidemark-audit-2026-03-01.csv');
});
