CREATE TABLE neighbourhood (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 60),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE household (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 4 AND 12),
  neighbourhood_id INTEGER REFERENCES neighbourhood (id),
  archived_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX household_by_neighbourhood ON household (neighbourhood_id);

-- `folded` is the display name as search and twins see it: without accents, case or script.
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
CREATE INDEX person_by_household ON person (household_id);
CREATE INDEX person_by_school ON person (school_id) WHERE school_id IS NOT NULL;

-- The restricted table: read by coordinators, and every read is traced. `digits` is the phone as search sees it.
CREATE TABLE contact (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  full_name TEXT NOT NULL DEFAULT '' CHECK (length(full_name) <= 120),
  folded TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 30),
  digits TEXT NOT NULL DEFAULT '' CHECK (digits NOT GLOB '*[^0-9]*')
) STRICT;

CREATE VIRTUAL TABLE person_fts USING fts5 (folded, code, tokenize = 'unicode61', prefix = '2 3');
CREATE TRIGGER person_fts_insert AFTER INSERT ON person BEGIN
  INSERT INTO person_fts (rowid, folded, code)
  VALUES (new.id, new.folded, (SELECT lower(code) FROM household WHERE id = new.household_id));
END;
CREATE TRIGGER person_fts_update AFTER UPDATE OF folded, household_id ON person BEGIN
  DELETE FROM person_fts WHERE rowid = old.id;
  INSERT INTO person_fts (rowid, folded, code)
  VALUES (new.id, new.folded, (SELECT lower(code) FROM household WHERE id = new.household_id));
END;
CREATE TRIGGER person_fts_delete AFTER DELETE ON person BEGIN
  DELETE FROM person_fts WHERE rowid = old.id;
END;

CREATE VIRTUAL TABLE contact_fts USING fts5 (folded, digits, tokenize = 'unicode61', prefix = '2 3');
CREATE TRIGGER contact_fts_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_fts (rowid, folded, digits) VALUES (new.person_id, new.folded, new.digits);
END;
CREATE TRIGGER contact_fts_update AFTER UPDATE ON contact BEGIN
  DELETE FROM contact_fts WHERE rowid = old.person_id;
  INSERT INTO contact_fts (rowid, folded, digits) VALUES (new.person_id, new.folded, new.digits);
END;
CREATE TRIGGER contact_fts_delete AFTER DELETE ON contact BEGIN
  DELETE FROM contact_fts WHERE rowid = old.person_id;
END;
