"""The guide to a talk with an owner, for advisers: the page, the paper and what the owner reads of it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from fastapi import FastAPI
from pypdf import PdfReader
from sqlmodel import col, delete, select

from app.db.audit_tables import AuditRow
from app.db.scan_tables import AnswerRow
from app.domain.sharing import OwnerDetails
from tests.web.desk import Desk, make_desk
from tests.web.whole_site import scan_of


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


def guide_of(desk: Desk) -> str:
    return f"{desk.path}/gespreksgids"


def pages_of(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def logged(desk: Desk) -> list[str]:
    with desk.database.read() as session:
        found = select(AuditRow.action).where(col(AuditRow.account_name).is_not(None)).order_by(col(AuditRow.id))
        return list(session.exec(found))


def open_a_question(desk: Desk) -> None:
    with desk.database.write() as session:
        session.exec(delete(AnswerRow).where(col(AnswerRow.scan_id) == scan_of(desk.owner).id))


def test_it_has_five_things_to_ask(desk: Desk) -> None:
    page = desk.adviser.get(guide_of(desk))

    asked = page.text.split("Vraag dit in het gesprek")[1].split("Wat niet goed bij elkaar lijkt te passen")[0]
    assert page.heading == "Gespreksgids"
    assert asked.count("Hier zijn nog punten te winnen.") + asked.count("Dit gaat goed.") == 5


def test_it_tells_what_the_owner_asks(desk: Desk) -> None:
    assert "Hoe begin ik?" in desk.adviser.get(guide_of(desk)).text


def test_where_advisers_would_answer_otherwise_is_first_to_ask_about(desk: Desk) -> None:
    desk.adviser.post(
        f"{desk.path}/blik/planning", {"answer": "c", "reason": "Er hangt een bord.", "owner_answer": "a"}
    )

    asked = desk.adviser.get(guide_of(desk)).text.split("Vraag dit in het gesprek")[1]

    assert asked.index("De adviseur zou hier zeggen: “Er is een weekplanning”.") < asked.index("Hier zijn nog punten")
    assert "Er hangt een bord." not in asked


def test_the_paper_has_two_pages_that_say_who_and_until_when(desk: Desk) -> None:
    first, second = pages_of(desk.adviser.client.get(f"{guide_of(desk)}.pdf").content)

    assert "Jan de Vries" in first
    assert "Hoe begin ik? En met wie?" in first
    for page in (first, second):
        assert "Vertrouwelijk: alleen voor het gesprek" in page
        assert "Gedeeld tot en met" in page


def test_what_an_owner_typed_is_no_markup(site: FastAPI) -> None:
    typed = "<script>alert(1)</script> & <b>vet</b>"
    desk = make_desk(site, details=OwnerDetails(typed, question=typed))

    assert desk.adviser.get(guide_of(desk)).text.count(typed) == 1


def test_the_owner_reads_who_looked_and_who_made_a_guide(desk: Desk) -> None:
    desk.adviser.get(guide_of(desk))
    desk.adviser.get(f"{guide_of(desk)}.pdf")

    assert logged(desk) == ["opened", "prepared"]
    assert "maakte van uw scan een gids voor het gesprek met u" in desk.owner.get("/scan/logboek").text


def test_a_guide_that_cannot_be_made_now_is_to_be_read_on_screen(make_app: Callable[..., FastAPI]) -> None:
    desk = make_desk(make_app(pdf_seconds="0.01"))

    page = desk.adviser.get(f"{guide_of(desk)}.pdf")

    assert (page.status, page.heading) == (503, "De PDF is nog niet klaar")
    assert page.links()["Bekijk om te printen"] == guide_of(desk)
    assert logged(desk) == []


def test_an_unfinished_scan_has_no_guide(desk: Desk) -> None:
    open_a_question(desk)

    page = desk.adviser.get(guide_of(desk))

    assert "moet nog vragen beantwoorden" in page.text
    assert "Vraag dit in het gesprek" not in page.text
    assert desk.adviser.get(f"{guide_of(desk)}.pdf").heading == "Gespreksgids"
    assert logged(desk) == []


def test_others_find_no_guide(desk: Desk) -> None:
    assert desk.other.get(guide_of(desk)).status == 404
    assert desk.other.get(f"{guide_of(desk)}.pdf").status == 404
