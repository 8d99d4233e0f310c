"""The line of those who write: nobody waits in it for long, and whoever leaves it makes room."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.db.engine import Database
from app.domain.errors import StorageBusyError
from tests.faults.breaking import locked
from tests.faults.conftest import PATIENCE

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def write(database: Database) -> None:
    with database.write() as session:
        session.execute(text("DELETE FROM answer"))


def test_who_waits_too_long_for_a_turn_is_told(database: Database) -> None:
    with ThreadPoolExecutor() as threads, database.write():
        waiting = threads.submit(write, database)

        with pytest.raises(StorageBusyError):
            waiting.result(timeout=10 * PATIENCE)


def test_a_long_line_ends_at_once(database: Database) -> None:
    with ThreadPoolExecutor(20) as threads, locked(database):
        began = time.monotonic()
        errors = [threads.submit(write, database).exception for _ in range(20)]
        kinds = {type(error()) for error in errors}

        assert time.monotonic() - began < 10 * PATIENCE  # of twenty, each after the other, it would be twenty
    assert kinds <= {StorageBusyError, OperationalError}


def test_an_error_makes_room_for_the_next(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write():
        _ = 1 / 0

    write(database)


def test_a_lock_from_outside_makes_room_for_the_next(database: Database) -> None:
    with locked(database), pytest.raises(OperationalError):
        write(database)

    write(database)


def test_a_write_that_goes_wrong_makes_room_for_the_next(database: Database) -> None:
    with pytest.raises(OperationalError), database.write() as session:
        session.execute(text("DELETE FROM nothing_of_that_name"))

    write(database)
