"""Makes the pictures of the README from the real pages and the real report."""

import subprocess
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page

from app.content import read_questionnaire
from app.db.engine import Database
from app.domain.account import Kind
from app.services.sessions import Stage, start_session
from tests.accounts import account, organisation
from tests.journeys.browser import chromium
from tests.journeys.owner import Owner
from tests.live import live
from tests.published import publish_years

FOLDER = Path(__file__).parent
DESKTOP = {"width": 1120, "height": 1060}


def main() -> None:
    """Do a visit and keep a question, the result and the first sheet of the report; then look as a province does."""
    with tempfile.TemporaryDirectory() as data, live(Path(data)) as server, chromium() as browser:
        page = browser.new_context(viewport=DESKTOP, locale="nl-NL").new_page()
        owner = Owner(page, server.address)
        owner.opens_the_site()
        owner.starts_the_scan()
        owner.describes_the_company()
        page.locator("input[name=answer][value=c]").check()
        page.screenshot(path=FOLDER / "vraag.png")
        owner.answers_all_questions()
        owner.asks_for_the_result()
        page.screenshot(path=FOLDER / "resultaat.png")
        _keep_first_sheet(page, Path(data))
        page = browser.new_context(viewport=DESKTOP, locale="nl-NL").new_page()
        _sign_in_as_province(page, server.address, Path(data))
        page.goto(f"{server.address}/provincie")
        page.screenshot(path=FOLDER / "provincie.png")


def _keep_first_sheet(page: Page, folder: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").first.click()
    report = folder / "rapport.pdf"
    download.value.save_as(report)
    sheet = FOLDER / "rapport"
    subprocess.run(["pdftoppm", "-png", "-r", "96", "-f", "1", "-singlefile", str(report), str(sheet)], check=True)


def _sign_in_as_province(page: Page, site: str, folder: Path) -> None:
    """Sign in for Overijssel, of which outcomes about invented companies are published."""
    with closing(Database(f"sqlite:///{folder / 'data' / 'scan.db'}")) as database:
        publish_years(database, read_questionnaire())
        petra = account(database, organisation(database, Kind.PROVINCE, name="Provincie", province="Overijssel"))
        with database.write() as session:
            token = start_session(session, petra.id, Stage.VERIFIED, now=datetime.now(UTC))
    page.context.add_cookies([{"name": "account", "value": token, "url": site}])


if __name__ == "__main__":
    main()
