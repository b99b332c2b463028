"""Backups that can be opened again, and the trail they carry."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from db import audit
from db.connection import EXAMPLE, REAL, changing, connect, file_of, insert, opened, scalar
from db.office import accounts, backups
from db.rules import MACHINE, RuleBroken
from tests.conftest import PASSWORD, words


def test_a_copy_opens_and_holds_everything(db, marta):
    made = backups.make(db, kind=REAL, by=marta)
    with opened(made["path"]) as copy:
        assert copy["account"].count == db["account"].count == made["rows"]["account"]
        assert accounts.check_password(copy, "marta@casa.example", PASSWORD) == marta.id
        assert audit.broken_at(copy) is None
    assert not made["path"].with_name(made["path"].name + "-wal").exists()


def test_a_copy_put_in_place_is_the_casa_again(db, marta, casa_file):
    made = backups.make(db, kind=REAL, by=marta)
    with changing(db):
        db.execute("update account set active = 0 where id = ?", [marta.id])
    db.close()
    for beside in ("", "-wal", "-shm"):
        casa_file.with_name(casa_file.name + beside).unlink(missing_ok=True)
    shutil.copy(made["path"], casa_file)
    with opened(casa_file) as restored:
        assert scalar(restored, "select active from account where id = :id", id=marta.id) == 1


def test_a_copy_made_while_others_write_is_whole(db, marta, casa_file):
    stop = threading.Event()

    def write() -> None:
        other = connect(casa_file)
        while not stop.is_set():
            with changing(other):
                insert(other, "insert into organisation (kind, name) values ('association', 'una')")
                insert(other, "insert into organisation (kind, name) values ('association', 'due')")
                audit.note(other, MACHINE, "organisations.add", "organisation:0")
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(8):
            made = backups.make(db, kind=REAL, by=marta, to=casa_file.with_name(f"copy{number}.db"))
            with opened(made["path"]) as copy:
                assert scalar(copy, "select count(*) from organisation where name in ('una', 'due')") % 2 == 0
    finally:
        stop.set()
        writer.join()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other rights")
def test_only_its_owner_may_read_it(db, marta):
    assert stat.S_IMODE(os.stat(backups.make(db, kind=REAL, by=marta)["path"]).st_mode) == 0o600


def test_nothing_is_ever_written_over(db, marta, tmp_path):
    mine = tmp_path / "mine.db"
    mine.write_text("precious")
    with pytest.raises(RuleBroken, match="file_exists"):
        backups.make(db, kind=REAL, by=marta, to=mine)
    assert mine.read_text() == "precious"


def test_a_copy_that_does_not_pass_its_check_is_not_kept(db, marta, tmp_path):
    db.execute("drop trigger audit_is_not_rewritten")
    db.execute("update audit set verb = 'changed.later' where id = 2")
    with pytest.raises(RuleBroken, match="backup_damaged") as refused:
        backups.make(db, kind=REAL, by=marta, to=tmp_path / "copy.db")
    assert refused.value.facts["what"] == "audit row 2"
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []


def test_the_list_says_which_were_opened_and_still_are_what_they_were(db, marta, monkeypatch):
    moments = iter(datetime(2026, 11, day, 10, tzinfo=UTC) for day in (1, 2, 3))
    monkeypatch.setattr(backups, "datetime", type("Clock", (datetime,), {"now": classmethod(lambda _cls, _zone: next(moments))}))
    first, second = (backups.make(db, kind=REAL, by=marta)["path"] for _ in range(2))
    with first.open("ab") as file:
        file.write(b"one byte more")
    (backups.folder() / "casa-notes.db").write_text("not one of ours")
    there = [(row["name"], row["verified"]) for row in backups.kept(db, kind=REAL, by=marta)]
    assert there == [(second.name, True), (first.name, False)]
    assert backups.kept(db, kind=EXAMPLE, by=marta) == []


def test_aldo_makes_one_on_the_screen(screen, cast, db):
    at = screen(cast.aldo, "copie")
    assert "There is no backup yet" in at.warning[0].value
    at.button(key="backup.make").click().run()
    assert not at.exception and not at.warning
    assert len(backups.kept(db, kind=REAL, by=cast.aldo)) == 1
    assert audit.recent(db, by=cast.aldo, limit=1)[0]["verb"] == "backup.make"


def test_an_old_backup_is_a_warning(screen, cast):
    long_ago = datetime.now(UTC) - timedelta(days=9)
    (backups.folder() / f"casa-{long_ago:%Y-%m-%d-%H%M%S}.db").write_bytes(b"")
    at = screen(cast.aldo, "copie")
    assert "days old" in at.warning[0].value and "not checked here" in words(at)


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "ivo"])
def test_whoever_may_not_makes_none(screen, cast, db, who):
    by = getattr(cast, who)
    assert "Your role does not allow this" in words(screen(by, "copie"))
    with pytest.raises(RuleBroken, match="not_allowed"):
        backups.make(db, kind=REAL, by=by)
    assert list(backups.folder().iterdir()) == []


def test_the_example_has_backups_of_its_own(data_folder):
    from db import demo
    from tests.conftest import TODAY

    with opened(demo.make(file_of(EXAMPLE), today=TODAY)) as db:
        assert backups.make(db, kind=EXAMPLE, by=MACHINE)["path"].name.startswith("esempio-")
