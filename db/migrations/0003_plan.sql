CREATE TABLE programme (
  school_year TEXT PRIMARY KEY CHECK (school_year GLOB '20[0-9][0-9]/[0-9][0-9]'),
  aims TEXT NOT NULL DEFAULT '' CHECK (length(aims) <= 4000),
  lessons_from TEXT NOT NULL,
  lessons_to TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (lessons_from < lessons_to)
) STRICT, WITHOUT ROWID;

-- Days on which a series makes no session: national and school holidays, the patron's day, closures of the Casa.
CREATE TABLE closure (
  id INTEGER PRIMARY KEY,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('national', 'school', 'patron', 'casa')),
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 80),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (first_on <= last_on),
  UNIQUE (first_on, last_on, label)
) STRICT;
CREATE INDEX closure_by_day ON closure (first_on, last_on);

-- What is agreed of an activity, as it stands now. "When" is first_on, starts_at, ends_at and the recurrence (RRULE).
CREATE TABLE activity (
  id INTEGER PRIMARY KEY,
  school_year TEXT NOT NULL REFERENCES programme (school_year),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  kind TEXT NOT NULL CHECK (kind IN ('workshop', 'homework_club', 'playgroup', 'help_desk', 'parents_talk', 'parents_group',
                                     'festival', 'tournament', 'garden', 'other')),
  purpose TEXT NOT NULL DEFAULT '' CHECK (length(purpose) <= 4000),
  access TEXT NOT NULL DEFAULT 'open' CHECK (access IN ('open', 'enrolment')),
  expected_people INTEGER CHECK (expected_people BETWEEN 1 AND 10000),
  place_id INTEGER REFERENCES place (id),
  leader_id INTEGER REFERENCES account (id),
  first_on TEXT,
  starts_at TEXT CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  ends_at TEXT CHECK (ends_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  recurrence TEXT CHECK (length(recurrence) <= 300),
  budget_cents INTEGER NOT NULL DEFAULT 0 CHECK (budget_cents BETWEEN 0 AND 100000000000),
  state TEXT NOT NULL DEFAULT 'proposed'
    CHECK (state IN ('proposed', 'under_discussion', 'shared', 'running', 'closed', 'dropped')),
  reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 300),
  version INTEGER NOT NULL DEFAULT 1,
  proposed_by INTEGER REFERENCES account (id),
  created_at TEXT NOT NULL,
  CHECK (starts_at < ends_at),
  CHECK ((starts_at IS NULL) = (ends_at IS NULL))
) STRICT;
CREATE INDEX activity_by_year ON activity (school_year, state);
CREATE INDEX activity_by_leader ON activity (leader_id);

CREATE TABLE activity_age_band (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  age_band TEXT NOT NULL CHECK (age_band IN ('0-2', '3-5', '6-10', '11-13', '14-17', '18-29', '30-64', '65+')),
  PRIMARY KEY (activity_id, age_band)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_principle (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  principle TEXT NOT NULL CHECK (principle IN ('social_justice', 'linearity', 'shared_vision', 'prevention', 'innovation')),
  PRIMARY KEY (activity_id, principle)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_organisation (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  part TEXT NOT NULL CHECK (part IN ('leads', 'involved')),
  PRIMARY KEY (activity_id, organisation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_organisation_by_organisation ON activity_organisation (organisation_id);

-- Every version ever agreed or proposed, whole; the two signatures stand on one of them.
CREATE TABLE activity_version (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  version INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  written_by INTEGER REFERENCES account (id),
  written_at TEXT NOT NULL,
  PRIMARY KEY (activity_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER activity_version_is_not_rewritten BEFORE UPDATE ON activity_version
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER activity_version_is_not_erased BEFORE DELETE ON activity_version
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TABLE signature (
  activity_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('municipality', 'partner')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  signed_at TEXT NOT NULL,
  PRIMARY KEY (activity_id, version, side),
  FOREIGN KEY (activity_id, version) REFERENCES activity_version (activity_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER signature_stands_on_the_version_of_now BEFORE INSERT ON signature
WHEN new.version <> (SELECT version FROM activity WHERE id = new.activity_id)
BEGIN SELECT RAISE(ABORT, 'signature_on_an_old_version'); END;
CREATE TRIGGER signature_is_of_its_side BEFORE INSERT ON signature
WHEN NOT EXISTS (
  SELECT 1 FROM account, casa
  WHERE account.id = new.account_id
    AND account.role = 'coordinator' AND account.active = 1
    AND account.organisation_id = CASE new.side WHEN 'municipality' THEN casa.municipality_id ELSE casa.partner_id END)
BEGIN SELECT RAISE(ABORT, 'signature_of_another_side'); END;
CREATE TRIGGER signature_is_not_rewritten BEFORE UPDATE ON signature
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER signature_is_not_erased BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

-- Rule 1: shared is what both have signed, and a new version is nobody's yet.
CREATE TRIGGER activity_is_shared_by_two_signatures BEFORE UPDATE OF state, version ON activity
WHEN new.state IN ('shared', 'running')
 AND (SELECT count(*) FROM signature WHERE activity_id = new.id AND version = new.version) < 2
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;
CREATE TRIGGER activity_is_not_born_shared BEFORE INSERT ON activity
WHEN new.state NOT IN ('proposed', 'under_discussion')
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;
CREATE TRIGGER activity_version_only_grows BEFORE UPDATE OF version ON activity
WHEN new.version < old.version
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER activity_as_signed_is_not_rewritten BEFORE UPDATE OF school_year, title, kind, purpose, access,
  expected_people, place_id, leader_id, first_on, starts_at, ends_at, recurrence, budget_cents ON activity
WHEN old.state IN ('shared', 'running') AND new.version = old.version
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;
CREATE TRIGGER activity_as_signed_keeps_its_organisations BEFORE DELETE ON activity_organisation
WHEN EXISTS (SELECT 1 FROM activity WHERE id = old.activity_id AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;
CREATE TRIGGER activity_as_signed_takes_no_organisation BEFORE INSERT ON activity_organisation
WHEN EXISTS (SELECT 1 FROM activity WHERE id = new.activity_id AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;
CREATE TRIGGER activity_organisation_keeps_its_part BEFORE UPDATE ON activity_organisation
WHEN EXISTS (SELECT 1 FROM activity WHERE id IN (old.activity_id, new.activity_id) AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;

-- Wall time in Europe/Rome: what people agreed. `sequence` grows with each change a phone must hear of.
CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  on_date TEXT NOT NULL CHECK (on_date = date(on_date)),
  starts_at TEXT NOT NULL CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  ends_at TEXT NOT NULL CHECK (ends_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  place_id INTEGER REFERENCES place (id),
  leader_id INTEGER REFERENCES account (id),
  state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
  reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 300),
  uid TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL DEFAULT 0,
  changed_at TEXT NOT NULL,
  CHECK (starts_at < ends_at)
) STRICT;
CREATE INDEX session_by_day ON session (on_date, starts_at);
CREATE INDEX session_by_activity ON session (activity_id, on_date);

-- Spazio Neutro's word to the Casa: this place is not available. No label, no recurrence, no one.
CREATE TABLE unavailability (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES place (id),
  on_date TEXT NOT NULL CHECK (on_date = date(on_date)),
  starts_at TEXT NOT NULL CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  ends_at TEXT NOT NULL CHECK (ends_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  CHECK (starts_at < ends_at)
) STRICT;
CREATE INDEX unavailability_by_day ON unavailability (on_date, place_id);

CREATE TRIGGER session_does_not_clash_insert BEFORE INSERT ON session
WHEN new.state = 'planned' AND (
  EXISTS (SELECT 1 FROM session s WHERE s.on_date = new.on_date AND s.state = 'planned'
          AND s.starts_at < new.ends_at AND new.starts_at < s.ends_at
          AND (s.place_id = new.place_id OR s.leader_id = new.leader_id))
  OR EXISTS (SELECT 1 FROM unavailability u WHERE u.on_date = new.on_date AND u.place_id = new.place_id
             AND u.starts_at < new.ends_at AND new.starts_at < u.ends_at))
BEGIN SELECT RAISE(ABORT, 'session_clashes'); END;
CREATE TRIGGER session_does_not_clash_update BEFORE UPDATE ON session
WHEN new.state = 'planned' AND (
  EXISTS (SELECT 1 FROM session s WHERE s.on_date = new.on_date AND s.state = 'planned' AND s.id <> new.id
          AND s.starts_at < new.ends_at AND new.starts_at < s.ends_at
          AND (s.place_id = new.place_id OR s.leader_id = new.leader_id))
  OR EXISTS (SELECT 1 FROM unavailability u WHERE u.on_date = new.on_date AND u.place_id = new.place_id
             AND u.starts_at < new.ends_at AND new.starts_at < u.ends_at))
BEGIN SELECT RAISE(ABORT, 'session_clashes'); END;
CREATE TRIGGER unavailability_does_not_clash BEFORE INSERT ON unavailability
WHEN EXISTS (SELECT 1 FROM session s WHERE s.on_date = new.on_date AND s.state = 'planned' AND s.place_id = new.place_id
             AND s.starts_at < new.ends_at AND new.starts_at < s.ends_at)
  OR EXISTS (SELECT 1 FROM unavailability u WHERE u.on_date = new.on_date AND u.place_id = new.place_id
             AND u.starts_at < new.ends_at AND new.starts_at < u.ends_at)
BEGIN SELECT RAISE(ABORT, 'session_clashes'); END;

CREATE TABLE enrolment (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  enrolled_on TEXT NOT NULL,
  ended_on TEXT,
  PRIMARY KEY (activity_id, person_id),
  CHECK (enrolled_on <= ended_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_by_person ON enrolment (person_id);
