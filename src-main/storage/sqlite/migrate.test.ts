import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { journalKind } from '../journal/journal-kind.ts';
import { marketKind } from '../market/market-kind.ts';
import { openedStorage, temporaryFolder, temporaryProfile } from '../testing/temporary-profile.ts';
import { openForWriting } from './connection.ts';
import type { DatabaseKind } from './database-kind.ts';
import { applyMigrations, schemaState } from './migrate.ts';
import { migrationHash } from './migration.ts';

const first = { id: 10, name: 'first', sql: 'CREATE TABLE thing (name TEXT) STRICT;' };
const second = { id: 20, name: 'second', sql: 'ALTER TABLE thing ADD COLUMN size INTEGER;' };
const kind = (...migrations: DatabaseKind['migrations'][number][]): DatabaseKind => ({
  ...journalKind,
  migrations,
});

function migrated(path: string, used: DatabaseKind): void {
  const connection = openForWriting(path, used);
  applyMigrations(connection, used, schemaState(path, used).pending, 0);
  connection.close();
}

/** The bytes of everything in a folder. */
function fingerprint(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => name === 'journal.db' || name === 'journal.db-wal')
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    );
}

describe('J7: migrations', () => {
  test.each([journalKind, marketKind])('of the $name file are numbered upwards in tens', ({ migrations }) => {
    const ids = migrations.map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => (index + 1) * 10));
  });

  test('go forward and are remembered with the hash of their text', () => {
    const path = join(temporaryFolder(), 'journal.db');
    migrated(path, kind(first));
    expect(schemaState(path, kind(first, second))).toEqual({ exists: true, version: 10, pending: [second] });
    migrated(path, kind(first, second));
    const connection = openForWriting(path, kind(first, second));
    expect(connection.pragma('user_version', { simple: true })).toBe(20);
    expect(connection.pragma('application_id', { simple: true })).toBe(journalKind.applicationId);
    expect(connection.prepare('SELECT sha256 FROM schema_migration ORDER BY id').pluck().all()).toEqual(
      [first, second].map(migrationHash),
    );
    connection.close();
  });

  test('happen whole or not at all', () => {
    const path = join(temporaryFolder(), 'journal.db');
    migrated(path, kind(first));
    const broken = { ...second, sql: 'CREATE TABLE half (x INTEGER); CREATE TABLE thing (x INTEGER);' };
    expect(() => migrated(path, kind(first, broken))).toThrow('already exists');
    expect(schemaState(path, kind(first, second)).version).toBe(10);
    const connection = openForWriting(path, kind(first));
    expect(connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").get()).toBeUndefined();
    connection.close();
  });

  test('whose text was edited after they were applied are noticed', () => {
    const path = join(temporaryFolder(), 'journal.db');
    migrated(path, kind(first));
    const edited = { ...first, sql: `${first.sql} ` };
    expect(() => schemaState(path, kind(edited))).toThrow('other migrations');
    expect(() => schemaState(path, kind(first))).not.toThrow();
  });

  test('of a newer build make an older one refuse the file without touching a byte, log included', async () => {
    const parts = temporaryProfile();
    const path = join(parts.profile, 'journal.db');
    const newest = journalKind.migrations.at(-1)?.id ?? 0;
    const future = {
      ...journalKind,
      migrations: [...journalKind.migrations, { ...second, id: newest + 10, sql: '' }],
    };
    migrated(path, future);
    // Copied while open, so that the newest pages are in the write-ahead log as after a crash.
    const running = openForWriting(path, future);
    running.exec("INSERT INTO setting VALUES ('a', '1')");
    const crashed = temporaryProfile();
    for (const name of ['journal.db', 'journal.db-wal']) {
      copyFileSync(join(parts.profile, name), join(crashed.profile, name));
    }
    running.close();
    const before = fingerprint(crashed.profile);
    expect(before).toHaveLength(2);
    await expect(openedStorage(crashed)).rejects.toMatchObject({
      kind: 'unsupported',
      message: expect.stringContaining('newer Tidemark'),
    });
    expect(fingerprint(crashed.profile)).toEqual(before);
  });

  test('are not run on the database of another program', () => {
    const path = join(temporaryFolder(), 'journal.db');
    migrated(path, { ...marketKind, migrations: [first] });
    expect(() => schemaState(path, kind(first))).toThrow('not a Tidemark journal file');
  });
});
