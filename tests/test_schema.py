"""The printed picture of the tables is the one the migrations make."""

from db import migrations
from db.connection import opened


def test_schema_sql_is_current(tmp_path):
    with opened(migrations.migrate(tmp_path / "new.db")) as db:
        assert migrations.SCHEMA.read_text(encoding="utf-8") == migrations.picture(db), "run: make schema"


def test_migrating_twice_changes_nothing(tmp_path):
    path = migrations.migrate(tmp_path / "new.db")
    with opened(migrations.migrate(path)) as db:
        assert migrations.pending(db) == []
