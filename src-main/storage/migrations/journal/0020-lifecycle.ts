import type { Migration } from '../../sqlite/migration.ts';

/** One row a start; a row without an end is an unclean end. `check_result` is empty when a check found nothing. */
export const lifecycle: Migration = {
  id: 20,
  name: 'lifecycle',
  sql: `
CREATE TABLE lifecycle (
  id INTEGER PRIMARY KEY,
  pid INTEGER NOT NULL,
  started_at REAL NOT NULL,
  ended_at REAL
) STRICT;
CREATE TABLE file_check (
  file TEXT NOT NULL,
  kind TEXT NOT NULL,
  checked_at REAL NOT NULL,
  problems TEXT NOT NULL,
  PRIMARY KEY (file, kind)
) STRICT, WITHOUT ROWID;
`,
};
