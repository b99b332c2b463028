-- A mark taken back: no row of attendance any more, and an older tap does not bring one.
CREATE TABLE unmarked (
  session_id INTEGER NOT NULL REFERENCES session (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  tap_uuid TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (session_id, person_id)
) STRICT, WITHOUT ROWID;

-- What is said of one person on one register: 'yes' or a note's text, '' when taken back. Never counted.
CREATE TABLE remark (
  session_id INTEGER NOT NULL REFERENCES session (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  what TEXT NOT NULL CHECK (what IN ('late', 'left_early', 'excused', 'note')),
  said TEXT NOT NULL CHECK (length(said) <= 120 AND (what = 'note' OR said IN ('', 'yes'))),
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  tap_uuid TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (session_id, person_id, what)
) STRICT, WITHOUT ROWID;
CREATE INDEX remark_by_person ON remark (person_id);

-- Taps that the rules would not let in, kept until a coordinator applies them elsewhere or drops them with a reason. The
-- session may not be there, so nothing refers to it. `typed` is a newcomer's name or a note: gone once the tap is settled.
CREATE TABLE refused_tap (
  uuid TEXT PRIMARY KEY CHECK (length(uuid) = 36),
  session_id INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  typed TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  device TEXT NOT NULL CHECK (length(device) <= 64),
  account_id INTEGER REFERENCES account (id),
  received_at INTEGER NOT NULL,
  settled TEXT CHECK (settled IN ('applied', 'dropped')),
  settled_at TEXT,
  settled_by INTEGER REFERENCES account (id),
  why TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 200),
  CHECK ((settled IS NULL) = (settled_at IS NULL)),
  CHECK (settled IS NULL OR typed = ''),
  CHECK (settled IS NOT 'dropped' OR why <> '')
) STRICT, WITHOUT ROWID;
CREATE INDEX refused_tap_waiting ON refused_tap (received_at) WHERE settled IS NULL;
