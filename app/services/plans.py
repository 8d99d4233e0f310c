"""What an owner changes about a plan: another goal, other levels to aim at, actions left out or put back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from app.db.engine import Database
from app.domain.counting import doubt_about
from app.domain.errors import ActionNotFoundError
from app.domain.scan import Scan
from app.services.case_outlines import note_change_of_scan
from app.services.scans import lock_to_change


def change_plan(
    database: Database, scan: Scan, *, goal: str, targets: Mapping[str, str], seen: str | None = None, now: datetime
) -> Scan | None:
    """Store what the plan aims at, or return the scan if that changed since the page that was filled in.

    `targets` has the id of a level by element; `seen` is the digest of the plan on that page, None if it did not say.
    """
    choices = scan.questionnaire.possible(targets, ())
    with database.write() as session:
        row, current = lock_to_change(session, scan)
        if (goal, choices.targets) == (current.profile.goal, current.choices.targets):
            return None
        if seen not in (None, current.plan_digest):
            return current
        row.goal, row.targets, row.changed_at = goal, choices.targets, now
        if row.finished_at:
            profile = current.profile.model_copy(update={"goal": goal})
            row.doubt = doubt_about(replace(current, profile=profile))
        note_change_of_scan(session, current, now=now)
    return None


def drop_action(database: Database, scan: Scan, action_id: str, *, now: datetime) -> None:
    """Leave an action out of the plan. Safe to repeat. Raises ActionNotFoundError."""
    _check_action(scan, action_id)
    with database.write() as session:
        row, current = lock_to_change(session, scan)
        if action_id not in current.choices.dropped:
            row.dropped, row.changed_at = [*row.dropped, action_id], now
            note_change_of_scan(session, current, now=now)


def restore_action(database: Database, scan: Scan, action_id: str, *, now: datetime) -> None:
    """Let an action that was left out take part in the plan again. Safe to repeat. Raises ActionNotFoundError."""
    _check_action(scan, action_id)
    with database.write() as session:
        row, current = lock_to_change(session, scan)
        if action_id in current.choices.dropped:
            row.dropped, row.changed_at = _without(row.dropped, action_id), now
            note_change_of_scan(session, current, now=now)


def _check_action(scan: Scan, action_id: str) -> None:
    if action_id not in scan.questionnaire.action_by_id:
        raise ActionNotFoundError(action_id)


def _without(dropped: Sequence[str], action_id: str) -> list[str]:
    return [other for other in dropped if other != action_id]
