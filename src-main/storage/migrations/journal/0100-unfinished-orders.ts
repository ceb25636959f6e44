import type { Migration } from '../../sqlite/migration.ts';

/**
 * Orders of ours that may still change, kept by the database itself with every event, so that finding them does not read
 * all orders there ever were. The states are those of no return, but for a late accept, which brings its order back.
 */
export const unfinishedOrders: Migration = {
  id: 100,
  name: 'unfinished orders',
  sql: `
CREATE TABLE order_unfinished (
  client_order_id TEXT PRIMARY KEY REFERENCES order_intent (client_order_id)
) STRICT, WITHOUT ROWID;
INSERT INTO order_unfinished (client_order_id)
  SELECT client_order_id FROM order_event
  WHERE sequence IN (SELECT max(sequence) FROM order_event GROUP BY client_order_id)
    AND state NOT IN ('rejected', 'filled', 'cancelled', 'expired', 'not-placed');
CREATE TRIGGER order_event_finishes AFTER INSERT ON order_event
WHEN NEW.state IN ('rejected', 'filled', 'cancelled', 'expired', 'not-placed')
BEGIN DELETE FROM order_unfinished WHERE client_order_id = NEW.client_order_id; END;
CREATE TRIGGER order_event_begins AFTER INSERT ON order_event
WHEN NEW.state NOT IN ('rejected', 'filled', 'cancelled', 'expired', 'not-placed')
BEGIN INSERT OR IGNORE INTO order_unfinished (client_order_id) VALUES (NEW.client_order_id); END;
`,
};
