"""A questionnaire with few questions, and a StatLine on this machine."""

from collections.abc import Iterator

import pytest

from app.db.engine import Database
from app.services.questionnaires import publish
from tests.conftest import NOW
from tests.services.small_scans import SMALL
from tests.statline_server import FakeStatLine, statline


@pytest.fixture
def content(database: Database) -> Database:
    publish(database, SMALL, now=NOW)
    return database


@pytest.fixture
def service() -> Iterator[FakeStatLine]:
    with statline() as fake:
        yield fake
