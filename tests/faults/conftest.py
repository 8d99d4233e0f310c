"""Databases that lose patience soon, and a PostgreSQL that may be broken."""

from collections.abc import Callable, Iterator
from tempfile import TemporaryDirectory

import pytest

from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import publish
from tests.conftest import NOW
from tests.faults.servers import BreakablePostgresql

PATIENCE = 0.3


@pytest.fixture
def database(database_url: str, shipped: Questionnaire) -> Iterator[Database]:
    """A database in which the shipped questionnaire is published, and for which nobody waits long."""
    opened = Database(database_url, patience=PATIENCE)
    publish(opened, shipped, now=NOW)
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="session")
def breakable_postgresql(postgresql_server: Callable[[str], str]) -> Iterator[BreakablePostgresql]:
    """A PostgreSQL of its own, since the other is in use by the tests beside this one."""
    with TemporaryDirectory(prefix="postgresql-") as data, BreakablePostgresql(data) as server:
        yield server
