import { expect, test } from 'vitest';
import type { StoredScript } from '../../../src-shared/contract/scripts.ts';
import {
  activeScript,
  changed,
  freeName,
  isLibraryText,
  isReadOnly,
  noScripts,
  storedId,
  titleIn,
  withDraft,
  withLibrary,
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

test('a library of the program is opened once, to be read, and is not opened again by the next window', () => {
  const open = withLibrary(withLibrary(noScripts, 'TradingView/ta/7', 'x'), 'TradingView/ta/7', 'x');
  expect(open.list).toHaveLength(1);
  const [one] = open.list;
  if (one === undefined) throw new Error('nothing is open');
  expect([one.isDirty, isReadOnly(one), storedId(one)]).toEqual([false, true, null]);
  const [sample] = withStored(noScripts, stored('sample:rsi', true)).list;
  expect(sample === undefined ? '' : storedId(sample)).toBe('sample:rsi');
});

test('a library is told from what can be drawn', () => {
  expect(isLibraryText('//@version=6\n// @description x\nlibrary("Tools", overlay = true)\n')).toBe(true);
  expect(isLibraryText('//@version=6\nindicator("library(")\n// library("x")\n')).toBe(false);
});
