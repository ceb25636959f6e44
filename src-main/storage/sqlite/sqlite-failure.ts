import Database from 'better-sqlite3';
import { Failure } from '../../../src-shared/domain/failure.ts';

/** SQLite's result codes that a person can do something about. The primary code is the start of the extended one. */
const sentences: readonly (readonly [code: string, sentence: string])[] = [
  ['SQLITE_FULL', 'The disk is full. Free some space; nothing that was stored before is harmed.'],
  [
    'SQLITE_IOERR',
    'The disk reported an error. Check the disk; nothing more is stored until it works again.',
  ],
  ['SQLITE_READONLY', 'The file or its folder cannot be written. Check its permissions.'],
  ['SQLITE_CANTOPEN', 'The file cannot be opened. Check that it exists and that you may read its folder.'],
  ['SQLITE_CORRUPT', 'The file is damaged. Nothing was changed; restore a backup.'],
  ['SQLITE_NOTADB', 'The file is not a database. Nothing was changed; restore a backup.'],
  ['SQLITE_BUSY', 'The file is in use by another program. Close it and try again.'],
  ['SQLITE_LOCKED', 'The file is in use by another program. Close it and try again.'],
];

export function isSqliteError(error: unknown): error is InstanceType<typeof Database.SqliteError> {
  return error instanceof Database.SqliteError;
}

/** True for errors that say the file itself is broken, as opposed to the disk or the statement. */
export function saysDamaged(error: unknown): boolean {
  return isSqliteError(error) && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

/** Turns SQLite's own errors into Failures; everything else (Failures, bugs) passes unchanged. */
export function translated(error: unknown, file: string): unknown {
  if (!isSqliteError(error)) return error;
  const known = sentences.find(([code]) => error.code.startsWith(code));
  const data = { file, code: error.code };
  if (known !== undefined) return new Failure('unavailable', `${file}: ${known[1]}`, { data, cause: error });
  if (error.code.startsWith('SQLITE_CONSTRAINT')) {
    return new Failure('invalid', `${file} refused the row: ${error.message}.`, { data, cause: error });
  }
  return error;
}
