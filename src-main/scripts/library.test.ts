import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contract } from '../../src-shared/contract/index.ts';
import { samplesFolder, scriptWorld } from '../testing/script-world.ts';

const source = '//@version=6\n//@description Mine.\nindicator("Mine")\nplot(close)';

test('samples are offered, starred and copied, but never changed', async () => {
  const { library } = (await scriptWorld()).scripts;
  const samples = library.list().filter(({ isSample }) => isSample);
  expect(samples).toHaveLength(readdirSync(samplesFolder).filter((name) => name.endsWith('.pine')).length);
  for (const { title, description, kind } of samples) expect([title, description, kind]).not.toContain('');
  const { outputSchema } = contract.scripts.list['~orpc'];
  expect(await outputSchema?.['~standard'].validate(library.list())).not.toHaveProperty('issues');
  const id = samples[0]?.id ?? '';
  expect(await library.setFavourite(id, true)).toMatchObject({ id, isFavourite: true, isSample: true });
  expect(library.get(id)).toMatchObject({
    isFavourite: true,
    version: 1,
    source: expect.stringContaining('//@version=6'),
  });
  expect(library.versions(id)).toHaveLength(1);
  const sample = library.get(id);
  await expect(library.save({ id, name: 'x', folder: '', source })).rejects.toMatchObject({
    kind: 'invalid',
  });
  await expect(library.move(id, 'x', '')).rejects.toMatchObject({ kind: 'invalid' });
  await expect(library.remove(id)).rejects.toMatchObject({ kind: 'invalid' });
  const copy = await library.save({ name: sample.name, folder: '', source: sample.source });
  expect(copy).toMatchObject({ isSample: false, isFavourite: false, title: sample.title });
  expect(copy.id).not.toBe(id);
});

test('a script is saved, found by version, moved and removed; what is not there is told', async () => {
  const { library } = (await scriptWorld()).scripts;
  const saved = await library.save({ name: 'Mine', folder: ' a / / b ', source });
  expect(saved).toMatchObject({ folder: 'a/b', title: 'Mine', description: 'Mine.', version: 1 });
  await library.save({ ...saved, source: `${source} // two`, note: 'two' });
  expect(library.get(saved.id).version).toBe(2);
  expect(library.get(saved.id, 1).source).toBe(source);
  expect(library.versions(saved.id).map(({ version }) => version)).toEqual([2, 1]);
  expect(await library.move(saved.id, 'Ours', '')).toMatchObject({ name: 'Ours', folder: '', version: 2 });
  expect(() => library.get(saved.id, 9)).toThrow('no version 9');
  expect(await library.remove(saved.id)).toBe(true);
  expect(await library.remove(saved.id)).toBe(false);
  expect(() => library.get(saved.id)).toThrow('not there');
  expect(() => library.versions('none')).toThrow('not there');
  await expect(library.setFavourite('none', true)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(library.save({ id: 'none', name: 'x', folder: '', source })).rejects.toMatchObject({
    kind: 'not-found',
  });
});

test('a library that comes with the program is found until a saved one has its name and version', async () => {
  const { library } = (await scriptWorld()).scripts;
  const importing = '//@version=6\nimport TradingView/ta/1 as ta\nindicator("x")\nplot(ta.dema(close, 9))';
  expect(library.librariesOf(importing)['TradingView/ta/1']).toContain('export dema');
  const own = '//@version=6\nlibrary("ta")\nexport mine() => 1\n';
  await library.save({ name: 'ta', folder: '', source: own });
  expect(library.librariesOf(importing)).toEqual({ 'TradingView/ta/1': own });
  expect(library.librariesOf(importing.replace('/1', '/7'))['TradingView/ta/7']).toContain('export dema');
});
