import { Failure } from '../../../src-shared/domain/failure.ts';
import { keptVersions, mostScripts, type ScriptSave } from '../script-store.ts';
import type { Connection } from '../sqlite/connection.ts';

/** Scripts and their versions. */
export function scriptWrites(connection: Connection) {
  const count = connection.prepare('SELECT count(*) FROM script').pluck();
  const newest = connection.prepare(`
    SELECT script.version AS version, source FROM script
    JOIN script_version ON script_id = id AND script_version.version = script.version WHERE id = ?`);
  const save = connection.prepare(`
    INSERT INTO script (id, name, folder, kind, title, description, version, updated_at)
    VALUES (@id, @name, @folder, @kind, @title, @description, @version, @updatedAt)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, folder = excluded.folder, kind = excluded.kind,
      title = excluded.title, description = excluded.description, version = excluded.version,
      updated_at = excluded.updated_at`);
  const addVersion = connection.prepare(`
    INSERT INTO script_version (script_id, version, source, note, saved_at)
    VALUES (@id, @version, @source, @note, @savedAt)`);
  const dropOld = connection.prepare('DELETE FROM script_version WHERE script_id = ? AND version <= ?');
  const move = connection.prepare(
    'UPDATE script SET name = @name, folder = @folder, updated_at = @at WHERE id = @id',
  );
  const remove = connection.prepare('DELETE FROM script WHERE id = ?');
  const favour = connection.prepare('INSERT OR IGNORE INTO script_favourite (script_id) VALUES (?)');
  const unfavour = connection.prepare('DELETE FROM script_favourite WHERE script_id = ?');
  return {
    saveScript({ row, source, note }: ScriptSave): number {
      const before = newest.get(row.id) as { version: number; source: string } | undefined;
      if (before === undefined && (count.get() as number) >= mostScripts) {
        throw new Failure('invalid', `There are ${mostScripts} scripts already. Delete one first.`);
      }
      const isSame = before?.source === source;
      const version = (before?.version ?? 0) + (isSame ? 0 : 1);
      save.run({ ...row, version });
      if (isSame) return version;
      addVersion.run({ id: row.id, version, source, note, savedAt: row.updatedAt });
      dropOld.run(row.id, version - keptVersions);
      return version;
    },
    moveScript(to: {
      readonly id: string;
      readonly name: string;
      readonly folder: string;
      readonly at: number;
    }): boolean {
      return move.run(to).changes > 0;
    },
    removeScript(id: string): boolean {
      unfavour.run(id);
      return remove.run(id).changes > 0;
    },
    setScriptFavourite({ id, isFavourite }: { readonly id: string; readonly isFavourite: boolean }): void {
      (isFavourite ? favour : unfavour).run(id);
    },
  };
}
