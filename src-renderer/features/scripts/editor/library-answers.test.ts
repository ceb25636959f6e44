import { expect, test } from 'vitest';
import { libraryAnswers } from './library-answers.ts';

const tools = `//@version=6
library("Tools")
export twice(float x) =>
    x * 2
export method half(float x) =>
    x / 2
hidden(float x) =>
    x`;
const script = `//@version=6
indicator("Script")
import me/Tools/3 as t
import me/Gone/1
plot(t.twice(close).half())
plot(hidden)`;
const answers = libraryAnswers(script, { 'me/Tools/3': tools });
const at = (words: string, into = 1) => answers.importedAt(script.indexOf(words) + into);

test('what a place names is found in the library that it comes from', () => {
  expect(at('twice')).toEqual({ library: 'me/Tools/3', name: 'twice' });
  expect(at('half')).toEqual({ library: 'me/Tools/3', name: 'half' });
  expect(at('t.twice', 0)).toEqual({ library: 'me/Tools/3', name: null });
  expect(at('import me/Gone', 9)).toEqual({ library: 'me/Gone/1', name: null });
  expect(at('hidden')).toBeUndefined();
  expect(at('close')).toBeUndefined();
});

test('an export is found in its text, and what is not exported is not', () => {
  const { exportOf } = libraryAnswers(tools, {});
  const { start, end } = exportOf('half');
  expect(tools.slice(start, end)).toBe('half');
  expect(exportOf('hidden')).toEqual({ start: 0, end: 0 });
  expect(exportOf(null)).toEqual({ start: 0, end: 0 });
});
