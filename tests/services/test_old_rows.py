"""Retention of what shares and accounts leave behind: each row goes when its time is over, and not before."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from app.db.account_tables import AccountLinkRow, AccountRow, KnownPlaceRow, SessionRow
from app.db.audit_tables import AuditRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow, ConsentRow, JointVisitRow, PassOnRow
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.services.audit import add_line
from app.services.retention import clean_up
from app.services.sessions import Stage
from tests.accounts import account, organisation
from tests.services.promises import count, waiting
from tests.services.shares import LAST_DAY, letters, logged, scan_to_share, share
from tests.services.small_scans import RETENTION, draft, load

# The database has a clock of its own, by which it refuses to remove lines within a year.
NOW = datetime.now(UTC)
A_LITTLE = timedelta(minutes=1)
KEPT: Mapping[str, timedelta] = {
    "log_lines": timedelta(days=366),
    "consents": timedelta(days=730),
    "sessions": timedelta(hours=1),
    "account_links": timedelta(),
    "pass_on_wishes": timedelta(),
    "known_places": timedelta(days=30),
}
TABLES: Mapping[str, type[SQLModel]] = {
    "log_lines": AuditRow,
    "consents": ConsentRow,
    "sessions": SessionRow,
    "account_links": AccountLinkRow,
    "pass_on_wishes": PassOnRow,
    "known_places": KnownPlaceRow,
}


@pytest.fixture
def adviser(content: Database) -> Account:
    return account(content, organisation(content))


def put(database: Database, *rows: SQLModel) -> None:
    with database.write() as session:
        for row in rows:
            session.add(row)
            session.flush()


def consent(adviser: Account, *, ended_at: datetime | None = None, key: str = "a") -> ConsentRow:
    return ConsentRow(
        key=key,
        scan_hash="a" * 64,
        organisation_id=adviser.organisation.id,
        text_version="2026.1",
        scope="case",
        given_at=NOW - timedelta(days=900),
        ends_on=(NOW + timedelta(days=300)).date(),
        ended_at=ended_at,
        ended_by="owner" if ended_at else None,
    )


def put_row(database: Database, adviser: Account, name: str, at: datetime) -> None:
    """Put a row in a table whose time began, or was over, at a moment."""
    if name == "pass_on_wishes":
        put_wish(database, adviser, expires_at=at)
        return
    rows: Mapping[str, SQLModel] = {
        "log_lines": AuditRow(at=at, action="opened"),
        "consents": consent(adviser, ended_at=at),
        "sessions": a_session(adviser, started_at=at, seen_at=at),
        "account_links": AccountLinkRow(
            token_hash="a" * 64, account_id=adviser.id, purpose="invitation", made_at=at, expires_at=at
        ),
        "known_places": KnownPlaceRow(account_id=adviser.id, visitor="a" * 64, seen_at=at),
    }
    put(database, rows[name])


def a_session(adviser: Account, *, started_at: datetime, seen_at: datetime) -> SessionRow:
    return SessionRow(
        token_hash="a" * 64, account_id=adviser.id, stage=Stage.VERIFIED, started_at=started_at, seen_at=seen_at
    )


def put_wish(database: Database, adviser: Account, *, expires_at: datetime) -> None:
    scan_id = load(database, draft(database, now=NOW)).id
    put_case(database, adviser, scan_id)
    wish = PassOnRow(
        case_id=1,
        organisation_id=adviser.organisation.id,
        asked_by=adviser.id,
        reason="Dichterbij",
        token_hash="a" * 64,
        asked_at=NOW,
        expires_at=expires_at,
    )
    put(database, wish)


def put_case(database: Database, adviser: Account, scan_id: int) -> None:
    case = CaseRow(
        id=1,
        key="c",
        scan_id=scan_id,
        consent_id=1,
        organisation_id=adviser.organisation.id,
        contact_name="Jan",
        question="",
        shared_at=NOW,
        changed_at=NOW,
        ends_on=(NOW + timedelta(days=300)).date(),
    )
    put(database, ConsentRow(id=1, **consent(adviser, key="b").model_dump(exclude={"id"})), case)


@pytest.mark.parametrize("name", KEPT)
def test_a_row_stays_as_long_as_it_may_and_then_goes(
    content: Database, adviser: Account, tmp_path: Path, name: str
) -> None:
    put_row(content, adviser, name, NOW - KEPT[name])
    table = str(TABLES[name].__tablename__)

    early = clean_up(content, RETENTION, tmp_path, now=NOW - A_LITTLE)
    stayed = count(content, table)
    late = clean_up(content, RETENTION, tmp_path, now=NOW + A_LITTLE)

    assert (getattr(early, name), getattr(late, name)) == (0, 1)
    assert stayed == count(content, table) + 1


@pytest.mark.parametrize("name", KEPT)
def test_a_trial_counts_a_row_and_leaves_it(content: Database, adviser: Account, tmp_path: Path, name: str) -> None:
    put_row(content, adviser, name, NOW - KEPT[name] - timedelta(days=1))
    table = str(TABLES[name].__tablename__)
    before = count(content, table)

    tried = clean_up(content, RETENTION, tmp_path, now=NOW, dry_run=True)

    assert getattr(tried, name) == 1
    assert count(content, table) == before


def test_a_consent_that_holds_stays_however_old(content: Database, adviser: Account, tmp_path: Path) -> None:
    put(content, consent(adviser))

    clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=3000))

    assert count(content, "consent") == 1


def test_a_session_in_use_ends_after_its_longest(content: Database, adviser: Account, tmp_path: Path) -> None:
    put(content, a_session(adviser, started_at=NOW - timedelta(hours=12), seen_at=NOW))

    assert clean_up(content, RETENTION, tmp_path, now=NOW).sessions == 1


def test_a_visit_goes_with_the_session_of_its_adviser(content: Database, adviser: Account, tmp_path: Path) -> None:
    scan_id = load(content, draft(content, now=NOW)).id
    put(
        content,
        a_session(adviser, started_at=NOW, seen_at=NOW - timedelta(hours=2)),
        JointVisitRow(token_hash="b" * 64, scan_id=scan_id, session_hash="a" * 64, started_at=NOW),
    )

    clean_up(content, RETENTION, tmp_path, now=NOW)

    assert count(content, "joint_visit") == 0


def test_accounts_stay(content: Database, adviser: Account, tmp_path: Path) -> None:
    with content.write() as session:
        session.get_one(AccountRow, adviser.id).blocked_at = NOW - timedelta(days=3000)

    clean_up(content, RETENTION, tmp_path, now=NOW)

    assert count(content, "account") == 1


def test_more_lines_than_fit_in_one_go_are_all_removed(content: Database, tmp_path: Path) -> None:
    with content.write() as session:
        for minute in range(1234):
            add_line(session, AuditAction.OPENED, now=NOW - timedelta(days=400, minutes=minute))

    assert clean_up(content, RETENTION, tmp_path, now=NOW).log_lines == 1234
    assert count(content, "audit_line") == 0


def test_who_runs_the_site_may_keep_the_log_longer(content: Database, tmp_path: Path) -> None:
    longer = RETENTION.model_copy(update={"log_days": 500})
    with content.write() as session:
        add_line(session, AuditAction.OPENED, now=NOW - timedelta(days=499))

    assert clean_up(content, longer, tmp_path, now=NOW).log_lines == 0


def test_the_organisation_hears_that_a_scan_it_sees_was_removed(
    content: Database, adviser: Account, tmp_path: Path
) -> None:
    share(content, scan_to_share(content), adviser.organisation, ends_on=LAST_DAY.replace(year=2031))
    short = RETENTION.model_copy(update={"finished_days": 100})

    cleaned = clean_up(content, short, tmp_path, can_mail=True, now=NOW + timedelta(days=200))

    assert (cleaned.shares, cleaned.finished_scans, logged(content)[-1]) == (0, 1, "removed_scan")
    assert letters(content) == [("balie@ondernemershuis.example", "Een gedeelde scan is verwijderd")]


def test_a_share_ends_after_its_last_day_and_its_letters_wait(
    content: Database, adviser: Account, tmp_path: Path
) -> None:
    share(content, scan_to_share(content), adviser.organisation)
    after = datetime.combine(LAST_DAY + timedelta(days=1), time(3), tzinfo=UTC)

    tried = clean_up(content, RETENTION, tmp_path, now=after, dry_run=True)
    stayed = count(content, "adviser_case")
    done = clean_up(content, RETENTION, tmp_path, can_mail=True, now=after)

    assert (tried.shares, stayed, done.shares) == (1, 1, 1)
    assert count(content, "adviser_case") == 0
    assert len(waiting(content)) == 2
