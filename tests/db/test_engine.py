"""The way to a database: writes that wait, that stand as a whole or not at all, and moments in UTC."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.db.engine import Database
from app.db.questionnaire_tables import QuestionnaireRow


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add_all([_row("2099.1"), _row("2099.1")])

    with database.read() as session:
        assert session.get(QuestionnaireRow, "2099.1") is None


def test_writers_take_turns(database: Database) -> None:
    def add(version: str) -> None:
        with database.write() as session:
            count = session.execute(text("SELECT count(*) FROM questionnaire")).scalar()
            session.add(_row(f"{version}.{count}"))

    threads = [threading.Thread(target=add, args=(f"{2030 + number}",)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM questionnaire")).scalar() == 21


def test_moments_come_back_in_utc(database: Database) -> None:
    amsterdam = datetime(2026, 11, 20, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    with database.write() as session:
        session.add(_row("2031.1", amsterdam))

    with database.read() as session:
        row = session.get(QuestionnaireRow, "2031.1")

    assert row is not None
    assert row.published_at == amsterdam
    assert row.published_at.tzinfo == UTC


def _row(version: str, moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> QuestionnaireRow:
    return QuestionnaireRow(hash=version, version=version, document="{}", published_at=moment)


def test_what_is_deleted_does_not_stay_behind_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "scan.db").touch()
    database = Database(f"sqlite:///{tmp_path / 'scan.db'}")
    with database.write() as session:
        session.execute(text("CREATE TABLE note (words TEXT)"))
        session.execute(text("INSERT INTO note VALUES ('een geheim van een ondernemer')"))

    with database.write() as session:
        session.execute(text("DELETE FROM note"))

    database.close()
    assert all(b"een geheim" not in file.read_bytes() for file in tmp_path.iterdir())
