import type { Migration } from '../../sqlite/migration.ts';

export const workspaces: Migration = {
  id: 30,
  name: 'workspaces',
  sql: `
CREATE TABLE workspace (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  layout TEXT NOT NULL,
  updated_at REAL NOT NULL
) STRICT;
`,
};
