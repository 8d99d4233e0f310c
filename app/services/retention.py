"""Removes what was kept long enough: scans, backups, mail, and what is remembered of removed scans and visitors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import sleep

from app.db import outbox, removals
from app.db.attempts import remove_attempts
from app.db.backups import remove_backups
from app.db.engine import Database
from app.domain.dutch_days import NETHERLANDS, day_of
from app.domain.operator import Retention
from app.services.mailed_links import KEPT
from app.services.opening import WINDOW
from app.services.questionnaires import PublishedQuestionnaires
from app.services.scans import lock_to_judge

_BATCH = 10
# SQLite lets others who wait for their turn look at most this often whether it has come.
_SECONDS_FOR_OTHERS = 0.1


@dataclass(frozen=True)
class Cleaned:
    """How many of each were removed."""

    drafts: int
    finished_scans: int
    backups: int
    erased_scans: int


def clean_up(
    database: Database, retention: Retention, backup_folder: Path, *, now: datetime, dry_run: bool = False
) -> Cleaned:
    """Remove what was kept long enough, or with `dry_run` only count it."""
    removed = _remove_scans(database, retention, now=now, dry_run=dry_run)
    expired = now - timedelta(retention.backup_days)
    # An erased scan is forgotten after the last backup that may hold it is gone.
    backups = remove_backups(backup_folder, before=expired, dry_run=dry_run)
    if dry_run:
        with database.read() as session:
            erased = removals.count_erased(session, before=expired)
    else:
        with database.write() as session:
            erased = removals.forget_erased(session, before=expired)
            remove_attempts(session, now=now, window_start=now - WINDOW)
            outbox.remove_old(session, now=now, kept=KEPT)
    return Cleaned(drafts=removed[False], finished_scans=removed[True], backups=len(backups), erased_scans=erased)


def _remove_scans(database: Database, retention: Retention, *, now: datetime, dry_run: bool) -> Counter[bool]:
    published, today = PublishedQuestionnaires(database), day_of(now)
    removed: Counter[bool] = Counter()
    scan_ids = perhaps_expired(database, retention, today=today)
    for start in range(0, len(scan_ids), _BATCH):
        if start and not dry_run:
            sleep(_SECONDS_FOR_OTHERS)
        batch = scan_ids[start : start + _BATCH]
        removed += remove_expired(database, published, retention, batch, now=now, dry_run=dry_run)
    return removed


def perhaps_expired(database: Database, retention: Retention, *, today: date) -> Sequence[int]:
    """Return every scan whose last day was before today, and some that turn out to be kept longer."""
    with database.read() as session:
        return removals.find_unchanged(
            session,
            drafts_before=_midnight(today - timedelta(retention.draft_days)),
            finished_before=_midnight(today - timedelta(retention.finished_days)),
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=NETHERLANDS).astimezone(UTC)


def remove_expired(
    database: Database,
    published: PublishedQuestionnaires,
    retention: Retention,
    scan_ids: Sequence[int],
    *,
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
                removals.erase_scan(session, scan_id, now=now)
    return removed
