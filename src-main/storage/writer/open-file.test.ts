import { copyFileSync } from 'node:fs';
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

test('J5: a file that the power left beside a rollback journal is as it was before, and opens', async () => {
  const folder = temporaryFolder();
  const [path, cut] = [join(folder, 'journal.db'), join(folder, 'cut.db')];
  const whole = await openFile(journalKind, { path, backupFolder: undefined, startedAt: 0 });
  whole.connection?.close();
  const writer = new Database(path);
  writer.pragma('journal_mode = DELETE');
  const insert = writer.prepare('INSERT INTO setting VALUES (?, ?)');
  for (let row = 0; row < 500; row += 1) insert.run(`row-${row}`, '"before"');
  // Too much for the cache: part of the file is overwritten before anything is committed.
  writer.pragma('cache_size = 2');
  writer.exec(`BEGIN; UPDATE setting SET value = '${'x'.repeat(600)}'`);
  copyFileSync(path, cut);
  copyFileSync(`${path}-journal`, `${cut}-journal`);
  writer.exec('ROLLBACK');
  writer.close();
  const reader = new Database(cut, { readonly: true });
  expect(() => reader.pragma('schema_version')).toThrow('readonly');
  reader.close();

  const found = await openFile(journalKind, { path: cut, backupFolder: undefined, startedAt: 0 });
  expect(found.report).toMatchObject({ existed: true, wasLeftOpen: true, wasChecked: true, problems: [] });
  const values = found.connection?.prepare('SELECT DISTINCT value FROM setting').pluck().all();
  expect(values).toEqual(['"before"']);
  found.connection?.close();
});
