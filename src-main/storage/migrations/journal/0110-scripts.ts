import type { Migration } from '../../sqlite/migration.ts';

/** The user's scripts with every source they had; favourites stand apart, since samples may be some too. */
export const scripts: Migration = {
  id: 110,
  name: 'scripts',
  sql: `
CREATE TABLE script (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  folder TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE script_version (
  script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  source TEXT NOT NULL,
  note TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (script_id, version)
) STRICT;
CREATE TABLE script_favourite (script_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`,
};
