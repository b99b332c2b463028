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
CREATE INDEX organisation_by_kind ON organisation (kind, name);

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
CREATE TRIGGER casa_keeps_its_kind BEFORE UPDATE OF kind ON casa
BEGIN SELECT RAISE(ABORT, 'casa_keeps_its_kind'); END;

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
CREATE INDEX account_by_organisation ON account (organisation_id);

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
CREATE INDEX sign_in_by_account ON sign_in (account_id);

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 60),
  capacity INTEGER CHECK (capacity BETWEEN 1 AND 10000),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

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
CREATE INDEX audit_by_subject ON audit (subject);
CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END;
CREATE TRIGGER audit_is_not_erased BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END;
