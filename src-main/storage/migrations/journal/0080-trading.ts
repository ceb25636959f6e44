import type { Migration } from '../../sqlite/migration.ts';

/**
 * Orders and fills (O1, O7, J8). An intent is stored before anything is sent and never changes; what becomes of an order
 * is a list of events; a fill is one row for ever, and a real one that explains a synthetic one names it.
 */
export const trading: Migration = {
  id: 80,
  name: 'trading',
  sql: `
CREATE TABLE order_intent (
  client_order_id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  instrument TEXT NOT NULL,
  payload TEXT NOT NULL,
  payload_hash TEXT NOT NULL,
  source TEXT NOT NULL,
  connection TEXT NOT NULL,
  at REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE order_event (
  sequence INTEGER PRIMARY KEY,
  client_order_id TEXT NOT NULL REFERENCES order_intent (client_order_id),
  state TEXT NOT NULL,
  venue_order_id TEXT,
  filled_quantity TEXT,
  detail TEXT NOT NULL,
  at REAL NOT NULL
) STRICT;
CREATE INDEX order_event_by_order ON order_event (client_order_id, sequence);
CREATE TABLE fill (
  key TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  instrument TEXT NOT NULL,
  trade_id TEXT NOT NULL,
  trade_date TEXT,
  venue_order_id TEXT NOT NULL,
  client_order_id TEXT,
  side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
  price TEXT NOT NULL,
  quantity TEXT NOT NULL,
  fee_amount TEXT,
  fee_currency TEXT,
  liquidity TEXT NOT NULL,
  time REAL NOT NULL,
  is_synthetic INTEGER NOT NULL CHECK (is_synthetic IN (0, 1)),
  replaces TEXT,
  recorded_at REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX fill_by_account ON fill (account, time);
CREATE INDEX fill_by_order ON fill (account, venue_order_id);
CREATE TABLE trading_anomaly (
  sequence INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  sentence TEXT NOT NULL,
  at REAL NOT NULL
) STRICT;
CREATE TABLE account_confirmed (
  account TEXT PRIMARY KEY,
  until REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER order_intent_is_never_changed BEFORE UPDATE ON order_intent
BEGIN SELECT RAISE(ABORT, 'order intents are append-only'); END;
CREATE TRIGGER order_intent_is_never_deleted BEFORE DELETE ON order_intent
BEGIN SELECT RAISE(ABORT, 'order intents are append-only'); END;
CREATE TRIGGER order_event_is_never_changed BEFORE UPDATE ON order_event
BEGIN SELECT RAISE(ABORT, 'order events are append-only'); END;
CREATE TRIGGER order_event_is_never_deleted BEFORE DELETE ON order_event
BEGIN SELECT RAISE(ABORT, 'order events are append-only'); END;
CREATE TRIGGER fill_is_never_changed BEFORE UPDATE ON fill
BEGIN SELECT RAISE(ABORT, 'fills are append-only'); END;
CREATE TRIGGER fill_is_never_deleted BEFORE DELETE ON fill
BEGIN SELECT RAISE(ABORT, 'fills are append-only'); END;
`,
};
