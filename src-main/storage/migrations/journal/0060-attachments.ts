import type { Migration } from '../../sqlite/migration.ts';

export const attachments: Migration = {
  id: 60,
  name: 'attachments',
  sql: `
CREATE TABLE attachment (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  added_at REAL NOT NULL
) STRICT;
`,
};
