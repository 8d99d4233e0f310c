"""Two things that happen to one scan at the same moment."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from app.db.engine import Database
from app.services import scans
from tests.conftest import NOW
from tests.visitor import Visitor


@pytest.fixture
def patience() -> float:
    """Here what one waits for does come, so one waits as long as in earnest."""
    return 5


@pytest.fixture
def browsers(visit: Callable[[], Visitor]) -> list[Visitor]:
    """Several browsers that all have the same scan open."""
    found = [visit() for _ in range(6)]
    found[0].start()
    for other in found[1:]:
        other.client.cookies.update(found[0].client.cookies)
    return found


def count(database: Database, table: str) -> int:
    with database.read() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_the_same_answer_many_times_is_one_answer(browsers: list[Visitor], database: Database) -> None:
    with ThreadPoolExecutor() as threads:
        pages = list(threads.map(lambda one: one.post("/scan/vraag/planning", {"answer": "b"}), browsers))

    assert [page.status for page in pages] == [200] * len(browsers)
    assert count(database, "answer") == 1


def test_a_scan_is_finished_once(browsers: list[Visitor], database: Database) -> None:
    browsers[0].answer_all()
    site = browsers[0].site
    scan = scans.get_scan(database, site.published, browsers[0].client.cookies["scan"])

    def finish(now: datetime) -> datetime | None:
        scans.finish_scan(database, scan, now=now)
        return scans.get_scan(database, site.published, browsers[0].client.cookies["scan"]).finished_at

    with ThreadPoolExecutor() as threads:
        found = set(threads.map(finish, [NOW + timedelta(minutes=number) for number in range(6)]))

    assert len(found) == 1
    assert found != {None}


def test_both_who_finish_see_the_result(browsers: list[Visitor]) -> None:
    browsers[0].answer_all()

    with ThreadPoolExecutor() as threads:
        pages = list(threads.map(lambda one: one.post("/scan/controle", {}), browsers))

    assert {page.path for page in pages} == {"/scan/resultaat"}


def test_an_answer_that_comes_while_the_scan_is_deleted_is_not_stored(
    browsers: list[Visitor], database: Database
) -> None:
    with ThreadPoolExecutor() as threads:
        with database.write() as session:
            session.execute(text("DELETE FROM scan"))
            saving = threads.submit(browsers[1].post, "/scan/vraag/planning", {"answer": "b"})
            time.sleep(0.5)  # by then it has found the scan, and waits to write
        page = saving.result()

    assert page.status == 404
    assert count(database, "answer") == 0


def test_a_deleted_scan_takes_no_answer(browsers: list[Visitor], database: Database) -> None:
    browsers[0].post("/scan/vraag/planning", {"answer": "b"})
    browsers[0].post("/scan/verwijderen", {})

    page = browsers[1].post("/scan/vraag/overdracht", {"answer": "b"})

    assert page.status == 404
    assert (count(database, "scan"), count(database, "answer")) == (0, 0)


def test_many_answers_while_the_scan_is_deleted_leave_nothing(browsers: list[Visitor], database: Database) -> None:
    def save(visitor: Visitor) -> int:
        return visitor.post("/scan/vraag/planning", {"answer": "b"}).status

    with ThreadPoolExecutor() as threads:
        saving = [threads.submit(save, visitor) for visitor in browsers[1:] * 2]
        deleted = threads.submit(browsers[0].post, "/scan/verwijderen", {})

    assert deleted.result().path == "/verwijderd"
    assert {saved.result() for saved in saving} <= {200, 404}
    assert (count(database, "scan"), count(database, "answer")) == (0, 0)
