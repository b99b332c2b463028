-- A meeting of the working table. Day and hours are wall time in Europe/Rome, what people agreed; an end at or before the
-- start is the day after's. opened_at and closed_at are UTC, what happened. `sequence` grows with what a phone must hear of,
-- `agenda_version` with the order of the agenda, `version` with the meeting's own facts.
CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  school_year TEXT NOT NULL CHECK (school_year GLOB '20[0-9][0-9]/[0-9][0-9]'),
  number INTEGER NOT NULL CHECK (number >= 1),
  on_date TEXT NOT NULL CHECK (on_date = date(on_date)),
  starts_at TEXT NOT NULL CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]' AND starts_at < '24:00'),
  ends_at TEXT NOT NULL CHECK (ends_at GLOB '[0-2][0-9]:[0-5][0-9]' AND ends_at < '24:00'),
  ends_on TEXT NOT NULL GENERATED ALWAYS AS (CASE WHEN ends_at > starts_at THEN on_date ELSE date(on_date, '+1 day') END) VIRTUAL,
  mode TEXT NOT NULL DEFAULT 'in_person' CHECK (mode IN ('in_person', 'online', 'mixed')),
  place_id INTEGER REFERENCES place (id),
  link TEXT NOT NULL DEFAULT '' CHECK (length(link) <= 300),
  state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'running', 'held', 'cancelled')),
  reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 300),
  facilitator_id INTEGER REFERENCES account (id),
  drafter_id INTEGER REFERENCES account (id),
  next_meeting_id INTEGER REFERENCES meeting (id),
  opened_at TEXT,
  closed_at TEXT,
  uid TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL DEFAULT 0,
  agenda_version INTEGER NOT NULL DEFAULT 1,
  version INTEGER NOT NULL DEFAULT 1,
  created_by INTEGER REFERENCES account (id),
  changed_at TEXT NOT NULL,
  UNIQUE (school_year, number),
  CHECK (starts_at <> ends_at),
  CHECK ((state IN ('running', 'held')) = (opened_at IS NOT NULL)),
  CHECK ((state = 'held') = (closed_at IS NOT NULL)),
  CHECK (opened_at <= closed_at),
  CHECK (next_meeting_id <> id)
) STRICT;
CREATE INDEX meeting_by_day ON meeting (on_date, starts_at);
CREATE TRIGGER meeting_is_not_erased BEFORE DELETE ON meeting
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER meeting_held_is_not_undone BEFORE UPDATE OF state ON meeting
WHEN old.state = 'held' AND new.state <> 'held'
BEGIN SELECT RAISE(ABORT, 'meeting_is_over'); END;

-- An invited organisation, or an invited account. `represented_by` may be a parent: never behind the shared-screen curtain.
CREATE TABLE meeting_invitee (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  organisation_id INTEGER REFERENCES organisation (id),
  account_id INTEGER REFERENCES account (id),
  presence TEXT CHECK (presence IN ('present', 'absent', 'excused')),
  role TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 80),
  represented_by TEXT NOT NULL DEFAULT '' CHECK (length(represented_by) <= 80),
  CHECK ((organisation_id IS NULL) <> (account_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX meeting_invitee_once_by_organisation ON meeting_invitee (meeting_id, organisation_id) WHERE organisation_id IS NOT NULL;
CREATE UNIQUE INDEX meeting_invitee_once_by_account ON meeting_invitee (meeting_id, account_id) WHERE account_id IS NOT NULL;

-- What was decided. activity_id and fund_id say what it touches.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  school_year TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  agenda_item_id INTEGER REFERENCES agenda_item (id),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  activity_id INTEGER,
  fund_id INTEGER,
  dissent TEXT NOT NULL DEFAULT '' CHECK (length(dissent) <= 2000),
  review_on TEXT CHECK (review_on = date(review_on)),
  state TEXT NOT NULL DEFAULT 'taken' CHECK (state IN ('taken', 'approved', 'withdrawn')),
  reviewed_at TEXT,
  review_note TEXT NOT NULL DEFAULT '' CHECK (length(review_note) <= 2000),
  version INTEGER NOT NULL DEFAULT 1,
  decided_by INTEGER REFERENCES account (id),
  decided_at TEXT NOT NULL,
  UNIQUE (school_year, number)
) STRICT;
CREATE INDEX decision_by_meeting ON decision (meeting_id);
CREATE INDEX decision_by_activity ON decision (activity_id);
CREATE INDEX decision_by_review ON decision (review_on) WHERE reviewed_at IS NULL;
CREATE TRIGGER decision_is_not_erased BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TABLE decision_approval (
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  side TEXT NOT NULL CHECK (side IN ('municipality', 'partner')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (decision_id, side)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER decision_approval_is_of_its_side BEFORE INSERT ON decision_approval
WHEN NOT EXISTS (
  SELECT 1 FROM account, casa
  WHERE account.id = new.account_id
    AND account.role = 'coordinator' AND account.active = 1
    AND account.organisation_id = CASE new.side WHEN 'municipality' THEN casa.municipality_id ELSE casa.partner_id END)
BEGIN SELECT RAISE(ABORT, 'signature_of_another_side'); END;
CREATE TRIGGER decision_approval_is_not_rewritten BEFORE UPDATE ON decision_approval
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER decision_approval_is_not_erased BEFORE DELETE ON decision_approval
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER decision_is_approved_by_two_sides BEFORE UPDATE OF state ON decision
WHEN new.state = 'approved' AND (SELECT count(*) FROM decision_approval WHERE decision_id = new.id) < 2
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;
CREATE TRIGGER decision_is_not_born_approved BEFORE INSERT ON decision
WHEN new.state <> 'taken'
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;
CREATE TRIGGER decision_once_approved_keeps_its_words BEFORE UPDATE OF text, dissent, activity_id, fund_id, meeting_id, agenda_item_id, number ON decision
WHEN EXISTS (SELECT 1 FROM decision_approval WHERE decision_id = old.id)
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

-- A chart as it stood when something was decided: its filters, its rows (already suppressed) and its picture.
CREATE TABLE frozen_chart (
  id INTEGER PRIMARY KEY,
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  chart TEXT NOT NULL CHECK (length(chart) BETWEEN 1 AND 80),
  filter TEXT NOT NULL CHECK (json_valid(filter)),
  rows TEXT NOT NULL CHECK (json_valid(rows)),
  definition TEXT NOT NULL DEFAULT '' CHECK (length(definition) <= 2000),
  picture BLOB CHECK (length(picture) <= 5000000),
  frozen_by INTEGER REFERENCES account (id),
  frozen_at TEXT NOT NULL
) STRICT;
CREATE INDEX frozen_chart_by_decision ON frozen_chart (decision_id);
CREATE TRIGGER frozen_chart_is_not_rewritten BEFORE UPDATE ON frozen_chart
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER frozen_chart_is_not_erased BEFORE DELETE ON frozen_chart
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

-- What somebody took on: a person with an account, or an organisation.
CREATE TABLE action_item (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  owner_account_id INTEGER REFERENCES account (id),
  owner_organisation_id INTEGER REFERENCES organisation (id),
  due_on TEXT NOT NULL CHECK (due_on = date(due_on)),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
  done_at TEXT,
  reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 300),
  meeting_id INTEGER REFERENCES meeting (id),
  agenda_item_id INTEGER REFERENCES agenda_item (id),
  activity_id INTEGER REFERENCES activity (id),
  version INTEGER NOT NULL DEFAULT 1,
  assigned_by INTEGER REFERENCES account (id),
  assigned_at TEXT NOT NULL,
  CHECK ((owner_account_id IS NULL) <> (owner_organisation_id IS NULL)),
  CHECK ((state = 'done') = (done_at IS NOT NULL))
) STRICT;
CREATE INDEX action_item_by_meeting ON action_item (meeting_id);
CREATE INDEX action_item_by_account ON action_item (owner_account_id, state);
CREATE INDEX action_item_by_organisation ON action_item (owner_organisation_id, state);
CREATE INDEX action_item_by_due_day ON action_item (due_on) WHERE state = 'open';
CREATE TRIGGER action_item_is_not_erased BEFORE DELETE ON action_item
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

-- The clock runs in the row: seconds_used until started_at, then whatever has passed since (UTC).
CREATE TABLE agenda_item (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('activity', 'subject', 'action', 'chart', 'decision_review')),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 160),
  minutes INTEGER NOT NULL DEFAULT 10 CHECK (minutes BETWEEN 1 AND 480),
  activity_id INTEGER REFERENCES activity (id),
  action_item_id INTEGER REFERENCES action_item (id),
  decision_id INTEGER REFERENCES decision (id),
  chart TEXT CHECK (length(chart) BETWEEN 1 AND 80),
  chart_filter TEXT CHECK (json_valid(chart_filter)),
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'on', 'done', 'parked')),
  started_at TEXT,
  seconds_used INTEGER NOT NULL DEFAULT 0 CHECK (seconds_used >= 0),
  summary TEXT NOT NULL DEFAULT '' CHECK (length(summary) <= 20000),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'on') = (started_at IS NOT NULL)),
  CHECK ((kind = 'activity') = (activity_id IS NOT NULL)),
  CHECK ((kind = 'action') = (action_item_id IS NOT NULL)),
  CHECK ((kind = 'decision_review') = (decision_id IS NOT NULL)),
  CHECK ((kind = 'chart') = (chart IS NOT NULL))
) STRICT;
CREATE INDEX agenda_item_by_meeting ON agenda_item (meeting_id, position);
CREATE UNIQUE INDEX agenda_item_on_is_one ON agenda_item (meeting_id) WHERE state = 'on';
CREATE TRIGGER agenda_item_said_is_not_erased BEFORE DELETE ON agenda_item
WHEN old.state <> 'waiting' OR old.summary <> '' OR old.seconds_used > 0
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

-- A question to the phones in the room. Shown is for good: nobody votes once the result has been seen.
CREATE TABLE question (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  agenda_item_id INTEGER REFERENCES agenda_item (id),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
  kind TEXT NOT NULL CHECK (kind IN ('thumbs', 'dots')),
  dots INTEGER CHECK (dots BETWEEN 1 AND 10),
  state TEXT NOT NULL DEFAULT 'closed' CHECK (state IN ('closed', 'open', 'shown')),
  asked_by INTEGER REFERENCES account (id),
  asked_at TEXT NOT NULL,
  CHECK ((kind = 'dots') = (dots IS NOT NULL))
) STRICT;
CREATE INDEX question_by_meeting ON question (meeting_id);
CREATE UNIQUE INDEX question_open_is_one ON question (meeting_id) WHERE state = 'open';
CREATE TRIGGER question_once_shown_stays_shown BEFORE UPDATE OF state ON question
WHEN old.state = 'shown' AND new.state <> 'shown'
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TABLE question_option (
  id INTEGER PRIMARY KEY,
  question_id INTEGER NOT NULL REFERENCES question (id),
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 12),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 120),
  UNIQUE (question_id, position)
) STRICT;

-- device_key is made of the phone's cookie and the question together: two questions' ballots cannot be laid side by side.
CREATE TABLE ballot (
  id INTEGER PRIMARY KEY,
  question_id INTEGER NOT NULL REFERENCES question (id),
  device_key TEXT NOT NULL CHECK (length(device_key) = 64),
  cast_at TEXT NOT NULL,
  UNIQUE (question_id, device_key)
) STRICT;
CREATE TRIGGER ballot_while_open_insert BEFORE INSERT ON ballot
WHEN (SELECT state FROM question WHERE id = new.question_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'vote_is_closed'); END;
CREATE TRIGGER ballot_while_open_update BEFORE UPDATE ON ballot
WHEN (SELECT state FROM question WHERE id = new.question_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'vote_is_closed'); END;

-- Thumbs: -1, 0, 1 on an option. Dots: how many lie on it.
CREATE TABLE ballot_mark (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id),
  option_id INTEGER NOT NULL REFERENCES question_option (id),
  weight INTEGER NOT NULL CHECK (weight BETWEEN -1 AND 10),
  PRIMARY KEY (ballot_id, option_id)
) STRICT, WITHOUT ROWID;

-- The minutes of a meeting: `version` counts documents (a correction is a new one), `revision` the edits within one.
CREATE TABLE minutes (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  revision INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'review', 'approved')),
  content TEXT NOT NULL CHECK (json_valid(content)),
  correction_of INTEGER REFERENCES minutes (id),
  why TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 1000),
  written_by INTEGER REFERENCES account (id),
  written_at TEXT NOT NULL,
  approved_at TEXT,
  UNIQUE (meeting_id, version),
  CHECK ((correction_of IS NULL) = (version = 1)),
  CHECK ((correction_of IS NULL) = (why = '')),
  CHECK ((state = 'approved') = (approved_at IS NOT NULL))
) STRICT;
CREATE TABLE minutes_approval (
  minutes_id INTEGER NOT NULL REFERENCES minutes (id),
  revision INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('municipality', 'partner')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (minutes_id, revision, side)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER minutes_approval_stands_on_what_is_in_review BEFORE INSERT ON minutes_approval
WHEN NOT EXISTS (SELECT 1 FROM minutes WHERE id = new.minutes_id AND revision = new.revision AND state = 'review')
BEGIN SELECT RAISE(ABORT, 'signature_on_an_old_version'); END;
CREATE TRIGGER minutes_approval_is_of_its_side BEFORE INSERT ON minutes_approval
WHEN NOT EXISTS (
  SELECT 1 FROM account, casa
  WHERE account.id = new.account_id
    AND account.role = 'coordinator' AND account.active = 1
    AND account.organisation_id = CASE new.side WHEN 'municipality' THEN casa.municipality_id ELSE casa.partner_id END)
BEGIN SELECT RAISE(ABORT, 'signature_of_another_side'); END;
CREATE TRIGGER minutes_approval_is_not_rewritten BEFORE UPDATE ON minutes_approval
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER minutes_approval_is_not_erased BEFORE DELETE ON minutes_approval
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER minutes_are_not_born_approved BEFORE INSERT ON minutes
WHEN new.state = 'approved'
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;
CREATE TRIGGER minutes_are_approved_by_two_sides BEFORE UPDATE OF state ON minutes
WHEN new.state = 'approved'
 AND (SELECT count(*) FROM minutes_approval WHERE minutes_id = new.id AND revision = new.revision) < 2
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;
CREATE TRIGGER minutes_approved_do_not_change BEFORE UPDATE ON minutes
WHEN old.state = 'approved'
BEGIN SELECT RAISE(ABORT, 'minutes_are_approved'); END;
CREATE TRIGGER minutes_edited_are_another_revision BEFORE UPDATE OF content ON minutes
WHEN new.content <> old.content AND new.revision <= old.revision
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;
CREATE TRIGGER minutes_are_not_erased BEFORE DELETE ON minutes
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

-- A word in the margin; `part` says of which part of the minutes.
CREATE TABLE minutes_comment (
  id INTEGER PRIMARY KEY,
  minutes_id INTEGER NOT NULL REFERENCES minutes (id),
  part TEXT NOT NULL DEFAULT '' CHECK (length(part) <= 80),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  settled_at TEXT,
  settled_by INTEGER REFERENCES account (id),
  CHECK ((settled_at IS NULL) = (settled_by IS NULL))
) STRICT;
CREATE INDEX minutes_comment_by_minutes ON minutes_comment (minutes_id);
CREATE TRIGGER minutes_comment_is_not_erased BEFORE DELETE ON minutes_comment
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
