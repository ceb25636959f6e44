PRAGMA application_id = 1413762378;
PRAGMA user_version = 60;
CREATE TABLE schema_migration (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at REAL NOT NULL) STRICT;
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE lifecycle (
  id INTEGER PRIMARY KEY,
  pid INTEGER NOT NULL,
  started_at REAL NOT NULL,
  ended_at REAL
) STRICT;
CREATE TABLE file_check (
  file TEXT NOT NULL,
  kind TEXT NOT NULL,
  checked_at REAL NOT NULL,
  problems TEXT NOT NULL,
  PRIMARY KEY (file, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE workspace (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  layout TEXT NOT NULL,
  updated_at REAL NOT NULL
) STRICT;
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
CREATE TABLE drawing_document (
  instrument TEXT PRIMARY KEY,
  document TEXT NOT NULL
) STRICT;
CREATE TABLE attachment (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  added_at REAL NOT NULL
) STRICT;
INSERT INTO schema_migration VALUES (10, 'settings', '6680e04ca8292a84c8cef7ed679afdfa644b1796846c1093f2f5c5d363b5f7a1', 1772443800000);
INSERT INTO schema_migration VALUES (20, 'lifecycle', '501ca122ec85407ac87cb1987b4995776536a329f09cbe91123e22e25f343438', 1772443800000);
INSERT INTO schema_migration VALUES (30, 'workspaces', 'eebbf0e6615ffd77ff97291807412d34e31199a07fd495f1168794e6fd9e9718', 1772443800000);
INSERT INTO schema_migration VALUES (40, 'watchlists', '0c15d80642267f00a956f0a11d545435b5afada9b7e594c7d057afc21804bed7', 1772443800000);
INSERT INTO schema_migration VALUES (50, 'drawings', '4a5b4ae03fab9df472f6eb9b21fdab422cda4abd9c3ec56af4fd642a7ef3f55e', 1772443800000);
INSERT INTO schema_migration VALUES (60, 'attachments', '4b121d80a18ff52a694b057513470db2235525f5bf90dcff13f70e47ca4d1af4', 1772443800000);
INSERT INTO setting VALUES ('theme', '{"name":"dark","sizes":[1,2]}');
INSERT INTO lifecycle VALUES (1, 10623, 1772443800000, 1772443800000);
INSERT INTO workspace VALUES ('w1', 'Morning', 0, '{"panels":["chart"]}', 1772443800000);
INSERT INTO watchlist VALUES ('l1', 'Majors', 0);
INSERT INTO watchlist_entry VALUES ('l1', 0, 'FX:EURUSD');
INSERT INTO watchlist_entry VALUES ('l1', 1, 'FX:USDJPY');
INSERT INTO drawing_document VALUES ('FX:EURUSD', '{"version":1,"items":[]}');
