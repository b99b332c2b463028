-- What is asked of a proposal beside its need: the idea and its risks. They are signed with the rest.
ALTER TABLE activity ADD COLUMN idea TEXT NOT NULL DEFAULT '' CHECK (length(idea) <= 4000);
ALTER TABLE activity ADD COLUMN risks TEXT NOT NULL DEFAULT '' CHECK (length(risks) <= 2000);
-- How many volunteers a new session of it asks for. Who helps is no part of what is signed.
ALTER TABLE activity ADD COLUMN helpers_wanted INTEGER NOT NULL DEFAULT 0 CHECK (helpers_wanted BETWEEN 0 AND 50);
DROP TRIGGER activity_as_signed_is_not_rewritten;
CREATE TRIGGER activity_as_signed_is_not_rewritten BEFORE UPDATE OF school_year, title, kind, purpose, idea, risks, access,
  expected_people, place_id, leader_id, first_on, starts_at, ends_at, recurrence, budget_cents ON activity
WHEN old.state IN ('shared', 'running') AND new.version = old.version
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;

-- A proposal that went into another: both keep their versions. Taking it up again undoes the merge.
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
CREATE INDEX activity_merge_by_into ON activity_merge (into_id);
CREATE TRIGGER what_is_merged_is_dropped BEFORE INSERT ON activity_merge
WHEN (SELECT state FROM activity WHERE id = new.merged_id) <> 'dropped'
  OR (SELECT state FROM activity WHERE id = new.into_id) NOT IN ('proposed', 'under_discussion')
BEGIN SELECT RAISE(ABORT, 'only_proposals_merge'); END;
CREATE TRIGGER merge_is_not_rewritten BEFORE UPDATE ON activity_merge
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER merged_stays_dropped BEFORE UPDATE OF state ON activity
WHEN new.state <> 'dropped' AND EXISTS (SELECT 1 FROM activity_merge WHERE merged_id = new.id)
BEGIN SELECT RAISE(ABORT, 'merged_stays_dropped'); END;

-- The rota: who was asked to help at a session, and what they said.
ALTER TABLE session ADD COLUMN helpers_wanted INTEGER NOT NULL DEFAULT 0 CHECK (helpers_wanted BETWEEN 0 AND 50);
CREATE TABLE session_helper (
  session_id INTEGER NOT NULL REFERENCES session (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  said TEXT NOT NULL DEFAULT 'open' CHECK (said IN ('open', 'yes', 'no')),
  asked_by INTEGER REFERENCES account (id),
  asked_at TEXT NOT NULL,
  said_at TEXT,
  PRIMARY KEY (session_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_helper_by_account ON session_helper (account_id);

-- Nobody is at two sessions at once, leading or helping.
CREATE VIEW session_hand AS
  SELECT id AS session_id, leader_id AS account_id, on_date, starts_at, ends_at FROM session
    WHERE state = 'planned' AND leader_id IS NOT NULL
  UNION ALL
  SELECT session.id, session_helper.account_id, on_date, starts_at, ends_at
    FROM session_helper JOIN session ON session.id = session_id
    WHERE state = 'planned' AND said <> 'no';
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
CREATE TRIGGER session_finds_its_leader_free BEFORE INSERT ON session
WHEN new.state = 'planned' AND EXISTS (
  SELECT 1 FROM session_hand other
  WHERE other.account_id = new.leader_id AND other.on_date = new.on_date
    AND other.starts_at < new.ends_at AND new.starts_at < other.ends_at)
BEGIN SELECT RAISE(ABORT, 'session_clashes'); END;
CREATE TRIGGER session_finds_its_hands_free BEFORE UPDATE OF on_date, starts_at, ends_at, leader_id, state ON session
WHEN new.state = 'planned' AND EXISTS (
  SELECT 1 FROM session_hand other
  WHERE other.on_date = new.on_date AND other.starts_at < new.ends_at AND new.starts_at < other.ends_at
    AND other.session_id <> new.id
    AND (other.account_id = new.leader_id
         OR other.account_id IN (SELECT account_id FROM session_helper WHERE session_id = new.id AND said <> 'no')))
BEGIN SELECT RAISE(ABORT, 'session_clashes'); END;
CREATE TRIGGER leader_is_not_their_own_helper BEFORE UPDATE OF leader_id ON session
WHEN EXISTS (SELECT 1 FROM session_helper WHERE session_id = new.id AND account_id = new.leader_id AND said <> 'no')
BEGIN SELECT RAISE(ABORT, 'leader_is_helper'); END;
