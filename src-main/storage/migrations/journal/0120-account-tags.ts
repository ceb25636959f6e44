import type { Migration } from '../../sqlite/migration.ts';

/** What its owner says an account is: no broker tells. */
export const accountTags: Migration = {
  id: 120,
  name: 'account tags',
  sql: `
CREATE TABLE account_tag (
  account TEXT PRIMARY KEY,
  tag TEXT NOT NULL CHECK (tag IN ('evaluation', 'funded', 'live', 'none')),
  set_at REAL NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
