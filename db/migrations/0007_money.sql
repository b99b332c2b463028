-- Where the money comes from. `organisation_id` is the one of the Casa's organisations that gives it, if it is one of them.
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
CREATE INDEX fund_by_organisation ON fund (organisation_id);

-- What is planned of an activity's money, and signed with it: its total is the activity's budget_cents.
CREATE TABLE budget_line (
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  category TEXT NOT NULL CHECK (category IN ('staff', 'consultants', 'materials', 'services', 'overheads', 'volunteer_time')),
  fund_id INTEGER NOT NULL REFERENCES fund (id),
  planned_cents INTEGER NOT NULL CHECK (planned_cents BETWEEN 1 AND 100000000000),
  PRIMARY KEY (activity_id, category, fund_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX budget_line_by_fund ON budget_line (fund_id);
CREATE TRIGGER activity_as_signed_keeps_its_budget_lines BEFORE DELETE ON budget_line
WHEN EXISTS (SELECT 1 FROM activity WHERE id = old.activity_id AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;
CREATE TRIGGER activity_as_signed_takes_no_budget_line BEFORE INSERT ON budget_line
WHEN EXISTS (SELECT 1 FROM activity WHERE id = new.activity_id AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;
CREATE TRIGGER budget_line_is_not_rewritten BEFORE UPDATE ON budget_line
WHEN EXISTS (SELECT 1 FROM activity WHERE id IN (old.activity_id, new.activity_id) AND state IN ('shared', 'running'))
BEGIN SELECT RAISE(ABORT, 'new_version_needed'); END;
CREATE TRIGGER signature_stands_on_a_budget_that_adds_up BEFORE INSERT ON signature
WHEN (SELECT sum(planned_cents) FROM budget_line WHERE activity_id = new.activity_id)
  <> (SELECT budget_cents FROM activity WHERE id = new.activity_id)
BEGIN SELECT RAISE(ABORT, 'budget_is_its_lines'); END;

-- A document and what of it is charged to the Casa; `expense_share` says to which funds.
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
CREATE INDEX expense_by_activity ON expense (activity_id, document_on);
CREATE INDEX expense_by_document ON expense (document_number, document_on);

CREATE TABLE expense_share (
  expense_id INTEGER NOT NULL REFERENCES expense (id),
  fund_id INTEGER NOT NULL REFERENCES fund (id),
  charged_cents INTEGER NOT NULL CHECK (charged_cents >= 1),
  PRIMARY KEY (expense_id, fund_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX expense_share_by_fund ON expense_share (fund_id, charged_cents);

-- A fund is never overdrawn, pays only within its period, and shares never come to more than what is charged.
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

-- An INSERT OR REPLACE would pass by the guards of UPDATE.
CREATE TRIGGER fund_that_paid_is_not_replaced BEFORE INSERT ON fund
WHEN EXISTS (SELECT 1 FROM expense_share WHERE fund_id = new.id)
BEGIN SELECT RAISE(ABORT, 'fund_overdrawn'); END;
CREATE TRIGGER expense_that_is_shared_is_not_replaced BEFORE INSERT ON expense
WHEN EXISTS (SELECT 1 FROM expense_share WHERE expense_id = new.id)
BEGIN SELECT RAISE(ABORT, 'shares_do_not_add_up'); END;

CREATE TRIGGER share_is_within_the_period_insert BEFORE INSERT ON expense_share
WHEN NOT EXISTS (SELECT 1 FROM fund, expense WHERE fund.id = new.fund_id AND expense.id = new.expense_id
                 AND document_on BETWEEN first_on AND last_on)
BEGIN SELECT RAISE(ABORT, 'outside_fund_period'); END;
CREATE TRIGGER share_is_within_the_period_update BEFORE UPDATE ON expense_share
WHEN NOT EXISTS (SELECT 1 FROM fund, expense WHERE fund.id = new.fund_id AND expense.id = new.expense_id
                 AND document_on BETWEEN first_on AND last_on)
BEGIN SELECT RAISE(ABORT, 'outside_fund_period'); END;
CREATE TRIGGER document_stays_within_the_period BEFORE UPDATE OF document_on ON expense
WHEN EXISTS (SELECT 1 FROM expense_share JOIN fund ON fund.id = fund_id
             WHERE expense_id = new.id AND new.document_on NOT BETWEEN first_on AND last_on)
BEGIN SELECT RAISE(ABORT, 'outside_fund_period'); END;
CREATE TRIGGER fund_period_keeps_its_documents BEFORE UPDATE OF first_on, last_on ON fund
WHEN EXISTS (SELECT 1 FROM expense_share JOIN expense ON expense.id = expense_id
             WHERE fund_id = new.id AND document_on NOT BETWEEN new.first_on AND new.last_on)
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
CREATE TRIGGER expense_covers_its_shares BEFORE UPDATE OF charged_cents ON expense
WHEN new.charged_cents < (SELECT sum(charged_cents) FROM expense_share WHERE expense_id = new.id)
BEGIN SELECT RAISE(ABORT, 'shares_do_not_add_up'); END;

-- What was given without money, kept apart from it. Quantity is minutes for volunteer hours, else how many times;
-- the rate is cents an hour, or a time.
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
CREATE INDEX in_kind_by_activity ON in_kind (activity_id, on_date);
CREATE INDEX in_kind_by_organisation ON in_kind (organisation_id, kind);

-- What an organisation promised for a year: cents, minutes, times a room is given, people. Only for people is what came
-- entered (`came`); the rest is what expenses and in-kind say.
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
CREATE UNIQUE INDEX commitment_once ON commitment (organisation_id, school_year, kind, coalesce(activity_id, 0));
