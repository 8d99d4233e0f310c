"""One running site and one browser for all journeys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.site import chromium, running_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_site(tmp_path_factory.mktemp("data")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened
