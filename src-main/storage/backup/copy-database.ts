import { rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { syncFolder } from '../profile/sync-folder.ts';
import { type Connection, openForReading } from '../sqlite/connection.ts';
import { problemsOf } from '../sqlite/integrity.ts';

/** Rows a table, by the table's name. */
export type RowCounts = Readonly<Record<string, number>>;

const pagesPerStep = 0x7fff_ffff;

/**
 * Makes a whole, checked copy of a live database under a new name, by SQLite's online backup call (J6). The copy appears
 * only once it has been opened, checked and counted against the original; until then it is called `.part`.
 * @throws Failure `unavailable` when the copy is not what the original was.
 */
export async function copyDatabase(from: string, to: string): Promise<RowCounts> {
  const part = `${to}.part`;
  removeParts(part);
  try {
    const expected = await copyPages(from, part);
    standAlone(part);
    const counted = inspectCopy(part);
    if (JSON.stringify(counted) !== JSON.stringify(expected)) {
      throw new Failure('unavailable', `The copy ${to} holds other rows than ${from}. It was thrown away.`);
    }
    const handle = await open(part, 'r+');
    await handle.sync().finally(() => handle.close());
    await rename(part, to);
    await syncFolder(dirname(to));
    return counted;
  } finally {
    removeParts(part);
  }
}

/** One read transaction spans count and copy, so both see the same moment whatever the writer does meanwhile. */
async function copyPages(from: string, part: string): Promise<RowCounts> {
  const source = openForReading(from);
  try {
    source.exec('BEGIN');
    const counts = rowCounts(source);
    await source.backup(part, { progress: () => pagesPerStep });
    source.exec('COMMIT');
    return counts;
  } finally {
    source.close();
  }
}

/** A backup is one file that can be carried about, without a write-ahead log beside it. */
function standAlone(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/**
 * Opens a copy, checks all of it and counts its rows.
 * @throws Failure `unavailable` naming what is wrong with it.
 */
export function inspectCopy(path: string): RowCounts {
  const copy = openForReading(path);
  try {
    const problems = problemsOf(copy, 'integrity_check');
    if (problems[0] !== undefined) {
      throw new Failure('unavailable', `The copy ${path} is damaged: ${problems[0]}.`, {
        data: { problems },
      });
    }
    return rowCounts(copy);
  } finally {
    copy.close();
  }
}

function rowCounts(connection: Connection): RowCounts {
  const tables = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  return Object.fromEntries(tables.map((table) => [table, countRows(connection, table)]));
}

/** A table's name cannot be a parameter; it comes from the schema itself and is quoted as an identifier. */
function countRows(connection: Connection, table: string): number {
  const identifier = `"${table.replaceAll('"', '""')}"`;
  return connection.prepare(`SELECT count(*) FROM ${identifier}`).pluck().get() as number;
}

function removeParts(part: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${suffix}`, { force: true });
}
