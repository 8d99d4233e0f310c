"""Sites on SQLite. What pages store is tested on both databases: see services, hostile, faults and backups."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.db.engine import Database
from app.domain.account import Account, Kind, Organisation
from app.domain.questionnaire import Questionnaire
from app.web.templating import page_environment
from tests.accounts import account, organisation, signed_in
from tests.signing_in import finish
from tests.visitor import Visitor
from tests.web.at_the_door import Anna
from tests.web.macros import Macros
from tests.web.whole_site import stranger, whole_site


@pytest.fixture
def database_url(prepared_sqlite: Path, tmp_path: Path) -> str:
    shutil.copy(prepared_sqlite, tmp_path / "scan.db")
    return f"sqlite:///{tmp_path / 'scan.db'}"


@pytest.fixture
def in_use(make_app: Callable[..., FastAPI]) -> Visitor:
    """A visitor of a site whose operator file is filled in."""
    app = make_app(organisation=str(Path(__file__).parent / "organisation.yaml"))
    return Visitor(TestClient(app, base_url="http://127.0.0.1:8000"))


@pytest.fixture
def site(database: Database, shipped: Questionnaire, tmp_path: Path) -> Iterator[FastAPI]:
    """A site with every part in use: an operator, mail, and questions beyond the core."""
    app = whole_site(database, shipped, tmp_path)
    yield app
    app.state.site.renderer.stop()


@pytest.fixture
def invited(site: FastAPI) -> Account:
    """Somebody of an adviser organisation, who has no password yet."""
    database = site.state.site.database
    return account(database, organisation(database))


@pytest.fixture
def advisers(database: Database) -> Organisation:
    return organisation(database)


@pytest.fixture
def bea(database: Database) -> Account:
    """Somebody who looks after organisations and accounts."""
    return account(database, organisation(database, Kind.ADMIN, name="Beheer"), name="Bea Jansen")


@pytest.fixture
def admin(site: FastAPI, bea: Account) -> Visitor:
    return signed_in(site, bea)


@pytest.fixture
def anna(site: FastAPI, invited: Account) -> Anna:
    secret = finish(site.state.site.database, site.state.site.secret_key, invited)
    return Anna(stranger(site), invited, secret)


@pytest.fixture(scope="session")
def macros() -> Macros:
    return Macros(page_environment())


@pytest.fixture
def owner(visitor: Visitor) -> Visitor:
    """An owner with low scores and so a full plan."""
    visitor.finish(number=0, goal="groei")
    return visitor
