"""Filling in together: the adviser sees the scan in one session and for one visit, its owner for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from app.db import accounts
from app.db import joint_visits as stored
from app.db.account_tables import AccountRow, OrganisationRow
from app.db.engine import Database
from app.db.sharing_tables import JointVisitRow
from app.domain.account import Account, Kind
from app.domain.company import Company
from app.domain.errors import NotSignedInError, VisitOverError
from app.domain.scan import Mode
from app.services import joint_visits, scans, sessions
from app.services.audit import lines_of_scan
from app.services.joint_visits import LONGEST, Visit
from app.services.sessions import SignIn, Stage
from tests.accounts import account, organisation
from tests.builders import profile
from tests.conftest import NOW
from tests.services.small_scans import SMALL, load
from tests.web.whole_site import contents

KEY = b"k" * 32
SHORTLY = timedelta(seconds=1)


def session_of(database: Database, who: Account, stage: Stage = Stage.VERIFIED) -> str:
    with database.write() as session:
        return sessions.start_session(session, who.id, stage, now=NOW)


def sign_in_of(database: Database, token: str) -> SignIn:
    found = sessions.find_sign_in(database, token, now=NOW)
    assert found
    return found


def start(database: Database, token: str, *, now: datetime = NOW) -> str:
    sign_in = sign_in_of(database, token)
    return joint_visits.start_visit(database, SMALL, sign_in, profile(), Company(), secret_key=KEY, now=now)


def opened(database: Database, visit: str, token: str | None, *, now: datetime = NOW) -> Visit:
    return joint_visits.open_visit(database, visit, session_token=token, secret_key=KEY, now=now)


def log_of(database: Database, secret: str) -> list[str]:
    with database.read() as session:
        return [line.action.value for line in lines_of_scan(session, sessions.hashed(secret))]


def visits(database: Database) -> int:
    with database.read() as session:
        return len(session.exec(select(JointVisitRow)).all())


@pytest.fixture
def adviser(content: Database) -> Account:
    return account(content, organisation(content))


@pytest.fixture
def token(content: Database, adviser: Account) -> str:
    return session_of(content, adviser)


def test_the_secret_of_the_owner_opens_the_scan(content: Database, token: str) -> None:
    secret = opened(content, start(content, token), token).secret

    assert load(content, secret).mode is Mode.WITH_ADVISER


def test_it_opens_the_scan_for_the_adviser_and_names_the_adviser(
    content: Database, token: str, adviser: Account
) -> None:
    visit = start(content, token)

    assert opened(content, visit, token) == opened(content, visit, token)
    assert opened(content, visit, token).adviser == adviser


def test_a_secret_has_no_fewer_bits_than_any_other_and_none_of_them_without_the_key(
    content: Database, token: str
) -> None:
    visit = start(content, token)

    elsewhere = joint_visits.open_visit(content, visit, session_token=token, secret_key=b"l" * 32, now=NOW)

    assert len(elsewhere.secret) == 43
    assert elsewhere.secret != opened(content, visit, token).secret


def test_neither_the_secret_nor_the_token_is_stored(content: Database, token: str) -> None:
    visit = start(content, token)
    secret = opened(content, visit, token).secret

    stored = repr(contents(content))

    assert secret not in stored
    assert visit not in stored
    assert visit.partition(".")[2] not in stored


def test_who_starts_is_in_the_log_of_the_scan(content: Database, token: str) -> None:
    secret = opened(content, start(content, token), token).secret

    assert log_of(content, secret) == ["started_together"]


def test_it_is_over_after_its_longest(content: Database, token: str) -> None:
    visit = start(content, token)
    for moment in (NOW + LONGEST - SHORTLY, NOW + LONGEST):
        with content.write() as session:
            accounts.see_session(session, sessions.hashed(token), now=moment)

    assert opened(content, visit, token, now=NOW + LONGEST - SHORTLY)
    with pytest.raises(VisitOverError):
        opened(content, visit, token, now=NOW + LONGEST)


def test_a_node_whose_clock_is_behind_opens_it(content: Database, token: str) -> None:
    assert opened(content, start(content, token, now=NOW + SHORTLY), token, now=NOW)


def blocked(database: Database, adviser: Account) -> None:
    with database.write() as session:
        session.get_one(AccountRow, adviser.id).blocked_at = NOW


def closed(database: Database, adviser: Account) -> None:
    with database.write() as session:
        session.get_one(OrganisationRow, adviser.organisation.id).closed_at = NOW


def of_another_kind(database: Database, adviser: Account) -> None:
    with database.write() as session:
        session.get_one(OrganisationRow, adviser.organisation.id).kind = Kind.PROVINCE


@pytest.mark.parametrize("happens", [blocked, closed, of_another_kind])
def test_who_may_no_longer_sign_in_as_an_adviser_sees_nothing(
    content: Database, token: str, adviser: Account, happens: Callable[[Database, Account], None]
) -> None:
    visit = start(content, token)

    happens(content, adviser)

    with pytest.raises(VisitOverError):
        opened(content, visit, token)


def test_only_the_session_that_it_began_in_opens_it(content: Database, token: str, adviser: Account) -> None:
    visit = start(content, token)
    colleague = account(content, adviser.organisation, name="Bas Visser")
    others = [session_of(content, adviser), session_of(content, colleague)]

    for other in (None, "", "x", sessions.hashed(token), *others):
        with pytest.raises(VisitOverError):
            opened(content, visit, other)


def test_a_session_that_is_not_verified_opens_nothing(content: Database, token: str, adviser: Account) -> None:
    visit = start(content, token)
    with content.write() as session:
        row = accounts.find_session(session, sessions.hashed(token))
        assert row
        row[0].stage = Stage.PASSWORD_GIVEN

    with pytest.raises(VisitOverError):
        opened(content, visit, token)


def test_the_visit_of_a_colleague_does_not_open_in_mine(content: Database, token: str, adviser: Account) -> None:
    other = session_of(content, account(content, adviser.organisation, name="Bas Visser"))
    start(content, token)

    with pytest.raises(VisitOverError):
        opened(content, start(content, other), token)


def test_signing_out_ends_it(content: Database, token: str) -> None:
    start(content, token)

    sessions.end_session(content, token)

    assert visits(content) == 0


def test_ending_it_leaves_the_scan_to_its_owner(content: Database, token: str) -> None:
    visit = start(content, token)
    found = opened(content, visit, token)

    joint_visits.end_visit(content, found, now=NOW)

    assert load(content, found.secret)
    with pytest.raises(VisitOverError):
        opened(content, visit, token)


def test_ending_it_twice_is_ending_it_once(content: Database, token: str) -> None:
    found = opened(content, start(content, token), token)

    for _ in range(2):
        joint_visits.end_visit(content, found, now=NOW + SHORTLY)

    assert log_of(content, found.secret) == ["ended_together", "started_together"]


def test_starting_another_ends_the_first(content: Database, token: str) -> None:
    first = start(content, token)
    secret = opened(content, first, token).secret

    second = start(content, token, now=NOW + SHORTLY)

    assert opened(content, second, token)
    assert log_of(content, secret) == ["ended_together", "started_together"]
    with pytest.raises(VisitOverError):
        opened(content, first, token)


def test_two_that_start_at_the_same_moment_leave_one(content: Database, token: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        begun = list(threads.map(lambda _: start(content, token), range(4)))

    assert len(set(begun)) == 4
    assert visits(content) == 1


def test_starting_waits_for_who_changes_the_visits_of_the_session(content: Database, token: str) -> None:
    with ThreadPoolExecutor(1) as threads:
        with content.write() as session:
            stored.lock_session(session, sessions.hashed(token))
            started = threads.submit(start, content, token)
            with pytest.raises(TimeoutError):
                started.result(timeout=0.5)

        assert started.result(timeout=10)


def test_a_visit_of_a_colleague_goes_on(content: Database, token: str, adviser: Account) -> None:
    other = session_of(content, account(content, adviser.organisation, name="Bas Visser"))
    visit = start(content, token)

    start(content, other)

    assert opened(content, visit, token)


def test_who_signed_out_meanwhile_starts_nothing(content: Database, token: str) -> None:
    sign_in = sign_in_of(content, token)
    sessions.end_session(content, token)
    before = contents(content)

    with pytest.raises(NotSignedInError):
        joint_visits.start_visit(content, SMALL, sign_in, profile(), Company(), secret_key=KEY, now=NOW)

    assert contents(content) == before


def test_an_owner_who_deletes_the_scan_ends_it(content: Database, token: str) -> None:
    visit = start(content, token)
    scan = load(content, opened(content, visit, token).secret)

    scans.delete_scan(content, scan.id, now=NOW)

    with pytest.raises(VisitOverError):
        opened(content, visit, token)


def test_it_goes_on_until_it_ends(content: Database, token: str) -> None:
    sign_in = sign_in_of(content, token)
    found = [joint_visits.has_visit(content, sign_in, now=NOW)]
    visit = start(content, token)
    found += [joint_visits.has_visit(content, sign_in, now=moment) for moment in (NOW, NOW + LONGEST)]
    joint_visits.end_visit(content, opened(content, visit, token), now=NOW)

    assert [*found, joint_visits.has_visit(content, sign_in, now=NOW)] == [False, True, False, False]
