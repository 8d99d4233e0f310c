"""An owner with a browser: the steps of a visit, as a person would do them."""

from itertools import cycle

import httpx
from playwright.sync_api import Page, expect

from tests.visitor import COMPANY

LEVELS = "abcd"


def started_scan(site: str) -> str:
    """Start a scan without a browser, for a journey that is about what comes after, and return its secret."""
    return httpx.post(f"{site}/start", data=COMPANY, headers={"origin": site}).cookies["scan"]


def finished_scan(site: str) -> str:
    """Start a scan, answer with the levels in turn and finish, all without a browser; return its secret."""
    secret, levels = started_scan(site), cycle(LEVELS)
    with httpx.Client(base_url=site, headers={"origin": site}, cookies={"scan": secret}) as client:
        path = client.get("/scan/verder").headers["location"]
        while path.startswith("/scan/vraag/"):
            path = client.post(path, data={"answer": next(levels)}).headers["location"]
        assert client.post("/scan/controle", data={}).headers["location"] == "/scan/resultaat"
    return secret


class Owner:
    """Walks through the site by what it says on the screen."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

    def opens_the_site(self) -> None:
        self.page.goto(self.site)

    def has_open(self, secret: str, path: str) -> None:
        """Look at a page of a scan that was begun before."""
        self.page.context.add_cookies([{"name": "scan", "value": secret, "url": self.site}])
        self.page.goto(self.site + path)

    def starts_the_scan(self) -> None:
        self.page.get_by_role("link", name="Start de scan").first.click()

    def describes_the_company(self) -> None:
        page = self.page
        page.get_by_label("In welke sector").select_option("Installatietechniek")
        page.locator("input[name=size][value='2-9']").check()
        page.locator("input[name=municipality]").fill("7411 AB")
        page.locator("input[name=family_business][value=yes]").check()
        page.locator("input[name=goal][value=krapte]").check()
        page.locator("input[name=may_count][value=yes]").check()
        page.get_by_role("button", name="Naar de vragen").click()

    def answers(self, code: str) -> None:
        self.page.locator(f"input[name=answer][value={code}]").check()
        self.page.get_by_role("button", name="Volgende vraag").click()

    def answers_all_questions(self) -> int:
        """Answer with the levels in turn and return how many questions there were."""
        count = 0
        while "/scan/vraag/" in self.page.url:
            self.answers(LEVELS[count % len(LEVELS)])
            count += 1
        return count

    def asks_for_the_result(self) -> None:
        self.page.get_by_role("link", name="Controleer uw antwoorden").click()
        self.page.get_by_role("button", name="Bekijk uw resultaat").click()

    def comes_to_the_first_question(self) -> None:
        self.opens_the_site()
        self.starts_the_scan()
        self.describes_the_company()

    def shares_with(self, organisation: str, *, name: str, email: str, question: str) -> None:
        """Share the scan of which the result is open."""
        page = self.page
        page.get_by_role("link", name="Deel uw scan met een adviseur").click()
        page.get_by_label(organisation).check()
        page.get_by_label("Uw naam").fill(name)
        page.get_by_label("E-mailadres").fill(email)
        page.get_by_label("Wat wilt u vragen?").fill(question)
        page.locator("input[name=consent]").check()
        page.get_by_role("button", name="Deel mijn scan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("U deelt uw scan")

    def stops_sharing(self) -> None:
        page = self.page
        page.goto(f"{self.site}/scan/delen")
        page.get_by_role("link", name="Stop met delen").click()
        page.get_by_role("button", name="Stop met delen").click()
        expect(page.locator("main")).to_contain_text("U deelt uw scan niet meer")
