"""Text that nobody should type, in every field and address: never a fault, never markup, kept as it is shown."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar
from urllib.parse import quote, urlencode

import pytest
from fastapi import FastAPI
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.db.scan_tables import ScanRow
from tests.hostile.found_forms import FoundForm, all_forms, paths
from tests.hostile.naughty import MARKER, TEXTS, VALUES, encoded
from tests.page import Page
from tests.visitor import Visitor
from tests.web.whole_site import ORIGIN, finisher, planner, scan_of, stranger

Place = TypeVar("Place")

LONGEST_FIELD = 2000
KIND = {"content-type": "application/x-www-form-urlencoded", "origin": ORIGIN}
FINE = {200, 204, 301, 303, 400, 404, 409, 422, 429}
UNSEEN = {"Cc", "Cs"}
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# What is refused before it is stored is the same with every database.
stores_nothing = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def owner(site: FastAPI) -> Visitor:
    return planner(site)


def send(visitor: Visitor, action: str, fields: Mapping[str, str | bytes]) -> Page:
    """Send a form and return the checked answer, in which no text became markup."""
    typed = {name: encoded(value) if isinstance(value, str) else value for name, value in fields.items()}
    return receive(visitor, action, urlencode(typed).encode())


def receive(visitor: Visitor, action: str, body: bytes) -> Page:
    return checked(Page(visitor.client.post(action, content=body, headers=KIND, follow_redirects=False)))


def checked(page: Page) -> Page:
    assert page.status in FINE, f"{page.path} gives {page.status}"
    if page.is_html:
        for element in page.root.iter():
            assert MARKER not in str(element.tag), f"{page.path} takes text for an element"
            assert MARKER not in "".join(element.attrib), f"{page.path} takes text for an attribute"
    return page


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


def is_clean(text: str) -> bool:
    signs = {unicodedata.category(sign) for sign in text} & UNSEEN
    return unicodedata.is_normalized("NFC", text) and not signs and not TURNING & set(text)


def kept_fields(visitor: Visitor) -> list[tuple[FoundForm, str]]:
    """Return the fields in which any text is right."""
    found = [(form, name) for form in all_forms(visitor) for name in form.texts]
    return [(form, name) for form, name in found if takes_any_text(visitor, form, name)]


def in_turn(places: Sequence[Place], *, of: Callable[[Place], object]) -> Iterator[tuple[int, Place]]:
    """Yield the number of every text for each kind of place; places of one kind share the texts."""
    for kind in {of(place) for place in places}:
        alike = [place for place in places if of(place) == kind]
        for at in range(len(TEXTS)):
            yield at, alike[at % len(alike)]


def in_batches(texts: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts after one another, in as few fields as can hold them."""
    batch = ""
    for text in texts:
        if batch and len(batch) + len(text) > LONGEST_FIELD:
            yield batch
            batch = ""
        batch += text
    yield batch


@stores_nothing
def test_the_forms_are_those_of_every_route_that_takes_one(owner: Visitor) -> None:
    assert {form.action for form in all_forms(owner)} == set(paths(owner, "POST"))


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


@stores_nothing
def test_every_text_as_an_address_gives_a_page(owner: Visitor) -> None:
    templates = [path for path in PLACES if path in {getattr(route, "path", "") for route in owner.routes}]
    for at, text in enumerate(TEXTS):
        asked = quote(encoded(text[:500]), safe="")
        path = templates[at % len(templates)].partition("{")[0] + asked
        checked(Page(owner.client.get(f"{path}?controle={asked}&{asked}", follow_redirects=False)))


PLACES = ("/scan/vraag/{question_id}", "/verder/{secret}")


def test_an_address_with_a_part_to_fill_in_is_known_here(owner: Visitor) -> None:
    assert {path for route in owner.routes if "{" in (path := getattr(route, "path", ""))} == set(PLACES)


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
