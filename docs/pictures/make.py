"""Makes the pictures of the README from the real pages and the real report."""

import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.owner import Owner
from tests.journeys.site import chromium, running_site

FOLDER = Path(__file__).parent
DESKTOP = {"width": 1120, "height": 1060}


def main() -> None:
    """Do a visit and keep a question, the result and the first sheet of the report."""
    with tempfile.TemporaryDirectory() as data, running_site(Path(data)) as site, chromium() as browser:
        page = browser.new_context(viewport=DESKTOP, locale="nl-NL").new_page()
        owner = Owner(page, site)
        owner.opens_the_site()
        owner.starts_the_scan()
        owner.describes_the_company()
        page.locator("input[name=answer][value=c]").check()
        page.screenshot(path=FOLDER / "vraag.png")
        owner.answers_all_questions()
        owner.asks_for_the_result()
        page.screenshot(path=FOLDER / "resultaat.png")
        _keep_first_sheet(page, Path(data))


def _keep_first_sheet(page: Page, folder: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").first.click()
    report = folder / "rapport.pdf"
    download.value.save_as(report)
    sheet = FOLDER / "rapport"
    subprocess.run(["pdftoppm", "-png", "-r", "96", "-f", "1", "-singlefile", str(report), str(sheet)], check=True)


if __name__ == "__main__":
    main()
