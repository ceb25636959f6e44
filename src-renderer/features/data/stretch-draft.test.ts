import { expect, test } from 'vitest';
import { firstDraft, readStretch } from './stretch-draft.ts';

test('begins with the last day, in whole minutes', () => {
  const draft = firstDraft(Date.UTC(2026, 2, 2, 9, 30, 45));
  expect(draft).toEqual({ from: '2026-03-01T09:30', to: '2026-03-02T09:30' });
  expect(readStretch(draft)).toEqual({
    from: Date.UTC(2026, 2, 1, 9, 30),
    to: Date.UTC(2026, 2, 2, 9, 30),
  });
});

test('says what is wrong with a stretch', () => {
  expect(readStretch({ from: '', to: '2026-03-02T09:30' })).toContain('Choose');
  expect(readStretch({ from: '2026-03-02T09:30', to: '2026-03-02T09:30' })).toContain('before the last');
  expect(readStretch({ from: '2026-01-01T00:00', to: '2026-03-02T00:00' })).toContain('At most 31 days');
});
