import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type {
  DrawingRepository,
  SettingsRepository,
  Watchlist,
  WatchlistRepository,
  Workspace,
  WorkspaceRepository,
} from '../journal-store.ts';
import type { Reader } from '../sqlite/reader.ts';
import type { Writer } from '../writer/writer.ts';
import type { JournalOperations } from './journal-operations.ts';
import { jsonText, jsonValue } from './json-text.ts';

/** What every repository of the journal stands on. */
export interface JournalFile {
  readonly reader: Reader;
  readonly writer: Writer<JournalOperations>;
}

export function settingsRepository({ reader, writer }: JournalFile): SettingsRepository {
  return {
    all: () => {
      const rows = reader.all<{ key: string; value: string }>('SELECT key, value FROM setting ORDER BY key');
      return Object.fromEntries(rows.map(({ key, value }) => [key, jsonValue(value)]));
    },
    get: (key) => {
      const row = reader.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key);
      return row === undefined ? undefined : jsonValue(row.value);
    },
    set: async (key, value) => writer.run('saveSetting', { key, value: jsonText(value) }),
    remove: async (key) => {
      await writer.run('removeSetting', key);
    },
  };
}

interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly layout: string;
  readonly updatedAt: EpochMs;
}

const workspaceColumns = 'id, name, position, layout, updated_at AS "updatedAt"';

export function workspaceRepository({ reader, writer }: JournalFile): WorkspaceRepository {
  const workspaceOf = (row: WorkspaceRow): Workspace => ({ ...row, layout: jsonValue(row.layout) });
  return {
    list: () =>
      reader
        .all<WorkspaceRow>(`SELECT ${workspaceColumns} FROM workspace ORDER BY position, name, id`)
        .map(workspaceOf),
    get: (id) => {
      const row = reader.get<WorkspaceRow>(`SELECT ${workspaceColumns} FROM workspace WHERE id = ?`, id);
      return row === undefined ? undefined : workspaceOf(row);
    },
    save: async ({ id, name, position, layout, updatedAt }) =>
      writer.run('saveWorkspace', { id, name, position, layout: jsonText(layout), updatedAt }),
    remove: (id) => writer.run('removeWorkspace', id),
  };
}

export function watchlistRepository({ reader, writer }: JournalFile): WatchlistRepository {
  return {
    list: () => {
      const lists = reader.all<Omit<Watchlist, 'instruments'>>(
        'SELECT id, name, position FROM watchlist ORDER BY position, name, id',
      );
      return lists.map((list) => ({
        ...list,
        instruments: reader
          .all<{ instrument: InstrumentId }>(
            'SELECT instrument FROM watchlist_entry WHERE watchlist_id = ? ORDER BY position',
            list.id,
          )
          .map(({ instrument }) => instrument),
      }));
    },
    save: ({ id, name, position, instruments }) =>
      writer.run('saveWatchlist', { id, name, position, instruments }),
    remove: (id) => writer.run('removeWatchlist', id),
  };
}

export function drawingRepository({ reader, writer }: JournalFile): DrawingRepository {
  return {
    get: (instrument) => {
      const row = reader.get<{ document: string }>(
        'SELECT document FROM drawing_document WHERE instrument = ?',
        instrument,
      );
      return row === undefined ? undefined : jsonValue(row.document);
    },
    save: async (instrument, drawings) =>
      writer.run('saveDrawings', { instrument, document: jsonText(drawings) }),
  };
}
