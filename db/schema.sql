CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(email) BETWEEN 3 AND 254),
  display_name TEXT NOT NULL CHECK (length(display_name) BETWEEN 1 AND 60),
  role TEXT NOT NULL CHECK (role IN ('coordinator', 'educator', 'volunteer', 'viewer', 'neutral_operator', 'administrator')),
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  password_hash TEXT,
  language TEXT NOT NULL DEFAULT 'it' CHECK (language IN ('it', 'en')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  wrong_tries INTEGER NOT NULL DEFAULT 0,
  locked_until TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL
) STRICT;

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
  created_at TEXT NOT NULL, idea TEXT NOT NULL DEFAULT '' CHECK (length(idea) <= 4000), risks TEXT NOT NULL DEFAULT '' CHECK (length(risks) <= 2000), helpers_wanted INTEGER NOT NULL DEFAULT 0 CHECK (helpers_wanted BETWEEN 0 AND 50),
  CHECK (starts_at < ends_at),
  CHECK ((starts_at IS NULL) = (ends_at IS NULL))
) STRICT;

CREATE TABLE activity_age_band (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  age_band TEXT NOT NULL CHECK (age_band IN ('0-2', '3-5', '6-10', '11-13', '14-17', '18-29', '30-64', '65+')),
  PRIMARY KEY (activity_id, age_band)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_merge (
  merged_id INTEGER PRIMARY KEY REFERENCES activity (id),
  into_id INTEGER NOT NULL REFERENCES activity (id),
  merged_version INTEGER NOT NULL,
  into_version INTEGER NOT NULL,
  merged_by INTEGER REFERENCES account (id),
  merged_at TEXT NOT NULL,
  CHECK (merged_id <> into_id),
  FOREIGN KEY (merged_id, merged_version) REFERENCES activity_version (activity_id, version),
  FOREIGN KEY (into_id, into_version) REFERENCES activity_version (activity_id, version)
) STRICT;

CREATE TABLE activity_organisation (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  part TEXT NOT NULL CHECK (part IN ('leads', 'involved')),
  PRIMARY KEY (activity_id, organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_principle (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  principle TEXT NOT NULL CHECK (principle IN ('social_justice', 'linearity', 'shared_vision', 'prevention', 'innovation')),
  PRIMARY KEY (activity_id, principle)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_version (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  version INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  written_by INTEGER REFERENCES account (id),
  written_at TEXT NOT NULL,
  PRIMARY KEY (activity_id, version)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE attended (
  month TEXT NOT NULL,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  person_id INTEGER NOT NULL REFERENCES person (id),
  times INTEGER NOT NULL CHECK (times >= 0),
  PRIMARY KEY (month, activity_id, weekday, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id),
  verb TEXT NOT NULL,
  subject TEXT NOT NULL,
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE ballot (
  id INTEGER PRIMARY KEY,
  question_id INTEGER NOT NULL REFERENCES question (id),
  device_key TEXT NOT NULL CHECK (length(device_key) = 64),
  cast_at TEXT NOT NULL,
  UNIQUE (question_id, device_key)
) STRICT;

CREATE TABLE ballot_mark (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id),
  option_id INTEGER NOT NULL REFERENCES question_option (id),
  weight INTEGER NOT NULL CHECK (weight BETWEEN -1 AND 10),
  PRIMARY KEY (ballot_id, option_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE began (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  month TEXT NOT NULL
) STRICT;

CREATE TABLE budget_line (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  category TEXT NOT NULL CHECK (category IN ('staff', 'consultants', 'materials', 'services', 'overheads', 'volunteer_time')),
  fund_id INTEGER NOT NULL REFERENCES fund (id),
  planned_cents INTEGER NOT NULL CHECK (planned_cents BETWEEN 1 AND 100000000000),
  PRIMARY KEY (activity_id, category, fund_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE casa (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  kind TEXT NOT NULL CHECK (kind IN ('real', 'example')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  municipality_id INTEGER NOT NULL REFERENCES organisation (id),
  partner_id INTEGER NOT NULL REFERENCES organisation (id),
  threshold INTEGER NOT NULL DEFAULT 5 CHECK (threshold BETWEEN 3 AND 20),
  version INTEGER NOT NULL DEFAULT 1,
  feed_token TEXT NOT NULL UNIQUE,
  founded_at TEXT NOT NULL,
  CHECK (municipality_id <> partner_id)
) STRICT;

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

CREATE TABLE commitment (
  id INTEGER PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  school_year TEXT NOT NULL REFERENCES programme (school_year),
  activity_id INTEGER REFERENCES activity (id),
  kind TEXT NOT NULL CHECK (kind IN ('euros', 'hours', 'rooms', 'people')),
  promised INTEGER NOT NULL CHECK (promised BETWEEN 1 AND 100000000000),
  came INTEGER CHECK (came BETWEEN 0 AND 100000),
  what_for TEXT NOT NULL DEFAULT '' CHECK (length(what_for) <= 200),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (kind = 'people' OR came IS NULL)
) STRICT;

CREATE TABLE contact (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  full_name TEXT NOT NULL DEFAULT '' CHECK (length(full_name) <= 120),
  folded TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 30),
  digits TEXT NOT NULL DEFAULT '' CHECK (digits NOT GLOB '*[^0-9]*')
) STRICT;

CREATE VIRTUAL TABLE contact_fts USING fts5 (folded, digits, tokenize = 'unicode61', prefix = '2 3');

CREATE TABLE counted (
  month TEXT NOT NULL,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  session_id INTEGER NOT NULL REFERENCES session (id),
  organisation_id INTEGER NOT NULL,
  who TEXT NOT NULL,
  number INTEGER NOT NULL,
  estimated INTEGER NOT NULL,
  PRIMARY KEY (month, activity_id, session_id, organisation_id, who)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE decision_approval (
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  side TEXT NOT NULL CHECK (side IN ('municipality', 'partner')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (decision_id, side)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision_review (
  id INTEGER PRIMARY KEY,
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  meeting_id INTEGER REFERENCES meeting (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('keep', 'change', 'stop')),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  review_on TEXT CHECK (review_on = date(review_on)),
  next_review_on TEXT CHECK (next_review_on = date(next_review_on)),
  reviewed_by INTEGER REFERENCES account (id),
  reviewed_at TEXT NOT NULL,
  CHECK (outcome <> 'stop' OR next_review_on IS NULL)
) STRICT;

CREATE TABLE enrolment (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  enrolled_on TEXT NOT NULL,
  ended_on TEXT,
  PRIMARY KEY (activity_id, person_id),
  CHECK (enrolled_on <= ended_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE expense (
  id INTEGER PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  category TEXT NOT NULL CHECK (category IN ('staff', 'consultants', 'materials', 'services', 'overheads', 'volunteer_time')),
  document_number TEXT NOT NULL CHECK (length(document_number) BETWEEN 1 AND 40),
  document_on TEXT NOT NULL CHECK (document_on = date(document_on)),
  supplier TEXT NOT NULL CHECK (length(supplier) BETWEEN 1 AND 120),
  description TEXT NOT NULL DEFAULT '' CHECK (length(description) <= 300),
  amount_cents INTEGER NOT NULL CHECK (amount_cents BETWEEN 1 AND 100000000000),
  charged_cents INTEGER NOT NULL CHECK (charged_cents >= 1),
  paid_on TEXT CHECK (paid_on = date(paid_on)),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (charged_cents <= amount_cents)
) STRICT;

CREATE TABLE expense_share (
  expense_id INTEGER NOT NULL REFERENCES expense (id),
  fund_id INTEGER NOT NULL REFERENCES fund (id),
  charged_cents INTEGER NOT NULL CHECK (charged_cents >= 1),
  PRIMARY KEY (expense_id, fund_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE fund (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80),
  source TEXT NOT NULL CHECK (source IN ('municipality', 'foundation', 'partner', 'other')),
  organisation_id INTEGER REFERENCES organisation (id),
  amount_cents INTEGER NOT NULL CHECK (amount_cents BETWEEN 1 AND 100000000000),
  first_on TEXT NOT NULL CHECK (first_on = date(first_on)),
  last_on TEXT NOT NULL CHECK (last_on = date(last_on)),
  project_code TEXT CHECK (project_code GLOB '[A-Z][0-9][0-9][A-Z][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (first_on <= last_on)
) STRICT;

CREATE TABLE gathered (
  month TEXT NOT NULL,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  marks INTEGER NOT NULL DEFAULT 0 CHECK (marks >= 0),
  times INTEGER NOT NULL DEFAULT 0 CHECK (times >= 0),
  people INTEGER NOT NULL DEFAULT 0 CHECK (people >= 0),
  PRIMARY KEY (month, activity_id, weekday)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE household (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 4 AND 12),
  neighbourhood_id INTEGER REFERENCES neighbourhood (id),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE in_kind (
  id INTEGER PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('volunteer_hours', 'room', 'other')),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000000),
  rate_cents INTEGER NOT NULL CHECK (rate_cents BETWEEN 0 AND 10000000),
  on_date TEXT NOT NULL CHECK (on_date = date(on_date)),
  description TEXT NOT NULL DEFAULT '' CHECK (length(description) <= 200)
) STRICT;

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

CREATE TABLE neighbourhood (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 60),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE organisation (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('municipality', 'partner', 'school', 'parish_group', 'association',
                                     'parents_group', 'service', 'operational_unit')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  institute TEXT CHECK (length(institute) <= 120),
  institute_code TEXT,
  school_code TEXT UNIQUE CHECK (school_code GLOB '[A-Z][A-Z][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9]'),
  school_level TEXT,
  address TEXT CHECK (length(address) <= 200),
  municipality_name TEXT CHECK (length(municipality_name) <= 80),
  municipality_code TEXT CHECK (municipality_code GLOB '[A-Z][0-9][0-9][0-9]'),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (kind = 'school' OR school_code IS NULL)
) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  display_name TEXT NOT NULL CHECK (length(display_name) BETWEEN 1 AND 60),
  folded TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('adult', 'child')),
  birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2100),
  age_band TEXT CHECK (age_band IN ('0-2', '3-5', '6-10', '11-13', '14-17', '18-29', '30-64', '65+')),
  school_id INTEGER REFERENCES organisation (id),
  newcomer_uuid TEXT UNIQUE,
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  CHECK (birth_year IS NULL OR age_band IS NULL)
) STRICT;

CREATE VIRTUAL TABLE person_fts USING fts5 (folded, code, tokenize = 'unicode61', prefix = '2 3');

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 60),
  capacity INTEGER CHECK (capacity BETWEEN 1 AND 10000),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE programme (
  school_year TEXT PRIMARY KEY CHECK (school_year GLOB '20[0-9][0-9]/[0-9][0-9]'),
  aims TEXT NOT NULL DEFAULT '' CHECK (length(aims) <= 4000),
  lessons_from TEXT NOT NULL,
  lessons_to TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (lessons_from < lessons_to)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE question_option (
  id INTEGER PRIMARY KEY,
  question_id INTEGER NOT NULL REFERENCES question (id),
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 12),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 120),
  UNIQUE (question_id, position)
) STRICT;

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

CREATE TABLE register (
  session_id INTEGER PRIMARY KEY REFERENCES session (id),
  revision INTEGER NOT NULL DEFAULT 0
) STRICT;

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
  changed_at TEXT NOT NULL, helpers_wanted INTEGER NOT NULL DEFAULT 0 CHECK (helpers_wanted BETWEEN 0 AND 50),
  CHECK (starts_at < ends_at)
) STRICT;

CREATE TABLE session_helper (
  session_id INTEGER NOT NULL REFERENCES session (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  said TEXT NOT NULL DEFAULT 'open' CHECK (said IN ('open', 'yes', 'no')),
  asked_by INTEGER REFERENCES account (id),
  asked_at TEXT NOT NULL,
  said_at TEXT,
  PRIMARY KEY (session_id, account_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE sheet_made (
  import_id INTEGER NOT NULL REFERENCES sheet_import (id),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'session')),
  made_id INTEGER NOT NULL,
  PRIMARY KEY (import_id, kind, made_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sheet_tap (
  tap_uuid TEXT PRIMARY KEY CHECK (length(tap_uuid) = 36),
  import_id INTEGER NOT NULL REFERENCES sheet_import (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in (
  token_hash TEXT PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT,
  device TEXT NOT NULL DEFAULT '' CHECK (length(device) <= 200),
  shared_screen INTEGER NOT NULL DEFAULT 0 CHECK (shared_screen IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE signature (
  activity_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('municipality', 'partner')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  signed_at TEXT NOT NULL,
  PRIMARY KEY (activity_id, version, side),
  FOREIGN KEY (activity_id, version) REFERENCES activity_version (activity_id, version)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE unavailability (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES place (id),
  on_date TEXT NOT NULL CHECK (on_date = date(on_date)),
  starts_at TEXT NOT NULL CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  ends_at TEXT NOT NULL CHECK (ends_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  CHECK (starts_at < ends_at)
) STRICT;

CREATE TABLE unmarked (
  session_id INTEGER NOT NULL REFERENCES session (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  tap_uuid TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (session_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_by_organisation ON account (organisation_id);

CREATE INDEX action_item_by_account ON action_item (owner_account_id, state);

CREATE INDEX action_item_by_due_day ON action_item (due_on) WHERE state = 'open';

CREATE INDEX action_item_by_meeting ON action_item (meeting_id);

CREATE INDEX action_item_by_organisation ON action_item (owner_organisation_id, state);

CREATE INDEX activity_by_leader ON activity (leader_id);

CREATE INDEX activity_by_year ON activity (school_year, state);

CREATE INDEX activity_merge_by_into ON activity_merge (into_id);

CREATE INDEX activity_organisation_by_organisation ON activity_organisation (organisation_id);

CREATE INDEX agenda_item_by_meeting ON agenda_item (meeting_id, position);

CREATE UNIQUE INDEX agenda_item_on_is_one ON agenda_item (meeting_id) WHERE state = 'on';

CREATE INDEX attendance_by_person ON attendance (person_id, present);

CREATE INDEX attended_by_activity ON attended (activity_id, person_id, month);

CREATE INDEX attended_by_person ON attended (person_id, month, activity_id);

CREATE INDEX audit_by_subject ON audit (subject);

CREATE INDEX began_by_month ON began (month);

CREATE INDEX budget_line_by_fund ON budget_line (fund_id);

CREATE INDEX closure_by_day ON closure (first_on, last_on);

CREATE UNIQUE INDEX commitment_once ON commitment (organisation_id, school_year, kind, coalesce(activity_id, 0));

CREATE INDEX decision_by_activity ON decision (activity_id);

CREATE INDEX decision_by_fund ON decision (fund_id);

CREATE INDEX decision_by_meeting ON decision (meeting_id);

CREATE INDEX decision_by_review ON decision (review_on) WHERE reviewed_at IS NULL;

CREATE INDEX decision_review_by_decision ON decision_review (decision_id);

CREATE INDEX decision_review_by_meeting ON decision_review (meeting_id);

CREATE INDEX enrolment_by_person ON enrolment (person_id);

CREATE INDEX expense_by_activity ON expense (activity_id, document_on);

CREATE INDEX expense_by_document ON expense (document_number, document_on);

CREATE INDEX expense_share_by_fund ON expense_share (fund_id, charged_cents);

CREATE INDEX frozen_chart_by_decision ON frozen_chart (decision_id);

CREATE INDEX fund_by_organisation ON fund (organisation_id);

CREATE INDEX household_by_neighbourhood ON household (neighbourhood_id);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX in_kind_by_activity ON in_kind (activity_id, on_date);

CREATE INDEX in_kind_by_organisation ON in_kind (organisation_id, kind);

CREATE INDEX meeting_by_day ON meeting (on_date, starts_at);

CREATE UNIQUE INDEX meeting_invitee_once_by_account ON meeting_invitee (meeting_id, account_id) WHERE account_id IS NOT NULL;

CREATE UNIQUE INDEX meeting_invitee_once_by_organisation ON meeting_invitee (meeting_id, organisation_id) WHERE organisation_id IS NOT NULL;

CREATE INDEX minutes_comment_by_minutes ON minutes_comment (minutes_id);

CREATE INDEX organisation_by_kind ON organisation (kind, name);

CREATE INDEX person_by_household ON person (household_id);

CREATE INDEX person_by_school ON person (school_id) WHERE school_id IS NOT NULL;

CREATE INDEX question_by_meeting ON question (meeting_id);

CREATE UNIQUE INDEX question_open_is_one ON question (meeting_id) WHERE state = 'open';

CREATE INDEX refused_tap_waiting ON refused_tap (received_at) WHERE settled IS NULL;

CREATE INDEX remark_by_person ON remark (person_id);

CREATE INDEX session_by_activity ON session (activity_id, on_date);

CREATE INDEX session_by_day ON session (on_date, starts_at);

CREATE INDEX session_helper_by_account ON session_helper (account_id);

CREATE UNIQUE INDEX sheet_comes_in_once ON sheet_import (content, activity_id) WHERE undone_at IS NULL;

CREATE INDEX sheet_import_by_activity ON sheet_import (activity_id);

CREATE INDEX sheet_tap_by_import ON sheet_tap (import_id);

CREATE INDEX sign_in_by_account ON sign_in (account_id);

CREATE INDEX tap_by_session ON tap (session_id);

CREATE INDEX unavailability_by_day ON unavailability (on_date, place_id);

CREATE VIEW session_hand AS
  SELECT id AS session_id, leader_id AS account_id, on_date, starts_at, ends_at FROM session
    WHERE state = 'planned' AND leader_id IS NOT NULL
  UNION ALL
  SELECT session.id, session_helper.account_id, on_date, starts_at, ends_at
    FROM session_helper JOIN session ON session.id = session_id
    WHERE state = 'planned' AND said <> 'no';

CREATE TRIGGER action_item_is_not_erased BEFORE DELETE ON action_item
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER activity_as_signed_is_not_rewritten BEFORE UPDATE OF school_year, title, kind, purpose, idea, risks, access,
  expected_people, place_id, leader_id, first_on, starts_at, ends_at, recurrence, budget_cents ON activity
WHEN old.state IN ('shared', 'running') AND new.version = old.version
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;

CREATE TRIGGER activity_as_signed_keeps_its_budget_lines BEFORE DELETE ON budget_line
WHEN EXISTS (SELECT 1 FROM activity WHERE id = old.activity_id AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;

CREATE TRIGGER activity_as_signed_keeps_its_organisations BEFORE DELETE ON activity_organisation
WHEN EXISTS (SELECT 1 FROM activity WHERE id = old.activity_id AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;

CREATE TRIGGER activity_as_signed_takes_no_budget_line BEFORE INSERT ON budget_line
WHEN EXISTS (SELECT 1 FROM activity WHERE id = new.activity_id AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;

CREATE TRIGGER activity_as_signed_takes_no_organisation BEFORE INSERT ON activity_organisation
WHEN EXISTS (SELECT 1 FROM activity WHERE id = new.activity_id AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;

CREATE TRIGGER activity_is_not_born_shared BEFORE INSERT ON activity
WHEN new.state NOT IN ('proposed', 'under_discussion')
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;

CREATE TRIGGER activity_is_shared_by_two_signatures BEFORE UPDATE OF state, version ON activity
WHEN new.state IN ('shared', 'running')
 AND (SELECT count(*) FROM signature WHERE activity_id = new.id AND version = new.version) < 2
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;

CREATE TRIGGER activity_organisation_keeps_its_part BEFORE UPDATE ON activity_organisation
WHEN EXISTS (SELECT 1 FROM activity WHERE id IN (old.activity_id, new.activity_id) AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;

CREATE TRIGGER activity_version_is_not_erased BEFORE DELETE ON activity_version
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER activity_version_is_not_rewritten BEFORE UPDATE ON activity_version
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER activity_version_only_grows BEFORE UPDATE OF version ON activity
WHEN new.version < old.version
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER agenda_item_said_is_not_erased BEFORE DELETE ON agenda_item
WHEN old.state <> 'waiting' OR old.summary <> '' OR old.seconds_used > 0
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER attendance_arrives AFTER UPDATE OF session_id, person_id ON attendance
WHEN (new.session_id <> old.session_id OR new.person_id <> old.person_id)
 AND (SELECT state FROM session WHERE id = new.session_id) = 'planned' BEGIN
  INSERT INTO gathered (month, activity_id, weekday, marks, times)
  SELECT substr(on_date, 1, 7), activity_id, CAST(strftime('%w', on_date) AS INTEGER), 1, new.present
  FROM session WHERE id = new.session_id
  ON CONFLICT DO UPDATE SET marks = marks + 1, times = times + excluded.times;
  INSERT INTO attended (month, activity_id, weekday, person_id, times)
  SELECT substr(on_date, 1, 7), activity_id, CAST(strftime('%w', on_date) AS INTEGER), new.person_id, 1
  FROM session WHERE id = new.session_id AND new.present = 1
  ON CONFLICT DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER attendance_is_gathered AFTER INSERT ON attendance
WHEN (SELECT state FROM session WHERE id = new.session_id) = 'planned' BEGIN
  INSERT INTO gathered (month, activity_id, weekday, marks, times)
  SELECT substr(on_date, 1, 7), activity_id, CAST(strftime('%w', on_date) AS INTEGER), 1, new.present
  FROM session WHERE id = new.session_id
  ON CONFLICT DO UPDATE SET marks = marks + 1, times = times + excluded.times;
  INSERT INTO attended (month, activity_id, weekday, person_id, times)
  SELECT substr(on_date, 1, 7), activity_id, CAST(strftime('%w', on_date) AS INTEGER), new.person_id, 1
  FROM session WHERE id = new.session_id AND new.present = 1
  ON CONFLICT DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER attendance_is_gathered_no_more AFTER DELETE ON attendance
WHEN (SELECT state FROM session WHERE id = old.session_id) = 'planned' BEGIN
  UPDATE attended SET times = times - 1
  FROM session WHERE session.id = old.session_id AND old.present = 1 AND attended.person_id = old.person_id
    AND attended.month = substr(on_date, 1, 7) AND attended.activity_id = session.activity_id
    AND attended.weekday = CAST(strftime('%w', on_date) AS INTEGER);
  UPDATE gathered SET marks = marks - 1, times = times - old.present
  FROM session WHERE session.id = old.session_id
    AND gathered.month = substr(on_date, 1, 7) AND gathered.activity_id = session.activity_id
    AND gathered.weekday = CAST(strftime('%w', on_date) AS INTEGER);
END;

CREATE TRIGGER attendance_leaves BEFORE UPDATE OF session_id, person_id ON attendance
WHEN (new.session_id <> old.session_id OR new.person_id <> old.person_id)
 AND (SELECT state FROM session WHERE id = old.session_id) = 'planned' BEGIN
  UPDATE attended SET times = times - 1
  FROM session WHERE session.id = old.session_id AND old.present = 1 AND attended.person_id = old.person_id
    AND attended.month = substr(on_date, 1, 7) AND attended.activity_id = session.activity_id
    AND attended.weekday = CAST(strftime('%w', on_date) AS INTEGER);
  UPDATE gathered SET marks = marks - 1, times = times - old.present
  FROM session WHERE session.id = old.session_id
    AND gathered.month = substr(on_date, 1, 7) AND gathered.activity_id = session.activity_id
    AND gathered.weekday = CAST(strftime('%w', on_date) AS INTEGER);
END;

CREATE TRIGGER attendance_turns AFTER UPDATE OF present ON attendance
WHEN new.present <> old.present AND new.person_id = old.person_id AND new.session_id = old.session_id
 AND (SELECT state FROM session WHERE id = new.session_id) = 'planned' BEGIN
  UPDATE gathered SET times = times + new.present - old.present
  FROM session WHERE session.id = new.session_id
    AND gathered.month = substr(on_date, 1, 7) AND gathered.activity_id = session.activity_id
    AND gathered.weekday = CAST(strftime('%w', on_date) AS INTEGER);
  INSERT INTO attended (month, activity_id, weekday, person_id, times)
  SELECT substr(on_date, 1, 7), activity_id, CAST(strftime('%w', on_date) AS INTEGER), new.person_id, 1
  FROM session WHERE id = new.session_id AND new.present = 1
  ON CONFLICT DO UPDATE SET times = times + 1;
  UPDATE attended SET times = times - 1
  FROM session WHERE session.id = new.session_id AND new.present = 0 AND attended.person_id = new.person_id
    AND attended.month = substr(on_date, 1, 7) AND attended.activity_id = session.activity_id
    AND attended.weekday = CAST(strftime('%w', on_date) AS INTEGER);
END;

CREATE TRIGGER attended_counts_a_person AFTER INSERT ON attended BEGIN
  UPDATE gathered SET people = people + 1
  WHERE month = new.month AND activity_id = new.activity_id AND weekday = new.weekday;
  INSERT INTO began (person_id, month) VALUES (new.person_id, new.month)
  ON CONFLICT (person_id) DO UPDATE SET month = excluded.month WHERE excluded.month < month;
END;

CREATE TRIGGER attended_is_gone_at_zero AFTER UPDATE OF times ON attended WHEN new.times = 0 BEGIN
  DELETE FROM attended
  WHERE month = new.month AND activity_id = new.activity_id AND weekday = new.weekday AND person_id = new.person_id;
END;

CREATE TRIGGER attended_uncounts_a_person AFTER DELETE ON attended BEGIN
  UPDATE gathered SET people = people - 1
  WHERE month = old.month AND activity_id = old.activity_id AND weekday = old.weekday;
  DELETE FROM began WHERE person_id = old.person_id AND month = old.month
    AND NOT EXISTS (SELECT 1 FROM attended WHERE person_id = old.person_id AND month = old.month);
  INSERT INTO began (person_id, month)
  SELECT old.person_id, min(month) FROM attended WHERE person_id = old.person_id
    AND NOT EXISTS (SELECT 1 FROM began WHERE person_id = old.person_id) HAVING min(month) IS NOT NULL;
END;

CREATE TRIGGER audit_is_not_erased BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END;

CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END;

CREATE TRIGGER ballot_while_open_insert BEFORE INSERT ON ballot
WHEN (SELECT state FROM question WHERE id = new.question_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'vote_is_closed'); END;

CREATE TRIGGER ballot_while_open_update BEFORE UPDATE ON ballot
WHEN (SELECT state FROM question WHERE id = new.question_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'vote_is_closed'); END;

CREATE TRIGGER budget_line_is_not_rewritten BEFORE UPDATE ON budget_line
WHEN EXISTS (SELECT 1 FROM activity WHERE id IN (old.activity_id, new.activity_id) AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;

CREATE TRIGGER casa_keeps_its_kind BEFORE UPDATE OF kind ON casa
BEGIN SELECT RAISE(ABORT, 'casa_keeps_its_kind'); END;

CREATE TRIGGER decision_approval_is_not_erased BEFORE DELETE ON decision_approval
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER decision_approval_is_not_rewritten BEFORE UPDATE ON decision_approval
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER decision_approval_is_of_its_side BEFORE INSERT ON decision_approval
WHEN NOT EXISTS (
  SELECT 1 FROM account, casa
  WHERE account.id = new.account_id
    AND account.role = 'coordinator' AND account.active = 1
    AND account.organisation_id = CASE new.side WHEN 'municipality' THEN casa.municipality_id ELSE casa.partner_id END)
BEGIN SELECT RAISE(ABORT, 'signature_of_another_side'); END;

CREATE TRIGGER decision_is_approved_by_two_sides BEFORE UPDATE OF state ON decision
WHEN new.state = 'approved' AND (SELECT count(*) FROM decision_approval WHERE decision_id = new.id) < 2
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;

CREATE TRIGGER decision_is_not_born_approved BEFORE INSERT ON decision
WHEN new.state <> 'taken'
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;

CREATE TRIGGER decision_is_not_erased BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER decision_once_approved_keeps_its_words BEFORE UPDATE OF text, dissent, activity_id, fund_id, meeting_id, agenda_item_id, number ON decision
WHEN EXISTS (SELECT 1 FROM decision_approval WHERE decision_id = old.id)
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER decision_review_is_not_erased BEFORE DELETE ON decision_review
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER decision_review_is_not_rewritten BEFORE UPDATE ON decision_review
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER document_stays_within_the_period BEFORE UPDATE OF document_on ON expense
WHEN EXISTS (SELECT 1 FROM expense_share JOIN fund ON fund.id = fund_id
             WHERE expense_id = new.id AND new.document_on NOT BETWEEN first_on AND last_on)
BEGIN SELECT RAISE(ABORT, 'outside_fund_period'); END;

CREATE TRIGGER expense_covers_its_shares BEFORE UPDATE OF charged_cents ON expense
WHEN new.charged_cents < (SELECT sum(charged_cents) FROM expense_share WHERE expense_id = new.id)
BEGIN SELECT RAISE(ABORT, 'shares_do_not_add_up'); END;

CREATE TRIGGER expense_that_is_shared_is_not_replaced BEFORE INSERT ON expense
WHEN EXISTS (SELECT 1 FROM expense_share WHERE expense_id = new.id)
BEGIN SELECT RAISE(ABORT, 'shares_do_not_add_up'); END;

CREATE TRIGGER frozen_chart_comes_before_approval BEFORE INSERT ON frozen_chart
WHEN EXISTS (SELECT 1 FROM decision_approval WHERE decision_id = new.decision_id)
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER frozen_chart_is_not_erased BEFORE DELETE ON frozen_chart
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER frozen_chart_is_not_rewritten BEFORE UPDATE ON frozen_chart
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER fund_is_not_overdrawn_insert BEFORE INSERT ON expense_share
WHEN new.charged_cents + coalesce((SELECT sum(charged_cents) FROM expense_share WHERE fund_id = new.fund_id), 0)
  > (SELECT amount_cents FROM fund WHERE id = new.fund_id)
BEGIN SELECT RAISE(ABORT, 'fund_overdrawn'); END;

CREATE TRIGGER fund_is_not_overdrawn_update BEFORE UPDATE ON expense_share
WHEN new.charged_cents + coalesce((SELECT sum(charged_cents) FROM expense_share WHERE fund_id = new.fund_id
                                   AND NOT (expense_id = old.expense_id AND fund_id = old.fund_id)), 0)
  > (SELECT amount_cents FROM fund WHERE id = new.fund_id)
BEGIN SELECT RAISE(ABORT, 'fund_overdrawn'); END;

CREATE TRIGGER fund_keeps_what_is_spent BEFORE UPDATE OF amount_cents ON fund
WHEN new.amount_cents < (SELECT sum(charged_cents) FROM expense_share WHERE fund_id = new.id)
BEGIN SELECT RAISE(ABORT, 'fund_overdrawn'); END;

CREATE TRIGGER fund_period_keeps_its_documents BEFORE UPDATE OF first_on, last_on ON fund
WHEN EXISTS (SELECT 1 FROM expense_share JOIN expense ON expense.id = expense_id
             WHERE fund_id = new.id AND document_on NOT BETWEEN new.first_on AND new.last_on)
BEGIN SELECT RAISE(ABORT, 'outside_fund_period'); END;

CREATE TRIGGER fund_that_paid_is_not_replaced BEFORE INSERT ON fund
WHEN EXISTS (SELECT 1 FROM expense_share WHERE fund_id = new.id)
BEGIN SELECT RAISE(ABORT, 'fund_overdrawn'); END;

CREATE TRIGGER gathered_is_gone_at_zero AFTER UPDATE OF marks, people ON gathered WHEN new.marks = 0 AND new.people = 0 BEGIN
  DELETE FROM gathered WHERE month = new.month AND activity_id = new.activity_id AND weekday = new.weekday;
END;

CREATE TRIGGER head_count_is_counted AFTER INSERT ON head_count
WHEN (SELECT state FROM session WHERE id = new.session_id) = 'planned' BEGIN
  INSERT INTO counted (month, activity_id, weekday, session_id, organisation_id, who, number, estimated)
  SELECT substr(on_date, 1, 7), activity_id, CAST(strftime('%w', on_date) AS INTEGER),
         new.session_id, new.organisation_id, new.who, new.number, new.estimated
  FROM session WHERE id = new.session_id;
END;

CREATE TRIGGER head_count_is_counted_anew AFTER UPDATE ON head_count BEGIN
  DELETE FROM counted
  WHERE month = (SELECT substr(on_date, 1, 7) FROM session WHERE id = old.session_id)
    AND activity_id = (SELECT activity_id FROM session WHERE id = old.session_id)
    AND session_id = old.session_id AND organisation_id = old.organisation_id AND who = old.who;
  INSERT INTO counted (month, activity_id, weekday, session_id, organisation_id, who, number, estimated)
  SELECT substr(on_date, 1, 7), activity_id, CAST(strftime('%w', on_date) AS INTEGER),
         new.session_id, new.organisation_id, new.who, new.number, new.estimated
  FROM session WHERE id = new.session_id AND state = 'planned';
END;

CREATE TRIGGER head_count_is_counted_no_more AFTER DELETE ON head_count BEGIN
  DELETE FROM counted
  WHERE month = (SELECT substr(on_date, 1, 7) FROM session WHERE id = old.session_id)
    AND activity_id = (SELECT activity_id FROM session WHERE id = old.session_id)
    AND session_id = old.session_id AND organisation_id = old.organisation_id AND who = old.who;
END;

CREATE TRIGGER head_count_is_of_an_organisation BEFORE INSERT ON head_count
WHEN new.organisation_id <> 0 AND NOT EXISTS (SELECT 1 FROM organisation WHERE id = new.organisation_id)
BEGIN SELECT RAISE(ABORT, 'unknown_organisation'); END;

CREATE TRIGGER helper_is_at_one_session_insert BEFORE INSERT ON session_helper
WHEN new.said <> 'no' AND EXISTS (
  SELECT 1 FROM session mine JOIN session_hand other ON other.account_id = new.account_id AND other.on_date = mine.on_date
  WHERE mine.id = new.session_id AND mine.state = 'planned' AND other.starts_at < mine.ends_at AND mine.starts_at < other.ends_at
    AND (other.session_id <> mine.id OR mine.leader_id = new.account_id))
BEGIN SELECT RAISE(ABORT, 'session_clashes'); END;

CREATE TRIGGER helper_is_at_one_session_update BEFORE UPDATE ON session_helper
WHEN new.said <> 'no' AND EXISTS (
  SELECT 1 FROM session mine JOIN session_hand other ON other.account_id = new.account_id AND other.on_date = mine.on_date
  WHERE mine.id = new.session_id AND mine.state = 'planned' AND other.starts_at < mine.ends_at AND mine.starts_at < other.ends_at
    AND (other.session_id <> mine.id OR mine.leader_id = new.account_id))
BEGIN SELECT RAISE(ABORT, 'session_clashes'); END;

CREATE TRIGGER leader_is_not_their_own_helper BEFORE UPDATE OF leader_id ON session
WHEN EXISTS (SELECT 1 FROM session_helper WHERE session_id = new.id AND account_id = new.leader_id AND said <> 'no')
BEGIN SELECT RAISE(ABORT, 'leader_is_helper'); END;

CREATE TRIGGER meeting_held_is_not_undone BEFORE UPDATE OF state ON meeting
WHEN old.state = 'held' AND new.state <> 'held'
BEGIN SELECT RAISE(ABORT, 'meeting_is_over'); END;

CREATE TRIGGER meeting_is_not_erased BEFORE DELETE ON meeting
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER merge_is_not_rewritten BEFORE UPDATE ON activity_merge
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER merged_stays_dropped BEFORE UPDATE OF state ON activity
WHEN new.state <> 'dropped' AND EXISTS (SELECT 1 FROM activity_merge WHERE merged_id = new.id)
BEGIN SELECT RAISE(ABORT, 'merged_stays_dropped'); END;

CREATE TRIGGER minutes_approval_is_not_erased BEFORE DELETE ON minutes_approval
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER minutes_approval_is_not_rewritten BEFORE UPDATE ON minutes_approval
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER minutes_approval_is_of_its_side BEFORE INSERT ON minutes_approval
WHEN NOT EXISTS (
  SELECT 1 FROM account, casa
  WHERE account.id = new.account_id
    AND account.role = 'coordinator' AND account.active = 1
    AND account.organisation_id = CASE new.side WHEN 'municipality' THEN casa.municipality_id ELSE casa.partner_id END)
BEGIN SELECT RAISE(ABORT, 'signature_of_another_side'); END;

CREATE TRIGGER minutes_approval_stands_on_what_is_in_review BEFORE INSERT ON minutes_approval
WHEN NOT EXISTS (SELECT 1 FROM minutes WHERE id = new.minutes_id AND revision = new.revision AND state = 'review')
BEGIN SELECT RAISE(ABORT, 'signature_on_an_old_version'); END;

CREATE TRIGGER minutes_approved_do_not_change BEFORE UPDATE ON minutes
WHEN old.state = 'approved'
BEGIN SELECT RAISE(ABORT, 'minutes_are_approved'); END;

CREATE TRIGGER minutes_are_approved_by_two_sides BEFORE UPDATE OF state ON minutes
WHEN new.state = 'approved'
 AND (SELECT count(*) FROM minutes_approval WHERE minutes_id = new.id AND revision = new.revision) < 2
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;

CREATE TRIGGER minutes_are_not_born_approved BEFORE INSERT ON minutes
WHEN new.state = 'approved'
BEGIN SELECT RAISE(ABORT, 'two_signatures_needed'); END;

CREATE TRIGGER minutes_are_not_erased BEFORE DELETE ON minutes
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER minutes_comment_is_not_erased BEFORE DELETE ON minutes_comment
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER minutes_edited_are_another_revision BEFORE UPDATE OF content ON minutes
WHEN new.content <> old.content AND new.revision <= old.revision
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;

CREATE TRIGGER question_once_shown_stays_shown BEFORE UPDATE OF state ON question
WHEN old.state = 'shown' AND new.state <> 'shown'
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER session_brings_its_register AFTER UPDATE OF on_date, activity_id, state ON session
WHEN new.state = 'planned'
 AND (old.state <> 'planned' OR new.on_date <> old.on_date OR new.activity_id <> old.activity_id) BEGIN
  INSERT INTO gathered (month, activity_id, weekday, marks, times)
  SELECT substr(new.on_date, 1, 7), new.activity_id, CAST(strftime('%w', new.on_date) AS INTEGER), count(*), sum(present)
  FROM attendance WHERE session_id = new.id HAVING count(*) > 0
  ON CONFLICT DO UPDATE SET marks = marks + excluded.marks, times = times + excluded.times;
  INSERT INTO attended (month, activity_id, weekday, person_id, times)
  SELECT substr(new.on_date, 1, 7), new.activity_id, CAST(strftime('%w', new.on_date) AS INTEGER), person_id, 1
  FROM attendance WHERE session_id = new.id AND present = 1
  ON CONFLICT DO UPDATE SET times = times + 1;
  INSERT INTO counted (month, activity_id, weekday, session_id, organisation_id, who, number, estimated)
  SELECT substr(new.on_date, 1, 7), new.activity_id, CAST(strftime('%w', new.on_date) AS INTEGER),
         new.id, organisation_id, who, number, estimated
  FROM head_count WHERE session_id = new.id;
END;

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

CREATE TRIGGER session_finds_its_hands_free BEFORE UPDATE OF on_date, starts_at, ends_at, leader_id, state ON session
WHEN new.state = 'planned' AND EXISTS (
  SELECT 1 FROM session_hand other
  WHERE other.on_date = new.on_date AND other.starts_at < new.ends_at AND new.starts_at < other.ends_at
    AND other.session_id <> new.id
    AND (other.account_id = new.leader_id
         OR other.account_id IN (SELECT account_id FROM session_helper WHERE session_id = new.id AND said <> 'no')))
BEGIN SELECT RAISE(ABORT, 'session_clashes'); END;

CREATE TRIGGER session_finds_its_leader_free BEFORE INSERT ON session
WHEN new.state = 'planned' AND EXISTS (
  SELECT 1 FROM session_hand other
  WHERE other.account_id = new.leader_id AND other.on_date = new.on_date
    AND other.starts_at < new.ends_at AND new.starts_at < other.ends_at)
BEGIN SELECT RAISE(ABORT, 'session_clashes'); END;

CREATE TRIGGER session_takes_its_register_away BEFORE UPDATE OF on_date, activity_id, state ON session
WHEN old.state = 'planned'
 AND (new.state <> 'planned' OR new.on_date <> old.on_date OR new.activity_id <> old.activity_id) BEGIN
  UPDATE attended SET times = times - 1
  WHERE month = substr(old.on_date, 1, 7) AND activity_id = old.activity_id
    AND weekday = CAST(strftime('%w', old.on_date) AS INTEGER)
    AND person_id IN (SELECT person_id FROM attendance WHERE session_id = old.id AND present = 1);
  UPDATE gathered
  SET marks = marks - (SELECT count(*) FROM attendance WHERE session_id = old.id),
      times = times - (SELECT count(*) FROM attendance WHERE session_id = old.id AND present = 1)
  WHERE month = substr(old.on_date, 1, 7) AND activity_id = old.activity_id
    AND weekday = CAST(strftime('%w', old.on_date) AS INTEGER);
  DELETE FROM counted WHERE month = substr(old.on_date, 1, 7) AND activity_id = old.activity_id AND session_id = old.id;
END;

CREATE TRIGGER share_is_within_the_period_insert BEFORE INSERT ON expense_share
WHEN NOT EXISTS (SELECT 1 FROM fund, expense WHERE fund.id = new.fund_id AND expense.id = new.expense_id
                 AND document_on BETWEEN first_on AND last_on)
BEGIN SELECT RAISE(ABORT, 'outside_fund_period'); END;

CREATE TRIGGER share_is_within_the_period_update BEFORE UPDATE ON expense_share
WHEN NOT EXISTS (SELECT 1 FROM fund, expense WHERE fund.id = new.fund_id AND expense.id = new.expense_id
                 AND document_on BETWEEN first_on AND last_on)
BEGIN SELECT RAISE(ABORT, 'outside_fund_period'); END;

CREATE TRIGGER shares_do_not_exceed_the_expense_insert BEFORE INSERT ON expense_share
WHEN new.charged_cents + coalesce((SELECT sum(charged_cents) FROM expense_share WHERE expense_id = new.expense_id), 0)
  > (SELECT charged_cents FROM expense WHERE id = new.expense_id)
BEGIN SELECT RAISE(ABORT, 'shares_do_not_add_up'); END;

CREATE TRIGGER shares_do_not_exceed_the_expense_update BEFORE UPDATE ON expense_share
WHEN new.charged_cents + coalesce((SELECT sum(charged_cents) FROM expense_share WHERE expense_id = new.expense_id
                                   AND NOT (expense_id = old.expense_id AND fund_id = old.fund_id)), 0)
  > (SELECT charged_cents FROM expense WHERE id = new.expense_id)
BEGIN SELECT RAISE(ABORT, 'shares_do_not_add_up'); END;

CREATE TRIGGER signature_is_not_erased BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER signature_is_not_rewritten BEFORE UPDATE ON signature
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE TRIGGER signature_is_of_its_side BEFORE INSERT ON signature
WHEN NOT EXISTS (
  SELECT 1 FROM account, casa
  WHERE account.id = new.account_id
    AND account.role = 'coordinator' AND account.active = 1
    AND account.organisation_id = CASE new.side WHEN 'municipality' THEN casa.municipality_id ELSE casa.partner_id END)
BEGIN SELECT RAISE(ABORT, 'signature_of_another_side'); END;

CREATE TRIGGER signature_stands_on_a_budget_that_adds_up BEFORE INSERT ON signature
WHEN (SELECT sum(planned_cents) FROM budget_line WHERE activity_id = new.activity_id)
  <> (SELECT budget_cents FROM activity WHERE id = new.activity_id)
BEGIN SELECT RAISE(ABORT, 'budget_is_its_lines'); END;

CREATE TRIGGER signature_stands_on_the_version_of_now BEFORE INSERT ON signature
WHEN new.version <> (SELECT version FROM activity WHERE id = new.activity_id)
BEGIN SELECT RAISE(ABORT, 'signature_on_an_old_version'); END;

CREATE TRIGGER unavailability_does_not_clash BEFORE INSERT ON unavailability
WHEN EXISTS (SELECT 1 FROM session s WHERE s.on_date = new.on_date AND s.state = 'planned' AND s.place_id = new.place_id
             AND s.starts_at < new.ends_at AND new.starts_at < s.ends_at)
  OR EXISTS (SELECT 1 FROM unavailability u WHERE u.on_date = new.on_date AND u.place_id = new.place_id
             AND u.starts_at < new.ends_at AND new.starts_at < u.ends_at)
BEGIN SELECT RAISE(ABORT, 'session_clashes'); END;

CREATE TRIGGER what_is_merged_is_dropped BEFORE INSERT ON activity_merge
WHEN (SELECT state FROM activity WHERE id = new.merged_id) <> 'dropped'
  OR (SELECT state FROM activity WHERE id = new.into_id) NOT IN ('proposed', 'under_discussion')
BEGIN SELECT RAISE(ABORT, 'only_proposals_merge'); END;
