"""Databases that lose patience soon, and a PostgreSQL that may be broken."""

from collections.abc import Iterator
from tempfile import TemporaryDirectory

import pytest

from tests.databases import PostgresqlServer
from tests.faults.servers import BreakablePostgresql

PATIENCE = 0.3


@pytest.fixture
def patience() -> float:
    """Nobody waits long here for what does not come."""
    return PATIENCE


@pytest.fixture(scope="session")
def breakable_postgresql(postgresql_server: PostgresqlServer) -> Iterator[BreakablePostgresql]:
    """A PostgreSQL of its own, since the other is in use by the tests beside this one."""
    with TemporaryDirectory(prefix="postgresql-") as data, BreakablePostgresql(data) as server:
        yield server
