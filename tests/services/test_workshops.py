"""Workshops: who joins keeps a scan of their own, who holds one sees counts, and closing cuts what links them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select, update

from app.db.attempt_tables import FailedAttemptsRow
from app.db.engine import Database
from app.db.workshop_tables import WorkshopRow, WorkshopScanRow
from app.domain.account import Account
from app.domain.company import Company
from app.domain.errors import TooManyAttemptsError, WorkshopNotFoundError
from app.domain.scan import Mode
from app.domain.workshop import Invitation, Progress, Workshop
from app.services import joining, scans, workshops
from app.services.joining import Start
from app.services.retention import clean_up
from app.services.workshop_rules import workshop_rules
from tests.accounts import account, organisation
from tests.builders import profile
from tests.conftest import NOW
from tests.services.small_scans import RETENTION, SMALL, draft, finished, load
from tests.web.whole_site import contents

KEY = b"k" * 32
RULES = workshop_rules()
END = NOW + timedelta(hours=RULES.hours)
SHORTLY = timedelta(seconds=1)


@pytest.fixture
def anna(content: Database) -> Account:
    return account(content, organisation(content))


def open_one(database: Database, by: Account, *, title: str = "Tijd winnen", now: datetime = NOW) -> Workshop:
    return seen(database, by, workshops.open_workshop(database, title, by=by, now=now), now=now)


def seen(database: Database, by: Account, key: str, *, now: datetime = NOW) -> Workshop:
    return workshops.get_workshop(database, key, organisation_id=by.organisation.id, now=now)


def start(database: Database, code: str, secret: str, *, now: datetime = NOW) -> Start:
    return joining.start_scan(database, SMALL, code, profile(), Company(), secret=secret, now=now)


def join(database: Database, workshop: Workshop, *, done: int = 0, busy: int = 0, now: datetime = NOW) -> None:
    """Have scans take part, of which so many are finished at this moment."""
    secrets = [finished(database, now=now) for _ in range(done)] + [draft(database, now=now) for _ in range(busy)]
    for secret in secrets:
        assert joining.join_with(database, load(database, secret), workshop.code, now=now)


def links(database: Database) -> int:
    with database.read() as session:
        return len(session.exec(select(WorkshopScanRow)).all())


def find(database: Database, code: str | None, *, visitor: str = "v", now: datetime = NOW) -> Invitation | None:
    return joining.find_invitation(database, KEY, code, visitor=visitor, now=now)


def test_who_has_the_code_starts_a_scan_of_their_own(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)

    assert start(content, workshop.code, "s") is Start.NEW
    assert (load(content, "s").mode, links(content)) == (Mode.ALONE, 1)


def test_a_form_that_is_sent_twice_starts_one_scan(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)

    with ThreadPoolExecutor(2) as two:
        both = set(two.map(lambda _: start(content, workshop.code, "s"), range(2)))

    assert both == {Start.NEW, Start.AGAIN}
    assert links(content) == 1


def test_a_scan_that_was_there_joins_once(content: Database, anna: Account) -> None:
    first, second = open_one(content, anna), open_one(content, anna, title="Middag")
    scan = load(content, draft(content))

    assert [joining.join_with(content, scan, one.code, now=NOW) for one in (first, first, second)] == [True] * 3
    assert links(content) == 1


def test_the_adviser_sees_counts_from_five_on(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)

    join(content, workshop, done=4)
    assert seen(content, anna, workshop.key).progress == Progress()

    join(content, workshop, done=1, busy=1)
    assert seen(content, anna, workshop.key).progress == Progress(6, 5)


def test_closing_keeps_the_counts_and_cuts_the_links(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)
    join(content, workshop, done=6, busy=1)

    for _ in range(2):
        workshops.close_workshop(content, workshop.key, organisation_id=anna.organisation.id, now=NOW + SHORTLY)

    closed = seen(content, anna, workshop.key, now=END)
    assert (closed.is_open, closed.ends_at, closed.progress) == (False, NOW + SHORTLY, Progress(7, 5))
    assert links(content) == 0
    assert len(contents(content)["scan"]) == 7


def test_closing_stores_nothing_of_fewer_than_five(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)
    join(content, workshop, done=4)

    workshops.close_workshop(content, workshop.key, organisation_id=anna.organisation.id, now=NOW)

    (row,) = contents(content)["workshop"]
    assert (row["joined"], row["finished"], links(content)) == (None, None, 0)


def test_nobody_joins_what_is_closed(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)
    workshops.close_workshop(content, workshop.key, organisation_id=anna.organisation.id, now=NOW)

    assert find(content, workshop.code) is None
    assert start(content, workshop.code, "s") is Start.OVER
    assert not joining.join_with(content, load(content, draft(content)), workshop.code, now=NOW)
    assert len(contents(content)["scan"]) == 1


def test_a_workshop_is_over_at_its_time_though_nobody_closed_it(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)
    join(content, workshop, done=4, busy=1)
    assert find(content, workshop.code, now=END - SHORTLY)

    last = load(content, draft(content))
    assert find(content, workshop.code, now=END) is None
    assert not joining.join_with(content, last, workshop.code, now=END)
    assert not seen(content, anna, workshop.key, now=END).is_open


def test_who_is_done_after_the_end_counts_as_not_done(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)
    join(content, workshop, done=4)
    late = draft(content, now=END - SHORTLY)
    joining.join_with(content, load(content, late), workshop.code, now=END - SHORTLY)
    for question in SMALL.questions:
        scans.save_answer(content, load(content, late), question_id=question.id, code="b", now=END)
    assert not scans.finish_scan(content, load(content, late), now=END + SHORTLY)

    assert seen(content, anna, workshop.key, now=END + SHORTLY).progress == Progress(5, None)


def test_the_clean_up_closes_what_is_over(content: Database, anna: Account, tmp_path: Path) -> None:
    workshop, fresh = open_one(content, anna), open_one(content, anna, title="Later", now=NOW + SHORTLY)
    join(content, workshop, done=5)
    join(content, fresh, busy=1)

    clean_up(content, RETENTION, tmp_path, now=END, dry_run=True)
    assert links(content) == 6
    clean_up(content, RETENTION, tmp_path, now=END)

    ended = seen(content, anna, workshop.key, now=END)
    assert (links(content), ended.ends_at, ended.progress) == (1, END, Progress(5, 5))


def test_opening_another_closes_what_is_over(content: Database, anna: Account) -> None:
    join(content, open_one(content, anna), busy=1)

    open_one(content, anna, now=END)

    assert links(content) == 0


def test_a_workshop_is_forgotten_in_the_end(content: Database, anna: Account, tmp_path: Path) -> None:
    open_one(content, anna)
    clean_up(content, RETENTION, tmp_path, now=END)
    kept = timedelta(RULES.kept_days)

    clean_up(content, RETENTION, tmp_path, now=END + kept)
    assert len(contents(content)["workshop"]) == 1
    clean_up(content, RETENTION, tmp_path, now=END + kept + SHORTLY)
    assert contents(content)["workshop"] == []


def test_erasing_a_scan_takes_it_out_of_the_workshop(content: Database, anna: Account) -> None:
    join(content, open_one(content, anna), busy=1)
    (scan,) = contents(content)["scan"]
    assert isinstance(scan["id"], int)

    scans.delete_scan(content, scan["id"], now=NOW)

    assert links(content) == 0


def test_another_organisation_finds_nothing(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)
    other = organisation(content, name="Kennispoort")

    with pytest.raises(WorkshopNotFoundError):
        workshops.get_workshop(content, workshop.key, organisation_id=other.id, now=NOW)
    with pytest.raises(WorkshopNotFoundError):
        workshops.close_workshop(content, workshop.key, organisation_id=other.id, now=NOW)
    assert workshops.list_workshops(content, organisation_id=other.id, now=NOW) == []


def test_the_same_title_sent_twice_opens_one(content: Database, anna: Account) -> None:
    first, twice = (open_one(content, anna, now=NOW + SHORTLY * number).key for number in range(2))
    later = open_one(content, anna, now=NOW + timedelta(minutes=2)).key

    assert first == twice != later


def test_a_workshop_that_is_full_lets_nobody_in(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)
    with content.write() as session:
        key = session.exec(select(WorkshopRow.id)).one()
        assert key is not None
        for number in range(RULES.most_participants):
            row = scans.add_scan(session, SMALL, profile(), Company(), secret=str(number), mode=Mode.ALONE, now=NOW)
            session.flush()
            assert row.id is not None
            session.add(WorkshopScanRow(scan_id=row.id, workshop_id=key, joined_at=NOW))

    assert start(content, workshop.code, "s") is Start.OVER


def test_who_guesses_at_codes_is_kept_from_trying_on(content: Database, anna: Account) -> None:
    workshop = open_one(content, anna)

    assert find(content, "222222") is None
    with content.write() as session:
        session.exec(update(FailedAttemptsRow).values(count=RULES.wrong_codes - 1))
    with pytest.raises(TooManyAttemptsError):
        find(content, "333333")

    with pytest.raises(TooManyAttemptsError):
        find(content, workshop.code)
    assert find(content, workshop.code, visitor="another") == Invitation(
        workshop.code, "Tijd winnen", anna.organisation.name
    )
