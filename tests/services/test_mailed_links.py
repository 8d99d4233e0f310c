"""Links by mail: each promise is noted once, and there are not too many in a day."""

from datetime import timedelta
from threading import Thread

import pytest

from app.db import outbox
from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.services import scans
from app.services.postman import drop_old_mail
from tests.conftest import NOW
from tests.services.promises import count, new_scan, promise, waiting

MINUTE = timedelta(minutes=1)


@pytest.fixture
def scan_id(database: Database, shipped: Questionnaire) -> int:
    return new_scan(database, shipped)


def test_asking_twice_sends_one_mail(database: Database, scan_id: int) -> None:
    assert promise(database, scan_id) is None
    assert promise(database, scan_id, "Jan@Bakker.nl", now=NOW + 9 * MINUTE) is None

    assert len(waiting(database)) == 1


def test_asking_again_later_sends_another(database: Database, scan_id: int) -> None:
    promise(database, scan_id)
    promise(database, scan_id, now=NOW + 11 * MINUTE)

    assert len(waiting(database)) == 2


def test_asking_twice_at_once_sends_one_mail(database: Database, scan_id: int) -> None:
    askers = [Thread(target=promise, args=(database, scan_id)) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert len(waiting(database)) == 1


def test_a_scan_is_mailed_three_times_a_day(database: Database, scan_id: int) -> None:
    reached = [promise(database, scan_id, f"{name}@bakker.nl") for name in ("jan", "piet", "els", "ans")]

    assert reached == [None, None, None, 3]
    assert promise(database, scan_id, "ans@bakker.nl", now=NOW + timedelta(days=1)) is None


def test_an_address_is_mailed_three_times_a_day_whoever_asks(database: Database, shipped: Questionnaire) -> None:
    reached = [promise(database, new_scan(database, shipped)) for _ in range(4)]

    assert reached == [None, None, None, 3]


def test_what_follows_a_plus_makes_no_other_address(database: Database, shipped: Questionnaire) -> None:
    names = ("jan", "jan+1", "Jan+2", "jan+3")

    reached = [promise(database, new_scan(database, shipped), f"{name}@bakker.nl") for name in names]

    assert reached == [None, None, None, 3]
    assert [row.recipient for row in waiting(database)][1] == "jan+1@bakker.nl"


def test_a_deleted_scan_counts_for_the_address_all_the_same(database: Database, shipped: Questionnaire) -> None:
    reached = []
    for _ in range(4):
        scan_id = new_scan(database, shipped)
        reached.append(promise(database, scan_id))
        scans.delete_scan(database, scan_id, now=NOW)

    assert reached == [None, None, None, 3]


def test_a_visitor_mails_fifty_links_a_day_whatever_the_scan_and_the_address(
    database: Database, shipped: Questionnaire
) -> None:
    for number in range(50):
        assert promise(database, new_scan(database, shipped), f"{number}@bakker.nl") is None
    scan_id = new_scan(database, shipped)

    assert promise(database, scan_id, "els@bakker.nl") == 50
    assert promise(database, scan_id, "els@bakker.nl", visitor="elsewhere") is None


def test_what_was_counted_is_forgotten_after_a_day(database: Database, scan_id: int) -> None:
    promise(database, scan_id)

    drop_old_mail(database, now=NOW + timedelta(hours=23))
    assert count(database, "mailed_link") == 1
    drop_old_mail(database, now=NOW + timedelta(hours=24))
    assert count(database, "mailed_link") == 0


AHEAD = NOW + timedelta(days=366)


def test_what_a_clock_that_was_ahead_counted_limits_nobody(database: Database, scan_id: int) -> None:
    for name in ("jan", "piet", "els"):
        promise(database, scan_id, f"{name}@bakker.nl", now=AHEAD)

    assert promise(database, scan_id) is None
    assert len(waiting(database)) == 4


def test_mail_of_a_clock_that_was_ahead_does_not_stay(database: Database, scan_id: int) -> None:
    promise(database, scan_id, now=AHEAD)

    drop_old_mail(database, now=NOW)

    assert [count(database, table) for table in ("outbox", "mailed_link")] == [0, 0]


def test_mail_of_a_node_whose_clock_is_a_little_ahead_stays(database: Database, scan_id: int) -> None:
    promise(database, scan_id, now=NOW + MINUTE)

    drop_old_mail(database, now=NOW)

    assert len(waiting(database)) == 1


def test_asking_again_an_hour_after_a_clock_was_ahead_sends_another(database: Database, scan_id: int) -> None:
    promise(database, scan_id, now=NOW + timedelta(hours=2))
    promise(database, scan_id, now=NOW + timedelta(hours=1))

    assert len(waiting(database)) == 2


def test_a_deleted_scan_takes_its_mail_along(database: Database, scan_id: int) -> None:
    promise(database, scan_id)

    scans.delete_scan(database, scan_id, now=NOW)

    assert waiting(database) == []


def test_the_state_says_how_many_wait_and_since_when(database: Database, scan_id: int) -> None:
    with database.read() as session:
        assert outbox.outbox_state(session) == (0, None)
    promise(database, scan_id)
    promise(database, scan_id, "els@bakker.nl", now=NOW + MINUTE)

    with database.read() as session:
        assert outbox.outbox_state(session) == (2, NOW)
