import { expect, test } from 'vitest';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { keptVersions, mostScripts, type ScriptSave } from '../script-store.ts';
import { openedStorage, temporaryProfile } from '../testing/temporary-profile.ts';

const at = epochMs(1_772_443_800_000);
const script = (id: string, source: string, note = ''): ScriptSave => ({
  row: { id, name: id, folder: '', kind: 'indicator', title: id, description: '', updatedAt: at },
  source,
  note,
});

test('a script has a version for each source that differed from the one before', async () => {
  const { journal } = await openedStorage();
  const { scripts } = journal;
  expect(await scripts.save(script('a', 'one', 'first'))).toBe(1);
  expect(await scripts.save(script('a', 'one', 'nothing new'))).toBe(1);
  expect(await scripts.save(script('a', 'two'))).toBe(2);
  expect(await scripts.save(script('a', 'one', 'back'))).toBe(3);
  expect(scripts.get('a')).toMatchObject({ id: 'a', version: 3, updatedAt: at });
  expect([1, 2, 3, 4].map((version) => scripts.source('a', version))).toEqual([
    'one',
    'two',
    'one',
    undefined,
  ]);
  expect(scripts.versions('a').map(({ version, note, characters }) => [version, note, characters])).toEqual([
    [3, 'back', 3],
    [2, '', 3],
    [1, 'first', 3],
  ]);
});

test('it can be renamed and removed, with its versions and its star, and comes back after a restart', async () => {
  const parts = temporaryProfile();
  const first = await openedStorage(parts);
  await first.journal.scripts.save(script('a', 'one'));
  await first.journal.scripts.save(script('b', 'two'));
  await first.journal.scripts.setFavourite('a', true);
  await first.journal.scripts.setFavourite('b', true);
  await first.journal.scripts.setFavourite('sample:c', true);
  expect(await first.journal.scripts.move('b', 'B', 'mine/x', epochMs(at + 1))).toBe(true);
  expect(await first.journal.scripts.move('none', 'B', '', at)).toBe(false);
  expect(await first.journal.scripts.remove('a')).toBe(true);
  expect(await first.journal.scripts.remove('a')).toBe(false);
  await first.close();
  const { scripts } = (await openedStorage(parts)).journal;
  expect(scripts.list().map(({ id, name, folder }) => [id, name, folder])).toEqual([['b', 'B', 'mine/x']]);
  expect(scripts.source('a', 1)).toBeUndefined();
  expect([...scripts.favourites()].sort()).toEqual(['b', 'sample:c']);
});

test(`the newest ${keptVersions} versions are kept, and ${mostScripts} scripts are the most`, async () => {
  const { journal } = await openedStorage();
  const { scripts } = journal;
  await Promise.all(
    Array.from({ length: keptVersions + 5 }, (_, version) => scripts.save(script('a', `source ${version}`))),
  );
  expect(scripts.versions('a')).toHaveLength(keptVersions);
  expect(scripts.versions('a').at(-1)?.version).toBe(6);
  await Promise.all(
    Array.from({ length: mostScripts - 1 }, (_, index) => scripts.save(script(`s${index}`, 'x'))),
  );
  await expect(scripts.save(script('one more', 'x'))).rejects.toMatchObject({ kind: 'invalid' });
  expect(await scripts.save(script('a', 'still'))).toBe(keptVersions + 6);
});
