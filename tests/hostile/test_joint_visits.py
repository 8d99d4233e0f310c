"""A scan that is filled in together: who may see it before, during and after the visit, on both databases."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from sqlmodel import select

from app.db.sharing_tables import JointVisitRow
from app.domain.account import Account
from app.domain.sharing import OwnerDetails
from app.services import sharing
from app.services.joint_visits import LONGEST
from app.services.opening import MOST_FAILURES
from app.services.sessions import end_session
from tests.accounts import signed_in
from tests.log_lines import Written
from tests.together import account_of_adviser, adviser, owner_link, owner_with, start_together
from tests.visitor import Visitor
from tests.web.whole_site import ORIGIN, Contents, ask, asked, contents, scan_of

QUESTION = "/scan/vraag/planning"
SECRET_NAME = "Geheim BV"


@pytest.fixture
def anna(site: FastAPI) -> Visitor:
    return adviser(site)


def visit_of(visitor: Visitor) -> str:
    return visitor.client.cookies["scan"]


def carry(visitor: Visitor, visit: str) -> Visitor:
    """Put the cookie of a visit in a browser."""
    visitor.client.cookies.set("scan", visit, domain="127.0.0.1")
    return visitor


def test_a_visit_from_start_to_end(site: FastAPI, anna: Visitor) -> None:
    link = owner_link(start_together(anna, company_name=SECRET_NAME))
    owner = owner_with(site, link)

    anna.post(QUESTION, {"answer": "b"})
    assert owner.get(QUESTION).chosen("answer") == ["b"]
    owner.post(QUESTION, {"answer": "c"})
    assert anna.get(QUESTION).chosen("answer") == ["c"]
    anna.answer_all()
    assert anna.post("/scan/controle", {}).path == "/scan/resultaat"
    anna.post("/scan/sluiten", {})

    assert anna.get("/scan/resultaat").status == 404
    assert owner.get("/scan/resultaat").status == 200
    assert owner_with(site, link).get("/scan/resultaat").status == 200
    assert actions(site) == ["started_together", "ended_together"]


def actions(site: FastAPI) -> list[object]:
    return [line["action"] for line in contents(site.state.site.database)["audit_line"]]


def without_account(_site: FastAPI, anna: Visitor) -> None:
    anna.client.cookies.delete("account")


def in_another_session(site: FastAPI, anna: Visitor) -> None:
    take_session(anna, adviser(site, name="Bas Visser", organisation_name="KVK"))


def take_session(visitor: Visitor, other: Visitor) -> None:
    token = other.client.cookies["account"]
    visitor.client.cookies.delete("account")
    visitor.client.cookies.set("account", token)


def after_signing_out(site: FastAPI, anna: Visitor) -> None:
    end_session(site.state.site.database, anna.client.cookies["account"])


def after_too_long(site: FastAPI, _anna: Visitor) -> None:
    with site.state.site.database.write() as session:
        visit = session.exec(select(JointVisitRow)).one()
        visit.started_at -= LONGEST + timedelta(seconds=1)


def after_closing(_site: FastAPI, anna: Visitor) -> None:
    visit = visit_of(anna)
    anna.post("/scan/sluiten", {})
    carry(anna, visit)


def after_starting_another(_site: FastAPI, anna: Visitor) -> None:
    visit = visit_of(anna)
    start_together(anna)
    carry(anna, visit)


def after_deletion(site: FastAPI, anna: Visitor) -> None:
    owner = owner_with(site, owner_link(anna.get("/scan/bewaren")))
    assert owner.post("/scan/verwijderen", {}).path == "/verwijderd"


ENDS = [
    without_account,
    in_another_session,
    after_signing_out,
    after_too_long,
    after_closing,
    after_starting_another,
    after_deletion,
]


@pytest.mark.parametrize("ends", ENDS)
def test_once_it_is_over_no_page_shows_or_changes_anything(
    site: FastAPI, anna: Visitor, ends: Callable[[FastAPI, Visitor], None]
) -> None:
    start_together(anna, company_name=SECRET_NAME)
    visit = visit_of(anna)
    ends(site, anna)
    before = unseen(contents(site.state.site.database))

    for method, route in asked(site):
        if route.path.startswith("/scan/"):
            reply = ask(carry(anna, visit), method, route)
            assert reply.status_code == 404, route.path
            assert SECRET_NAME not in reply.text
            assert "Het samen invullen is afgelopen" in reply.text

    assert unseen(contents(site.state.site.database)) == before


def unseen(found: Contents) -> Contents:
    """Return all that is kept but for when sessions were last used."""
    return found | {"account_session": [{**row, "seen_at": None} for row in found["account_session"]]}


@pytest.mark.parametrize("ends", ENDS[:-1])
def test_once_it_is_over_the_link_of_the_owner_still_works(
    site: FastAPI, anna: Visitor, ends: Callable[[FastAPI, Visitor], None]
) -> None:
    link = owner_link(start_together(anna))
    owner = owner_with(site, link)

    ends(site, anna)

    assert owner.get(QUESTION).status == 200
    assert owner_with(site, link).get(QUESTION).status == 200


def test_after_the_visit_a_scan_is_only_there_for_whom_it_was_shared_with(site: FastAPI) -> None:
    with_share, without = account_of_adviser(site), account_of_adviser(site, name="Bas", organisation_name="KVK")
    for who, is_shared in ((with_share, True), (without, False)):
        visitor = signed_in(site, who)
        owner = owner_with(site, owner_link(start_together(visitor, company_name=SECRET_NAME)))
        if is_shared:
            share(owner, who)
        visitor.post("/scan/sluiten", {})

        assert visitor.get("/scan/verder").status == 404
        assert (SECRET_NAME in visitor.get("/adviseur").text) is is_shared


def share(owner: Visitor, who: Account) -> None:
    now = datetime.now(UTC)
    sharing.share_scan(
        owner.site.database,
        scan_of(owner).id,
        who.organisation.id,
        OwnerDetails("Jan"),
        consent_version="2026.1",
        ends_on=now.date() + timedelta(days=30),
        now=now,
    )


def test_two_sessions_of_one_adviser_are_two_visits(site: FastAPI) -> None:
    who = account_of_adviser(site)
    office, tablet = signed_in(site, who), signed_in(site, who)
    links = [owner_link(start_together(browser)) for browser in (office, tablet)]

    office.post("/scan/sluiten", {})

    assert links[0] != links[1]
    assert tablet.get(QUESTION).status == 200
    assert carry(office, visit_of(tablet)).get(QUESTION).status == 404


def test_ending_it_again_changes_nothing(site: FastAPI, anna: Visitor) -> None:
    start_together(anna)
    visit = visit_of(anna)
    anna.post("/scan/sluiten", {})
    before = unseen(contents(site.state.site.database))

    assert carry(anna, visit).post("/scan/sluiten", {}).status == 404

    assert unseen(contents(site.state.site.database)) == before


def test_an_old_visit_is_no_guess_at_a_link(anna: Visitor) -> None:
    start_together(anna)
    visit = visit_of(anna)
    anna.post("/scan/sluiten", {})

    for _ in range(MOST_FAILURES + 1):
        assert carry(anna, visit).get(QUESTION).status == 404

    assert not contents(anna.site.database)["failed_attempts"]


@pytest.mark.parametrize("text", ["samen.", "samen.x", "samen." + "a" * 43, "samen.%00", "samen." + "a" * 3000])
def test_what_only_looks_like_a_visit_opens_nothing(anna: Visitor, text: str) -> None:
    assert carry(anna, text).get(QUESTION).status == 404


def test_the_token_of_a_visit_is_no_link(site: FastAPI, anna: Visitor) -> None:
    start_together(anna)
    visit = visit_of(anna)

    for token in (visit, visit.removeprefix("samen."), visit.replace(".", "%2E")):
        assert anna.post(f"/verder/{token}", {}).status == 404


def test_neither_the_link_nor_the_visit_is_kept_or_logged(site: FastAPI, anna: Visitor, written: Written) -> None:
    link = owner_link(start_together(anna))
    secret, visit = link.rpartition("/")[2], visit_of(anna)
    owner_with(site, link)
    carry(anna, visit).post("/scan/sluiten", {})
    assert carry(anna, visit).get(QUESTION).status == 404

    kept = repr(contents(site.state.site.database)) + json.dumps(written())

    assert secret not in kept
    assert visit.removeprefix("samen.") not in kept


def test_only_the_page_that_is_for_it_shows_the_link(site: FastAPI, anna: Visitor) -> None:
    secret = owner_link(start_together(anna)).rpartition("/")[2]

    for _method, route in asked(site, "GET"):
        if route.path.startswith("/scan/") and route.path != "/scan/bewaren":
            reply = ask(anna, "GET", route)
            assert secret not in reply.text + str(reply.headers), route.path


def test_the_link_of_the_owner_does_not_outlast_the_visit_in_its_browser(anna: Visitor) -> None:
    link = owner_link(start_together(anna))
    visit = visit_of(anna)

    for answer in (anna.get(link), anna.post(link, {})):
        assert answer.path == QUESTION
        assert visit_of(anna) == visit

    anna.post("/scan/sluiten", {})
    assert anna.get(QUESTION).status == 404


def test_a_link_that_is_none_is_answered_during_a_visit_as_ever(anna: Visitor) -> None:
    start_together(anna)

    for odd in ("/verder/é", "/verder/%FF", "/verder/%F0%9F%94%91"):
        assert anna.get(odd).heading == "Ga verder met uw scan"


def test_the_link_of_another_owner_opens_in_the_browser_of_a_visit(site: FastAPI, anna: Visitor) -> None:
    other = owner_link(start_together(adviser(site, name="Bas Visser", organisation_name="KVK")))
    start_together(anna)

    anna.post(other, {})

    assert visit_of(anna) == other.rpartition("/")[2]


def test_a_visit_cannot_be_started_from_elsewhere(site: FastAPI, anna: Visitor) -> None:
    before = unseen(contents(site.state.site.database))

    for headers in ({"origin": "https://evil.example"}, {"origin": ORIGIN, "sec-fetch-site": "cross-site"}, {}):
        assert anna.client.post("/adviseur/samen", data={}, headers=headers).status_code == 403

    assert unseen(contents(site.state.site.database)) == before
