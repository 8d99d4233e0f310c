"""Leaving a scan for later and coming back to it."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import select

from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.db.migrations import metadata
from tests.mail_server import MailBox, free_port, running
from tests.page import Page
from tests.visitor import Visitor
from tests.waiting import wait_until

ADDRESS = "http://127.0.0.1:8000"


def saved_link(page: Page) -> str:
    return next(word for word in page.text.split() if "/verder/" in word)


@pytest.fixture
def mailing(make_app: Callable[..., FastAPI]) -> Visitor:
    """A visitor with a scan, on a site that can mail; nothing is sent before its lifespan begins."""
    app = make_app(smtp_url=f"smtp://127.0.0.1:{free_port()}", mail_from="scan@example.nl")
    visitor = Visitor(TestClient(app, base_url=ADDRESS))
    visitor.start()
    return visitor


def waiting(database: Database) -> list[OutboxRow]:
    with database.read() as session:
        return list(session.exec(select(OutboxRow)))


def test_it_shows_a_link_and_until_when_it_works(visitor: Visitor) -> None:
    visitor.start()

    page = visitor.get("/scan/bewaren")

    assert saved_link(page).startswith("http://127.0.0.1:8000/verder/")
    assert "2027" in page.text


def test_it_shows_the_link_as_a_code_with_a_name(visitor: Visitor) -> None:
    visitor.start()

    page = visitor.get("/scan/bewaren")

    (code,) = [box for box in page.all("div") if box.get("role") == "img"]
    assert code.get("aria-label") == "QR-code van de link naar uw scan"
    assert code.findall("{http://www.w3.org/2000/svg}svg")
    assert not [element for element in code.iter() if element.get("style")]


def test_the_link_opens_the_scan_in_another_browser_after_a_button(visit: Callable[[], Visitor]) -> None:
    at_work, at_home = visit(), visit()
    at_work.start()
    at_work.post("/scan/vraag/planning", {"answer": "b"})
    path = saved_link(at_work.get("/scan/bewaren")).removeprefix("http://127.0.0.1:8000")

    assert at_home.get(path).status == 200
    assert not at_home.client.cookies
    page = at_home.post(path, {})

    assert page.path == "/scan/vraag/overdracht"
    assert at_home.get("/scan/vraag/planning").chosen("answer") == ["b"]


@pytest.mark.parametrize("end", [".", "%20", ",", "%20.", "%E2%80%9D", ")", "%3E", "%E2%80%8B"])
def test_a_link_from_the_end_of_a_sentence_opens_the_scan(visit: Callable[[], Visitor], end: str) -> None:
    at_work, at_home = visit(), visit()
    at_work.start()

    page = at_home.post(f"/verder/{at_work.client.cookies['scan']}{end}", {})

    assert page.path == "/scan/vraag/planning"
    assert at_home.client.cookies["scan"] == at_work.client.cookies["scan"]


def test_a_link_that_is_copied_in_its_groups_opens_the_scan(visit: Callable[[], Visitor]) -> None:
    at_work, at_home = visit(), visit()
    at_work.start()
    groups = [group.text or "" for group in at_work.get("/scan/bewaren").all("span") if group.text]
    written = "%20".join(groups[-11:])

    assert at_home.post(f"/verder/{written}", {}).path == "/scan/vraag/planning"


def test_a_wrong_link_opens_nothing(visitor: Visitor) -> None:
    page = visitor.post("/verder/abcdefg", {})

    assert page.status == 404
    assert not visitor.client.cookies


def test_a_scan_page_without_a_scan_says_what_to_do(visitor: Visitor) -> None:
    for path in ("/scan/verder", "/scan/vraag/planning", "/scan/controle", "/scan/resultaat", "/scan/bewaren"):
        page = visitor.get(path)
        assert page.status == 404
        assert "/start" in page.links().values()


def test_a_forged_cookie_opens_nothing(visitor: Visitor) -> None:
    visitor.client.cookies.set("scan", "x" * 43)

    assert visitor.get("/scan/resultaat").status == 404


def test_without_a_mail_server_it_leaves_mailing_to_the_visitor(visitor: Visitor) -> None:
    visitor.start()

    page = visitor.get("/scan/bewaren")

    assert any(target.startswith("mailto:?") for target in page.links().values())
    assert not [field for field in page.all("input") if field.get("name") == "email"]
    assert visitor.post("/scan/bewaren", {"email": "jan@bakker.nl"}).status == 404


def test_it_promises_a_mail_with_the_link(mailing: Visitor, database: Database) -> None:
    link = saved_link(mailing.get("/scan/bewaren"))

    page = mailing.post("/scan/bewaren", {"email": " jan@bakker.nl "})

    assert page.path == "/scan/bewaren/gemaild"
    (mail,) = waiting(database)
    assert mail.recipient == "jan@bakker.nl"
    assert link in mail.text
    assert link in mail.html


def test_a_form_sent_twice_promises_one_mail(mailing: Visitor, database: Database) -> None:
    for _ in range(2):
        assert mailing.post("/scan/bewaren", {"email": "jan@bakker.nl"}).path == "/scan/bewaren/gemaild"

    assert len(waiting(database)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "jan",
        "jan@bakker",
        "jan @bakker.nl",
        "jan..bakker@bakker.nl",
        "jan@-bakker.nl",
        "jan@bakker.nl, piet@bakker.nl",
        "jan@bakker.nl;piet@bakker.nl",
        "jan@bakker.nl\r\nBcc: piet@bakker.nl",
        "Jan <jan@bakker.nl>",
        "jan@bäkker.nl",
        "jän@bakker.nl",
        "jan@[127.0.0.1]",
        "jan" * 90 + "@bakker.nl",
    ],
)
def test_a_wrong_address_is_explained_and_kept(mailing: Visitor, database: Database, typed: str) -> None:
    page = mailing.post("/scan/bewaren", {"email": typed})

    assert page.status == 422
    assert page.title.startswith("Fout:")
    assert [target for target, _ in page.errors] == ["#email"]
    assert " ".join((page.field("email").get("value") or "").split()) == " ".join(typed.split())
    assert waiting(database) == []


def test_the_fourth_mail_of_a_day_is_refused_with_another_way(mailing: Visitor, database: Database) -> None:
    for name in ("jan", "piet", "els"):
        mailing.post("/scan/bewaren", {"email": f"{name}@bakker.nl"})

    page = mailing.post("/scan/bewaren", {"email": "ans@bakker.nl"})

    assert page.status == 429
    assert "al 3 keer" in page.errors[0][1]
    assert "Kopieer de link" in page.errors[0][1]
    assert page.field("email").get("value") == "ans@bakker.nl"
    assert len(waiting(database)) == 3


def test_a_form_of_another_scan_mails_nothing(mailing: Visitor, database: Database) -> None:
    page = mailing.post("/scan/bewaren", {"email": "jan@bakker.nl", "scan": "x" * 16})

    assert page.status == 409
    assert waiting(database) == []


def test_the_mailed_link_opens_the_scan_and_leaves_no_trace(
    make_app: Callable[..., FastAPI], database: Database
) -> None:
    box = MailBox()
    with running(box) as port:
        app = make_app(smtp_url=f"smtp://127.0.0.1:{port}", mail_from="scan@example.nl")
        at_work, at_home = (Visitor(TestClient(app, base_url=ADDRESS)) for _ in range(2))
        assert at_work.site.postman
        at_work.site.postman.start()
        at_work.start()
        at_work.post("/scan/vraag/planning", {"answer": "b"})
        at_work.post("/scan/bewaren", {"email": "jan@bakker.nl"})
        mail = first_mail(box)
        at_work.site.postman.stop()

    assert at_home.post(link_in(mail, "plain"), {}).path == "/scan/vraag/overdracht"
    assert link_in(mail, "html") == link_in(mail, "plain")
    with database.read() as session:
        everything = str([session.execute(table.select()).all() for table in metadata.tables.values()])
    assert "planning" in everything
    assert at_work.client.cookies["scan"] not in everything
    assert "bakker.nl" not in everything


def first_mail(box: MailBox) -> EmailMessage:
    wait_until(lambda: box.messages)
    return box.messages[0]


def link_in(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    words: str = body.get_content()
    return "/verder/" + words.partition(f"{ADDRESS}/verder/")[2][:43]


def test_a_link_that_opens_nothing_says_so(visitor: Visitor) -> None:
    assert visitor.post("/verder/abcdefg", {}).heading == "Deze link opent geen scan"
