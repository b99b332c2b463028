-- An attendance sheet that came in, and what it wrote, so that it can be undone as one. `content` is the hash of the table as
-- read: the same sheet is known again whatever the file is called. No name and no cell of it is kept.
CREATE TABLE sheet_import (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL CHECK (length(content) = 64),
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  imported_by INTEGER REFERENCES account (id),
  imported_at TEXT NOT NULL,
  undone_by INTEGER REFERENCES account (id),
  undone_at TEXT,
  CHECK (undone_by IS NULL OR undone_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX sheet_comes_in_once ON sheet_import (content, activity_id) WHERE undone_at IS NULL;
CREATE INDEX sheet_import_by_activity ON sheet_import (activity_id);

-- People and sessions that were not there before. They may be gone since: no reference holds them.
CREATE TABLE sheet_made (
  import_id INTEGER NOT NULL REFERENCES sheet_import (id),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'session')),
  made_id INTEGER NOT NULL,
  PRIMARY KEY (import_id, kind, made_id)
) STRICT, WITHOUT ROWID;

-- The taps that carry its marks, and what was excused.
CREATE TABLE sheet_tap (
  tap_uuid TEXT PRIMARY KEY CHECK (length(tap_uuid) = 36),
  import_id INTEGER NOT NULL REFERENCES sheet_import (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sheet_tap_by_import ON sheet_tap (import_id);
