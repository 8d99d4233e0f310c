"""Text that nobody should type, in what advisers, administrators and owners who share fill in.

The texts take turns: each is typed in some of these fields, and all of them in those of owners.
"""

import re
from urllib.parse import quote, urlencode

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import delete

from app.db.attempt_tables import FailedAttemptsRow
from app.services import passing_on
from app.services.sessions import Stage
from tests.accounts import signed_in
from tests.hostile.everybody import forms_of_everybody
from tests.hostile.found_forms import FoundForm
from tests.hostile.naughty import TEXTS, VALUES, encoded
from tests.hostile.sending import checked, in_batches, in_turn, is_clean, receive, send, stores_nothing
from tests.page import Page
from tests.visitor import Visitor
from tests.web.cast import Cast, make_cast
from tests.web.whole_site import asked, contents

SECRETS = {"password", "new_password", "new_password_again", "code", "recovery_code"}

Place = tuple[Visitor, FoundForm]


@pytest.fixture
def cast(site: FastAPI) -> Cast:
    return make_cast(site)


@pytest.fixture
def places(site: FastAPI) -> list[Place]:
    """Every form of who signs in, and those with which owners share; what is told of a company is tried elsewhere."""
    found = forms_of_everybody(site)
    for _method, route in asked(site, "POST"):
        assert any(route.path_regex.fullmatch(form.action) for _, form in found), f"no page has a form for {route.path}"
    others = [place for place in found if not place[1].action.startswith(("/start", "/verder"))]
    return [place for place in others if place[1].action != "/adviseur/samen" and not is_of_scan(place[1].action)]


def is_of_scan(action: str) -> bool:
    return action.startswith("/scan/") and not action.startswith(("/scan/delen", "/scan/doorgeven"))


@stores_nothing
def test_text_in_any_field_gives_a_page(places: list[Place]) -> None:
    with_texts = [place for place in places if place[1].texts]
    for at, (visitor, form) in in_turn(with_texts, of=lambda place: place[1].texts, every=10):
        typed = {name: TEXTS[(at + 50 * place) % len(TEXTS)] for place, name in enumerate(form.texts)}
        send(visitor, form.action, {**form.valid, **typed})
    short = tuple(text for text in TEXTS if len(text) < 500)
    for visitor, form in places:
        for name in set(form.names) - set(form.texts):
            for text in in_batches(short):
                send(visitor, form.action, {**form.valid, name: text})


@stores_nothing
def test_what_is_no_text_or_no_form_gives_a_page(places: list[Place]) -> None:
    for visitor, form in (place for place in places if place[1].names):
        twice = urlencode([*form.valid.items(), *form.valid.items()]).encode()
        for body in (b"", twice, b"&".join(b"x%d=y" % number for number in range(60))):
            receive(visitor, form.action, body)
        for at, name in enumerate(form.texts):
            valid = urlencode({**form.valid, name: ""}).encode()
            for value in VALUES[at % 2 :: 2]:
                receive(visitor, form.action, valid.replace(f"{name}=".encode(), f"{name}=".encode() + value))


@stores_nothing
def test_every_text_as_a_code_gives_a_page(site: FastAPI, cast: Cast) -> None:
    steps = {"/inloggen/code": "code", "/inloggen/herstelcode": "recovery_code", "/account/herstelcodes": "code"}
    for path, name in steps.items():
        for at, text in enumerate(TEXTS[::4]):
            if at % 4 == 0:
                forget_attempts(cast)
                browser = signed_in(site, cast.half_way_account, Stage(_STAGES[path]))
            assert send(browser, path, {name: text}).status in (400, 422)


_STAGES = {"/inloggen/code": "password_given", "/inloggen/herstelcode": "password_given"} | {
    "/account/herstelcodes": "verified"
}


def forget_attempts(cast: Cast) -> None:
    with cast.owner.site.database.write() as session:
        session.execute(delete(FailedAttemptsRow))


@stores_nothing
def test_every_text_as_an_address_gives_a_page(site: FastAPI, cast: Cast) -> None:
    routes = [route for _method, route in asked(site, "GET") if "{" in route.path]
    for at, text in enumerate(TEXTS):
        for route in routes[at % 9 :: 9]:
            asked_for = quote(encoded(text[:500]), safe="")
            path = re.sub("{.*?}", asked_for, route.path)
            reader = reader_of(cast, route)
            checked(Page(reader.client.get(f"{path}?naar={asked_for}&{asked_for}", follow_redirects=False)))


def reader_of(cast: Cast, route: APIRoute) -> Visitor:
    readers = {"/adviseur": cast.adviser, "/beheer": cast.admin}
    return next((reader for begins, reader in readers.items() if route.path.startswith(begins)), cast.owner)


def test_every_text_that_an_owner_shares_is_shown_as_it_is_kept(cast: Cast) -> None:
    form = {**cast.forms["/scan/delen/gegevens"]}
    for at, text in enumerate(TEXTS[::3]):
        typed = {"contact_name": text, "question": text}
        if send(cast.owner, "/scan/delen/gegevens", form | typed).status != 303:
            typed["contact_name"] = "Jan"
            if send(cast.owner, "/scan/delen/gegevens", form | typed).status != 303:
                continue
        (row,) = contents(cast.owner.site.database)["adviser_case"]
        assert_is_kept(text, str(row["question"]))
        if at % 3 == 0:
            page = cast.owner.get("/scan/delen")
            assert page.field("contact_name").get("value") == row["contact_name"]
            assert shown(page.field("question").text or "") == shown(str(row["question"]))
            assert shown(str(row["question"])) in cast.adviser.get(f"/adviseur/dossiers/{cast.places['key']}").text


@stores_nothing
def test_every_reason_of_an_adviser_is_shown_as_it_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing_on, "MOST_QUESTIONS_A_DAY", len(TEXTS) + 1)
    kept, reasons = 0, TEXTS[1::3]
    path = f"/adviseur/dossiers/{cast.places['key']}/doorgeven"
    seen = cast.adviser.get(path).field("seen").get("value") or ""
    for at, text in enumerate(reasons):
        page = send(cast.adviser, path, {"organisation": str(cast.others.id), "reason": text, "seen": seen})
        if page.status != 303:
            continue
        (row,) = contents(cast.owner.site.database)["pass_on"]
        seen, kept = str(row["token_hash"])[:12], kept + 1
        assert_is_kept(text, str(row["reason"]))
        if at % 3 == 0:
            assert shown(str(row["reason"])) in cast.adviser.get(path).text
            assert shown(str(row["reason"])) in cast.owner.get("/scan/delen").text
    assert kept > len(reasons) / 2


@stores_nothing
def test_every_name_of_an_organisation_is_shown_as_it_is_kept(cast: Cast) -> None:
    path = f"/beheer/organisaties/{cast.others.id}"
    for at, text in enumerate(TEXTS[2::3]):
        form = {"name": text, "email": "balie@loket.example", "person": text}
        if send(cast.admin, f"{path}/wijzigen", form).status != 303:
            continue
        row = next(row for row in contents(cast.owner.site.database)["organisation"] if row["id"] == cast.others.id)
        assert is_clean(str(row["name"]))
        if at % 3 == 0:
            assert cast.admin.get(path).heading == shown(str(row["name"]))


def assert_is_kept(typed: str, kept: str) -> None:
    assert is_clean(kept.replace("\n", "").replace("\t", ""))
    if typed.isprintable() and is_clean(typed):
        assert kept in (typed.strip(), "")


def shown(text: str) -> str:
    return " ".join(text.split())
