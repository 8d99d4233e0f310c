"""What belongs to another, and what is not in a form: neither read nor changed, whatever a request names."""

from collections.abc import Mapping
from datetime import UTC, datetime
from string import ascii_lowercase, digits

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlmodel import SQLModel

from tests.hostile.found_forms import FoundForm, all_forms
from tests.hostile.sending import stores_nothing
from tests.visitor import Visitor
from tests.web.cast import Cast, make_cast
from tests.web.whole_site import (
    FORMS,
    ORIGIN,
    Contents,
    ask,
    asked,
    contents,
    finisher,
    planner,
    scan_of,
    secret_of,
    stranger,
)

OPTIONAL = {"due_on", "follow_up_on", "scan", "phone", "province", "door", "municipalities"}
"""Fields of some of these forms that may be left out."""
ENDING = ("sluiten", "verwijderen", "intrekken", "/app")
OF_THE_DESK = ("/scan/delen", "/scan/adviseur", "/adviseur/dossiers", "/adviseur/workshops", "/beheer")


def columns() -> dict[str, str]:
    """Return every column of every table, with a value that it could have."""
    now = datetime(2020, 1, 1, tzinfo=UTC).isoformat()
    plausible = {"INTEGER": "1", "BOOLEAN": "1", "JSON": '["processen"]', "UTCDATETIME": now, "DATETIME": now}
    found = {column.name: column for table in SQLModel.metadata.sorted_tables for column in table.columns}
    return {name: plausible.get(type(column.type).__name__.upper(), "a" * 20) for name, column in found.items()}


def test_no_field_sets_a_column_that_is_not_in_the_form(site: FastAPI) -> None:
    owner = planner(site)
    for form in all_forms(owner):
        if form.action.endswith(("sluiten", "verwijderen")):
            continue
        status, before = post(owner, form), contents(owner.site.database)
        more = [(name, value) for name, value in columns().items() if name not in form.names]
        for start in range(0, len(more), 35):
            assert post(owner, form, dict(more[start : start + 35])) == status == 303
        assert_kept(before, contents(owner.site.database))


@stores_nothing
def test_no_field_of_who_signs_in_or_shares_sets_a_column_that_is_not_in_the_form(site: FastAPI) -> None:
    cast, tried = make_cast(site), set()
    readers = {"/scan": cast.owner, "/adviseur": cast.adviser, "/beheer": cast.admin}
    for _method, route in asked(site, "POST"):
        if route.path.startswith(OF_THE_DESK) and not route.path.endswith(ENDING):
            visitor = next(reader for begins, reader in readers.items() if route.path.startswith(begins))
            # What is sent twice is done once, or done again: after that, no more than the same may come of it.
            if [sent(cast, visitor, route, {}), sent(cast, visitor, route, {})] == [303, 303]:
                before, known = contents(visitor.site.database), form_of(cast, route).keys() | OPTIONAL
                more = [(name, value) for name, value in columns().items() if name not in known]
                for start in range(0, len(more), 35):
                    assert sent(cast, visitor, route, dict(more[start : start + 35])) == 303, route.path
                assert_kept(before, contents(visitor.site.database))
                tried.add(route.path)

    assert len(tried) > 20
    assert tried >= {
        "/scan/delen",
        "/scan/adviseur/afspraken/{agreed_id}",
        "/adviseur/dossiers/{key}/notities",
        "/beheer/organisaties/{organisation_id}/wijzigen",
    }


def sent(cast: Cast, visitor: Visitor, route: APIRoute, extra: Mapping[str, str]) -> int:
    path = route.path.format_map(cast.places_for(route))
    reply = visitor.client.post(
        path, data={**form_of(cast, route), **extra}, headers={"origin": ORIGIN}, follow_redirects=False
    )
    return reply.status_code


def form_of(cast: Cast, route: APIRoute) -> dict[str, str]:
    return {**FORMS.get(route.path, {}), **cast.forms.get(route.path, {})}


def assert_kept(before: Contents, after: Contents) -> None:
    """Check that every row is as it was but for the moment, and that a new one is as an earlier one but for its key.

    Letters and the links in them are new each time.
    """
    for table in after.keys() - {"outbox", "account_link"}:
        known = [without(row, "at") for row in before[table]]
        alike = [without(row, "at", "id", "secret_hash") for row in before[table]]
        for row in after[table]:
            assert without(row, "at") in known or without(row, "at", "id", "secret_hash") in alike, (table, row)


def without(row: Mapping[str, object], *endings: str) -> dict[str, object]:
    return {name: value for name, value in row.items() if not name.endswith(endings) or name == "finished_at"}


def post(visitor: Visitor, form: FoundForm, extra: Mapping[str, str] | None = None) -> int:
    data = {**form.valid, **(extra or {})}
    return visitor.client.post(form.action, data=data, headers={"origin": ORIGIN}, follow_redirects=False).status_code


def test_no_field_deletes_the_scan_of_another(site: FastAPI) -> None:
    owner, other = finisher(site), finisher(site)
    before = belonging_to(other)
    form = next(form for form in all_forms(owner) if "verwijderen" in form.action)

    assert post(owner, form, identities(other)) == 303

    assert belonging_to(other) == before


def identities(visitor: Visitor) -> dict[str, str]:
    """Return all that tells the scan of this visitor from others, but for the secret that opens it."""
    scan = scan_of(visitor)
    row = next(row for row in contents(visitor.site.database)["scan"] if row["id"] == scan.id)
    return {
        "id": str(scan.id),
        "scan_id": str(scan.id),
        "mark": scan.mark,
        "seen": scan.profile_digest,
        "secret_hash": str(row["secret_hash"]),
        "kvk_token": str(row["kvk_token"]),
    }


def belonging_to(visitor: Visitor) -> list[Mapping[str, object]]:
    """Return every row about the scan of this visitor."""
    scan_id = scan_of(visitor).id
    tables = contents(visitor.site.database)
    return [
        row
        for name, rows in tables.items()
        for row in rows
        if row.get("id" if name == "scan" else "scan_id") == scan_id
    ]


def test_what_names_the_scan_of_another_opens_no_more_than_a_guess(site: FastAPI) -> None:
    owner = planner(site)
    other = finisher(site, company_name="Geheim BV", kvk="87654321", municipality="Zwolle")
    before = belonging_to(other)

    for form in all_forms(owner):
        if "verwijderen" not in form.action:
            for name in form.names:
                for value in set(identities(other).values()):
                    got = answer_to(owner, form, name, value)
                    assert got == answer_to(owner, form, name, guess(value)), f"{form.action} {name}={value}"

    assert belonging_to(other) == before


_OTHER_SIGN = str.maketrans(digits + ascii_lowercase, "1234567890bcdefahijklmnopqrstuvwxyzg")


def guess(value: str) -> str:
    """Return another value of the same kind, that begins as this one does: four digits may be a postcode.

    A digit becomes a digit and a letter a letter: five digits are no postcode, four before a letter may be.
    """
    if len(value) <= 4:
        return str(int(value) + 1)
    return value[:4] + value[4:].translate(_OTHER_SIGN)


def answer_to(visitor: Visitor, form: FoundForm, name: str, value: str) -> tuple[int, int]:
    """Send this value in this field, and return the status of the answer and how long it is."""
    data = {**form.valid, name: value}
    reply = visitor.client.post(form.action, data=data, headers={"origin": ORIGIN}, follow_redirects=False)
    assert "Geheim" not in reply.text
    assert "Zwolle" not in reply.text
    return reply.status_code, len(reply.text)


@pytest.mark.parametrize("kind", ["id", "mark", "seen", "secret_hash", "kvk_token"])
def test_only_the_secret_opens_a_scan(site: FastAPI, kind: str) -> None:
    found = identities(finisher(site))[kind]

    for method, route in asked(site):
        if "/scan/" in route.path or ("{secret}" in route.path and method == "POST"):
            visitor = stranger(site)
            visitor.client.cookies.set("scan", found)
            assert ask(visitor, method, route, found).status_code in (404, 429), route.path


def test_a_scan_of_another_is_in_no_page_of_mine(site: FastAPI) -> None:
    finisher(site, company_name="Geheim BV", municipality="Zwolle")
    owner = finisher(site)

    for _method, route in asked(site, "GET"):
        if not route.path.endswith(".pdf"):  # made of what /scan/rapport shows
            text = ask(owner, "GET", route, secret_of(owner)).text
            assert "Geheim" not in text
            assert "GM0193" not in text
