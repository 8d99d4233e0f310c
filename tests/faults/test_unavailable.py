"""What a visitor sees while the database has a fault, and what becomes of what was typed."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError
from sqlmodel import Session, col, select

from app.db.engine import Database
from app.db.scan_tables import AnswerRow, ScanRow
from tests.faults.breaking import UNREACHABLE, UNWRITABLE, Fault, another, exhausted, locked, moved, press
from tests.visitor import COMPANY, Visitor

FAULTS = {kind: UNREACHABLE[kind] + UNWRITABLE[kind] for kind in UNREACHABLE}
ANSWER = {"answer": "b", "then": "later"}
FORMS = {
    "/start": COMPANY,
    "/scan/bedrijf": COMPANY | {"municipality": "Zwolle"},
    "/scan/vraag/planning": ANSWER,
    "/scan/verwijderen": {},
}


def on_each(faults: dict[str, list[Fault]]) -> pytest.MarkDecorator:
    """Run a test for every fault of SQLite and every fault of PostgreSQL."""
    pairs = [(kind, fault) for kind, found in faults.items() for fault in found]
    names = [f"{kind}-{fault.__name__}" for kind, fault in pairs]
    return pytest.mark.parametrize(("database_url", "fault"), pairs, indirect=["database_url"], ids=names)


def stored(database: Database) -> list[object]:
    with database.read() as session:
        return [*_rows(session, ScanRow, "id"), *_rows(session, AnswerRow, "question_id")]


def _rows(session: Session, row: type[ScanRow] | type[AnswerRow], order: str) -> list[object]:
    return [found.model_dump() for found in session.exec(select(row).order_by(col(getattr(row, order))))]


@on_each(FAULTS)
def test_it_says_that_nothing_was_saved_and_keeps_it_until_the_fault_is_over(
    visitor: Visitor, database: Database, fault: Fault
) -> None:
    visitor.start()

    with fault(database):
        page = visitor.post("/scan/vraag/planning", ANSWER)
    again = press(visitor, page)

    assert (page.status, page.response.headers["retry-after"]) == (503, "30")
    assert "niet opgeslagen" in page.text
    assert (again.status, again.path) == (200, "/scan/bewaren")
    assert visitor.get("/scan/vraag/planning").chosen("answer") == ["b"]


@pytest.mark.parametrize("path", FORMS)
def test_every_form_can_be_sent_again(visitor: Visitor, database: Database, path: str) -> None:
    visitor.start()
    before = stored(database)

    with locked(database):
        page = visitor.post(path, FORMS[path])

    assert page.status == 503
    assert "niet opgeslagen" in page.text
    assert stored(database) == before
    assert press(visitor, page).status == 200
    assert stored(database) != before


def test_a_scan_can_be_finished_again(visitor: Visitor, database: Database) -> None:
    visitor.start()
    visitor.answer_all()

    with locked(database):
        page = visitor.post("/scan/controle", {})

    assert page.status == 503
    assert press(visitor, page).path == "/scan/resultaat"


@on_each(UNREACHABLE)
def test_a_page_says_that_the_site_is_away(visitor: Visitor, database: Database, fault: Fault) -> None:
    visitor.start()

    with fault(database):
        page = visitor.get("/scan/vraag/planning")

    assert (page.status, page.response.headers["retry-after"]) == (503, "30")
    assert page.heading == "Even niet bereikbaar"
    assert not page.all("form")
    assert visitor.get("/scan/vraag/planning").status == 200


@on_each(UNWRITABLE)
def test_what_is_there_can_be_read_while_nothing_can_be_written(
    visitor: Visitor, database: Database, fault: Fault
) -> None:
    visitor.start()

    with fault(database):
        assert visitor.get("/scan/vraag/planning").status == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_page_breaks_while_the_database_is_away(visitor: Visitor, database: Database) -> None:
    visitor.start()
    visitor.client.cookies.set(visitor.site.account_cookie, "x" * 43)
    asked = [
        (route, method) for route in visitor.routes if isinstance(route, APIRoute) for method in route.methods or ()
    ]

    with moved(database):
        for route, method in asked:
            path = route.path.replace("{question_id}", "planning").replace("{secret}", "x")
            answer = visitor.client.request(method, path, headers={"origin": "http://127.0.0.1:8000"}, data={})
            assert answer.status_code in (200, 400, 404, 422, 503), f"{method} {path} gives {answer.status_code}"


@pytest.mark.parametrize("name", ["municipality", "company_name", "kvk"])
def test_what_was_typed_is_shown_as_it_is(visitor: Visitor, database: Database, name: str) -> None:
    typed = '<b>\'Jansen & "zoon"'
    visitor.start()

    with exhausted(database):
        page = visitor.post("/scan/bedrijf", {name: typed})

    assert typed in page.text
    assert page.field(name).get("value") == typed


def test_a_chosen_answer_is_not_shown_as_a_code(visitor: Visitor, database: Database) -> None:
    visitor.start()

    with locked(database):
        page = visitor.post("/scan/vraag/planning", {"answer": "unknown"})

    assert "unknown" not in page.text


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_connection_that_was_cut_at_rest_is_replaced_unseen(visitor: Visitor, database: Database) -> None:
    visitor.start()

    with another(database) as connection:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()"
        assert connection.execute(text(f"SELECT pg_terminate_backend(pid, 1000) {others}")).scalars().all() == [True]

    assert visitor.post("/scan/vraag/planning", ANSWER).status == 200


@pytest.mark.parametrize("kind", [DataError, IntegrityError, ProgrammingError])
def test_a_mistake_of_our_own_is_not_called_a_fault_of_the_database(
    make_app: Callable[..., FastAPI], kind: type[DatabaseError]
) -> None:
    app = make_app()

    def fail() -> None:
        raise kind("SELECT", {}, ValueError("wrong"))

    app.add_api_route("/stuk", fail)
    page = Visitor(TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)).get("/stuk")

    assert page.status == 500


def test_an_error_does_not_tell_what_somebody_answered(database: Database) -> None:
    with pytest.raises(DatabaseError) as caught, database.read() as session:
        session.execute(text("SELECT no_such_function(:code)"), {"code": "geheim"})

    assert "geheim" not in str(caught.value)
