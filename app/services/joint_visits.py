"""Filling in together: a new scan that an adviser has open beside its owner, for as long as a visit lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.db import joint_visits
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import JointVisitRow
from app.domain.account import Account, Kind
from app.domain.audit import AuditAction
from app.domain.company import Company
from app.domain.errors import NotSignedInError, VisitOverError
from app.domain.profile import Profile
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Mode
from app.services import audit, scans, sessions
from app.services.sessions import SignIn, Stage, hashed
from app.services.visit_tokens import new_visit_token, secret_of

LONGEST = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Visit:
    """A scan that is open for an adviser. Its `secret`, that of the owner, is made anew each time and kept nowhere."""

    sign_in: SignIn
    secret: str

    @property
    def adviser(self) -> Account:
        return self.sign_in.account


def start_visit(
    database: Database,
    questionnaire: Questionnaire,
    sign_in: SignIn,
    profile: Profile,
    company: Company,
    *,
    secret_key: bytes,
    now: datetime,
) -> str:
    """Store a new scan that this adviser may see during a visit, end an earlier one, and return the visit's token.

    Raises NotSignedInError if the session ended meanwhile.
    """
    token = new_visit_token()
    secret = secret_of(token, secret_key)
    with database.write() as session:
        if not joint_visits.lock_session(session, sign_in.token_hash):
            raise NotSignedInError
        _end_visits(session, sign_in, now=now)
        row = scans.add_scan(session, questionnaire, profile, company, secret=secret, mode=Mode.WITH_ADVISER, now=now)
        _add_visit(session, token, row, sign_in, now=now)
    return token


def _add_visit(session: Session, token: str, row: ScanRow, sign_in: SignIn, *, now: datetime) -> None:
    session.flush()
    assert row.id is not None
    visit = JointVisitRow(token_hash=hashed(token), scan_id=row.id, session_hash=sign_in.token_hash, started_at=now)
    session.add(visit)
    _log(session, AuditAction.STARTED_TOGETHER, sign_in, row.secret_hash, now=now)


def open_visit(database: Database, token: str, *, session_token: str | None, secret_key: bytes, now: datetime) -> Visit:
    """Find the visit of this token in the session that it began in. Raises VisitOverError."""
    sign_in = sessions.find_sign_in(database, session_token, now=now) if session_token else None
    if sign_in is None or sign_in.stage is not Stage.VERIFIED or sign_in.account.kind is not Kind.ADVISER:
        raise VisitOverError
    with database.read() as session:
        goes_on = joint_visits.has_visit(session, sign_in.token_hash, token_hash=hashed(token), since=now - LONGEST)
    if not goes_on:
        raise VisitOverError
    return Visit(sign_in, secret_of(token, secret_key))


def has_visit(database: Database, sign_in: SignIn, *, now: datetime) -> bool:
    """Tell whether this adviser fills in a scan together with its owner now."""
    with database.read() as session:
        return joint_visits.has_visit(session, sign_in.token_hash, since=now - LONGEST)


def end_visit(database: Database, visit: Visit, *, now: datetime) -> None:
    """Take the scan from the adviser's sight. Safe to repeat."""
    with database.write() as session:
        joint_visits.lock_session(session, visit.sign_in.token_hash)
        _end_visits(session, visit.sign_in, now=now)


def _end_visits(session: Session, sign_in: SignIn, *, now: datetime) -> None:
    for scan_hash in joint_visits.end_visits(session, sign_in.token_hash):
        _log(session, AuditAction.ENDED_TOGETHER, sign_in, scan_hash, now=now)


def _log(session: Session, action: AuditAction, sign_in: SignIn, scan_hash: str, *, now: datetime) -> None:
    audit.add_line(session, action, by=sign_in.account, scan_hash=scan_hash, now=now)
