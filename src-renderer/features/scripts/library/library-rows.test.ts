import { expect, test } from 'vitest';
import type { ScriptSummary } from '../../../../src-shared/contract/scripts.ts';
import { libraryRows } from './library-rows.ts';

const script = (name: string, change: Partial<ScriptSummary> = {}) =>
  ({
    id: name,
    name,
    folder: '',
    kind: 'indicator',
    title: '',
    description: '',
    version: 1,
    updatedAt: 0,
    isFavourite: false,
    isSample: false,
    ...change,
  }) as ScriptSummary;

const scripts = [
  script('Zebra'),
  script('Average', { isFavourite: true }),
  script('Deep', { folder: 'Work/Old' }),
  script('RSI', { isSample: true, description: 'Strength of moves' }),
];

const text = (search = '', closed: readonly string[] = []) =>
  libraryRows(scripts, search, new Set(closed)).map((row) =>
    row.kind === 'heading'
      ? `${'-'.repeat(row.depth)}${row.label} ${row.count}`
      : `${'-'.repeat(row.depth)}${row.script.name}`,
  );

test('favourites come first, then the user’s own by folders, then samples', () => {
  expect(text()).toEqual([
    'Favourites 1',
    '-Average',
    'My scripts 3',
    '-Average',
    '-Zebra',
    '-Work/Old 1',
    '--Deep',
    'Samples 1',
    '-RSI',
  ]);
});

test('what is closed shows its heading only', () => {
  expect(text('', ['own:', 'samples:'])).toEqual(['Favourites 1', '-Average', 'My scripts 3', 'Samples 1']);
});

test('a search finds all words in name, folder or description, whatever is closed', () => {
  expect(text('moves rsi', ['samples:'])).toEqual(['RSI']);
  expect(text('old')).toEqual(['Deep']);
  expect(text('nothing')).toEqual([]);
});

test('every row has a key of its own, also of a script that is there twice', () => {
  const keys = libraryRows(scripts, '', new Set()).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
