-- What the charts read: kept in step with attendance, head_count and session by the triggers below, so that looking at ten
-- years costs what is shown and not what was ever marked. Cancelled sessions do not count. `month` is 'YYYY-MM', `weekday`
-- 0 (Sunday) to 6 as strftime has it. Every table here can be emptied and made anew from the registers.

-- How often each person came, by month, activity and weekday.
CREATE TABLE attended (
  month TEXT NOT NULL,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  person_id INTEGER NOT NULL REFERENCES person (id),
  times INTEGER NOT NULL CHECK (times >= 0),
  PRIMARY KEY (month, activity_id, weekday, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attended_by_person ON attended (person_id, month, activity_id);
CREATE INDEX attended_by_activity ON attended (activity_id, person_id, month);

-- The same without the people: `marks` present or absent, `times` present, `people` who came.
CREATE TABLE gathered (
  month TEXT NOT NULL,
  activity_id INTEGER NOT NULL REFERENCES activity (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  marks INTEGER NOT NULL DEFAULT 0 CHECK (marks >= 0),
  times INTEGER NOT NULL DEFAULT 0 CHECK (times >= 0),
  people INTEGER NOT NULL DEFAULT 0 CHECK (people >= 0),
  PRIMARY KEY (month, activity_id, weekday)
) STRICT, WITHOUT ROWID;

-- The month in which each person came for the first time, anywhere in the Casa.
CREATE TABLE began (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  month TEXT NOT NULL
) STRICT;
CREATE INDEX began_by_month ON began (month);

-- Each head-count with its month, activity and weekday beside it.
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
-- A tap on the same tile again.
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
-- A row goes to another person or session, as when two people turn out to be one.
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

CREATE TRIGGER head_count_is_counted AFTER INSERT ON head_count
WHEN (SELECT state FROM session WHERE id = new.session_id) = 'planned' BEGIN
  INSERT INTO counted (month, activity_id, weekday, session_id, organisation_id, who, number, estimated)
  SELECT substr(on_date, 1, 7), activity_id, CAST(strftime('%w', on_date) AS INTEGER),
         new.session_id, new.organisation_id, new.who, new.number, new.estimated
  FROM session WHERE id = new.session_id;
END;
CREATE TRIGGER head_count_is_counted_no_more AFTER DELETE ON head_count BEGIN
  DELETE FROM counted
  WHERE month = (SELECT substr(on_date, 1, 7) FROM session WHERE id = old.session_id)
    AND activity_id = (SELECT activity_id FROM session WHERE id = old.session_id)
    AND session_id = old.session_id AND organisation_id = old.organisation_id AND who = old.who;
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

-- A session moves, changes activity, is cancelled or comes back: its register leaves where it was and joins where it is.
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
CREATE TRIGGER gathered_is_gone_at_zero AFTER UPDATE OF marks, people ON gathered WHEN new.marks = 0 AND new.people = 0 BEGIN
  DELETE FROM gathered WHERE month = new.month AND activity_id = new.activity_id AND weekday = new.weekday;
END;
