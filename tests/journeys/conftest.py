"""The running sites and the one browser of all journeys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Sheet

from app.db.engine import Database
from app.db.migrations import upgrade
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import publish
from tests.conftest import NOW, PATIENT
from tests.journeys.album import PAGES, Album
from tests.journeys.browser import chromium
from tests.journeys.office import Office, open_office
from tests.live import live
from tests.web.whole_site import whole_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with live(tmp_path_factory.mktemp("data"), pdf_seconds=str(PATIENT)) as server:
        yield server.address


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A second running site, that mails, for journeys with people of organisations."""
    with open_office(tmp_path_factory.mktemp("office")) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def album(shipped: Questionnaire, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Album]:
    """Every type of page, of a site with every part in use: an operator, mail, and questions beyond the core."""
    folder = tmp_path_factory.mktemp("album")
    address = f"sqlite:///{folder / 'scan.db'}"
    upgrade(address)
    database = Database(address)
    publish(database, shipped, now=NOW)
    app = whole_site(database, shipped, folder)
    yield Album(app)
    app.state.site.renderer.stop()
    database.close()


@pytest.fixture(scope="session")
def sheet(browser: Browser) -> Iterator[Sheet]:
    context = browser.new_context(locale="nl-NL")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session", params=PAGES)
def shown(request: pytest.FixtureRequest, album: Album, sheet: Sheet) -> Sheet:
    """Each type of page in turn: loading it is a good part of the work, so all tests of it look at it once loaded."""
    album.show(request.param, sheet)
    return sheet
