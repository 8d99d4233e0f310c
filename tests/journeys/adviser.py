"""Advisers with a browser: the steps of their day, as a person would do them."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Response, expect

from app.domain.account import Account
from tests.journeys.office import Office


class Adviser:
    """Walks through the desk by what it says on the screen."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

    def opens(self, path: str) -> Response:
        reply = self.page.goto(self.site + path)
        assert reply is not None
        return reply

    def turns_to(self, tab: str) -> None:
        """Follow a link of the case that is open."""
        self.page.get_by_role("navigation", name="Dit dossier").get_by_role("link", name=tab, exact=True).click()
        expect(self.page.get_by_role("navigation", name="Dit dossier").locator("[aria-current]")).to_have_text(tab)

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def opens_case(self, name: str) -> str:
        """Open a case from the list and return its path."""
        self.opens("/adviseur")
        self.page.get_by_role("link", name=name).click()
        return self.page.url.removeprefix(self.site)

    def gives_view(self, question: str, *, answer: str, reason: str) -> None:
        """Give a view on the question of this id, from the page with all of them."""
        self.page.locator(f"#vraag-{question}").get_by_role("link").click()
        self.fills_in_view(answer=answer, reason=reason)

    def fills_in_view(self, *, answer: str, reason: str) -> None:
        self.page.locator(f"input[name=answer][value={answer}]").check()
        self.page.get_by_label("Waarom ziet u dit?").fill(reason)
        self.presses("Sla uw blik op")

    def writes_note(self, text: str, *, readers: str) -> None:
        self.turns_to("Notities")
        form = self.page.locator("details", has_text="Schrijf een notitie")
        if form.get_attribute("open") is None:
            form.locator("summary").click()
        self.page.get_by_label("Uw notitie").fill(text)
        self.page.get_by_label(readers).check()
        self.presses("Sla de notitie op")
        expect(self.page.locator("main")).to_contain_text(text)

    def changes_handling(self, *, status: str = "", follow_up_on: str = "") -> None:
        """Fill in the form that is open and send it."""
        if status:
            self.page.get_by_label("Hoe ver bent u?").select_option(status)
        if follow_up_on:
            self.page.get_by_label("Wanneer neemt u weer contact op?").fill(follow_up_on)
        self.presses("Opslaan")


@contextmanager
def at_desk(
    browser: Browser, office: Office, who: Account, *, width: int = 1280, has_script: bool = False
) -> Iterator[Adviser]:
    """Open a browser in which this person is signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=has_script, locale="nl-NL"
    )
    office.sign_in(context, who)
    yield Adviser(context.new_page(), office.site)
    context.close()
