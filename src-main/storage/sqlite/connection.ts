import { closeSync, fchmodSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { DatabaseKind } from './database-kind.ts';

export type Connection = Database.Database;

const writerWaitMs = 5000;
/** Readers live on the main loop, and a reader of a write-ahead log waits only while a crashed one is being recovered. */
const readerWaitMs = 1000;
const keptLogBytes = 64 * 1024 * 1024;

/** The one connection that writes, commits and checkpoints a file (J3). Creates the file if there is none. */
export function openForWriting(path: string, kind: DatabaseKind): Connection {
  keepPrivate(path);
  const connection = new Database(path, { timeout: writerWaitMs });
  try {
    setDefences(connection);
    connection.pragma(`page_size = ${kind.pageSize}`);
    connection.pragma('journal_mode = WAL');
    connection.pragma(`synchronous = ${kind.synchronous}`);
    // On macOS an ordinary fsync leaves data in the drive's cache; elsewhere these two do nothing.
    connection.pragma('fullfsync = ON');
    connection.pragma('checkpoint_fullfsync = ON');
    connection.pragma(`wal_autocheckpoint = ${kind.checkpointPages}`);
    connection.pragma(`journal_size_limit = ${keptLogBytes}`);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Readable by its owner only, whatever the system's default is; SQLite gives the files beside it the same mode. */
function keepPrivate(path: string): void {
  const file = openSync(path, 'a', 0o600);
  try {
    fchmodSync(file, 0o600);
  } finally {
    closeSync(file);
  }
}

/** A connection that cannot write, whatever it is asked. */
export function openForReading(path: string): Connection {
  const connection = new Database(path, { readonly: true, fileMustExist: true, timeout: readerWaitMs });
  try {
    setDefences(connection);
    connection.pragma('query_only = ON');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Undoes what the file's first moments, before it had a write-ahead log, left half written beside a rollback journal. A
 * connection that only reads would be refused until somebody has.
 */
export function rollBackHalfWritten(path: string): void {
  const connection = new Database(path, { fileMustExist: true, timeout: writerWaitMs });
  try {
    connection.pragma('schema_version');
  } finally {
    connection.close();
  }
}

function setDefences(connection: Connection): void {
  connection.pragma('foreign_keys = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cell_size_check = ON');
}
