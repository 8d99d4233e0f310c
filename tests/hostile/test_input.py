"""Text that nobody should type, in every field and address: never a fault, never markup, kept as it is shown."""

import unicodedata
from collections.abc import Mapping
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.db.scan_tables import ScanRow
from tests.hostile.found_forms import FoundForm, all_forms, paths
from tests.hostile.naughty import MARKER, TEXTS, VALUES
from tests.hostile.sending import LONGEST_FIELD, checked, in_batches, in_turn, is_clean, receive, send, stores_nothing
from tests.page import Page
from tests.visitor import Visitor
from tests.web.whole_site import finisher, planner, scan_of, stranger


@pytest.fixture
def owner(site: FastAPI) -> Visitor:
    return planner(site)


def takes_any_text(visitor: Visitor, form: FoundForm, name: str) -> bool:
    return send(visitor, form.action, {**form.valid, name: "<%>"}).status == 303


def store(visitor: Visitor, form: FoundForm, name: str, text: str) -> None:
    """Send a text in one field, and compare what is stored, if it is, with what the page then shows."""
    known = {field: value for field, value in visitor.get(form.page).filled_in().items() if value}
    if send(visitor, form.action, {**form.valid, **known, name: text}).status != 303:
        return
    row = stored_row(visitor)
    shown = visitor.get("/scan/bedrijf").field(name).get("value")
    assert shown == (row[name] or "")
    assert is_clean(shown)
    if text.isprintable() and is_clean(text):
        assert shown == text.strip() or not any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def stored_row(visitor: Visitor) -> Mapping[str, str | None]:
    with visitor.site.database.read() as session:
        row = session.get(ScanRow, scan_of(visitor).id)
        assert row is not None
        return {name: value for name, value in row.model_dump().items() if value is None or isinstance(value, str)}


def kept_fields(visitor: Visitor) -> list[tuple[FoundForm, str]]:
    """Return the fields in which any text is right."""
    found = [(form, name) for form in all_forms(visitor) for name in form.texts]
    return [(form, name) for form, name in found if takes_any_text(visitor, form, name)]


def test_every_text_in_every_text_field_gives_a_page(owner: Visitor) -> None:
    for at, form in in_turn([form for form in all_forms(owner) if form.texts], of=lambda form: form.texts):
        typed = {name: TEXTS[(at + 50 * place) % len(TEXTS)] for place, name in enumerate(form.texts)}
        send(owner, form.action, {**form.valid, **typed})


def test_every_text_that_is_kept_is_clean_and_shown_as_it_is_kept(owner: Visitor) -> None:
    for at, (form, name) in in_turn(kept_fields(owner), of=lambda place: place[1]):
        store(owner, form, name, TEXTS[at])


@stores_nothing
def test_every_text_in_a_field_to_choose_gives_a_page(owner: Visitor) -> None:
    short = tuple(text for text in TEXTS if len(text) < 500)
    alone = (*short[::60], "x" * LONGEST_FIELD, "x" * (LONGEST_FIELD + 1))
    for form in all_forms(owner):
        for name in set(form.names) - set(form.texts):
            for text in (*in_batches(short), *alone):
                send(owner, form.action, {**form.valid, name: text})


def test_any_text_gives_a_page_and_is_shown_as_it_is_kept(owner: Visitor) -> None:
    forms = [form for form in all_forms(owner) if form.texts]
    kept = kept_fields(owner)
    texts = st.text(st.characters(), max_size=90)

    # Without shrinking: each try is a visit, and what was found is short as it is.
    @settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    @given(st.sampled_from(forms), st.lists(texts, min_size=9, max_size=9), st.sampled_from(kept), texts)
    def check(form: FoundForm, typed: list[str], place: tuple[FoundForm, str], text: str) -> None:
        send(owner, form.action, {**form.valid, **dict(zip(form.texts, typed, strict=False))})
        store(owner, *place, text)

    check()


@stores_nothing
def test_bytes_that_are_no_text_give_a_page(owner: Visitor) -> None:
    for form in all_forms(owner):
        for value in VALUES:
            for name in form.texts:
                valid = urlencode({**form.valid, name: ""}).encode()
                receive(owner, form.action, valid.replace(f"{name}=".encode(), f"{name}=".encode() + value))


@pytest.mark.parametrize("name", [f'"><{MARKER}>', f"</title><{MARKER} x='", f"{{{{{MARKER}}}}}<{MARKER}"])
def test_a_name_is_text_on_every_page(site: FastAPI, name: str) -> None:
    owner = finisher(site, company_name=name)

    for path in paths(owner):
        if not path.endswith(".pdf"):
            checked(Page(owner.client.get(path, follow_redirects=False)))


def test_a_stranger_is_told_the_same(site: FastAPI) -> None:
    for text in TEXTS[::4]:
        page = send(stranger(site), "/scan/bedrijf", {"company_name": text, "scan": text})

        assert page.status in (400, 404, 429)
