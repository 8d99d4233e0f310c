"""What advisers do with a workshop: open it, see how it goes, and close it, after which nothing links its scans."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from app.db import accounts, workshops
from app.db.engine import Database
from app.db.workshop_tables import WorkshopRow
from app.domain.account import Account
from app.domain.errors import WorkshopNotFoundError
from app.domain.workshop import CODE_LENGTH, CODE_SIGNS, Progress, Workshop, progress_of
from app.services.case_events import SENT_TWICE
from app.services.workshop_rules import workshop_rules


def open_workshop(database: Database, title: str, *, by: Account, now: datetime) -> str:
    """Open a workshop and return its key. One of the same title, sent again by the same person, opens nothing."""
    with database.write() as session:
        accounts.lock_account(session, by.id)
        just_opened = workshops.find_just_opened(session, by.id, title, since=now - SENT_TWICE)
        if just_opened:
            return just_opened
        end_expired(session, now=now)
        row = WorkshopRow(
            key=secrets.token_hex(16),
            organisation_id=by.organisation.id,
            account_id=by.id,
            title=title,
            code=_free_code(session),
            opened_at=now,
            expires_at=now + timedelta(hours=workshop_rules().hours),
        )
        session.add(row)
        return row.key


def _free_code(session: Session) -> str:
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    return _free_code(session) if workshops.has_code(session, code) else code


def list_workshops(database: Database, *, organisation_id: int, now: datetime) -> Sequence[Workshop]:
    """Return the workshops of an organisation, the latest first."""
    with database.read() as session:
        return [_workshop_of(session, row, now=now) for row in workshops.find_of(session, organisation_id)]


def get_workshop(database: Database, key: str, *, organisation_id: int, now: datetime) -> Workshop:
    """Load a workshop of an organisation. Raises WorkshopNotFoundError."""
    with database.read() as session:
        row = workshops.find_workshop(session, key, organisation_id=organisation_id)
        if row is None:
            raise WorkshopNotFoundError
        return _workshop_of(session, row, now=now)


def _workshop_of(session: Session, row: WorkshopRow, *, now: datetime) -> Workshop:
    stored = Progress(row.joined, row.finished)
    return Workshop(
        key=row.key,
        title=row.title,
        code=row.code,
        opened_at=row.opened_at,
        ends_at=row.closed_at or row.expires_at,
        is_open=row.closed_at is None and row.expires_at > now,
        progress=stored if row.closed_at else _progress(session, row, until=min(now, row.expires_at)),
    )


def _progress(session: Session, row: WorkshopRow, *, until: datetime) -> Progress:
    assert row.id is not None
    joined, finished = workshops.count_scans(session, row.id, until=until)
    return progress_of(joined, finished, least=workshop_rules().least_to_count)


def close_workshop(database: Database, key: str, *, organisation_id: int, now: datetime) -> None:
    """Close a workshop of an organisation. Safe to repeat. Raises WorkshopNotFoundError."""
    with database.write() as session:
        row = workshops.lock_workshop(session, key, organisation_id=organisation_id)
        if row is None:
            raise WorkshopNotFoundError
        if row.closed_at is None:
            _end(session, row, at=min(now, row.expires_at))


def end_expired(session: Session, *, now: datetime) -> None:
    """Close the workshops whose time is over, and forget those that ended long ago."""
    for row in workshops.lock_expired(session, now=now):
        _end(session, row, at=row.expires_at)
    workshops.delete_old(session, before=now - timedelta(workshop_rules().kept_days))


def _end(session: Session, row: WorkshopRow, *, at: datetime) -> None:
    """Keep what may be told of a workshop, and remove what links scans to it."""
    progress = _progress(session, row, until=at)
    row.closed_at, row.joined, row.finished = at, progress.joined, progress.finished
    assert row.id is not None
    workshops.cut_links(session, row.id)
