"""An organisation of advisers with which scans are shared, in the database of tests on backups."""

import hashlib
from contextlib import closing
from datetime import datetime, timedelta

from sqlmodel import SQLModel, col, select

from app.db.account_tables import AccountLinkRow, AccountRow, OrganisationRow, SessionRow
from app.db.audit_tables import AuditRow
from app.db.case_tables import AgreedActionRow, CaseEventRow, CaseScoreRow, CaseVisitRow, NoteRow, SecondViewRow
from app.db.cases import end_case, find_case_of_scan
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import CaseRow, ConsentRow, JointVisitRow, PassOnRow
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.services.audit import add_line
from tests.conftest import NOW

LAST_DAY = NOW.date() + timedelta(days=300)


def put(url: str, *rows: SQLModel) -> None:
    with closing(Database(url)) as database, database.write() as session:
        for row in rows:
            session.add(row)
            session.flush()


def share(url: str, adviser: Account, secret: str) -> None:
    """Share a scan with the organisation of an adviser."""
    organisation_id, scan_hash, scan_id = adviser.organisation.id, _hashed(secret), _scan_id(url, secret)
    consent = ConsentRow(
        key=secret[:32],
        scan_hash=scan_hash,
        organisation_id=organisation_id,
        text_version="2026.1",
        scope="case",
        given_at=NOW,
        ends_on=LAST_DAY,
    )
    put(url, consent)
    assert consent.id
    case = CaseRow(
        key=secret[:32],
        scan_id=scan_id,
        consent_id=consent.id,
        organisation_id=organisation_id,
        contact_name="Truus Overbeek",
        contact_email="truus@overbeek.example",
        question="Hoe nu?",
        shared_at=NOW,
        changed_at=NOW,
        ends_on=LAST_DAY,
    )
    put(url, case)


def add_work(url: str, adviser: Account, secret: str) -> None:
    """Add one of everything that advisers add to a case."""
    case_id = _case_id(url, secret)
    by, at = adviser.id, NOW
    put(
        url,
        CaseScoreRow(case_id=case_id, element_id="technologie", level="begin", score=12.5),
        CaseVisitRow(case_id=case_id, account_id=by, seen_at=at),
        SecondViewRow(case_id=case_id, account_id=by, question_id="planning", code="b", reason="Gezien", changed_at=at),
        NoteRow(case_id=case_id, account_id=by, text="Gebeld", is_shared=False, written_at=at),
        AgreedActionRow(
            case_id=case_id,
            account_id=by,
            title="Dagstart",
            who="Jan",
            status="planned",
            added_at=at,
            changed_at=at,
        ),
        CaseEventRow(case_id=case_id, account_id=by, at=at, kind="wrote_note"),
    )


def _case_id(url: str, secret: str) -> int:
    scan_id = _scan_id(url, secret)
    with closing(Database(url)) as database, database.read() as session:
        case = find_case_of_scan(session, scan_id)
    assert case
    assert case.id
    return case.id


def end_share(url: str, secret: str, *, ended_by: str) -> None:
    scan_id = _scan_id(url, secret)
    with closing(Database(url)) as database, database.write() as session:
        end_case(session, scan_id, ended_by=ended_by, now=NOW + timedelta(hours=1))


def put_what_opens_doors(url: str, adviser: Account, secret: str) -> None:
    """Have an adviser signed in, on a visit, with a link to a password and a wish to pass a case on."""
    scan_id = _scan_id(url, secret)
    case_id = _case_id(url, secret)
    put(
        url,
        SessionRow(token_hash="5e5510" * 10, account_id=adviser.id, stage="verified", started_at=NOW, seen_at=NOW),
        AccountLinkRow(token_hash="11a4" * 16, account_id=adviser.id, purpose="reset", made_at=NOW, expires_at=NOW),
        JointVisitRow(token_hash="715170" * 10, scan_id=scan_id, session_hash="5e5510" * 10, started_at=NOW),
        PassOnRow(
            case_id=case_id,
            organisation_id=adviser.organisation.id,
            asked_by=adviser.id,
            reason="Dichterbij",
            token_hash="3155" * 16,
            asked_at=NOW,
            expires_at=NOW,
        ),
    )


def log(url: str, by: Account, *, minute: int, about: int | None = None) -> None:
    with closing(Database(url)) as database, database.write() as session:
        add_line(session, AuditAction.OPENED, by=by, about_account_id=about, now=NOW + timedelta(minutes=minute))


def change(url: str, row_id: int, table: type[AccountRow] | type[OrganisationRow], **values: object) -> None:
    with closing(Database(url)) as database, database.write() as session:
        session.get_one(table, row_id).sqlmodel_update(values)


def let_count(url: str, *, may_count: bool, **chosen: str | None) -> None:
    """Have all owners choose whether their scan may count."""
    with closing(Database(url)) as database, database.write() as session:
        for row in session.exec(select(ScanRow)):
            row.sqlmodel_update({"may_count": may_count, **chosen})


def counting(url: str) -> set[tuple[bool, str | None, str | None]]:
    with closing(Database(url)) as database, database.read() as session:
        return set(session.exec(select(ScanRow.may_count, ScanRow.kvk_token, ScanRow.consent_version)))


def get_account(url: str, row_id: int) -> AccountRow:
    with closing(Database(url)) as database, database.read() as session:
        return session.get_one(AccountRow, row_id)


def lines(url: str) -> list[tuple[datetime, int | None, int | None]]:
    with closing(Database(url)) as database, database.read() as session:
        found = session.exec(select(AuditRow).order_by(col(AuditRow.at)))
        return [(line.at, line.account_id, line.about_account_id) for line in found]


def _scan_id(url: str, secret: str) -> int:
    with closing(Database(url)) as database, database.read() as session:
        found = session.exec(select(ScanRow.id).where(ScanRow.secret_hash == _hashed(secret))).one()
    assert found
    return found


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
