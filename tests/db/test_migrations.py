"""Migrations: up, down and up again on both databases, and the same tables as the program expects."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.db.engine import Database, make_engine
from app.db.migrations import alembic_config, metadata, newest_revision, revision_of, upgrade
from app.domain.errors import NewerDatabaseError
from tests.db.rows import ROWS_AT, get_rows, put_rows, schema, without

REVISIONS = [
    (script.revision, script.down_revision)
    for script in ScriptDirectory.from_config(alembic_config("")).walk_revisions()
]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


def at_revision(url: str, revision: str | None) -> None:
    """Empty the database and bring it to a revision."""
    command.downgrade(alembic_config(url), "base")
    if revision:
        command.upgrade(alembic_config(url), revision)


def test_migrations_make_the_tables_that_the_program_expects(database_url: str) -> None:
    engine = make_engine(database_url)

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    engine.dispose()
    assert differences == []


def test_migrations_go_down_and_up_again(database_url: str) -> None:
    command.downgrade(alembic_config(database_url), "base")
    engine = make_engine(database_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]

    upgrade(database_url)

    assert "answer" in inspect(engine).get_table_names()
    engine.dispose()


def test_upgrading_twice_changes_nothing(database: Database, database_url: str) -> None:
    upgrade(database_url)

    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM questionnaire")).scalar() == 1


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    config = alembic_config(url)
    broken = tmp_path / "migrations"
    broken.mkdir()
    (broken / "env.py").write_text((Path(config.get_main_option("script_location") or "") / "env.py").read_text())
    (broken / "versions").mkdir()
    (broken / "versions" / "0001_break.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\nrevision = '0001'\ndown_revision = None\n"
        "def upgrade():\n    op.create_table('half', sa.Column('id', sa.Integer()))\n    raise RuntimeError('stop')\n"
    )
    config.set_main_option("script_location", str(broken))

    with pytest.raises(RuntimeError, match="stop"):
        command.upgrade(config, "head")

    engine = make_engine(url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_answers_keep_their_scan_from_being_removed(database: Database) -> None:
    columns = "secret_hash, questionnaire_hash, sector, size, goal, family_business, mode, started_at, changed_at"
    moment = "'2026-11-20 12:00:00'"
    with database.write() as session:
        session.execute(
            text(
                f"INSERT INTO scan ({columns}) "
                f"SELECT 'x', hash, 'ict', '1', 'groei', false, 'alone', {moment}, {moment} FROM questionnaire"
            )
        )
        session.execute(text(f"INSERT INTO answer SELECT id, 'planning', 'a', {moment} FROM scan"))

    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(text("DELETE FROM scan"))


@pytest.mark.parametrize("revision", [revision for revision, _ in REVISIONS])
def test_rows_are_prepared_for_every_table_of_every_revision(tmp_path: Path, revision: str) -> None:
    url = f"sqlite:///{tmp_path / 'scan.db'}"
    at_revision(url, revision)
    engine = make_engine(url)

    put_rows(engine, ROWS_AT[revision])

    columns = {table: {name for row in rows for name in row} for table, rows in get_rows(engine).items()}
    engine.dispose()
    assert columns == {table: set(rows[0]) for table, rows in ROWS_AT[revision].items()}


@pytest.mark.parametrize(("revision", "before"), REVISIONS)
def test_rows_from_before_a_migration_outlive_it_and_its_undoing(
    database_url: str, engine: Engine, revision: str, before: str | None
) -> None:
    at_revision(database_url, before)
    put_rows(engine, ROWS_AT[before])
    tables = schema(engine)

    command.upgrade(alembic_config(database_url), revision)
    upgraded = get_rows(engine)
    command.downgrade(alembic_config(database_url), before or "base")

    assert without(upgraded, ROWS_AT[before]) == ROWS_AT[before]
    assert get_rows(engine) == ROWS_AT[before]
    assert schema(engine) == tables


@pytest.mark.parametrize(("revision", "before"), REVISIONS)
def test_undoing_a_migration_takes_only_what_it_brought(
    database_url: str, engine: Engine, revision: str, before: str | None
) -> None:
    at_revision(database_url, revision)
    put_rows(engine, ROWS_AT[revision])

    command.downgrade(alembic_config(database_url), before or "base")

    assert get_rows(engine) == without(ROWS_AT[revision], ROWS_AT[before])


def test_a_scan_from_before_plans_could_change_has_the_plan_as_advised(database_url: str, engine: Engine) -> None:
    at_revision(database_url, "0005")
    put_rows(engine, ROWS_AT["0005"])

    command.upgrade(alembic_config(database_url), "0006")

    assert [(row["targets"], row["dropped"]) for row in get_rows(engine)["scan"]] == [({}, []), ({}, [])]


def test_an_older_program_finds_only_full_reports(database_url: str, engine: Engine) -> None:
    rows = ROWS_AT["0008"]
    (report,) = rows["report"]
    at_revision(database_url, "0008")
    put_rows(engine, {**rows, "report": [{**report, "edition": "short", "content_hash": "b" * 64}, report]})

    command.downgrade(alembic_config(database_url), "0007")

    assert get_rows(engine)["report"] == ROWS_AT["0007"]["report"]


def test_a_scan_that_was_finished_before_doubts_were_marked_is_unjudged(database_url: str, engine: Engine) -> None:
    at_revision(database_url, "0013")
    put_rows(engine, ROWS_AT["0013"])

    command.upgrade(alembic_config(database_url), "0014")

    assert [row["doubt"] for row in get_rows(engine)["scan"]] == ["unjudged", None]


def test_a_sqlite_database_is_copied_before_it_changes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'scan.db'}"
    at_revision(url, "0001")

    upgrade(url)

    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.startswith(f"before-{newest_revision()}-")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert revision_of(f"sqlite:///{copy}") == "0001"


def test_a_new_or_current_database_is_not_copied(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'scan.db'}")
    upgrade(f"sqlite:///{tmp_path / 'scan.db'}")

    assert not (tmp_path / "backups").exists()


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'scan.db'}"
    upgrade(url)
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(NewerDatabaseError):
        upgrade(url)

    assert not (tmp_path / "backups").exists()


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(database_url: str, engine: Engine) -> None:
    at_revision(database_url, "0001")
    put_rows(engine, ROWS_AT["0001"])
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE outbox (id INTEGER PRIMARY KEY)"))  # in the way of the fourth
    tables = schema(engine)

    with pytest.raises(DBAPIError, match="outbox"):
        upgrade(database_url)

    assert schema(engine) == tables
    assert without(get_rows(engine), ROWS_AT["0001"]) == ROWS_AT["0001"]


def test_an_older_program_finds_removed_scans_of_all_campaigns_together(database_url: str, engine: Engine) -> None:
    removed = {"month": "2026-11", "was_finished": True}
    at_revision(database_url, "0017")
    of_both = [{**removed, "campaign": "", "count": 2}, {**removed, "campaign": "hessenpoort", "count": 3}]
    put_rows(engine, {"removed_scans": of_both})

    command.downgrade(alembic_config(database_url), "0016")

    assert get_rows(engine)["removed_scans"] == [{**removed, "count": 5}]


def test_the_log_is_guarded_when_campaigns_are_gone(database_url: str, engine: Engine) -> None:
    at_revision(database_url, "0017")
    command.downgrade(alembic_config(database_url), "0016")
    put_rows(engine, {"audit_line": ROWS_AT["0016"]["audit_line"]})

    with pytest.raises(DBAPIError, match="stays as it is"), engine.begin() as connection:
        connection.execute(text("UPDATE audit_line SET action = 'closed'"))
