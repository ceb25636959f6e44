import { existsSync, statSync } from 'node:fs';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type Connection, openForReading } from './connection.ts';
import type { DatabaseKind } from './database-kind.ts';
import { type Migration, migrationHash } from './migration.ts';

interface AppliedRow {
  readonly id: number;
  readonly sha256: string;
}

/** Where a file stands, found without changing a byte of it. */
export interface SchemaState {
  readonly exists: boolean;
  readonly version: number;
  readonly pending: readonly Migration[];
}

/**
 * Compares a file with the migrations this build knows, through a read-only connection.
 * @throws Failure `unsupported` for a file of a newer build, of another program, or whose past differs from ours (J7).
 */
export function schemaState(path: string, kind: DatabaseKind): SchemaState {
  // SQLite creates a file before it writes to it, so a crash in the first moment leaves an empty one.
  if (!existsSync(path) || statSync(path).size === 0) {
    return { exists: false, version: 0, pending: kind.migrations };
  }
  const connection = openForReading(path);
  try {
    return compare(connection, path, kind);
  } finally {
    connection.close();
  }
}

function compare(connection: Connection, path: string, kind: DatabaseKind): SchemaState {
  const version = connection.pragma('user_version', { simple: true }) as number;
  const applicationId = connection.pragma('application_id', { simple: true }) as number;
  const isUntouched = version === 0 && applicationId === 0 && !hasTables(connection);
  if (isUntouched) return { exists: true, version: 0, pending: kind.migrations };
  if (applicationId !== kind.applicationId) {
    throw refused(
      path,
      `${path} is not a Tidemark ${kind.name} file. Move it away, or choose another profile.`,
    );
  }
  const newest = kind.migrations.at(-1)?.id ?? 0;
  if (version > newest) {
    throw refused(
      path,
      `${path} was last used by a newer Tidemark (its form is ${version}, this build knows up to ${newest}). Nothing was changed. Install the newer version, or choose another profile.`,
    );
  }
  checkPast(connection, path, kind, version);
  return { exists: true, version, pending: kind.migrations.filter(({ id }) => id > version) };
}

function hasTables(connection: Connection): boolean {
  return connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
}

function checkPast(connection: Connection, path: string, kind: DatabaseKind, version: number): void {
  const applied = connection
    .prepare('SELECT id, sha256 FROM schema_migration ORDER BY id')
    .all() as AppliedRow[];
  const expected = kind.migrations.filter(({ id }) => id <= version);
  const isOurs =
    applied.length === expected.length &&
    expected.every((migration, index) => {
      const row = applied[index];
      return row?.id === migration.id && row.sha256 === migrationHash(migration);
    });
  if (!isOurs) {
    throw refused(
      path,
      `${path} was built by other migrations than this build carries. Nothing was changed. Use the build that wrote it, or restore a backup.`,
    );
  }
}

function refused(path: string, sentence: string): Failure {
  return new Failure('unsupported', sentence, { data: { path } });
}

/** Applies what is pending, one transaction each. */
export function applyMigrations(
  connection: Connection,
  kind: DatabaseKind,
  pending: readonly Migration[],
  at: number,
): void {
  for (const migration of pending) {
    connection.transaction(() => {
      connection.exec(
        'CREATE TABLE IF NOT EXISTS schema_migration (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at REAL NOT NULL) STRICT',
      );
      connection.exec(migration.sql);
      connection
        .prepare('INSERT INTO schema_migration (id, name, sha256, applied_at) VALUES (?, ?, ?, ?)')
        .run(migration.id, migration.name, migrationHash(migration), at);
      connection.pragma(`application_id = ${kind.applicationId}`);
      connection.pragma(`user_version = ${migration.id}`);
    })();
  }
}
