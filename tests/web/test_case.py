"""One case, for advisers: what its owner asks, the scan, and its report."""

from collections.abc import Callable
from io import BytesIO

import pytest
from fastapi import FastAPI
from pypdf import PdfReader
from sqlalchemy import text
from sqlmodel import col, delete, select

from app.db.audit_tables import AuditRow
from app.db.scan_tables import AnswerRow, ReportRow
from app.domain.sharing import OwnerDetails, Scope
from tests.page import text_of
from tests.web.desk import Desk, in_days, make_desk, share, withdraw
from tests.web.whole_site import FORMS, contents, finisher, scan_of, stranger

FIGURES = FORMS["/scan/cijfers"]
HARD_NUMBER = "50,68"


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


def looks(desk: Desk) -> list[tuple[str, str | None]]:
    with desk.database.read() as session:
        rows = session.exec(
            select(AuditRow).where(col(AuditRow.action).in_(("opened", "downloaded"))).order_by(col(AuditRow.id))
        )
        return [(row.action, row.account_name) for row in rows]


def test_it_shows_how_to_reach_the_owner_and_what_is_asked(desk: Desk) -> None:
    page = desk.adviser.get(desk.path)

    assert page.heading == "Jansen & zonen"
    assert page.links()["jan@bedrijf.example"] == "mailto:jan@bedrijf.example"
    assert page.links()["0570 12 34 56"] == "tel:0570123456"
    assert "Hoe begin ik? En met wie?" in page.text


def test_it_shows_what_the_scan_says(desk: Desk) -> None:
    page, report = desk.adviser.get(desk.path), scan_of(desk.owner).report

    for step in report.plan:
        assert step.action.title in page.text
        assert step.action.why in page.text
        assert step.door.name in page.text
    for result in report.elements:
        assert result.element.name in page.text
    for finding in (*report.strengths, *report.bottlenecks):
        assert finding.text in page.text
    assert report.headline in page.text


def test_it_shows_every_answer_and_first_what_the_owner_does_not_know(desk: Desk) -> None:
    desk.owner.post("/scan/vraag/meten", {"answer": "unknown"})

    page, scan = desk.adviser.get(desk.path), scan_of(desk.owner)

    tables = [table for table in page.all("table") if table.get("class") == "answers"]
    rows = [[text_of(cell) for cell in row] for table in tables for row in table.iter() if row.tag.endswith("}tr")]
    shown = {row[0]: row[1] for row in rows if row != ["Vraag", "Antwoord"]}
    assert set(shown) == {answered.text for answered in scan.report.answers}
    assert [rows[number + 1][1] for number, row in enumerate(rows) if row[0] == "Vraag"].count("Weet ik niet") == 1
    assert "Weet ik niet" in shown.values()


def test_each_opening_is_logged_once(desk: Desk) -> None:
    for _ in range(2):
        desk.adviser.get(desk.path)

    assert looks(desk) == [("opened", "Anna de Boer")] * 2


def test_a_page_that_cannot_be_logged_is_not_shown(desk: Desk) -> None:
    with desk.database.write() as session:
        session.execute(text("CREATE TRIGGER full BEFORE INSERT ON audit_line BEGIN SELECT RAISE(ABORT, 'full'); END"))
    browser = stranger(desk.site, catches=True)
    browser.client.cookies.update(desk.adviser.client.cookies)

    page = browser.get(desk.path)

    assert page.status == 500
    assert "Hoe begin ik?" not in page.text


def test_a_report_that_cannot_be_made_now_is_not_logged(make_app: Callable[..., FastAPI]) -> None:
    desk = make_desk(make_app(pdf_seconds="0.01"))

    page = desk.adviser.get(f"{desk.path}/rapport.pdf")

    assert (page.status, page.heading) == (503, "De PDF is nog niet klaar")
    assert page.links()["Probeer opnieuw"] == f"{desk.path}/rapport.pdf"
    assert "Bekijk om te printen" not in page.links()
    assert looks(desk) == []


def test_it_tells_who_of_the_organisation_opened_it_before(desk: Desk) -> None:
    assert "U bent de eerste." in desk.adviser.get(desk.path).text
    assert "Anna de Boer" in desk.adviser.get(desk.path).text


@pytest.mark.parametrize("scope", Scope)
def test_the_hard_number_is_there_only_if_the_owner_shares_it(site: FastAPI, scope: Scope) -> None:
    desk = make_desk(site, scope=scope)
    desk.owner.post("/scan/cijfers", FIGURES)

    assert (HARD_NUMBER in desk.adviser.get(desk.path).text) == (scope is Scope.CASE_AND_FIGURES)


def test_a_report_with_the_hard_number_is_there_if_the_owner_shares_that(site: FastAPI) -> None:
    desk = make_desk(site, scope=Scope.CASE_AND_FIGURES)
    desk.owner.post("/scan/cijfers", FIGURES)

    assert HARD_NUMBER in pdf_text(desk.adviser.client.get(f"{desk.path}/rapport.pdf").content)
    assert looks(desk) == [("downloaded", "Anna de Boer")]


def test_the_two_kinds_of_report_are_kept_apart(site: FastAPI) -> None:
    desk = make_desk(site)
    desk.owner.post("/scan/cijfers", FIGURES)
    own = desk.owner.client.get("/scan/rapport.pdf").content
    theirs = desk.adviser.client.get(f"{desk.path}/rapport.pdf").content

    with desk.database.read() as session:
        kept = {row.edition: row.pdf for row in session.exec(select(ReportRow))}

    assert kept == {"full": own, "full_no_figures": theirs}
    assert [HARD_NUMBER in pdf_text(pdf) for pdf in (own, theirs)] == [True, False]


def test_a_scan_that_is_open_again_shows_the_question_only(desk: Desk) -> None:
    with desk.database.write() as session:
        session.exec(delete(AnswerRow).where(col(AnswerRow.question_id) == scan_of(desk.owner).asked[0].id))

    page = desk.adviser.get(desk.path)

    assert "De ondernemer past de scan aan" in page.text
    assert "Hoe begin ik?" in page.text
    assert "Alle antwoorden" not in page.text
    assert desk.adviser.get(f"{desk.path}/rapport.pdf").path == desk.path


def test_what_the_owner_typed_is_text(site: FastAPI) -> None:
    script = '<script>alert("x")</script>'
    desk = make_desk(site, details=OwnerDetails(script, "a?bcc=b@c.example", "", script), company_name=script)

    page = desk.adviser.get(desk.path)

    assert "<script>alert" not in page.response.text
    assert page.links()["a?bcc=b@c.example"] == "mailto:a%3Fbcc%3Db@c.example"


def paths_of(path: str) -> list[tuple[str, str]]:
    return [
        ("GET", path),
        ("GET", f"{path}/rapport.pdf"),
        ("GET", f"{path}/doorgeven"),
        ("POST", f"{path}/doorgeven"),
        ("POST", f"{path}/doorgeven/intrekken"),
        ("GET", f"{path}/behandeling"),
        ("POST", f"{path}/behandeling"),
        ("POST", f"{path}/oppakken"),
        ("GET", f"{path}/tijdlijn"),
    ]


def test_what_is_not_theirs_looks_as_if_it_were_not_there(site: FastAPI, desk: Desk) -> None:
    """Of another organisation, withdrawn, over, and never there: the same page, and nothing changes."""
    withdrawn_owner = finisher(site)
    withdrawn = share(withdrawn_owner, desk.own)
    withdraw(withdrawn_owner)
    over, foreign = share(finisher(site), desk.own, ends_on=in_days(-1)), share(finisher(site), desk.target)
    form = {"organisation": str(desk.target.id), "reason": "Daarom", "seen": ""}
    before, found = contents(desk.database), set()

    for path in (foreign, withdrawn, over, "/adviseur/dossiers/" + "0" * 32, "/adviseur/dossiers/x"):
        for method, address in paths_of(path):
            data = form if method == "POST" else None
            reply = desk.adviser.client.request(
                method, address, data=data, headers={"origin": "http://127.0.0.1:8000"}, follow_redirects=False
            )
            headers = {name: value for name, value in reply.headers.items() if name != "x-request-id"}
            found.add((method, reply.status_code, reply.content, tuple(headers.items())))

    assert sorted(reply[:2] for reply in found) == [("GET", 404), ("POST", 404)]
    assert all(b"Dit dossier is er niet" in body for _, _, body, _ in found)
    assert contents(desk.database) == before


def test_words_for_the_owner_are_explained(desk: Desk) -> None:
    assert "Met “u” en “uw” is dus de ondernemer bedoeld." in desk.adviser.get(desk.path).text
