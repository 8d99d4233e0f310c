"""Migrations: up, down and up again on both databases, and the same tables as the program expects."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from app.db.engine import Database, make_engine
from app.db.migrations import alembic_config, metadata, upgrade


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
    columns = "secret_hash, questionnaire_hash, sector, size, goal, family_business, started_at, changed_at"
    moment = "'2026-11-20 12:00:00'"
    with database.write() as session:
        session.execute(
            text(
                f"INSERT INTO scan ({columns}) SELECT 'x', hash, 'ict', '1', 'groei', false, {moment}, {moment} "
                "FROM questionnaire"
            )
        )
        session.execute(text(f"INSERT INTO answer SELECT id, 'planning', 'a', {moment} FROM scan"))

    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(text("DELETE FROM scan"))
