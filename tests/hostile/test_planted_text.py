"""One text that would be a formula, markup, a header, a template and a query, typed wherever owners and advisers type.

It is shown as it was typed, and does nothing.
"""

from collections.abc import Iterator
from io import BytesIO

import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from tests.hostile.sending import checked, stores_nothing
from tests.hostile.test_unseen_scans import is_of_owners
from tests.html import parse
from tests.log_lines import Written
from tests.page import Page
from tests.rendering.test_csv_documents import read
from tests.visitor import Visitor
from tests.web.cast import Cast, make_cast
from tests.web.desk import mails
from tests.web.sharing import CONTACT
from tests.web.whole_site import asked, contents, scan_of

PLANTED = '=HYPERLINK("x")"><zq7 onclick=x>\r\nBcc: q@kwaad.example{{7*7}}’;DROP'
SHOWN = " ".join(PLANTED.split())
_ASKS_WHAT_IT_SAW = ("/behandeling", "/doorgeven", "/blik-delen")

pytestmark = stores_nothing


@pytest.fixture
def cast(site: FastAPI) -> Cast:
    return plant(site)


def plant(site: FastAPI) -> Cast:
    cast = make_cast(site, company_name=PLANTED)
    for visitor, path, form in typed(cast):
        seen = {"seen": visitor.get(path).values("seen")[0]} if path.endswith(_ASKS_WHAT_IT_SAW) else {}
        page = visitor.post(path, form | seen)
        assert page.status == 200, f"{path} gives {page.status}: {page.heading} {page.errors}"
    return cast


def typed(cast: Cast) -> Iterator[tuple[Visitor, str, dict[str, str]]]:
    """Yield who types the text where, and what else the form has."""
    case, owner, adviser = f"/adviseur/dossiers/{cast.places['key']}", cast.owner, cast.adviser
    action, answer = f"{case}/afspraken/{cast.places['agreed_id']}", scan_of(owner).answers["planning"]
    yield owner, "/scan/delen/gegevens", {**CONTACT, "contact_name": PLANTED, "question": PLANTED}
    yield adviser, f"{case}/blik/planning", {"answer": "d", "reason": PLANTED, "owner_answer": answer}
    yield adviser, f"{case}/blik-delen", {}
    yield owner, "/scan/adviseur/blik/planning", {"reactie-planning": PLANTED}
    yield adviser, f"{case}/notities/{cast.places['note_id']}", {"text": PLANTED, "readers": "owner"}
    yield adviser, f"{case}/notities", {"text": PLANTED, "readers": "organisation"}
    yield adviser, action, {"title": PLANTED, "who": PLANTED, "status": "started"}
    yield adviser, action, {"title": "Een planbord", "who": "Jan", "status": "started"}
    yield adviser, f"{case}/afspraken", {"step": "own", "title": PLANTED, "who": PLANTED}
    handling = {"status": "contacted", "follow_up_on": "", "assignee": str(cast.half_way_account.id)}
    yield adviser, f"{case}/behandeling", {**handling, "message": PLANTED}
    yield adviser, f"{case}/opvolging", {"further": "some_day", "note": PLANTED}
    yield adviser, f"{case}/doorgeven", {"organisation": str(cast.others.id), "reason": PLANTED}
    yield adviser, "/adviseur/workshops", {"title": PLANTED}


def pages(site: FastAPI, cast: Cast) -> dict[str, Page]:
    """Return the pages of the adviser and of the owner, and who joins a workshop, by route."""
    found = {}
    for _method, route in asked(site, "GET"):
        if route.path.startswith("/adviseur") or is_of_owners(route.path):
            reader = cast.adviser if route.path.startswith("/adviseur") else cast.owner
            if not route.path.endswith(".pdf"):
                found[route.path] = checked(Page(cast.ask(reader, "GET", route)))
    return found


def test_text_is_text_on_every_page_and_in_no_header(site: FastAPI, cast: Cast) -> None:
    found = pages(site, cast)

    case, workshop = "/adviseur/dossiers/{key}", cast.adviser.get("/adviseur/workshops").links()[SHOWN]
    found["workshop"] = checked(cast.adviser.get(workshop))
    shown = {path: page.text.count(SHOWN) for path, page in found.items() if page.is_html}
    assert {path for path, count in shown.items() if count} >= {
        "/adviseur",
        "/adviseur/opvolgen",
        "/adviseur/workshops",
        "workshop",
        case,
        *(f"{case}/{tab}" for tab in ("blik", "gespreksgids", "notities", "afspraken", "opvolging", "tijdlijn")),
        *(f"{case}/{form}" for form in ("blik/{question_id}", "blik-delen", "notities/{note_id}", "doorgeven")),
        "/scan/adviseur",
        "/scan/delen",
    }
    assert "kwaad" not in str([list(page.response.headers.items()) for page in found.values()])


def test_a_search_for_it_finds_it_and_shows_it_as_it_is(cast: Cast) -> None:
    found = cast.adviser.client.get("/adviseur", params={"text": '=HYPERLINK("x")"><zq7'})

    assert checked(Page(found)).field("text").get("value") == '=HYPERLINK("x")"><zq7'
    assert SHOWN in Page(found).text


def test_no_cell_of_the_list_to_take_along_begins_a_formula(cast: Cast) -> None:
    table = read(cast.adviser.client.get("/adviseur/dossiers.csv").content)

    assert {len(row) for row in table} == {len(table[0])}
    assert [cell for row in table for cell in row if SHOWN in cell] == [f"'{SHOWN}"] * 3
    assert not [cell for row in table for cell in row if cell[:1] in tuple("=+-@\t\r|")]


def test_on_paper_it_is_text(site: FastAPI, cast: Cast) -> None:
    site.state.site.renderer.start()
    reply = cast.adviser.client.get(f"/adviseur/dossiers/{cast.places['key']}/gespreksgids.pdf")

    guide = PdfReader(BytesIO(reply.content))
    text = " ".join("".join(page.extract_text() for page in guide.pages).split())
    assert "{{7*7}}’;DROP" in text
    assert not [page for page in guide.pages if "/Annots" in page and "kwaad" in str(page["/Annots"])]


def test_no_mail_and_no_line_of_the_log_has_it(site: FastAPI, written: Written) -> None:
    plant(site).adviser.client.get("/adviseur", params={"text": "q@kwaad.example"})

    sent = mails(site.state.site.database)
    # Owners read there why their advisers ask to pass a case on.
    quoting = [mail for mail in sent if "/doorgeven/" in mail.text]
    assert 0 < len(quoting) < len(sent)
    assert "kwaad" not in "".join(mail.recipient + mail.subject for mail in sent)
    assert "kwaad" not in "".join(mail.text + mail.html for mail in sent if mail not in quoting)
    assert not any("zq7" in str(tag.tag) for mail in quoting for tag in parse(mail.html).iter())
    assert "kwaad" not in str(written())
    assert "kwaad" not in str(contents(site.state.site.database)["audit_line"])
