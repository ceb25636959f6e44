import type { Migration } from '../../sqlite/migration.ts';

/**
 * Acts on an account that make orders of the venue's own (O1, O5): stored before they are sent, never changed, and
 * followed by what became of them.
 */
export const tradingActs: Migration = {
  id: 130,
  name: 'trading acts',
  sql: `
CREATE TABLE trading_act (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  instrument TEXT NOT NULL,
  kind TEXT NOT NULL,
  origin TEXT NOT NULL,
  source TEXT NOT NULL,
  connection TEXT NOT NULL,
  at REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX trading_act_by_account ON trading_act (account, at);
CREATE TABLE trading_act_event (
  sequence INTEGER PRIMARY KEY,
  act TEXT NOT NULL REFERENCES trading_act (id),
  state TEXT NOT NULL,
  detail TEXT NOT NULL,
  at REAL NOT NULL
) STRICT;
CREATE INDEX trading_act_event_by_act ON trading_act_event (act, sequence);
CREATE TABLE trading_act_open (act TEXT PRIMARY KEY REFERENCES trading_act (id)) STRICT, WITHOUT ROWID;
CREATE TRIGGER trading_act_event_ends AFTER INSERT ON trading_act_event
WHEN NEW.state IN ('acknowledged', 'rejected', 'checked')
BEGIN DELETE FROM trading_act_open WHERE act = NEW.act; END;
CREATE TRIGGER trading_act_is_never_changed BEFORE UPDATE ON trading_act
BEGIN SELECT RAISE(ABORT, 'trading acts are append-only'); END;
CREATE TRIGGER trading_act_is_never_deleted BEFORE DELETE ON trading_act
BEGIN SELECT RAISE(ABORT, 'trading acts are append-only'); END;
CREATE TRIGGER trading_act_event_is_never_changed BEFORE UPDATE ON trading_act_event
BEGIN SELECT RAISE(ABORT, 'events of trading acts are append-only'); END;
CREATE TRIGGER trading_act_event_is_never_deleted BEFORE DELETE ON trading_act_event
BEGIN SELECT RAISE(ABORT, 'events of trading acts are append-only'); END;
`,
};
