"""What an owner does with a scan, in the database."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.db.engine import Database
from app.db.scans import find_report, put_report
from app.domain.company import Company, CompanyChanges
from app.domain.errors import QuestionNotShownError, ScanNotFoundError, ThemeNotFoundError
from app.domain.operator import Retention
from app.domain.scan import Scan
from app.services import scans
from app.services.questionnaires import PublishedQuestionnaires, publish
from tests.builders import both_elements, profile, question, questionnaire, technology
from tests.conftest import NOW

RETENTION = Retention(draft_days=90, finished_days=730, backup_days=35, source="redactioneel")
UNTOLD = CompanyChanges(company_name=None, may_count=False, consent_version="2026.1")
OLD_NAME = Company(company_name="Bakkerij Oud", consent_version="2026.1")
SMALL = both_elements().model_copy(update={"version": "2000.1"})


@pytest.fixture
def secret(database: Database) -> str:
    publish(database, SMALL, now=NOW)
    return scans.start_scan(database, SMALL, profile(), now=NOW)


def load(database: Database, secret: str) -> Scan:
    return scans.get_scan(database, PublishedQuestionnaires(database), secret)


def answer(database: Database, secret: str, **answers: str) -> None:
    for question_id, code in answers.items():
        scans.save_answer(database, load(database, secret), question_id=question_id, code=code, now=NOW)


def test_the_secret_opens_the_scan_and_is_not_stored(database: Database, secret: str) -> None:
    assert load(database, secret).profile == profile()

    with database.read() as session:
        stored = session.execute(text("SELECT * FROM scan")).one()
    assert secret not in [str(value) for value in stored]


def test_secrets_have_at_least_128_bits(secret: str) -> None:
    assert len(secret) * 6 >= 128


@pytest.mark.parametrize("guess", ["", "x", "' OR 1=1 --"])
def test_another_secret_opens_nothing(database: Database, secret: str, guess: str) -> None:
    with pytest.raises(ScanNotFoundError):
        load(database, guess)


def test_the_latest_answer_counts(database: Database, secret: str) -> None:
    answer(database, secret, t1="a", t2="b")
    answer(database, secret, t1="c")

    assert load(database, secret).answers == {"t1": "c", "t2": "b"}


def test_the_scan_that_comes_back_asks_what_the_answer_brings_up(database: Database) -> None:
    follow_up = question("t2", show_if=[{"answer": {"t1": ["a"]}}])
    content = questionnaire([*technology("t1"), follow_up, *technology("t3")], version="2000.3")
    publish(database, content, now=NOW)
    scan = load(database, scans.start_scan(database, content, profile(), now=NOW))

    brought_up = scans.save_answer(database, scan, question_id="t1", code="a", now=NOW)
    left_out = scans.save_answer(database, brought_up, question_id="t1", code="b", now=NOW)

    assert [asked.id for asked in brought_up.asked] == ["t1", "t2", "t3"]
    assert [asked.id for asked in left_out.asked] == ["t1", "t3"]


def test_a_question_that_is_not_asked_takes_no_answer(database: Database, secret: str) -> None:
    with pytest.raises(QuestionNotShownError):
        answer(database, secret, x9="a")

    assert load(database, secret).answers == {}


def test_a_scan_with_open_questions_does_not_finish(database: Database, secret: str) -> None:
    answer(database, secret, t1="a")

    unanswered = scans.finish_scan(database, load(database, secret), now=NOW)

    assert [question.id for question in unanswered] == ["t2", "t3", "s1", "s2", "s3"]
    assert not load(database, secret).is_finished


def test_a_full_scan_finishes_once(database: Database, secret: str) -> None:
    answer(database, secret, **dict.fromkeys(("t1", "t2", "t3", "s1", "s2", "s3"), "b"))

    scans.finish_scan(database, load(database, secret), now=NOW)
    scans.finish_scan(database, load(database, secret), now=NOW + timedelta(days=1))

    finished = load(database, secret)
    assert (finished.finished_at, finished.changed_at) == (NOW, NOW)


def test_a_changed_profile_keeps_the_answers(database: Database, secret: str) -> None:
    answer(database, secret, t1="a")

    scans.change_profile(database, load(database, secret), profile(sector="zorg"), UNTOLD, now=NOW)

    changed = load(database, secret)
    assert (changed.profile.sector, changed.answers) == ("zorg", {"t1": "a"})


@pytest.mark.parametrize(("name", "is_kept"), [("Bakkerij Oud", True), ("Bakkerij Nieuw", False), (None, False)])
def test_a_pdf_with_the_old_name_of_the_company_goes(database: Database, name: str | None, is_kept: bool) -> None:
    publish(database, SMALL, now=NOW)
    secret = scans.start_scan(database, SMALL, profile(), OLD_NAME, now=NOW)
    scan = load(database, secret)
    with database.write() as session:
        put_report(session, scan.id, edition="full", content_hash="x", pdf=b"Bakkerij Oud", now=NOW)

    scans.change_profile(database, scan, profile(), UNTOLD | {"company_name": name}, now=NOW)

    with database.read() as session:
        assert (find_report(session, scan.id, edition="full", content_hash="x") is not None) is is_kept


def test_a_scan_stays_on_the_version_it_began_with(database: Database, secret: str) -> None:
    answer(database, secret, **dict.fromkeys(("t1", "t2", "t3"), "e"))
    before = load(database, secret).report
    heavier = [question(q, elements={"slimmer_werken": 1}) for q in ("t1", "t2", "t3")]

    publish(database, questionnaire([*heavier, *technology("t9")], version="2000.2"), now=NOW)

    assert load(database, secret).report == before


def test_a_draft_is_kept_three_months_and_a_finished_scan_two_years(database: Database, secret: str) -> None:
    assert load(database, secret).kept_until(RETENTION) == NOW.date() + timedelta(days=90)

    answer(database, secret, **dict.fromkeys(("t1", "t2", "t3", "s1", "s2", "s3"), "b"))
    scans.finish_scan(database, load(database, secret), now=NOW)

    assert load(database, secret).kept_until(RETENTION) == NOW.date() + timedelta(days=730)


def test_a_rush_of_visitors_after_a_start_finds_room(database: Database, secret: str) -> None:
    published, barrier = PublishedQuestionnaires(database), threading.Barrier(40)

    def visit(_number: int) -> Scan:
        barrier.wait()
        return scans.get_scan(database, published, secret)

    with ThreadPoolExecutor(max_workers=40) as visitors:
        assert len(list(visitors.map(visit, range(40)))) == 40


def test_an_answer_given_elsewhere_meanwhile_stays(database: Database, secret: str) -> None:
    answer(database, secret, t1="b")

    scan = scans.save_answer(database, load(database, secret), question_id="t1", code="c", seen="", now=NOW)

    assert scan.answers == load(database, secret).answers == {"t1": "b"}


@pytest.mark.parametrize("seen", ["b", None])
def test_an_answer_that_was_seen_is_replaced(database: Database, secret: str, seen: str | None) -> None:
    answer(database, secret, t1="b")

    scans.save_answer(database, load(database, secret), question_id="t1", code="c", seen=seen, now=NOW)

    assert load(database, secret).answers == {"t1": "c"}


def test_a_result_needs_the_core_alone(database: Database) -> None:
    content = questionnaire([*technology("t1"), question("t2", depth="full")], version="2000.2")
    publish(database, content, now=NOW)
    secret = scans.start_scan(database, content, profile(), now=NOW)
    answer(database, secret, t1="b")

    scans.deepen_theme(database, load(database, secret), "processen", now=NOW)

    assert [q.id for q in load(database, secret).asked] == ["t1", "t2"]
    assert scans.finish_scan(database, load(database, secret), now=NOW) == []
    assert load(database, secret).is_finished


def test_deepening_twice_is_the_same(database: Database, secret: str) -> None:
    for _ in range(2):
        scans.deepen_theme(database, load(database, secret), "processen", now=NOW)

    assert load(database, secret).deepened == ["processen"]


def test_a_theme_that_is_not_there_cannot_be_deepened(database: Database, secret: str) -> None:
    with pytest.raises(ThemeNotFoundError):
        scans.deepen_theme(database, load(database, secret), "bestaat_niet", now=NOW)
