import { expect, test } from 'vitest';
import type { StoredScript } from '../../../src-shared/contract/scripts.ts';
import {
  activeScript,
  changed,
  freeName,
  noScripts,
  titleIn,
  withDraft,
  without,
  withStored,
} from './open-scripts.ts';

const stored = (id: string, isSample = false) =>
  ({
    id,
    name: id,
    folder: '',
    kind: 'indicator',
    title: id,
    description: '',
    version: 3,
    updatedAt: 0,
    isFavourite: false,
    isSample,
    source: `// ${id}`,
  }) as unknown as StoredScript;

test('a script that is open comes to the front instead of opening twice', () => {
  const open = withStored(withStored(withStored(noScripts, stored('a')), stored('b')), stored('a'));
  expect(open.list.map(({ key }) => key)).toEqual(['a', 'b']);
  expect(activeScript(open)?.id).toBe('a');
});

test('a sample has no id of its own, so that saving makes a copy', () => {
  const [sample] = withStored(noScripts, stored('sample:rsi', true)).list;
  expect(sample).toMatchObject({
    key: 'sample:rsi',
    id: null,
    version: null,
    isSample: true,
    isDirty: false,
  });
});

test('a draft is unsaved from the beginning', () => {
  expect(activeScript(withDraft(noScripts, 'draft-1', 'Untitled', 'x'))).toMatchObject({
    id: null,
    isDirty: true,
  });
});

test('closing the one in front brings its neighbour to the front, closing another leaves it', () => {
  const open = ['a', 'b', 'c'].reduce((before, id) => withStored(before, stored(id)), noScripts);
  expect(without(open, 'c').active).toBe('b');
  expect(without(open, 'a').active).toBe('c');
  expect(without(without(without(open, 'a'), 'b'), 'c')).toEqual(noScripts);
  expect(without(open, 'z')).toBe(open);
});

test('a change that changes nothing is none', () => {
  const open = withStored(noScripts, stored('a'));
  expect(changed(open, 'a', { name: 'a' })).toBe(open);
  expect(changed(open, 'a', { name: 'b' }).list[0]?.name).toBe('b');
});

test.each([
  [[], 'Untitled'],
  [['untitled'], 'Untitled 2'],
  [['Untitled', 'Untitled 2'], 'Untitled 3'],
])('a new name is not one of %j', (taken, name) => {
  expect(freeName(taken, 'Untitled')).toBe(name);
});

test.each([
  ['//@version=6\nindicator("My average", overlay = true)', 'My average'],
  ["strategy(title = 'Breakout')", 'Breakout'],
  ['// indicator("no")\nplot(close)', undefined],
  ['indicator("")', undefined],
])('the title in %j', (text, title) => {
  expect(titleIn(text)).toBe(title);
});
