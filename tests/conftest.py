"""The application and the visitors that tests share; the databases and the log have a module of their own."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.content import read_questionnaire
from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.services import passwords
from app.settings import Settings
from tests.signing_in import QUICK
from tests.sites import make_site
from tests.visitor import Visitor

pytest_plugins = ["tests.databases", "tests.log_lines"]

# A shared machine is slow at times; a property is about what is true, not about how fast.
hypothesis.settings.register_profile("scan", deadline=None)
hypothesis.settings.load_profile("scan")
# Each round of collecting garbage passes over thousands of tests; ten times fewer rounds save a fourteenth of the time.
gc.set_threshold(10_000, 20, 20)
# Tests run beside one another; algebra on more threads than there are cores free takes three times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# In seconds: who makes a PDF gives way to all others, and has to where many tests run.
PATIENT = 60
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _one_event_loop() -> Iterator[None]:
    """One event loop for all visits. Each request would else start its own, with threads: half of the time it takes."""
    with start_blocking_portal(backend_options={"use_uvloop": True}) as loop, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", loop)
        yield


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have passwords hashed in no time: in earnest each takes a fifth of a second, and hundreds are typed."""
    monkeypatch.setattr(passwords, "ARGON2", QUICK)


@pytest.fixture(scope="session")
def shipped() -> Questionnaire:
    """The questionnaire as it goes out."""
    return read_questionnaire()


@pytest.fixture
def make_app(database: Database, shipped: Questionnaire, tmp_path: Path) -> Iterator[Callable[..., FastAPI]]:
    """Make a site on the database, with settings of one's own; its processes end with the test."""
    made: list[FastAPI] = []

    def make(**settings: str) -> FastAPI:
        chosen = Settings.model_validate({"data_dir": tmp_path, "pdf_seconds": PATIENT} | settings)
        made.append(make_site(chosen, database, shipped))
        return made[-1]

    yield make
    for app in made:
        app.state.site.renderer.stop()


@pytest.fixture
def visit(make_app: Callable[..., FastAPI]) -> Callable[[], Visitor]:
    """Make visitors of one site, each with a browser of their own."""
    app = make_app()
    return lambda: Visitor(TestClient(app, base_url="http://127.0.0.1:8000"))


@pytest.fixture
def visitor(visit: Callable[[], Visitor]) -> Visitor:
    return visit()
