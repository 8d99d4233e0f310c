"""The mark on a scan that would not count: what the rule says of it, whatever was saved last."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import col, select

from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain.answers import allowed_answers
from app.domain.company import CompanyChanges
from app.domain.counting import Doubt, doubt_about
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from app.services import plans, scans
from app.services.demo import Terms, invent, store_scans
from app.services.questionnaires import PublishedQuestionnaires, publish
from tests.builders import profile, question, questionnaire, technology
from tests.conftest import NOW
from tests.databases import on_sqlite
from tests.services.filled import KEY, Filled

LATER = NOW + timedelta(minutes=10)
BOTH = {"technologie": 1, "slimmer_werken": 1}
CONTENT = questionnaire(
    [
        *technology("t1", "t2", "t3", elements=BOTH),
        question("t4", elements=BOTH, show_if=[{"profile": {"size": ["2-9"]}}]),
        question("t5", elements=BOTH, show_if=[{"profile": {"goal": ["groei"]}}]),
        question("t6", elements=BOTH, depth="full"),
    ],
    version="2000.5",
    counting={"least_seconds": 120, "source": "redactioneel"},
)


def start(database: Database, **answers: str) -> str:
    publish(database, CONTENT, now=NOW)
    secret = scans.start_scan(database, CONTENT, profile(), now=NOW)
    answer(database, secret, **answers)
    return secret


def load(database: Database, secret: str) -> Scan:
    return scans.get_scan(database, PublishedQuestionnaires(database), secret)


def answer(database: Database, secret: str, **answers: str) -> None:
    for question_id, code in answers.items():
        scans.save_answer(database, load(database, secret), question_id=question_id, code=code, now=NOW)


def finish(database: Database, secret: str, *, now: datetime = LATER) -> None:
    assert scans.finish_scan(database, load(database, secret), now=now) == []


def marks(database: Database) -> Mapping[int | None, str | None]:
    with database.read() as session:
        return dict(session.exec(select(ScanRow.id, ScanRow.doubt).order_by(col(ScanRow.id))).all())


def expected(scan: Scan) -> Doubt | None:
    return doubt_about(scan) if scan.finished_at else None


def save_something(database: Database, scan: Scan, draw: random.Random) -> None:
    """Do one of the things that an owner may do."""
    choices, kind = scan.questionnaire.profile, draw.randrange(8)
    if kind == 0:
        changed = scan.profile.model_copy(update={"size": draw.choice(choices.sizes).id})
        told = CompanyChanges(company_name=None, may_count=True, consent_version="2026.1")
        scans.change_profile(database, scan, changed, told, now=LATER)
    elif kind == 1:
        plans.change_plan(database, scan, goal=draw.choice(choices.goals).id, targets={}, now=LATER)
    elif kind == 2:
        scans.deepen_theme(database, scan, draw.choice(scan.questionnaire.themes).id, now=LATER)
    else:
        asked = draw.choice(scan.asked)
        codes = allowed_answers(scan.questionnaire, asked)
        code = draw.choice([codes[0], codes[0], *codes, *("unknown" for _ in asked.allows)])
        scans.save_answer(database, scan, question_id=asked.id, code=code, now=LATER)


def test_a_scan_is_judged_when_it_is_finished(database: Database) -> None:
    secrets = [start(database, t1=first, t2="b", t3="b", t4="b", t5="b") for first in ("b", "a", "a")]
    before = list(marks(database).values())

    for secret, minutes in zip(secrets, (10, 10, 1), strict=True):
        finish(database, secret, now=NOW + timedelta(minutes=minutes))

    assert before == [None, None, None]
    assert list(marks(database).values()) == ["one_level", None, "too_fast"]


@on_sqlite
def test_finishing_again_does_not_make_it_slower(database: Database) -> None:
    secret = start(database, t1="a", t2="b", t3="b", t4="b", t5="b")
    finish(database, secret, now=NOW)

    finish(database, secret, now=LATER)

    assert list(marks(database).values()) == ["too_fast"]


@on_sqlite
def test_a_change_of_the_goal_is_judged_as_well(database: Database) -> None:
    secret = start(database, t1="b", t2="b", t3="b", t4="b", t5="a")
    finish(database, secret)

    plans.change_plan(database, load(database, secret), goal="kosten", targets={}, now=LATER)

    assert list(marks(database).values()) == ["one_level"]


def test_the_mark_follows_every_save(database: Database) -> None:
    secret, draw = start(database, t1="a", t2="b", t3="b", t4="b", t5="b"), random.Random(1)
    finish(database, secret)
    seen = set()

    for _ in range(80):
        save_something(database, load(database, secret), draw)
        (mark,) = marks(database).values()
        assert mark == expected(load(database, secret))
        seen.add(mark)

    assert seen == {None, Doubt.ONE_LEVEL, Doubt.NO_SCORE}


@on_sqlite
def test_the_mark_follows_every_save_to_a_realistic_scan(database: Database, shipped: Questionnaire) -> None:
    draw = random.Random(2)
    invented = invent(shipped, 12, now=NOW, draw=draw)
    stored = store_scans(database, Terms(shipped, consent_version="2026.1", secret_key=KEY), invented)

    for each in stored:
        for _ in range(4):
            save_something(database, load(database, each.secret), draw)
            assert marks(database)[each.id] == expected(load(database, each.secret))


def test_an_invented_scan_has_its_mark_at_once(demo: Filled) -> None:
    found = marks(demo.database)

    assert found == {each.id: expected(load(demo.database, each.secret)) for each in demo.stored}
    assert {None, Doubt.TOO_FAST, Doubt.ONE_LEVEL} <= set(found.values())
