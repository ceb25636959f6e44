import { expect, test } from 'vitest';
import { suggestedTag } from './account-tag.ts';

test.each([
  ['APEX-12345-EVAL', 'evaluation'],
  ['50K Combine 7', 'evaluation'],
  ['PA-APEX-12345-01', 'funded'],
  ['Express Funded 50K', 'funded'],
  ['Live 0042', 'live'],
  ['DELIVERED', null],
  ['SPARTA-9', null],
  ['Funded evaluation', null],
  ['S1Sep246906077', null],
])('the name %s suggests %s', (name, tag) => {
  expect(suggestedTag(name)).toBe(tag);
});
