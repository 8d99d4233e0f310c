"""What comes after a mailed link: a password, an app, recovery codes, and only then the account."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.domain.account import Account
from app.services import account_links
from app.services.account_links import Purpose
from tests.page import Page, text_of
from tests.services.promises import waiting
from tests.signing_in import PASSWORD, app_code, twice
from tests.visitor import ORIGIN, Visitor
from tests.web.at_the_door import Anna, mailed_link
from tests.web.whole_site import contents, stranger


@pytest.fixture
def visitor(site: FastAPI) -> Visitor:
    return stranger(site)


def secret_on(page: Page) -> str:
    (shown,) = [found for found in page.all("p") if found.get("class") == "secret-link"]
    return text_of(shown)


def test_from_a_mailed_link_to_a_recovery_code(visitor: Visitor, invited: Account) -> None:
    choosing = visitor.post(mailed_link(visitor, invited), {})
    assert (choosing.path, choosing.heading) == ("/inloggen/wachtwoord", "Kies een wachtwoord")

    adding = visitor.post("/inloggen/wachtwoord", twice(PASSWORD))
    assert (adding.path, adding.heading) == ("/inloggen/app", "Voeg uw app voor codes toe")
    anna = Anna(visitor, invited, secret_on(adding))

    added = visitor.post("/inloggen/app", {"code": app_code(anna.secret, steps_on=-1)})
    codes = [text_of(found) for found in added.all("li") if re.fullmatch(r"[a-z2-7-]{19}", text_of(found))]
    assert (added.heading, len(codes)) == ("Bewaar uw herstelcodes", 10)
    assert visitor.get("/adviseur").path == "/adviseur"

    assert visitor.post("/uitloggen", {}).path == "/uitgelogd"
    assert visitor.get("/adviseur").path == "/inloggen"

    assert anna.password().path == "/inloggen/code"
    assert anna.code().path == "/adviseur"
    visitor.post("/uitloggen", {})

    anna.password()
    assert anna.code().status == 422
    used = visitor.post("/inloggen/herstelcode", {"recovery_code": codes[0]})
    assert used.path == "/adviseur"
    assert "nog 9 herstelcodes" in visitor.get("/account").text


def test_nobody_learns_who_has_an_account_by_asking_for_a_link(site: FastAPI, anna: Anna) -> None:
    replies = []
    for email in (anna.account.email, "niemand@organisatie.example"):
        reply = stranger(site).client.post(
            "/inloggen/vergeten",
            data={"email": email},
            headers={"origin": ORIGIN},
            follow_redirects=False,
        )
        headers = {name: value for name, value in reply.headers.items() if name != "x-request-id"}
        replies.append((reply.status_code, reply.content, headers))

    assert replies[0] == replies[1]
    assert replies[0][0] == 303


def test_a_look_at_a_mailed_link_uses_nothing(visitor: Visitor, invited: Account) -> None:
    link = mailed_link(visitor, invited)
    before = contents(visitor.site.database)

    assert visitor.get(link).heading == "Kies een nieuw wachtwoord"
    assert visitor.client.head(link).status_code == 200
    assert contents(visitor.site.database) == before
    assert visitor.post(link, {}).path == "/inloggen/wachtwoord"


def test_a_used_link_says_what_to_do(visitor: Visitor, invited: Account) -> None:
    link = mailed_link(visitor, invited)
    visitor.post(link, {})

    for page in (visitor.get(link), visitor.post(link, {})):
        assert (page.status, page.heading) == (404, "Deze link werkt niet meer")
    assert visitor.get("/inloggen/link/verzonnen").status == 404


def test_an_invitation_says_what_comes(visitor: Visitor, invited: Account) -> None:
    with visitor.site.database.write() as session:
        token = account_links.make_link(session, invited.id, Purpose.INVITATION, now=datetime.now(UTC))

    assert visitor.get(f"/inloggen/link/{token}").heading == "Begin met uw account"


def test_a_weak_password_is_refused_in_words_and_not_repeated(visitor: Visitor, invited: Account) -> None:
    visitor.post(mailed_link(visitor, invited), {})
    page = visitor.post("/inloggen/wachtwoord", {"new_password": "kanarie 12"})

    assert page.status == 422
    assert page.errors == [
        ("#new_password", "Dit wachtwoord heeft 10 tekens. Maak er minstens 12 van, bijvoorbeeld met een woord erbij.")
    ]
    assert "kanarie" not in page.response.text


@pytest.mark.parametrize(
    ("again", "said"),
    [
        ("", "Typ het nieuwe wachtwoord nog een keer."),
        (PASSWORD + "s", "Dit is een ander wachtwoord dan hierboven. Typ beide keren hetzelfde."),
    ],
)
def test_a_password_is_typed_twice(visitor: Visitor, invited: Account, again: str, said: str) -> None:
    visitor.post(mailed_link(visitor, invited), {})
    page = visitor.post("/inloggen/wachtwoord", {"new_password": PASSWORD, "new_password_again": again})

    assert (page.status, page.errors) == (422, [("#new_password_again", said)])
    assert PASSWORD not in page.response.text


def test_after_a_reset_one_signs_in_with_the_new_password_and_the_app(anna: Anna) -> None:
    visitor = anna.visitor
    visitor.post(mailed_link(visitor, anna.account), {})
    page = visitor.post("/inloggen/wachtwoord", twice("drie groene giraffen slapen"))

    assert (page.path, anna.token) == ("/inloggen", None)
    assert "Uw nieuwe wachtwoord is opgeslagen" in page.text
    assert waiting(visitor.site.database)[-1].subject == "Uw wachtwoord is gewijzigd"
    anna.password("drie groene giraffen slapen")
    assert anna.code().path == "/adviseur"


def test_without_a_mail_server_the_administrator_is_asked(make_app: Callable[..., FastAPI]) -> None:
    visitor = Visitor(TestClient(make_app(), base_url=ORIGIN))

    assert "Vraag uw beheerder om een nieuwe link" in visitor.get("/inloggen/vergeten").text
    assert visitor.post("/inloggen/vergeten", {"email": "a@b.example"}).status == 404


def test_a_mailed_link_is_of_our_own_address_whatever_the_request_says(visitor: Visitor, invited: Account) -> None:
    visitor.client.post(
        "/inloggen/vergeten",
        data={"email": invited.email},
        headers={"origin": ORIGIN, "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"},
    )

    (letter,) = waiting(visitor.site.database)
    assert f"{visitor.site.settings.origin}/inloggen/link/" in letter.text
    assert "evil.example" not in letter.text + letter.html
