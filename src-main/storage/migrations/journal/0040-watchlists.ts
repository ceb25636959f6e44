import type { Migration } from '../../sqlite/migration.ts';

export const watchlists: Migration = {
  id: 40,
  name: 'watchlists',
  sql: `
CREATE TABLE watchlist (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE TABLE watchlist_entry (
  watchlist_id TEXT NOT NULL REFERENCES watchlist (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  instrument TEXT NOT NULL,
  PRIMARY KEY (watchlist_id, position)
) STRICT, WITHOUT ROWID;
`,
};
