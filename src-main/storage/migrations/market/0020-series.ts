import type { Migration } from '../../sqlite/migration.ts';

/**
 * A series is the bars of one SeriesKey, or the quotes or trades of one instrument (then timeframe and price side are
 * empty). Its rows live in chunks of about 1,024 as columns one after another, in time order, chunks never overlapping.
 * The index holds all that a summary needs, so that summaries never touch the blobs.
 */
export const series: Migration = {
  id: 20,
  name: 'series',
  sql: `
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('candle', 'quote', 'trade')),
  instrument TEXT NOT NULL,
  timeframe TEXT NOT NULL,
  price_side TEXT NOT NULL,
  UNIQUE (instrument, kind, timeframe, price_side)
) STRICT;
CREATE TABLE chunk (
  id INTEGER PRIMARY KEY,
  series_id INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  first_time REAL NOT NULL,
  last_time REAL NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX chunk_by_time ON chunk (series_id, first_time, last_time, count);
CREATE TABLE coverage (
  series_id INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  from_time REAL NOT NULL,
  to_time REAL NOT NULL,
  PRIMARY KEY (series_id, from_time)
) STRICT, WITHOUT ROWID;
`,
};
