import type { ScriptRepository, ScriptRow, ScriptVersionRow } from '../script-store.ts';
import type { JournalFile } from './documents.ts';

const columns = 'id, name, folder, kind, title, description, version, updated_at AS "updatedAt"';

export function scriptRepository({ reader, writer }: JournalFile): ScriptRepository {
  return {
    list: () => reader.all<ScriptRow>(`SELECT ${columns} FROM script ORDER BY folder, name, id`),
    get: (id) => reader.get<ScriptRow>(`SELECT ${columns} FROM script WHERE id = ?`, id),
    source: (id, version) =>
      reader.get<{ source: string }>(
        'SELECT source FROM script_version WHERE script_id = ? AND version = ?',
        id,
        version,
      )?.source,
    versions: (id) =>
      reader.all<ScriptVersionRow>(
        `SELECT version, saved_at AS "savedAt", note, length(source) AS characters FROM script_version
         WHERE script_id = ? ORDER BY version DESC`,
        id,
      ),
    save: async (script) => writer.run('saveScript', script),
    move: async (id, name, folder, at) => writer.run('moveScript', { id, name, folder, at }),
    remove: async (id) => writer.run('removeScript', id),
    favourites: () =>
      new Set(reader.all<{ id: string }>('SELECT script_id AS id FROM script_favourite').map(({ id }) => id)),
    setFavourite: async (id, isFavourite) => writer.run('setScriptFavourite', { id, isFavourite }),
  };
}
