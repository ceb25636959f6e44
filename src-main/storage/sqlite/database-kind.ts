import type Database from 'better-sqlite3';
import type { Migration } from './migration.ts';

/** What sets one of our database files apart from the other. */
export interface DatabaseKind {
  readonly name: 'journal' | 'market';
  /** Four letters in the file's header, so that nobody takes one file for another. */
  readonly applicationId: number;
  /** FULL: a commit is on the disk before it is answered. NORMAL: a power cut may lose the newest, never the whole (J2). */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly pageSize: number;
  /** Pages in the write-ahead log before it is folded into the file. */
  readonly checkpointPages: number;
  readonly migrations: readonly Migration[];
  /** Whether the file itself records that its last user never closed it, for files that keep such a record. */
  readonly wasLeftOpen?: (connection: Database.Database, version: number) => boolean;
}
