import type { Migration } from '../../sqlite/migration.ts';

/**
 * Saved connections, without any secret, and the log of what was done to them. A revoked one keeps its row. The log is
 * append-only (J8) and chained: each hash covers the one before, so that a line taken out or changed shows.
 */
export const connections: Migration = {
  id: 70,
  name: 'connections',
  sql: `
CREATE TABLE connection (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  settings TEXT NOT NULL,
  is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
  key_hint TEXT NOT NULL,
  keys_set_at REAL,
  permissions TEXT,
  tested_at REAL,
  test_result TEXT,
  created_at REAL NOT NULL,
  revoked_at REAL
) STRICT;
CREATE TABLE audit_entry (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at REAL NOT NULL,
  connection TEXT NOT NULL,
  label TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_entry_by_connection ON audit_entry (connection, sequence);
CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`,
};
