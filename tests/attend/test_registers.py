"""Who reads which register, and what stands in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db import audit
from db.attend import attendance, registers
from db.rules import RuleBroken
from tests.attend.theatre import TODAY, person

YESTERDAY = TODAY - timedelta(days=1)


def refusal(call, *given, **more) -> str:
    with pytest.raises(RuleBroken) as refused:
        call(*given, **more)
    return refused.value.key


def test_the_day_lists_its_sessions_with_what_each_register_says(db, theatre, sara, marta):
    attendance.mark(db, theatre.today, theatre.people["Amina B."], True, by=sara, today=TODAY)
    attendance.count(db, theatre.today, theatre.school, "children", 18, by=sara, today=TODAY)
    first, cancelled = registers.of_day(db, TODAY, by=sara, today=TODAY)
    assert {key: first[key] for key in ("title", "starts_at", "place", "enrolled", "present", "counted", "taken")} == {
        "title": "Laboratorio di teatro", "starts_at": "16:30", "place": "Sala grande", "enrolled": 6, "present": 1, "counted": 18,
        "taken": 1}
    assert (cancelled["state"], cancelled["taken"]) == ("cancelled", 0)
    assert registers.of_day(db, YESTERDAY, by=marta, today=TODAY)[0]["taken"] == 0


def test_a_volunteer_has_today_and_nothing_else(db, theatre, sara):
    assert registers.open_register(db, theatre.today, by=sara, today=TODAY)["people"]
    assert refusal(registers.of_day, db, YESTERDAY, by=sara, today=TODAY) == "only_today"
    assert refusal(registers.open_register, db, theatre.yesterday, by=sara, today=TODAY) == "only_today"
    assert refusal(attendance.since, db, theatre.yesterday, 0, by=sara, today=TODAY) == "only_today"
    assert refusal(attendance.mark, db, theatre.yesterday, theatre.people["Amina B."], True, by=sara, today=TODAY) == "only_today"
    assert registers.without_register(db, before=TODAY, by=sara) == []


def test_a_volunteer_cannot_find_out_names_by_marking_numbers(db, theatre, sara, marta):
    assert refusal(attendance.mark, db, theatre.today, theatre.stranger, True, by=sara, today=TODAY) == "not_on_register"
    attendance.mark(db, theatre.today, theatre.stranger, True, by=marta, today=TODAY)
    attendance.mark(db, theatre.today, theatre.stranger, False, by=sara, today=TODAY)


@pytest.mark.parametrize("who", ["nadia", "ivo", "aldo"])
def test_who_has_no_part_at_the_door_reads_and_writes_nothing(db, theatre, cast, who):
    by = getattr(cast, who)
    assert refusal(registers.of_day, db, TODAY, by=by, today=TODAY) == "not_allowed"
    assert refusal(registers.open_register, db, theatre.today, by=by, today=TODAY) == "not_allowed"
    assert refusal(attendance.since, db, theatre.today, 0, by=by, today=TODAY) == "not_allowed"
    assert refusal(attendance.mark, db, theatre.today, theatre.people["Amina B."], True, by=by, today=TODAY) == "not_allowed"
    assert refusal(attendance.count, db, theatre.today, 0, "adults", 1, by=by, today=TODAY) == "not_allowed"
    assert refusal(registers.without_register, db, before=TODAY, by=by) == "not_allowed"


def test_behind_the_curtain_no_name_is_read(db, theatre, marta, behind_curtain):
    hidden = behind_curtain(marta)
    assert refusal(registers.open_register, db, theatre.today, by=hidden, today=TODAY) == "curtain_drawn"
    assert refusal(attendance.since, db, theatre.today, 0, by=hidden, today=TODAY) == "curtain_drawn"
    assert refusal(attendance.mark, db, theatre.today, theatre.people["Amina B."], True, by=hidden, today=TODAY) == "curtain_drawn"
    assert registers.of_day(db, TODAY, by=hidden, today=TODAY)


def test_behind_the_curtain_a_day_tells_no_figure_of_too_few(db, theatre, marta, behind_curtain):
    attendance.mark(db, theatre.today, theatre.people["Amina B."], True, by=marta, today=TODAY)
    attendance.count(db, theatre.today, theatre.school, "children", 18, by=marta, today=TODAY)
    attendance.count(db, theatre.yesterday, theatre.school, "children", 4, by=marta, today=TODAY)
    seen = [registers.of_day(db, day, by=behind_curtain(marta), today=TODAY)[0] for day in (TODAY, YESTERDAY)]
    assert [[each[key] for key in ("enrolled", "present", "counted")] for each in seen] == [[6, None, 18], [6, 0, None]]
    assert registers.of_day(db, TODAY, by=marta, today=TODAY)[0]["present"] == 1


def test_people_stand_by_name_the_enrolled_first(db, theatre, marta):
    db.execute("update enrolment set ended_on = '2026-11-01' where person_id = ?", [theatre.people["Luca R."]])
    came_once = person(db, "Abel A.")
    attendance.mark(db, theatre.yesterday, came_once, True, by=marta, today=TODAY)
    attendance.mark(db, theatre.today, theatre.stranger, True, by=marta, today=TODAY)
    people = registers.open_register(db, theatre.today, by=marta, today=TODAY)["people"]
    assert [(each["display_name"], each["group"]) for each in people] == [
        ("Amina B.", "enrolled"), ("Đorđe M.", "enrolled"), ("أمينة ح.", "enrolled"), ("Niccolò D.", "enrolled"),
        ("Zeynep K.", "enrolled"), ("Abel A.", "regular"), ("Luca R.", "regular"), ("Ignoto I.", "added")]
    yesterday = registers.open_register(db, theatre.yesterday, by=marta, today=TODAY)["people"]
    assert "Ignoto I." not in {each["display_name"] for each in yesterday}


def test_someone_archived_leaves_the_register_unless_marked_in_it(db, theatre, marta):
    luca, amina = theatre.people["Luca R."], theatre.people["Amina B."]
    attendance.mark(db, theatre.today, luca, True, by=marta, today=TODAY)
    db.execute("update person set archived_at = '2026-11-23T00:00:00Z' where id in (?, ?)", [luca, amina])
    ids = {each["id"] for each in registers.open_register(db, theatre.today, by=marta, today=TODAY)["people"]}
    assert luca in ids
    assert amina not in ids


def test_groups_to_count_are_the_activitys_and_drop_in(db, theatre, marta):
    municipality = next(db.query("select municipality_id from casa"))["municipality_id"]
    db.execute("insert into activity_organisation (activity_id, organisation_id, part) values (?, ?, 'leads')",
               [theatre.activity, municipality])
    offered = registers.open_register(db, theatre.today, by=marta, today=TODAY)["organisations"]
    assert offered == [{"id": theatre.school, "name": "3B Orchidee", "kind": "school"}, {"id": 0, "name": None, "kind": "drop_in"}]


def test_forgotten_sessions_are_those_of_two_weeks_without_a_register(db, theatre, marta):
    db.execute("update session set on_date = '2026-11-08' where id = ?", [theatre.cancelled])
    assert [row["id"] for row in registers.without_register(db, before=TODAY, by=marta)] == [theatre.yesterday]
    attendance.count(db, theatre.yesterday, 0, "adults", 0, by=marta, today=TODAY)
    assert registers.without_register(db, before=TODAY, by=marta) == []


def test_reading_a_register_leaves_one_trace_a_day_and_person(db, theatre, marta, davide, cast):
    for by in (marta, marta, davide):
        registers.open_register(db, theatre.today, by=by, today=TODAY)
    everything = audit.recent(db, by=cast.aldo, subject=f"session:{theatre.today}")
    traces = [row["who"] for row in everything if row["verb"] == "registers.read"]
    assert traces == ["Davide", "Marta"]


def test_a_register_that_is_not_there(db, marta):
    assert refusal(registers.open_register, db, 999, by=marta, today=TODAY) == "not_found"
    assert refusal(attendance.since, db, 999, 0, by=marta, today=TODAY) == "not_found"
