"""Signing in and out: what gets in, where to, and what strangers learn: nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.db.account_tables import AccountRow, OrganisationRow
from app.domain.account import Account, Kind
from app.services.sign_in_limits import MOST_BY_VISITOR_OF_ACCOUNT, MOST_CODES_OF_SESSION
from tests.accounts import account, organisation, signed_in
from tests.signing_in import PASSWORD, app_code, finish, wrong_code
from tests.visitor import ORIGIN, Visitor
from tests.web.at_the_door import Anna
from tests.web.whole_site import stranger

HOMES = {Kind.ADVISER: "/adviseur", Kind.PROVINCE: "/provincie", Kind.ADMIN: "/beheer"}


@pytest.fixture
def visitor(site: FastAPI) -> Visitor:
    return stranger(site)


@pytest.mark.parametrize("kind", Kind)
def test_one_comes_to_the_first_page_of_ones_kind(site: FastAPI, kind: Kind) -> None:
    visitor = stranger(site)
    who = account(visitor.site.database, organisation(visitor.site.database, kind, name="Een organisatie"))
    anna = Anna(visitor, who, finish(visitor.site.database, visitor.site.secret_key, who))
    anna.password()

    assert anna.code().path == HOMES[kind]


def test_one_comes_back_to_the_page_one_came_for(anna: Anna) -> None:
    asked = anna.visitor.get("/account/wachtwoord")
    wanted = asked.field("naar").get("value", "")
    anna.password(wanted=wanted)

    assert anna.code(wanted=wanted).path == "/account/wachtwoord"


def test_one_comes_back_to_the_same_part_of_a_list(anna: Anna) -> None:
    wanted = anna.visitor.get("/account?pagina=2&zoek=caf%C3%A9").field("naar").get("value", "")
    anna.password(wanted=wanted)

    assert anna.code(wanted=wanted).response.url.query == b"pagina=2&zoek=caf%C3%A9"


def test_without_a_wanted_page_no_address_mentions_one(anna: Anna) -> None:
    assert str(anna.password().response.url).endswith("/inloggen/code")


def test_the_wanted_page_goes_along_to_the_form_of_the_code(anna: Anna) -> None:
    page = anna.password(wanted="/account")

    assert page.field("naar").get("value") == "/account"


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example/account",
        "%2f%2fevil.example",
        "/account//evil.example",
        "/account/../../evil",
        "/account\r\nSet-Cookie: a=b",
        "/account\t",
        "\t//evil.example",
        "javascript:alert(1)",
        "/account@evil.example",
        "/account?x=//evil.example",
        "/account?x=1?//evil.example",
        "/account?x=1#evil.example",
        "/account?x=\r\nSet-Cookie: evil=b",
        "?/account&evil",
        "/uitloggen",
        "/inloggen/wachtwoord",
        "/adviseur/bestaat-niet/x/y",
        "/account/overal-uitloggen",
    ],
)
def test_no_other_address_is_gone_to(anna: Anna, wanted: str) -> None:
    sent = {"email": anna.account.email, "password": PASSWORD, "naar": wanted}
    page = anna.visitor.post("/inloggen", sent)
    assert "evil" not in page.response.text

    reply = anna.visitor.client.post(
        "/inloggen/code",
        data={"code": app_code(anna.secret), "naar": wanted},
        headers={"origin": ORIGIN},
        follow_redirects=False,
    )
    # The form strips outer spaces, also a tab.
    assert reply.headers["location"] in ("/adviseur", "/account")
    assert reply.headers["location"] == ("/account" if wanted.strip() == "/account" else "/adviseur")


def failed(site: FastAPI, email: str, password: str) -> tuple[int, str, dict[str, str]]:
    """Return all that a stranger gets for this, but for the number of the answer and the address itself."""
    form = {"email": email, "password": password}
    reply = stranger(site).client.post("/inloggen", data=form, headers={"origin": ORIGIN})
    headers = {name: value for name, value in reply.headers.items() if name != "x-request-id"}
    return reply.status_code, reply.text.replace(email, "-"), headers


def test_nobody_learns_who_has_an_account(site: FastAPI, anna: Anna) -> None:
    database, closed = site.state.site.database, organisation(site.state.site.database, name="Gesloten")
    of = {"leeg": anna.account.organisation, "blok": anna.account.organisation, "weg_": closed}
    # Addresses of one length, so that also the length of the answers is the same.
    people = {name: account(database, of[name], name=name, email=f"{name}.1@organisatie.example") for name in of}
    for name in ("blok", "weg_"):
        finish(database, site.state.site.secret_key, people[name])
    with database.write() as session:
        session.get_one(AccountRow, people["blok"].id).blocked_at = datetime.now(UTC)
        session.get_one(OrganisationRow, closed.id).closed_at = datetime.now(UTC)

    shown = [
        failed(site, email, PASSWORD) for email in ("niet.1@organisatie.example", *(p.email for p in people.values()))
    ]

    wrong = failed(site, anna.account.email, "vier groene olifanten dansen")
    assert wrong[0] == 422
    assert shown == [wrong] * 4


@pytest.mark.parametrize("email", ["", "niemand@organisatie.example"])
def test_who_guesses_is_told_how_long_to_wait(anna: Anna, email: str) -> None:
    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
        anna.password("vier groene olifanten dansen", email=email)

    page = anna.password(email=email)

    assert (page.status, page.heading) == (429, "Wacht even met inloggen")
    assert "over 15 minuten opnieuw" in page.text
    assert 0 < int(page.response.headers["retry-after"]) <= 900


def test_after_five_wrong_codes_one_begins_again(anna: Anna) -> None:
    anna.password()
    for _ in range(MOST_CODES_OF_SESSION):
        page = anna.visitor.post("/inloggen/code", {"code": wrong_code(anna.secret)})
    assert page.status == 422

    page = anna.code()
    assert (page.path, page.status) == ("/inloggen", 200)
    assert "U bent nu niet ingelogd" in page.text


def test_a_cookie_of_before_is_worth_nothing_after_each_step(anna: Anna, visit: Callable[[], Visitor]) -> None:
    seen: list[str | None] = []
    for step in (anna.password, anna.code):
        step()
        seen.append(anna.token)

    assert len(set(seen)) == 2
    thief = Visitor(TestClient(anna.visitor.client.app, base_url=ORIGIN))
    thief.client.cookies.set("account", seen[0] or "")
    assert thief.get("/account").path == "/inloggen"
    assert anna.visitor.get("/account").path == "/account"


def test_a_cookie_of_somebody_elses_choice_is_replaced(anna: Anna) -> None:
    anna.visitor.client.cookies.set("account", "x" * 43, domain="127.0.0.1")
    anna.password()
    anna.code()

    assert anna.token != "x" * 43


def test_the_cookie_is_of_the_session_and_not_for_scripts(anna: Anna) -> None:
    reply = anna.visitor.client.post(
        "/inloggen",
        data={"email": anna.account.email, "password": PASSWORD},
        headers={"origin": ORIGIN},
        follow_redirects=False,
    )

    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age" not in cookie
    assert "expires" not in cookie


def test_on_https_the_cookie_is_bound_to_the_host(make_app: Callable[..., FastAPI]) -> None:
    site = make_app(public_url="https://scan.example.nl").state.site

    assert site.account_cookie == "__Host-account"


@pytest.mark.parametrize("path", ["/inloggen/code", "/inloggen/herstelcode", "/inloggen/wachtwoord", "/inloggen/app"])
def test_a_step_that_is_not_open_leads_to_signing_in(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).path == "/inloggen"
    assert visitor.post(path, {"code": "123456", "new_password": PASSWORD}).path == "/inloggen"


def test_who_waits_for_a_code_sees_nothing_else(anna: Anna) -> None:
    anna.password()

    for path in ("/account", "/adviseur", "/account/wachtwoord", "/inloggen/app", "/inloggen/wachtwoord"):
        assert anna.visitor.client.get(path, follow_redirects=False).status_code == 303, path


def test_who_is_signed_in_need_not_sign_in(site: FastAPI, invited: Account) -> None:
    assert signed_in(site, invited).get("/inloggen?naar=/account").path == "/account"
