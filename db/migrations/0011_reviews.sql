-- A decision looked at again: what came of it, and whether the table keeps, changes or stops it. A next day means that it will
-- be looked at once more; decision.review_on then says that day, and decision.reviewed_at stays empty until the last review.
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
CREATE INDEX decision_review_by_decision ON decision_review (decision_id);
CREATE INDEX decision_review_by_meeting ON decision_review (meeting_id);
CREATE TRIGGER decision_review_is_not_rewritten BEFORE UPDATE ON decision_review
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;
CREATE TRIGGER decision_review_is_not_erased BEFORE DELETE ON decision_review
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

-- What somebody has approved carries the charts it carried then, and no other.
CREATE TRIGGER frozen_chart_comes_before_approval BEFORE INSERT ON frozen_chart
WHEN EXISTS (SELECT 1 FROM decision_approval WHERE decision_id = new.decision_id)
BEGIN SELECT RAISE(ABORT, 'history_is_append_only'); END;

CREATE INDEX decision_by_fund ON decision (fund_id);
