-- Every tap that ever reached the server, as it came: the same UUID twice is one tap.
-- `at` is the moment of the tap in UTC milliseconds, corrected for the tablet's clock.
CREATE TABLE tap (
  uuid TEXT PRIMARY KEY CHECK (length(uuid) = 36),
  session_id INTEGER NOT NULL REFERENCES session (id),
  body TEXT NOT NULL CHECK (json_valid(body)),
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  device TEXT NOT NULL CHECK (length(device) <= 64),
  account_id INTEGER REFERENCES account (id),
  received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tap_by_session ON tap (session_id);

CREATE TABLE register (
  session_id INTEGER PRIMARY KEY REFERENCES session (id),
  revision INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE attendance (
  session_id INTEGER NOT NULL REFERENCES session (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  present INTEGER NOT NULL CHECK (present IN (0, 1)),
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  tap_uuid TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (session_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_by_person ON attendance (person_id, present);

-- organisation_id 0 is drop-in: nobody's.
CREATE TABLE head_count (
  session_id INTEGER NOT NULL REFERENCES session (id),
  organisation_id INTEGER NOT NULL,
  who TEXT NOT NULL CHECK (who IN ('children', 'adults', 'accompanying')),
  number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 2000),
  estimated INTEGER NOT NULL DEFAULT 0 CHECK (estimated IN (0, 1)),
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  tap_uuid TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (session_id, organisation_id, who)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER head_count_is_of_an_organisation BEFORE INSERT ON head_count
WHEN new.organisation_id <> 0 AND NOT EXISTS (SELECT 1 FROM organisation WHERE id = new.organisation_id)
BEGIN SELECT RAISE(ABORT, 'unknown_organisation'); END;
