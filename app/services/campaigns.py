"""Campaigns for who looks after them: added, listed, changed, ended and taken up again, with a line in the log."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.db import accounts, campaigns
from app.db.campaign_tables import CampaignRow
from app.db.engine import Database
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.domain.campaign import MADE_LENGTH, MADE_SIGNS, Campaign, CampaignDetails, CampaignKind, letters_of
from app.domain.errors import CampaignNotFoundError
from app.services import audit
from app.services.case_events import SENT_TWICE


def list_campaigns(database: Database) -> Sequence[Campaign]:
    """Return all campaigns by name."""
    with database.read() as session:
        return [_campaign_of(row) for row in campaigns.list_campaigns(session)]


def get_campaign(database: Database, code: str) -> Campaign:
    """Return the campaign of a code, however that is written. Raises CampaignNotFoundError."""
    found = find_campaign(database, code)
    if found is None:
        raise CampaignNotFoundError
    return found


def find_campaign(database: Database, typed: str) -> Campaign | None:
    """Find the campaign of a code, however that is written."""
    letters = letters_of(typed)
    if letters is None:
        return None
    with database.read() as session:
        row = campaigns.find_campaign(session, letters)
        return _campaign_of(row) if row else None


def find_open_campaign(database: Database, typed: str) -> Campaign | None:
    """Find the campaign of a code, unless it ended."""
    found = find_campaign(database, typed)
    return None if found is None or found.is_closed else found


def add_campaign(
    database: Database, details: CampaignDetails, code: str | None = None, *, by: Account, now: datetime
) -> Campaign | None:
    """Add a campaign and return it, or None when the code is taken; without a code, make one.

    The same campaign, sent again by the same person, adds nothing.
    """
    with database.write() as session:
        accounts.lock_account(session, by.id)
        just_added = campaigns.find_just_added(session, details, by=by.id, since=now - SENT_TWICE)
        if just_added and code in (None, just_added.code):
            return _campaign_of(just_added)
        added = _add(session, details, code, now=now)
        if added is not None:
            _log(session, AuditAction.ADDED_CAMPAIGN, added.code, by=by, now=now)
        return added


def _add(session: Session, details: CampaignDetails, code: str | None, *, now: datetime) -> Campaign | None:
    chosen = code or "".join(secrets.choice(MADE_SIGNS) for _ in range(MADE_LENGTH))
    if campaigns.insert_campaign(session, chosen, chosen.replace("-", ""), details, now=now):
        return Campaign(chosen, details.kind, details.name, now, closed_at=None)
    return None if code else _add(session, details, None, now=now)


def change(database: Database, code: str, details: CampaignDetails, *, by: Account, now: datetime) -> None:
    """Change what is told of a campaign. Safe to repeat. Raises CampaignNotFoundError."""
    with database.write() as session:
        row = _to_change(session, code)
        if (row.kind, row.name) != (details.kind, details.name):
            row.kind, row.name = details.kind, details.name
            _log(session, AuditAction.CHANGED_CAMPAIGN, code, by=by, now=now)


def close(database: Database, code: str, *, by: Account, now: datetime) -> None:
    """End a campaign: who comes by it from now on counts for none. Safe to repeat. Raises CampaignNotFoundError."""
    with database.write() as session:
        row = _to_change(session, code)
        if row.closed_at is None:
            row.closed_at = now
            _log(session, AuditAction.CLOSED_CAMPAIGN, code, by=by, now=now)


def reopen(database: Database, code: str, *, by: Account, now: datetime) -> None:
    """Let a campaign count again. Safe to repeat. Raises CampaignNotFoundError."""
    with database.write() as session:
        row = _to_change(session, code)
        if row.closed_at is not None:
            row.closed_at = None
            _log(session, AuditAction.REOPENED_CAMPAIGN, code, by=by, now=now)


def _to_change(session: Session, code: str) -> CampaignRow:
    row = campaigns.lock_campaign(session, code)
    if row is None:
        raise CampaignNotFoundError
    return row


def _log(session: Session, action: AuditAction, code: str, *, by: Account, now: datetime) -> None:
    audit.add_line(session, action, by=by, about_campaign=code, now=now)


def _campaign_of(row: CampaignRow) -> Campaign:
    return Campaign(row.code, CampaignKind(row.kind), row.name, row.added_at, row.closed_at)
