import { expect, test } from 'vitest';
import { conversionWords } from './conversion-words.ts';

const changes = [
  { line: 1, what: 'Version 4 became version 6.' },
  { line: 2, what: '`study` is called `indicator` now.' },
];

test('many changes are told by their number and one of them', () => {
  expect(conversionWords(changes, [])).toBe(
    '2 changes, such as on line 2: `study` is called `indicator` now.',
  );
});

test('what needs a look comes before what was changed, however much that is', () => {
  const notes = [3, 4, 5, 6, 7].map((line) => ({ line, what: 'This may differ.' }));
  expect(conversionWords(changes, notes)).toBe(
    'Look at line 3: This may differ. Look at line 4: This may differ. Look at line 5: This may differ. 2 more lines to look at. 2 changes, such as on line 2: `study` is called `indicator` now.',
  );
});
