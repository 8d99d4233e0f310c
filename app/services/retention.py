"""Removes what was kept long enough: scans, shares, the log, backups, mail, and what is remembered of who was here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from time import sleep

from sqlmodel import col, or_

from app.db import ledger, old_rows, outbox, removals
from app.db.account_tables import AccountLinkRow, KnownPlaceRow, SessionRow
from app.db.attempts import remove_attempts
from app.db.audit_tables import AuditRow
from app.db.backups import remove_backups
from app.db.engine import Database
from app.db.old_rows import OldRows
from app.db.sharing_tables import ConsentRow, PassOnRow
from app.domain.dutch_days import begin_of, day_of
from app.domain.operator import Retention
from app.rendering.letters import removed_letter
from app.services.expired_shares import expire_shares
from app.services.mail import KEPT
from app.services.questionnaires import PublishedQuestionnaires
from app.services.removing import remove_scan
from app.services.scans import lock_to_judge
from app.services.sessions import LONGEST, LONGEST_IDLE
from app.services.sign_in_limits import LONGEST_WINDOW, PLACE_KNOWN_FOR
from app.services.workshops import end_expired

_BATCH = 10
_BATCH_OF_ROWS = 500
# SQLite lets others who wait for their turn look at most this often whether it has come.
_SECONDS_FOR_OTHERS = 0.1
# The database refuses to remove lines within a year, by a clock of its own and without summer time.
_CLOCKS_DIFFER = timedelta(days=1)


@dataclass(frozen=True)
class Cleaned:
    """How many of each were removed."""

    drafts: int
    finished_scans: int
    backups: int
    erased_scans: int
    ledger_keys: int
    shares: int
    log_lines: int
    consents: int
    sessions: int
    account_links: int
    pass_on_wishes: int
    known_places: int


def clean_up(
    database: Database,
    retention: Retention,
    backup_folder: Path,
    *,
    can_mail: bool = False,
    now: datetime,
    dry_run: bool = False,
) -> Cleaned:
    """Remove what was kept long enough and warn owners whose share will end, or with `dry_run` only count."""
    shares = expire_shares(database, can_mail=can_mail, now=now, dry_run=dry_run)
    removed = _remove_scans(database, retention, can_mail=can_mail, now=now, dry_run=dry_run)
    # An erased scan is forgotten after the last backup that may hold it is gone.
    backups = remove_backups(backup_folder, before=now - timedelta(retention.backup_days), dry_run=dry_run)
    forgotten = (_count_to_forget if dry_run else _forget)(database, retention, now=now)
    rows = {name: _remove_rows(database, old, dry_run=dry_run) for name, old in _old_rows(retention, now=now).items()}
    return Cleaned(
        drafts=removed[False],
        finished_scans=removed[True],
        backups=len(backups),
        shares=shares.ended,
        **forgotten,
        **rows,
    )


def _count_to_forget(database: Database, retention: Retention, *, now: datetime) -> Mapping[str, int]:
    with database.read() as session:
        return {
            "erased_scans": removals.count_erased(session, before=now - timedelta(retention.backup_days)),
            "ledger_keys": len(ledger.years_to_close(session, days=retention.ledger_days, now=now)),
        }


def _forget(database: Database, retention: Retention, *, now: datetime) -> Mapping[str, int]:
    with database.write() as session:
        remove_attempts(session, now=now, window_start=now - LONGEST_WINDOW)
        outbox.remove_old(session, now=now, kept=KEPT)
        end_expired(session, now=now)
        return {
            "erased_scans": removals.forget_erased(session, before=now - timedelta(retention.backup_days)),
            "ledger_keys": ledger.forget_keys(session, days=retention.ledger_days, now=now),
        }


def _old_rows(retention: Retention, *, now: datetime) -> Mapping[str, OldRows]:
    """Return which rows were kept long enough, by what they are called in `Cleaned`."""
    log_end = now - timedelta(retention.log_days) - _CLOCKS_DIFFER
    sessions_end = or_(col(SessionRow.started_at) <= now - LONGEST, col(SessionRow.seen_at) <= now - LONGEST_IDLE)
    return {
        "log_lines": OldRows(AuditRow, col(AuditRow.at) < log_end),
        "consents": OldRows(ConsentRow, col(ConsentRow.ended_at) < now - timedelta(retention.consent_days)),
        "sessions": OldRows(SessionRow, sessions_end),
        "account_links": OldRows(AccountLinkRow, col(AccountLinkRow.expires_at) <= now),
        "pass_on_wishes": OldRows(PassOnRow, col(PassOnRow.expires_at) <= now),
        "known_places": OldRows(KnownPlaceRow, col(KnownPlaceRow.seen_at) < now - PLACE_KNOWN_FOR),
    }


def _remove_rows(database: Database, old: OldRows, *, dry_run: bool) -> int:
    if dry_run:
        with database.read() as session:
            return old_rows.count(session, old)
    removed = newly = _remove_some(database, old)
    while newly == _BATCH_OF_ROWS:
        sleep(_SECONDS_FOR_OTHERS)
        removed += (newly := _remove_some(database, old))
    return removed


def _remove_some(database: Database, old: OldRows) -> int:
    with database.write() as session:
        return old_rows.remove_some(session, old, most=_BATCH_OF_ROWS)


def _remove_scans(
    database: Database, retention: Retention, *, can_mail: bool, now: datetime, dry_run: bool
) -> Counter[bool]:
    published, today = PublishedQuestionnaires(database), day_of(now)
    removed: Counter[bool] = Counter()
    scan_ids = perhaps_expired(database, retention, today=today)
    for start in range(0, len(scan_ids), _BATCH):
        if start and not dry_run:
            sleep(_SECONDS_FOR_OTHERS)
        batch = scan_ids[start : start + _BATCH]
        removed += remove_expired(database, published, retention, batch, can_mail=can_mail, now=now, dry_run=dry_run)
    return removed


def perhaps_expired(database: Database, retention: Retention, *, today: date) -> Sequence[int]:
    """Return every scan whose last day was before today, and some that turn out to be kept longer."""
    with database.read() as session:
        return removals.find_unchanged(
            session,
            drafts_before=begin_of(today - timedelta(retention.draft_days)),
            finished_before=begin_of(today - timedelta(retention.finished_days)),
        )


def remove_expired(
    database: Database,
    published: PublishedQuestionnaires,
    retention: Retention,
    scan_ids: Sequence[int],
    *,
    can_mail: bool = False,
    now: datetime,
    dry_run: bool = False,
) -> Counter[bool]:
    """Remove those of a few scans whose last day was before today, and count them by whether they were finished.

    They are judged anew: an owner may have gone on meanwhile.
    """
    removed: Counter[bool] = Counter()
    with database.read() if dry_run else database.write() as session:
        for scan_id in scan_ids:
            scan = lock_to_judge(session, published, scan_id)
            if scan is None or scan.kept_until(retention) >= day_of(now):
                continue
            removed[scan.finished_at is not None] += 1
            if not dry_run:
                remove_scan(session, scan_id, letter=removed_letter() if can_mail else None, now=now)
    return removed
