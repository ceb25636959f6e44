import { type AuditFact, auditHash, type ConnectionRow, firstHash } from '../connection-store.ts';
import type { Connection } from '../sqlite/connection.ts';
import { jsonText } from './json-text.ts';

/** Connections and their log. The chain is made here, where commits have one order. */
export function connectionWrites(connection: Connection) {
  const save = connection.prepare(`
    INSERT INTO connection (id, kind, settings, is_enabled, key_hint, keys_set_at, permissions, tested_at, test_result,
      created_at, revoked_at)
    VALUES (@id, @kind, @settings, @isEnabled, @keyHint, @keysSetAt, @permissions, @testedAt, @testResult,
      @createdAt, @revokedAt)
    ON CONFLICT (id) DO UPDATE SET settings = excluded.settings, is_enabled = excluded.is_enabled,
      key_hint = excluded.key_hint, keys_set_at = excluded.keys_set_at, permissions = excluded.permissions,
      tested_at = excluded.tested_at, test_result = excluded.test_result, revoked_at = excluded.revoked_at`);
  const last = connection.prepare('SELECT sequence, hash FROM audit_entry ORDER BY sequence DESC LIMIT 1');
  const append = connection.prepare(`
    INSERT INTO audit_entry (sequence, at, connection, label, action, detail, previous_hash, hash)
    VALUES (@sequence, @at, @connection, @label, @action, @detail, @previousHash, @hash)`);
  const appendAudit = (fact: AuditFact): void => {
    const before = last.get() as { sequence: number; hash: string } | undefined;
    const sequence = (before?.sequence ?? 0) + 1;
    const previousHash = before?.hash ?? firstHash;
    append.run({ ...fact, sequence, previousHash, hash: auditHash(previousHash, sequence, fact) });
  };
  return {
    appendAudit,
    saveConnection({ row, fact }: { readonly row: ConnectionRow; readonly fact: AuditFact }): void {
      save.run({
        ...row,
        settings: jsonText(row.settings),
        permissions: row.permissions === null ? null : jsonText(row.permissions),
        isEnabled: row.isEnabled ? 1 : 0,
      });
      appendAudit(fact);
    },
  };
}
