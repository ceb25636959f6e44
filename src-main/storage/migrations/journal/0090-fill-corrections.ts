import type { Migration } from '../../sqlite/migration.ts';

/**
 * What is said of a fill after it was booked (O7, J8): how much of a synthetic one a real one explains, and a fee that
 * came late. Both are lines of their own that name the fill; `fill.replaces` is no longer written. `remaining` is what
 * is left of the synthetic one after the line. Anomalies become append-only like the rest.
 */
export const fillCorrections: Migration = {
  id: 90,
  name: 'fill corrections',
  sql: `
CREATE TABLE fill_superseded (
  sequence INTEGER PRIMARY KEY,
  synthetic TEXT NOT NULL REFERENCES fill (key),
  superseded_by TEXT NOT NULL REFERENCES fill (key),
  quantity TEXT NOT NULL,
  remaining TEXT NOT NULL,
  at REAL NOT NULL
) STRICT;
CREATE UNIQUE INDEX fill_superseded_once ON fill_superseded (synthetic, superseded_by);
INSERT INTO fill_superseded (synthetic, superseded_by, quantity, remaining, at)
  SELECT synthetic.key, later.key, synthetic.quantity, '0', later.recorded_at
  FROM fill AS later JOIN fill AS synthetic ON synthetic.key = later.replaces
  ORDER BY later.recorded_at, later.key;
CREATE INDEX fill_superseded_by_synthetic ON fill_superseded (synthetic, sequence);
CREATE TABLE fill_correction (
  sequence INTEGER PRIMARY KEY,
  fill TEXT NOT NULL REFERENCES fill (key),
  fee_amount TEXT NOT NULL,
  fee_currency TEXT NOT NULL,
  at REAL NOT NULL
) STRICT;
CREATE INDEX fill_correction_by_fill ON fill_correction (fill, sequence);
DROP INDEX fill_by_account;
CREATE INDEX fill_by_account ON fill (account, time, key);
CREATE INDEX fill_by_time ON fill (time, key);
DROP INDEX fill_by_order;
CREATE INDEX fill_by_order ON fill (account, venue_order_id, instrument);
CREATE INDEX fill_synthetic ON fill (account, venue_order_id, instrument) WHERE is_synthetic = 1;
CREATE TRIGGER fill_superseded_is_never_changed BEFORE UPDATE ON fill_superseded
BEGIN SELECT RAISE(ABORT, 'superseded fills are append-only'); END;
CREATE TRIGGER fill_superseded_is_never_deleted BEFORE DELETE ON fill_superseded
BEGIN SELECT RAISE(ABORT, 'superseded fills are append-only'); END;
CREATE TRIGGER fill_correction_is_never_changed BEFORE UPDATE ON fill_correction
BEGIN SELECT RAISE(ABORT, 'fill corrections are append-only'); END;
CREATE TRIGGER fill_correction_is_never_deleted BEFORE DELETE ON fill_correction
BEGIN SELECT RAISE(ABORT, 'fill corrections are append-only'); END;
CREATE TRIGGER trading_anomaly_is_never_changed BEFORE UPDATE ON trading_anomaly
BEGIN SELECT RAISE(ABORT, 'anomalies are append-only'); END;
CREATE TRIGGER trading_anomaly_is_never_deleted BEFORE DELETE ON trading_anomaly
BEGIN SELECT RAISE(ABORT, 'anomalies are append-only'); END;
`,
};
