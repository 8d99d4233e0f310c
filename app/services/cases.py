"""The cases of an adviser organisation, each found through the organisation, and the log of who opened them."""

from collections.abc import Sequence
from datetime import date, datetime

from app.db import case_events, cases, scans
from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.domain.account import Account
from app.domain.audit import AuditAction, AuditLine
from app.domain.case import Assignee, Case, CaseStatus
from app.domain.dutch_days import day_of
from app.domain.errors import CaseNotFoundError
from app.domain.sharing import OwnerDetails, Scope
from app.services.audit import add_line, lines_of_scan
from app.services.questionnaires import PublishedQuestionnaires
from app.services.scans import scan_of


def get_case(
    database: Database, published: PublishedQuestionnaires, key: str, *, organisation_id: int, today: date
) -> Case:
    """Load a case of an organisation. Raises CaseNotFoundError."""
    with database.read() as session:
        found = cases.find_case(session, key, organisation_id=organisation_id, today=today)
        if found is None:
            raise CaseNotFoundError
        case, scan, scope, assignee = found
        assert case.id is not None
        answers = scans.answers_of(session, case.scan_id)
    return Case(
        id=case.id,
        key=case.key,
        scan=scan_of(scan, answers, published.get(scan.questionnaire_hash)),
        scan_hash=scan.secret_hash,
        scope=Scope(scope),
        details=OwnerDetails(case.contact_name, case.contact_email or "", case.contact_phone or "", case.question),
        shared_at=case.shared_at,
        shared_on=day_of(case.shared_at),
        ends_on=case.ends_on,
        status=CaseStatus(case.status),
        assignee=_assignee(assignee) if assignee else None,
        follow_up_on=case.follow_up_on,
        view_shared_at=case.view_shared_at,
    )


def _assignee(account: AccountRow) -> Assignee:
    assert account.id is not None
    return Assignee(account.id, account.name, is_blocked=account.blocked_at is not None)


def log_look(database: Database, case: Case, action: AuditAction, *, by: Account, now: datetime) -> None:
    """Note that somebody opened or downloaded a case that is still there. Raises CaseNotFoundError."""
    with database.write() as session:
        if not cases.lock_case(session, case.key, organisation_id=by.organisation.id, today=day_of(now)):
            raise CaseNotFoundError
        case_events.put_visit(session, case.id, by.id, now=now)
        add_line(session, action, by=by, scan_hash=case.scan_hash, now=now)


def looks_at(database: Database, case: Case, organisation_id: int) -> Sequence[AuditLine]:
    """Return when who of an organisation opened or downloaded a case since it was shared, the latest first."""
    with database.read() as session:
        lines = lines_of_scan(session, case.scan_hash, organisation_id=organisation_id)
    looks = AuditAction.OPENED, AuditAction.DOWNLOADED
    return [line for line in lines if line.action in looks and line.at >= case.shared_at]
