import { statSync } from 'node:fs';
import { join } from 'node:path';
import { backupFileName, backupFiles } from '../backup/backup-files.ts';
import { copyDatabase } from '../backup/copy-database.ts';
import {
  type Connection,
  openForReading,
  openForWriting,
  rollBackHalfWritten,
} from '../sqlite/connection.ts';
import type { DatabaseKind } from '../sqlite/database-kind.ts';
import { problemsOf } from '../sqlite/integrity.ts';
import { applyMigrations, type SchemaState, schemaState } from '../sqlite/migrate.ts';
import { saysDamaged } from '../sqlite/sqlite-failure.ts';
import { assertSqliteVersion, engineVersion } from '../sqlite/sqlite-version.ts';
import type { OpeningReport, WriterStart } from './writer-protocol.ts';

/** The open file, or undefined when it is damaged and was left alone. */
export interface OpenedFile {
  readonly connection: Connection | undefined;
  readonly report: OpeningReport;
}

/**
 * Opens a file for its writer: version of the engine (J1), form of the file (J7), check after an unclean end (J5), copy
 * and migrations, in this order; nothing is changed before all that can refuse has had its say.
 * @throws Failure `unsupported` when the file must not be touched by this build.
 */
export async function openFile(kind: DatabaseKind, start: WriterStart): Promise<OpenedFile> {
  const sqliteVersion = engineVersion();
  assertSqliteVersion(sqliteVersion);
  const found = examine(kind, start);
  const report = {
    existed: found.state.exists,
    version: found.state.version,
    wasLeftOpen: found.wasLeftOpen,
    wasChecked: found.wasChecked,
    problems: found.problems,
    migrated: [],
    sqliteVersion,
  };
  if (found.problems.length > 0) return { connection: undefined, report };

  const { pending, exists } = found.state;
  if (exists && pending[0] !== undefined && start.backupFolder !== undefined) {
    const name = backupFileName(kind.name, start.startedAt, `before-${pending[0].id}`);
    await copyDatabase(start.path, join(start.backupFolder, name));
  }
  const connection = openForWriting(start.path, kind);
  try {
    applyMigrations(connection, kind, pending, start.startedAt);
  } catch (error) {
    connection.close();
    throw error;
  }
  const version = pending.at(-1)?.id ?? found.state.version;
  return { connection, report: { ...report, version, migrated: pending.map(({ id }) => id) } };
}

interface Examination {
  readonly state: SchemaState;
  readonly wasLeftOpen: boolean;
  readonly wasChecked: boolean;
  readonly problems: readonly string[];
}

function examine(kind: DatabaseKind, start: WriterStart): Examination {
  // A proper close folds the write-ahead log into the file and removes it. Looked at before anything opens the file.
  const wasHalfWritten = hasContent(`${start.path}-journal`) && hasContent(start.path);
  const hadLog = hasContent(`${start.path}-wal`) || wasHalfWritten;
  const unreadable = { exists: true, version: 0, pending: [] };
  try {
    if (wasHalfWritten) rollBackHalfWritten(start.path);
    const state = schemaState(start.path, kind);
    if (!state.exists) {
      return { state, wasLeftOpen: false, wasChecked: false, problems: whyMissing(kind, start) };
    }
    const connection = openForReading(start.path);
    try {
      const wasLeftOpen = hadLog || (kind.wasLeftOpen?.(connection, state.version) ?? false);
      const problems = wasLeftOpen ? problemsOf(connection, 'quick_check') : [];
      return { state, wasLeftOpen, wasChecked: wasLeftOpen, problems };
    } finally {
      connection.close();
    }
  } catch (error) {
    // A file that cannot even be read is a damaged file: keep it, and say so.
    if (!saysDamaged(error)) throw error;
    return { state: unreadable, wasLeftOpen: true, wasChecked: true, problems: [(error as Error).message] };
  }
}

/** A journal that vanished must not come back empty by itself (J5). */
function whyMissing(kind: DatabaseKind, { backupFolder }: WriterStart): string[] {
  if (backupFolder === undefined || backupFiles(backupFolder, kind.name).length === 0) return [];
  return ['the file is missing or empty, but there are backups of it'];
}

function hasContent(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
