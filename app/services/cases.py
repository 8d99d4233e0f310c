"""The cases of an adviser organisation, each found through the organisation, and the log of who opened them."""

from collections.abc import Sequence
from datetime import date, datetime

from app.db import cases, scans
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.audit import AuditAction, AuditLine
from app.domain.case import Assignee, Case, CaseLine, CaseStatus
from app.domain.dutch_days import day_of
from app.domain.errors import CaseNotFoundError
from app.domain.profile import labelled
from app.domain.sharing import OwnerDetails, Scope
from app.municipalities import municipalities
from app.services.audit import add_line, lines_of_scan
from app.services.questionnaires import PublishedQuestionnaires
from app.services.scans import scan_of


def find_cases(
    database: Database, published: PublishedQuestionnaires, organisation_id: int, *, today: date
) -> Sequence[CaseLine]:
    """Return the cases of an organisation, the latest first."""
    with database.read() as session:
        found = cases.find_cases(session, organisation_id, today=today)
    return [_line(case, scan, published, is_new=is_new) for case, scan, is_new in found]


def _line(case: CaseRow, scan: ScanRow, published: PublishedQuestionnaires, *, is_new: bool) -> CaseLine:
    choices = published.get(scan.questionnaire_hash).profile
    return CaseLine(
        key=case.key,
        company_name=scan.company_name,
        contact_name=case.contact_name,
        sector=labelled(choices.sectors, scan.sector),
        size=labelled(choices.sizes, scan.size),
        municipality=municipalities()[scan.municipality].name if scan.municipality else None,
        question=case.question,
        shared_on=day_of(case.shared_at),
        ends_on=case.ends_on,
        is_new=is_new,
    )


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
        assignee=Assignee(case.assignee_id, assignee) if case.assignee_id and assignee else None,
        follow_up_on=case.follow_up_on,
        view_shared_at=case.view_shared_at,
    )


def log_look(database: Database, case: Case, action: AuditAction, *, by: Account, now: datetime) -> None:
    """Write in the log that somebody opened or downloaded a case that is still there. Raises CaseNotFoundError."""
    with database.write() as session:
        if not cases.lock_case(session, case.key, organisation_id=by.organisation.id, today=day_of(now)):
            raise CaseNotFoundError
        add_line(session, action, by=by, scan_hash=case.scan_hash, now=now)


def looks_at(database: Database, case: Case, organisation_id: int) -> Sequence[AuditLine]:
    """Return when who of an organisation opened or downloaded a case since it was shared, the latest first."""
    with database.read() as session:
        lines = lines_of_scan(session, case.scan_hash, organisation_id=organisation_id)
    looks = AuditAction.OPENED, AuditAction.DOWNLOADED
    return [line for line in lines if line.action in looks and line.at >= case.shared_at]
