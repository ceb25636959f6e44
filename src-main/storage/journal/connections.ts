import type {
  AuditEntry,
  AuditRepository,
  ConnectionRepository,
  ConnectionRow,
} from '../connection-store.ts';
import type { JournalFile } from './documents.ts';
import { jsonValue } from './json-text.ts';

type StoredRow = Omit<ConnectionRow, 'settings' | 'permissions' | 'isEnabled'> & {
  readonly settings: string;
  readonly permissions: string | null;
  readonly isEnabled: 0 | 1;
};

const columns = `id, kind, settings, is_enabled AS "isEnabled", key_hint AS "keyHint", keys_set_at AS "keysSetAt", permissions,
  tested_at AS "testedAt", test_result AS "testResult", created_at AS "createdAt", revoked_at AS "revokedAt"`;

export function connectionRepository({ reader, writer }: JournalFile): ConnectionRepository {
  const rowOf = (row: StoredRow): ConnectionRow => ({
    ...row,
    settings: jsonValue(row.settings),
    permissions: row.permissions === null ? null : jsonValue(row.permissions),
    isEnabled: row.isEnabled === 1,
  });
  return {
    list: () =>
      reader
        .all<StoredRow>(`SELECT ${columns} FROM connection WHERE revoked_at IS NULL ORDER BY created_at, id`)
        .map(rowOf),
    get: (id) => {
      const row = reader.get<StoredRow>(`SELECT ${columns} FROM connection WHERE id = ?`, id);
      return row === undefined ? undefined : rowOf(row);
    },
    save: async (row, fact) => writer.run('saveConnection', { row, fact }),
  };
}

const auditColumns = 'sequence, at, connection, label, action, detail, previous_hash AS "previousHash", hash';

export function auditRepository({ reader, writer }: JournalFile): AuditRepository {
  return {
    append: async (fact) => writer.run('appendAudit', fact),
    page: ({ text, connection, before, limit }) =>
      reader.all<AuditEntry>(
        `SELECT ${auditColumns} FROM audit_entry
         WHERE instr(lower(label || ' ' || action || ' ' || detail), lower(?)) > 0
           AND (? = '' OR connection = ?) AND sequence < ?
         ORDER BY sequence DESC LIMIT ?`,
        text,
        connection,
        connection,
        before ?? Number.MAX_SAFE_INTEGER,
        limit,
      ),
    after: (sequence, limit) =>
      reader.all<AuditEntry>(
        `SELECT ${auditColumns} FROM audit_entry WHERE sequence > ? ORDER BY sequence LIMIT ?`,
        sequence,
        limit,
      ),
  };
}
