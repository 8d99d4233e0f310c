"""The pages of one's own account, the bar of who is signed in, and what never shows."""

import json
import re
from datetime import UTC, datetime

import pytest
from fastapi import Depends, FastAPI
from sqlmodel import select

from app.db.account_tables import SessionRow
from app.domain.account import Account
from app.domain.errors import StorageBusyError
from app.web.forms import SECRETS, read_form
from tests.accounts import account, organisation, signed_in
from tests.log_lines import Written
from tests.page import Page
from tests.services.promises import waiting
from tests.signing_in import PASSWORD, app_code, finish, twice
from tests.visitor import ORIGIN, Visitor
from tests.web.whole_site import contents, stranger

NEW_PASSWORD = "drie groene giraffen slapen"


@pytest.fixture
def who(site: FastAPI) -> Account:
    return account(site.state.site.database, organisation(site.state.site.database))


@pytest.fixture
def secret(site: FastAPI, who: Account) -> str:
    return finish(site.state.site.database, site.state.site.secret_key, who)


@pytest.fixture
def visitor(site: FastAPI, who: Account, secret: str) -> Visitor:
    return signed_in(site, who)


def hidden(page: Page) -> dict[str, str]:
    return {i.get("name", ""): i.get("value", "") for i in page.all("input") if i.get("type") == "hidden"}


def test_it_tells_who_one_is_and_where_one_is_signed_in(site: FastAPI, who: Account, visitor: Visitor) -> None:
    signed_in(site, who)
    page = visitor.get("/account")

    assert all(told in page.text for told in (who.name, who.email, who.organisation.name))
    assert (page.text.count("In deze browser, sinds"), page.text.count("Ergens anders, sinds")) == (1, 1)
    assert "geen herstelcodes meer" in page.text


def test_it_changes_the_password(site: FastAPI, who: Account, visitor: Visitor) -> None:
    elsewhere = signed_in(site, who)
    page = visitor.post("/account/wachtwoord", {"password": PASSWORD, **twice(NEW_PASSWORD)})

    assert (page.path, "Uw nieuwe wachtwoord is opgeslagen" in page.text) == ("/account", True)
    assert elsewhere.get("/account").path == "/inloggen"
    assert [letter.recipient for letter in waiting(visitor.site.database)] == [who.email]


def test_it_asks_for_both_passwords(visitor: Visitor) -> None:
    page = visitor.post("/account/wachtwoord", {})

    assert (page.status, [target for target, _ in page.errors]) == (422, ["#password", "#new_password"])


def test_it_refuses_a_wrong_current_password(visitor: Visitor) -> None:
    page = visitor.post("/account/wachtwoord", {"password": "fout", **twice(NEW_PASSWORD)})

    assert (page.status, [target for target, _ in page.errors]) == (422, ["#password"])


def test_it_gives_new_recovery_codes_for_a_code(visitor: Visitor, secret: str) -> None:
    page = visitor.post("/account/herstelcodes", {"code": app_code(secret)})

    assert (page.status, page.heading) == (200, "Bewaar uw herstelcodes")
    assert "nog 10 herstelcodes" in visitor.get("/account").text


@pytest.mark.parametrize("code", ["", "geen"])
def test_it_gives_no_recovery_codes_without_one(visitor: Visitor, code: str) -> None:
    page = visitor.post("/account/herstelcodes", {"code": code})

    assert (page.status, [target for target, _ in page.errors]) == (422, ["#code"])


def test_it_signs_out_everywhere(site: FastAPI, who: Account, visitor: Visitor) -> None:
    elsewhere = signed_in(site, who)
    page = visitor.post("/account/overal-uitloggen", {})

    assert page.heading == "U bent uitgelogd"
    assert [one.get("/account").path for one in (visitor, elsewhere)] == ["/inloggen", "/inloggen"]


def test_signing_out_ends_the_session_and_clears_what_the_browser_keeps(visitor: Visitor) -> None:
    reply = visitor.client.post("/uitloggen", headers={"origin": ORIGIN}, follow_redirects=False)

    assert reply.headers["clear-site-data"] == '"cache", "storage"'
    assert "account" not in visitor.client.cookies
    with visitor.site.database.read() as session:
        assert session.exec(select(SessionRow)).all() == []


def test_a_link_does_not_sign_out(visitor: Visitor) -> None:
    assert visitor.client.get("/uitloggen").status_code == 405
    assert visitor.get("/account").path == "/account"


def test_the_bar_leads_home_to_the_account_and_out(visitor: Visitor) -> None:
    page = visitor.get("/account")

    assert (page.links()["Uw overzicht"], page.links()["Uw account"]) == ("/adviseur", "/account")
    assert "/uitloggen" in [form.get("action") for form in page.all("form")]


def test_owners_and_strangers_see_no_trace_of_accounts(site: FastAPI) -> None:
    owner = stranger(site)
    owner.start()

    for path in ("/", "/privacy", "/scan/verder", "/scan/bewaren"):
        page = owner.get(path)
        assert "account-bar" not in page.response.text, path
        assert not {"Uw account", "Uw overzicht"} & set(page.links()), path


def test_a_page_for_everybody_leads_back_to_the_account(visitor: Visitor) -> None:
    assert visitor.get("/privacy").links()["Uw account"] == "/account"


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_who_was_signed_out_meanwhile_finds_no_secret_on_the_page(visitor: Visitor, name: str) -> None:
    visitor.client.cookies.clear()
    page = visitor.post("/account/wachtwoord", {name: "kanarie", "anders": "blijft staan"})

    assert (page.status, hidden(page)) == (403, {"anders": "blijft staan"})
    assert "kanarie" not in page.response.text
    assert "Uw wachtwoord of code houden wij niet vast" in page.text


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_a_fault_of_the_database_repeats_no_secret(site: FastAPI, name: str) -> None:
    visitor = stranger(site)

    def busy() -> None:
        raise StorageBusyError

    site.add_api_route("/bezet", busy, methods=["POST"], dependencies=[Depends(read_form)])
    page = visitor.post("/bezet", {name: "kanarie", "email": "jan@example.nl"})

    assert (page.status, hidden(page)) == (503, {"email": "jan@example.nl"})
    assert "kanarie" not in page.response.text


def test_no_password_code_token_or_address_is_in_the_log_or_where_it_need_not_be(
    site: FastAPI, who: Account, secret: str, written: Written
) -> None:
    visitor = stranger(site)
    tokens = set()
    for path, form in (
        ("/inloggen", {"email": who.email, "password": "vier groene olifanten dansen"}),
        ("/inloggen", {"email": who.email, "password": PASSWORD}),
        ("/inloggen/code", {"code": app_code(secret)}),
        ("/account/wachtwoord", {"password": PASSWORD, **twice(NEW_PASSWORD)}),
        ("/account/wachtwoord", {"password": NEW_PASSWORD, "new_password": NEW_PASSWORD, "x" * 9: "y" * 5001}),
        ("/inloggen/vergeten", {"email": who.email}),
    ):
        visitor.post(path, form)
        tokens.add(visitor.client.cookies.get("account") or "-")
    kept = contents(visitor.site.database)
    letter = waiting(visitor.site.database)[-1]
    tokens.add(letter.text.partition("/inloggen/link/")[2].split()[0])
    kept.pop("outbox")
    told = {*tokens, PASSWORD, NEW_PASSWORD, secret, app_code(secret), "vier groene olifanten dansen"} - {"-"}

    log, stored = json.dumps(written()), str(kept)
    assert [word for word in (*told, who.email, "127.0.0.1") if is_told(word, log)] == []
    assert [word for word in told if is_told(word, stored)] == []
    assert stored.count(who.email) == 1
    assert len(told) >= 8


def is_told(word: str, text: str) -> bool:
    """Say whether a text has this word, and not as part of a longer one: a code of six digits may be in any hash."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def test_a_session_that_is_over_leads_to_signing_in_and_forgets_the_cookie(visitor: Visitor) -> None:
    with visitor.site.database.write() as session:
        for row in session.exec(select(SessionRow)):
            row.started_at = row.seen_at = datetime(2026, 1, 1, tzinfo=UTC)

    assert visitor.get("/account").path == "/inloggen"
    assert "account" not in visitor.client.cookies
