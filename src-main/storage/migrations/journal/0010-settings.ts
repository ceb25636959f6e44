import type { Migration } from '../../sqlite/migration.ts';

export const settings: Migration = {
  id: 10,
  name: 'settings',
  sql: `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
