import { beforeEach, expect, test } from 'vitest';
import type { ScriptSummary } from '../../../../src-shared/contract/scripts.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { libraryDesk, savedLibrary } from './editor-libraries.ts';

const saved = (id: string, folder: string, version: number): ScriptSummary => ({
  ...{ id, name: 'Tools', folder, kind: 'library', title: 'Tools', description: '', version },
  ...{ updatedAt: epochMs(0), isFavourite: false, isSample: false },
});
const newest: Readonly<Record<string, string>> = { mine: 'three', theirs: 'other three', old: 'one' };
const sourceOf = async (id: string) => newest[id] ?? Promise.reject(new Error('gone'));

beforeEach(() => {
  libraryDesk.setState({
    saved: [saved('gone', 'a', 3), saved('mine', 'a', 3), saved('theirs', 'b', 3), saved('old', 'c', 1)],
  });
});

test.each([
  ['me/Tools/3', 'three', 'mine'],
  ['b/Tools/3', 'other three', 'theirs'],
  ['me/Tools/1', 'one', 'old'],
  // Version 2 of the first one, which is the newest of none.
  ['a/Tools/2', 'two', undefined],
  // What was saved since has another text than what runs.
  ['me/Tools/3', 'before', undefined],
  ['me/Other/3', 'three', undefined],
])('%s with the text “%s” opens %s', async (path, text, id) => {
  expect(await savedLibrary(path, text, sourceOf)).toBe(id);
});
