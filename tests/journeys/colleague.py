"""Somebody of an organisation with a browser: from the invitation to what they do at their desk."""

from email.message import EmailMessage
from urllib.parse import urlsplit

from playwright.sync_api import Page
from pyotp import TOTP

from tests.mail_server import MailBox
from tests.signing_in import PASSWORD
from tests.waiting import wait_until


def letter_to(box: MailBox, recipient: str) -> EmailMessage:
    """Return the latest letter to this address, once there is one."""
    wait_until(lambda: any(recipient == to for to in box.recipients))
    return [letter for letter in box.messages if recipient in str(letter["to"])][-1]


def letter_about(box: MailBox, subject: str) -> EmailMessage:
    """Return the latest letter with this subject, once there is one."""
    wait_until(lambda: any(subject == letter["subject"] for letter in box.messages))
    return [letter for letter in box.messages if subject == letter["subject"]][-1]


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(letter: EmailMessage) -> str:
    """Return the path of the only link in a letter."""
    (link,) = [word for word in text_of(letter).split() if word.startswith("http")]
    return urlsplit(link).path


class Colleague:
    """Walks through the site by what it says on the screen."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

    def begins(self, link: str) -> None:
        """Open the link of an invitation, choose a password and add an app."""
        page = self.page
        page.goto(self.site + link)
        page.get_by_role("button", name="Kies een wachtwoord").click()
        page.get_by_label("Nieuw wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_label("Nog een keer het nieuwe wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Sla het wachtwoord op").click()
        key = "".join(page.locator(".secret-link").inner_text().split())
        page.get_by_label("Code van zes cijfers").fill(TOTP(key).now())
        page.get_by_role("button", name="Voeg de app toe").click()
        page.get_by_role("link", name="Ik heb de codes bewaard").click()

    def adds_advisers(self, name: str, email: str) -> None:
        page = self.page
        page.goto(f"{self.site}/beheer")
        page.get_by_role("link", name="Adviesorganisatie toevoegen").click()
        page.get_by_label("Hoe heet de organisatie?").fill(name)
        page.get_by_label("Wat is het e-mailadres?").fill(email)
        page.get_by_role("button", name="Opslaan").click()

    def invites(self, name: str, email: str) -> None:
        """Invite somebody to the organisation of which the page is open."""
        self.page.get_by_label("Naam").fill(name)
        self.page.get_by_label("E-mailadres").fill(email)
        self.page.get_by_role("button", name="Nodig uit").click()
