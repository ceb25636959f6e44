import type { Migration } from '../../sqlite/migration.ts';

export const instruments: Migration = {
  id: 10,
  name: 'instruments',
  sql: `
CREATE TABLE instrument (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  asset_class TEXT NOT NULL,
  currency TEXT NOT NULL,
  tick_size TEXT NOT NULL,
  lot_step TEXT NOT NULL,
  multiplier TEXT NOT NULL,
  calendar TEXT NOT NULL,
  price_side TEXT NOT NULL,
  expiry REAL
) STRICT;
`,
};
