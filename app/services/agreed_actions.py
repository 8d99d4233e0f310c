"""What advisers and owners agreed to do: advisers write it down and change it, and the owner says how it goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from app.db import agreed_actions, cases, events_about
from app.db.case_tables import AgreedActionRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.agreed_action import ActionStatus, AgreedAction, Agreement
from app.domain.case import Case
from app.domain.case_event import CaseEventKind
from app.domain.dutch_days import day_of
from app.domain.errors import CasePartNotFoundError, NotSharedError
from app.services.case_events import SENT_TWICE, add_event, lock_case, lock_case_of_scan

_CHANGES = (CaseEventKind.AGREED_ACTION, CaseEventKind.CHANGED_ACTION, CaseEventKind.TOLD_PROGRESS)


def actions_of(database: Database, case_id: int) -> Sequence[AgreedAction]:
    """Return what was agreed at a case: first what is still to be done, by the day on which that should be."""
    with database.read() as session:
        return actions_in(session, case_id)


def actions_in(session: Session, case_id: int) -> Sequence[AgreedAction]:
    """Return the same, within a transaction."""
    found = [_action(each) for each in agreed_actions.find_actions(session, case_id)]
    return sorted(found, key=lambda action: (not action.is_open, action.due_on or date.max))


def get_action(database: Database, case_id: int, agreed_id: int) -> AgreedAction:
    """Load what was agreed. Raises CasePartNotFoundError."""
    with database.read() as session:
        return _action(_get(session, case_id, agreed_id))


def get_own_action(database: Database, scan_id: int, agreed_id: int, *, today: date) -> AgreedAction:
    """Load what the owner of this scan agreed. Raises NotSharedError and CasePartNotFoundError."""
    with database.read() as session:
        case = cases.find_shared_case(session, scan_id, today=today)
        if case is None or case.id is None:
            raise NotSharedError
        return _action(_get(session, case.id, agreed_id))


def _get(session: Session, case_id: int, agreed_id: int) -> agreed_actions.FoundAction:
    found = agreed_actions.find_action(session, case_id, agreed_id)
    if found is None:
        raise CasePartNotFoundError
    return found


def _action(found: agreed_actions.FoundAction) -> AgreedAction:
    row, added_by = found
    assert row.id is not None
    return AgreedAction(
        id=row.id,
        title=row.title,
        who=row.who,
        due_on=row.due_on,
        status=ActionStatus(row.status),
        action_id=row.action_id,
        added_by=added_by,
        added_at=row.added_at,
        changed_at=row.changed_at,
    )


def last_changed_by(database: Database, case_id: int, action: AgreedAction) -> str | None:
    """Return the name of the adviser who last changed this, None if it was the owner."""
    with database.read() as session:
        changes = events_about.find_events_about(
            session, case_id, str(action.id), kinds=_CHANGES, since=action.added_at
        )
    return changes[0].account_name if changes else action.added_by


def agree(database: Database, case: Case, agreed: Agreement, *, by: Account, now: datetime) -> AgreedAction | None:
    """Write down what was agreed, once if it is sent twice.

    A step of the plan is agreed once: if others agreed it already otherwise, return that. Raises CaseNotFoundError.
    """
    action = _row(case, agreed, by=by, now=now)
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        if agreed_actions.find_same(session, action, since=now - SENT_TWICE):
            return None
        if agreed.action_id and (found := agreed_actions.find_step(session, case.id, agreed.action_id)):
            return _action(found)
        session.add(action)
        session.flush()
        add_event(
            session,
            row,
            CaseEventKind.AGREED_ACTION,
            by=by,
            subject=str(action.id),
            details={"title": agreed.title, "who": agreed.who},
            now=now,
        )
    return None


def _row(case: Case, agreed: Agreement, *, by: Account, now: datetime) -> AgreedActionRow:
    return AgreedActionRow(
        case_id=case.id,
        action_id=agreed.action_id,
        title=agreed.title,
        who=agreed.who,
        due_on=agreed.due_on,
        status=agreed.status,
        account_id=by.id,
        added_at=now,
        changed_at=now,
    )


def change_action(
    database: Database,
    case: Case,
    agreed_id: int,
    wanted: Agreement,
    *,
    seen: str | None = None,
    by: Account,
    now: datetime,
) -> AgreedAction | None:
    """Change what was agreed, or return it if that changed since it was `seen`, a digest.

    Raises CaseNotFoundError and CasePartNotFoundError.
    """
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        found = _get(session, case.id, agreed_id)
        there = _action(found)
        if there.digest == wanted.digest:
            return None
        if seen not in (None, there.digest):
            return there
        _change(session, row, found[0], wanted, kind=CaseEventKind.CHANGED_ACTION, by=by, now=now)
    return None


def set_statuses(
    session: Session, case: CaseRow, statuses: Mapping[int, ActionStatus], *, by: Account, now: datetime
) -> Sequence[int]:
    """Set how it goes with what was agreed, by id, in the transaction that holds the lock of the case.

    Return the ids of what changed. What is not of this case is left out.
    """
    assert case.id is not None
    found = {each[0].id: each for each in agreed_actions.find_actions(session, case.id)}
    changed = [agreed_id for agreed_id, status in statuses.items() if agreed_id in found]
    changed = [agreed_id for agreed_id in changed if found[agreed_id][0].status != statuses[agreed_id]]
    for agreed_id in changed:
        wanted = replace(_action(found[agreed_id]), status=statuses[agreed_id])
        _change(session, case, found[agreed_id][0], wanted, kind=CaseEventKind.CHANGED_ACTION, by=by, now=now)
    return changed


def tell_progress(
    database: Database,
    scan_id: int,
    agreed_id: int,
    status: ActionStatus,
    *,
    seen: str | None = None,
    now: datetime,
) -> AgreedAction | None:
    """Store how its owner says it goes, or return what was agreed if that changed since it was `seen`, a digest.

    Raises NotSharedError and CasePartNotFoundError.
    """
    with database.write() as session:
        case = lock_case_of_scan(session, scan_id, today=day_of(now))
        assert case.id is not None
        found = _get(session, case.id, agreed_id)
        there = _action(found)
        if there.status == status:
            return None
        if seen not in (None, there.digest):
            return there
        _change(session, case, found[0], replace(there, status=status), kind=CaseEventKind.TOLD_PROGRESS, now=now)
    return None


def _change(
    session: Session,
    case: CaseRow,
    action: AgreedActionRow,
    wanted: Agreement,
    *,
    kind: CaseEventKind,
    by: Account | None = None,
    now: datetime,
) -> None:
    was = Agreement(action.title, action.who, action.due_on, ActionStatus(action.status))
    action.title, action.who, action.due_on = wanted.title, wanted.who, wanted.due_on
    action.status, action.changed_at = wanted.status, now
    details = {"title": wanted.title} | dict(_what_changed(was.told, wanted.told))
    add_event(session, case, kind, by=by, subject=str(action.id), details=details, now=now)


def _what_changed(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in was:
        if was[name] != now[name]:
            yield f"{name}_was", was[name]
            yield f"{name}_now", now[name]


def remove_action(
    database: Database, case: Case, agreed_id: int, *, seen: str | None = None, by: Account, now: datetime
) -> AgreedAction | None:
    """Remove what was agreed with all that the timeline says of it, or return it if it changed since it was `seen`.

    Raises CaseNotFoundError and CasePartNotFoundError.
    """
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        found = _get(session, case.id, agreed_id)
        if seen not in (None, _action(found).digest):
            return _action(found)
        session.delete(found[0])
        events_about.forget_details(session, case.id, str(agreed_id), kinds=_CHANGES)
        add_event(session, row, CaseEventKind.REMOVED_ACTION, by=by, subject=str(agreed_id), now=now)
    return None
