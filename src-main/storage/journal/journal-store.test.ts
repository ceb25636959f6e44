import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { Json } from '../../../src-shared/domain/json.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { openedStorage, temporaryProfile } from '../testing/temporary-profile.ts';

const euro = instrumentId('FX:EURUSD');
const hostile = "'; DROP TABLE setting; --";

test('settings are kept by key, replaced, removed, and outlive a restart', async () => {
  const parts = temporaryProfile();
  const first = await openedStorage(parts);
  const { settings } = first.journal;
  const value: Json = { text: hostile, list: [1, -0.5, null, true], nested: { empty: {} } };
  await settings.set('a', value);
  await settings.set('b', 1);
  await settings.set('b', 2);
  await settings.set('c', null);
  await settings.set(hostile, 'key');
  await settings.remove('c');
  await settings.remove('never there');
  await first.close();

  const { journal } = await openedStorage(parts);
  expect(journal.settings.all()).toEqual({ a: value, b: 2, [hostile]: 'key' });
  expect(journal.settings.get('a')).toEqual(value);
  expect(journal.settings.get('c')).toBeUndefined();
});

test.each([undefined, Number.NaN, { deep: [Number.POSITIVE_INFINITY] }, new Date(0), () => 1, 10n])(
  'a value that JSON would change (%s) is refused',
  async (value) => {
    const { journal } = await openedStorage();
    await expect(journal.settings.set('a', value as Json)).rejects.toMatchObject({ kind: 'invalid' });
    expect(journal.settings.all()).toEqual({});
  },
);

test('workspaces are listed by position and saved whole', async () => {
  const { workspaces } = (await openedStorage()).journal;
  const morning = { id: 'm', name: 'Morning', position: 1, layout: { grid: [1] }, updatedAt: epochMs(5) };
  const night = { ...morning, id: 'n', name: 'Night', position: 0 };
  await Promise.all([workspaces.save(morning), workspaces.save(night)]);
  expect(workspaces.list()).toEqual([night, morning]);
  await workspaces.save({ ...morning, position: -1, layout: null });
  expect(workspaces.list()[0]).toEqual({ ...morning, position: -1, layout: null });
  expect(workspaces.get('n')).toEqual(night);
  expect(await workspaces.remove('n')).toBe(true);
  expect(await workspaces.remove('n')).toBe(false);
  expect(workspaces.get('n')).toBeUndefined();
});

test('watchlists keep the order of their instruments, twice the same included', async () => {
  const { watchlists } = (await openedStorage()).journal;
  const list = { id: 'l', name: 'Majors', position: 0, instruments: [euro, instrumentId('A:B'), euro] };
  await watchlists.save(list);
  expect(watchlists.list()).toEqual([list]);
  await watchlists.save({ ...list, instruments: [instrumentId('A:B')] });
  expect(watchlists.list()).toEqual([{ ...list, instruments: ['A:B'] }]);
  expect(await watchlists.remove('l')).toBe(true);
  expect(watchlists.list()).toEqual([]);
});

test('a new workspace or watchlist beyond 200 is refused, and those that are there can still be changed', async () => {
  const { workspaces, watchlists } = (await openedStorage()).journal;
  const workspace = (id: string, name = 'W') => ({
    id,
    name,
    position: 0,
    layout: null,
    updatedAt: epochMs(5),
  });
  const watchlist = (id: string, name = 'L') => ({ id, name, position: 0, instruments: [euro] });
  const ids = Array.from({ length: 200 }, (_, index) => `n-${index}`);
  await Promise.all(ids.flatMap((id) => [workspaces.save(workspace(id)), watchlists.save(watchlist(id))]));
  await expect(workspaces.save(workspace('more'))).rejects.toMatchObject({
    kind: 'invalid',
    message: 'There are 200 workspaces already. Delete one first.',
  });
  await expect(watchlists.save(watchlist('more'))).rejects.toMatchObject({
    kind: 'invalid',
    message: 'There are 200 watchlists already. Delete one first.',
  });
  await workspaces.save(workspace('n-7', 'Renamed'));
  await watchlists.save(watchlist('n-7', 'Renamed'));
  expect(workspaces.list().filter(({ name }) => name === 'Renamed')).toHaveLength(1);
  expect(watchlists.list().filter(({ name }) => name === 'Renamed')).toHaveLength(1);
  await watchlists.remove('n-1');
  await watchlists.save(watchlist('more'));
  expect([workspaces.list().length, watchlists.list().length]).toEqual([200, 200]);
});

test('drawings are kept per instrument, the last save wins', async () => {
  const { drawings } = (await openedStorage()).journal;
  expect(drawings.get(euro)).toBeUndefined();
  await drawings.save(euro, { version: 1, items: [] });
  await drawings.save(euro, { version: 1, items: [{ kind: 'ray' }] });
  expect(drawings.get(euro)).toEqual({ version: 1, items: [{ kind: 'ray' }] });
});
