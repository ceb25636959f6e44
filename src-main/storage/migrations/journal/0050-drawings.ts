import type { Migration } from '../../sqlite/migration.ts';

export const drawings: Migration = {
  id: 50,
  name: 'drawings',
  sql: `
CREATE TABLE drawing_document (
  instrument TEXT PRIMARY KEY,
  document TEXT NOT NULL
) STRICT;
`,
};
