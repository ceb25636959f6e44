import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { journalKind } from '../journal/journal-kind.ts';
import { marketKind } from '../market/market-kind.ts';
import { temporaryFolder } from '../testing/temporary-profile.ts';
import { type Connection, openForReading, openForWriting } from './connection.ts';
import { assertSqliteVersion, engineVersion, oldestSqlite } from './sqlite-version.ts';

const names = [
  ...['journal_mode', 'synchronous', 'fullfsync', 'checkpoint_fullfsync', 'foreign_keys', 'trusted_schema'],
  ...['cell_size_check', 'busy_timeout', 'query_only', 'page_size', 'wal_autocheckpoint'],
];

function pragmas(connection: Connection): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, connection.pragma(name, { simple: true })]));
}

test('J1: the engine inside this build is new enough, and an older one is refused', () => {
  expect(() => assertSqliteVersion(engineVersion())).not.toThrow();
  expect(() => assertSqliteVersion(oldestSqlite)).not.toThrow();
  for (const older of ['3.51.2', '3.9.99', '2.99.99']) {
    expect(() => assertSqliteVersion(older)).toThrow(`SQLite ${older}`);
  }
});

test('J1: better-sqlite3 is the only SQLite engine among the dependencies', () => {
  const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  const engines = Object.keys(lock.packages)
    .map((path) => path.replace(/^.*node_modules\//, ''))
    .filter((name) => /sqlite|^sql\.js$|libsql|^duckdb/.test(name) && !name.startsWith('@types/'));
  expect(engines).toEqual(['better-sqlite3']);
});

test('J2: a journal is written with a flush a commit and every defence on', () => {
  const connection = openForWriting(join(temporaryFolder(), 'journal.db'), journalKind);
  expect(pragmas(connection)).toEqual({
    journal_mode: 'wal',
    synchronous: 2,
    fullfsync: 1,
    checkpoint_fullfsync: 1,
    foreign_keys: 1,
    trusted_schema: 0,
    cell_size_check: 1,
    busy_timeout: 5000,
    query_only: 0,
    page_size: 4096,
    wal_autocheckpoint: 1000,
  });
  connection.close();
});

test('J2: the market cache flushes at checkpoints only, with the same defences', () => {
  const connection = openForWriting(join(temporaryFolder(), 'market.db'), marketKind);
  expect(pragmas(connection)).toMatchObject({
    journal_mode: 'wal',
    synchronous: 1,
    foreign_keys: 1,
    trusted_schema: 0,
    cell_size_check: 1,
    page_size: 16_384,
  });
  connection.close();
});

test('J2, J3: a reader has the defences and cannot write', () => {
  const path = join(temporaryFolder(), 'journal.db');
  const writer = openForWriting(path, journalKind);
  writer.exec('CREATE TABLE thing (name TEXT)');
  const reader = openForReading(path);
  expect(reader.readonly).toBe(true);
  expect(pragmas(reader)).toMatchObject({
    query_only: 1,
    foreign_keys: 1,
    trusted_schema: 0,
    cell_size_check: 1,
    busy_timeout: 1000,
  });
  expect(() => reader.exec("INSERT INTO thing VALUES ('x')")).toThrow(/readonly|query_only/);
  reader.close();
  writer.close();
});

test('databases and the files beside them can be read by their owner only', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'journal.db');
  writeFileSync(path, '', { mode: 0o644 });
  const connection = openForWriting(path, journalKind);
  connection.exec('CREATE TABLE t (a)');
  const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
  expect(modes.length).toBeGreaterThan(1);
  expect(new Set(modes)).toEqual(new Set([0o600]));
  connection.close();
});
