import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { candleColumnsOf } from '../../src-shared/domain/candle.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { dayMs } from '../../src-shared/domain/timeframe.ts';
import { restoreJournal } from './index.ts';
import { openedStorage, type TestProfile, temporaryProfile } from './testing/temporary-profile.ts';

const journalOf = ({ profile }: TestProfile) => join(profile, 'journal.db');

/** A profile as a crash would leave it: the files of a running one, copied. */
function crashed(parts: TestProfile): TestProfile {
  const copy = temporaryProfile();
  cpSync(parts.profile, copy.profile, {
    recursive: true,
    filter: (path) => !path.includes('profile.') && !path.endsWith('-shm'),
  });
  return copy;
}

/** A closed profile with some rows in it. */
async function filled(): Promise<TestProfile> {
  const parts = temporaryProfile();
  const storage = await openedStorage(parts);
  await Promise.all(
    Array.from({ length: 200 }, (_, row) => storage.journal.settings.set(`k${row}`, 'x'.repeat(300))),
  );
  await storage.close();
  return parts;
}

/** Overwrites a page of the settings and, unless told otherwise, forgets that the profile was closed. */
function damage(parts: TestProfile, { leaveOpen = true } = {}): void {
  const connection = new Database(journalOf(parts));
  if (leaveOpen) connection.exec('UPDATE lifecycle SET ended_at = NULL');
  const page = connection
    .prepare(
      "SELECT pageno FROM dbstat WHERE name = 'setting' AND pagetype = 'leaf' ORDER BY pageno DESC LIMIT 1",
    )
    .pluck()
    .get() as number;
  connection.close();
  const bytes = readFileSync(journalOf(parts));
  bytes.fill(0xa5, (page - 1) * 4096, page * 4096);
  writeFileSync(journalOf(parts), bytes);
}

describe('J5: the end before', () => {
  test('was clean: nothing is checked', async () => {
    const { health } = await openedStorage(await filled());
    expect(health()).toMatchObject({ endedCleanly: true, journal: { lastCheck: undefined } });
  });

  test('was a crash: both files are checked before use, and everything is there', async () => {
    const parts = temporaryProfile();
    const { journal, market } = await openedStorage(parts);
    await journal.settings.set('a', 1);
    const time = epochMs(0);
    const key = { instrument: instrumentId('A:B'), timeframe: '1m', priceSide: 'trade' } as const;
    await market.mergeCandles(
      key,
      candleColumnsOf([{ time, open: 1, high: 1, low: 1, close: 1, volume: 0 }]),
    );
    const copy = await openedStorage(crashed(parts));
    const clean = { state: 'ready', lastCheck: { kind: 'quick_check', problems: [] } };
    expect(copy.health()).toMatchObject({ endedCleanly: false, journal: clean, market: clean });
    expect(copy.journal.settings.get('a')).toBe(1);
    expect(copy.market.seriesSummaries()).toHaveLength(1);
  });

  test('was a crash without any write of ours: noticed all the same', async () => {
    const parts = temporaryProfile();
    await openedStorage(parts);
    const { health } = await openedStorage(crashed(parts));
    expect(health().endedCleanly).toBe(false);
  });
});

describe('J5: a damaged journal', () => {
  test('is read-only, kept byte for byte, and restorable', async () => {
    const parts = await filled();
    const before = await openedStorage(parts);
    const { name } = await before.backUp();
    await before.close();
    damage(parts);
    const original = readFileSync(journalOf(parts));

    const storage = await openedStorage(parts);
    expect(storage.health()).toMatchObject({
      journal: { state: 'read-only', reason: expect.stringContaining('damaged') },
      market: { state: 'ready' },
      restorable: [{ name }],
    });
    await expect(storage.journal.settings.set('a', 1)).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(storage.backUp()).rejects.toMatchObject({ kind: 'unavailable' });
    await storage.close();
    expect(readFileSync(journalOf(parts)).equals(original)).toBe(true);

    const kept = await restoreJournal(parts, name);
    expect(readFileSync(kept ?? '').equals(original)).toBe(true);
    const restored = await openedStorage(parts);
    expect(Object.keys(restored.journal.settings.all())).toHaveLength(200);
    expect(restored.health().journal).toMatchObject({ state: 'ready', reason: '' });
    await restored.journal.settings.set('a', 1);
  });

  test('after a clean end is found by the check before the next backup, which then drops nothing', async () => {
    const parts = await filled();
    const before = await openedStorage(parts);
    const { name } = await before.backUp();
    await before.close();
    damage(parts, { leaveOpen: false });
    const storage = await openedStorage(parts);
    expect(storage.health().journal.state).toBe('ready');
    await expect(storage.backUp()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(storage.health()).toMatchObject({
      journal: { state: 'read-only', lastCheck: { kind: 'integrity_check' } },
      restorable: [{ name }],
    });
    await expect(storage.journal.settings.set('a', 1)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('that is no database at all still lets the terminal start, and is kept', async () => {
    const parts = temporaryProfile();
    writeFileSync(journalOf(parts), 'not a database, but somebody may know what it is'.repeat(100));
    const storage = await openedStorage(parts);
    expect(storage.health().journal.state).toBe('read-only');
    expect(() => storage.journal.settings.all()).toThrow('not a database');
    await storage.close();
    expect(readFileSync(journalOf(parts), 'utf8')).toContain('somebody may know');
  });

  test('that vanished is not made anew while there are backups of it', async () => {
    const parts = await filled();
    const before = await openedStorage(parts);
    const { name } = await before.backUp();
    await before.close();
    rmSync(journalOf(parts));
    const storage = await openedStorage(parts);
    expect(storage.health().journal).toMatchObject({
      state: 'read-only',
      reason: expect.stringContaining('missing'),
    });
    expect(() => storage.journal.settings.all()).toThrow('cannot be read');
    await storage.close();
    expect(existsSync(journalOf(parts))).toBe(false);
    expect(await restoreJournal(parts, name)).toBeUndefined();
    expect((await openedStorage(parts)).journal.settings.get('k1')).toBeDefined();
  });
});

describe('J6: backups', () => {
  test('are made while the journal is written, whole, checked and counted', async () => {
    const parts = await filled();
    const { journal, backUp } = await openedStorage(parts);
    let written = 200;
    let isDone = false;
    const writing = (async () => {
      while (!isDone) await journal.settings.set(`k${written++}`, 1);
    })();
    const backup = await backUp();
    isDone = true;
    await writing;
    expect(backup.rows.setting).toBeGreaterThanOrEqual(200);
    expect(readdirSync(join(parts.profile, 'backups'))).toEqual([backup.name]);
    const copy = new Database(backup.path, { readonly: true });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(backup.rows.setting);
    copy.close();
  });

  test('that are damaged are refused by a restore, which then changes nothing', async () => {
    const parts = await filled();
    const storage = await openedStorage(parts);
    const { name, path } = await storage.backUp();
    await storage.close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xa5, 4096, 4096 * 4));
    const original = readFileSync(journalOf(parts));
    await expect(restoreJournal(parts, name)).rejects.toThrow();
    await expect(restoreJournal(parts, 'journal-of-nowhere.db')).rejects.toMatchObject({ kind: 'not-found' });
    expect(readFileSync(journalOf(parts)).equals(original)).toBe(true);
  });

  test('whose rows do not fit together are refused by a restore', async () => {
    const parts = await filled();
    const storage = await openedStorage(parts);
    const { name, path } = await storage.backUp();
    await storage.close();
    const copy = new Database(path);
    copy.pragma('foreign_keys = OFF');
    copy.exec("INSERT INTO watchlist_entry VALUES ('no such list', 0, 'A:B')");
    copy.close();
    await expect(restoreJournal(parts, name)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('missing row of watchlist'),
    });
  });

  test('a restore that a power cut stopped half way is finished at the next start', async () => {
    const parts = await filled();
    const storage = await openedStorage(parts);
    const { path } = await storage.backUp();
    await storage.journal.settings.set('later', 1);
    await storage.close();
    // The copy stands ready and the old journal is already out of the way.
    cpSync(path, join(parts.profile, 'journal.restored.db'));
    rmSync(journalOf(parts));
    const { journal } = await openedStorage(parts);
    expect(Object.keys(journal.settings.all())).toHaveLength(200);
  });
});

test('closing folds the write-ahead logs in: a closed profile is two whole files', async () => {
  const parts = await filled();
  const files = readdirSync(parts.profile).filter((name) => name.includes('.db'));
  expect(files).toEqual(['journal.db', 'market.db']);
});

test('the clock of the parts is used, not the machine’s', async () => {
  const parts = temporaryProfile();
  parts.pass(dayMs);
  const { backUp } = await openedStorage(parts);
  expect((await backUp()).madeAt).toBe(parts.now());
});
