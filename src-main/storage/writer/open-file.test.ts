import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { backupFiles } from '../backup/backup-files.ts';
import { journalKind } from '../journal/journal-kind.ts';
import { temporaryFolder } from '../testing/temporary-profile.ts';
import { openFile } from './open-file.ts';

test('J6: the journal is backed up in its old form before a migration', async () => {
  const folder = temporaryFolder();
  const start = { path: join(folder, 'journal.db'), backupFolder: folder, startedAt: Date.UTC(2026, 2, 2) };
  const first = await openFile(journalKind, start);
  first.connection?.exec("INSERT INTO setting VALUES ('a', '1')");
  first.connection?.close();
  expect(backupFiles(folder, 'journal')).toEqual([]);

  const newest = first.report.version;
  const next = { id: newest + 10, name: 'next', sql: 'DELETE FROM setting;' };
  const grown = { ...journalKind, migrations: [...journalKind.migrations, next] };
  const second = await openFile(grown, start);
  expect(second.report).toMatchObject({ version: newest + 10, migrated: [newest + 10] });
  second.connection?.close();

  const [backup] = backupFiles(folder, 'journal');
  expect(backup?.reason).toBe(`before-${newest + 10}`);
  const copy = new Database(backup?.path ?? '', { readonly: true });
  expect(copy.pragma('user_version', { simple: true })).toBe(newest);
  expect(copy.prepare('SELECT key FROM setting').pluck().all()).toEqual(['a']);
  copy.close();
});
