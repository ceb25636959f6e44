import { Failure } from '../../../src-shared/domain/failure.ts';
import { type Attachment, mostDocuments, type Watchlist } from '../journal-store.ts';
import type { Connection } from '../sqlite/connection.ts';
import { actWrites } from './act-writes.ts';
import { connectionWrites } from './connection-writes.ts';
import { scriptWrites } from './script-writes.ts';
import { tradingWrites } from './trading-writes.ts';

/** A workspace with its layout already as JSON text. */
export interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly layout: string;
  readonly updatedAt: number;
}

export interface CheckRow {
  readonly file: string;
  readonly kind: string;
  readonly at: number;
  /** One sentence a line; empty when nothing was found. */
  readonly problems: string;
}

/** The writes of journal.db, one aggregate a group. They run on the writer thread. */
export function journalOperations(connection: Connection) {
  return {
    ...settingWrites(connection),
    ...workspaceWrites(connection),
    ...watchlistWrites(connection),
    ...drawingWrites(connection),
    ...attachmentWrites(connection),
    ...connectionWrites(connection),
    ...tradingWrites(connection),
    ...actWrites(connection),
    ...scriptWrites(connection),
    ...lifecycleWrites(connection),
  };
}

export type JournalOperations = ReturnType<typeof journalOperations>;

function settingWrites(connection: Connection) {
  const save = connection.prepare(
    'INSERT INTO setting (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = connection.prepare('DELETE FROM setting WHERE key = ?');
  return {
    saveSetting(row: { readonly key: string; readonly value: string }): void {
      save.run(row);
    },
    removeSetting(key: string): boolean {
      return remove.run(key).changes > 0;
    },
  };
}

function workspaceWrites(connection: Connection) {
  const save = connection.prepare(`
    INSERT INTO workspace (id, name, position, layout, updated_at)
    VALUES (@id, @name, @position, @layout, @updatedAt)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position,
      layout = excluded.layout, updated_at = excluded.updated_at`);
  const assertRoom = roomIn(
    connection.prepare('SELECT count(*) AS count, max(id = ?) AS known FROM workspace'),
    'workspaces',
  );
  const remove = connection.prepare('DELETE FROM workspace WHERE id = ?');
  return {
    saveWorkspace(row: WorkspaceRow): void {
      assertRoom(row.id);
      save.run(row);
    },
    removeWorkspace(id: string): boolean {
      return remove.run(id).changes > 0;
    },
  };
}

function watchlistWrites(connection: Connection) {
  const save = connection.prepare(`
    INSERT INTO watchlist (id, name, position) VALUES (@id, @name, @position)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position`);
  const clear = connection.prepare('DELETE FROM watchlist_entry WHERE watchlist_id = ?');
  const addEntry = connection.prepare(
    'INSERT INTO watchlist_entry (watchlist_id, position, instrument) VALUES (?, ?, ?)',
  );
  const assertRoom = roomIn(
    connection.prepare('SELECT count(*) AS count, max(id = ?) AS known FROM watchlist'),
    'watchlists',
  );
  const remove = connection.prepare('DELETE FROM watchlist WHERE id = ?');
  return {
    saveWatchlist({ id, name, position, instruments }: Watchlist): void {
      assertRoom(id);
      save.run({ id, name, position });
      clear.run(id);
      for (const [index, instrument] of instruments.entries()) addEntry.run(id, index, instrument);
    },
    removeWatchlist(id: string): boolean {
      return remove.run(id).changes > 0;
    },
  };
}

/** Asserts that one more fits. What is stored already can be changed however many there are. */
function roomIn(find: ReturnType<Connection['prepare']>, what: string): (id: string) => void {
  return (id) => {
    const { count, known } = find.get(id) as { count: number; known: 0 | 1 | null };
    if (known === 1 || count < mostDocuments) return;
    throw new Failure('invalid', `There are ${count} ${what} already. Delete one first.`);
  };
}

function drawingWrites(connection: Connection) {
  const save = connection.prepare(`
    INSERT INTO drawing_document (instrument, document) VALUES (@instrument, @document)
    ON CONFLICT (instrument) DO UPDATE SET document = excluded.document`);
  return {
    saveDrawings(row: { readonly instrument: string; readonly document: string }): void {
      save.run(row);
    },
  };
}

function attachmentWrites(connection: Connection) {
  const add = connection.prepare(`
    INSERT INTO attachment (sha256, name, media_type, size, added_at)
    VALUES (@sha256, @name, @mediaType, @size, @addedAt)
    ON CONFLICT (sha256) DO NOTHING`);
  const remove = connection.prepare('DELETE FROM attachment WHERE sha256 = ?');
  return {
    addAttachment(attachment: Attachment): void {
      add.run(attachment);
    },
    removeAttachment(sha256: string): boolean {
      return remove.run(sha256).changes > 0;
    },
  };
}

function lifecycleWrites(connection: Connection) {
  const begin = connection.prepare('INSERT INTO lifecycle (pid, started_at) VALUES (@pid, @at)');
  const end = connection.prepare('UPDATE lifecycle SET ended_at = @at WHERE id = @id');
  const noteCheck = connection.prepare(`
    INSERT INTO file_check (file, kind, checked_at, problems) VALUES (@file, @kind, @at, @problems)
    ON CONFLICT (file, kind) DO UPDATE SET checked_at = excluded.checked_at, problems = excluded.problems`);
  return {
    /** Answers the number to end with. */
    beginLife(row: { readonly pid: number; readonly at: number }): number {
      return Number(begin.run(row).lastInsertRowid);
    },
    endLife(row: { readonly id: number; readonly at: number }): void {
      end.run(row);
    },
    noteCheck(row: CheckRow): void {
      noteCheck.run(row);
    },
  };
}
