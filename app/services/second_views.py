"""Advisers write what they would answer, beside the answers of an owner, and share that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.db import scans, second_views
from app.db.case_tables import SecondViewRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.domain.case import Case
from app.domain.case_event import CaseEventKind
from app.domain.errors import CasePartNotFoundError
from app.domain.questionnaire import Questionnaire
from app.domain.second_view import SecondView, SharedView, digest_of_views
from app.rendering.letters import Letter
from app.services.audit import add_line
from app.services.case_events import add_event, lock_case
from app.services.from_adviser_mail import write_to_owner
from app.services.scans import stored_scan


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What a colleague left: a view, or None when that was removed."""

    view: SecondView | None


@dataclass(frozen=True, slots=True)
class NewView:
    """A view to store; `owner_code` is the answer of the owner beside which it was written."""

    code: str
    reason: str
    owner_code: str | None


def views_of(database: Database, case: Case) -> Sequence[SecondView]:
    """Return the views at a case, in the order of the questions."""
    with database.read() as session:
        return views_in(session, case.id, case.scan.questionnaire)


def views_in(session: Session, case_id: int, questionnaire: Questionnaire) -> Sequence[SecondView]:
    place = {question.id: number for number, question in enumerate(questionnaire.in_order)}
    found = [_view(row, name) for row, name in second_views.find_views(session, case_id)]
    return sorted(found, key=lambda view: place[view.question_id])


def _view(row: SecondViewRow, name: str) -> SecondView:
    return SecondView(
        question_id=row.question_id,
        code=row.code,
        reason=row.reason,
        owner_code=row.owner_code,
        account_name=name,
        changed_at=row.changed_at,
        shared=shared_view(row),
    )


def shared_view(row: SecondViewRow) -> SharedView | None:
    """Return what the owner sees of a view, if it was shared."""
    if row.shared_code is None or row.shared_at is None:
        return None
    return SharedView(
        question_id=row.question_id,
        code=row.shared_code,
        reason=row.shared_reason or "",
        account_name=row.shared_by or "",
        shared_at=row.shared_at,
        response=row.response or "",
        responded_at=row.responded_at,
    )


def set_view(
    database: Database,
    case: Case,
    question_id: str,
    new: NewView,
    *,
    seen: str | None = None,
    by: Account,
    now: datetime,
) -> Meanwhile | None:
    """Store a view instead of an earlier one, or return what a colleague left since the page that was filled in.

    `seen` is the digest of the view on that page, empty if there was none, None if it did not say. Raises
    CaseNotFoundError, and CasePartNotFoundError if the owner is not asked this question.
    """
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        _check_asked(session, row, question_id)
        stored, there = _find(session, case, question_id)
        is_same = there is not None and (there.code, there.reason) == (new.code, new.reason)
        if not is_same and _changed(there, seen):
            return Meanwhile(there)
        if not is_same or (there and there.owner_code != new.owner_code):
            _put(session, case, question_id, stored, new, by=by, now=now)
            details = {"now": new.code, **_replaced(there)}
            add_event(session, row, CaseEventKind.SET_VIEW, by=by, subject=question_id, details=details, now=now)
    return None


def _check_asked(session: Session, case: CaseRow, question_id: str) -> None:
    row = scans.lock_row(session, case.scan_id)
    if row is None or question_id not in {question.id for question in stored_scan(session, row).asked}:
        raise CasePartNotFoundError


def _find(session: Session, case: Case, question_id: str) -> tuple[SecondViewRow | None, SecondView | None]:
    found = second_views.find_view(session, case.id, question_id)
    return (found[0], _view(*found)) if found else (None, None)


def _changed(there: SecondView | None, seen: str | None) -> bool:
    return seen not in (None, there.digest if there else "")


def _put(
    session: Session,
    case: Case,
    question_id: str,
    stored: SecondViewRow | None,
    new: NewView,
    *,
    by: Account,
    now: datetime,
) -> None:
    row = stored or SecondViewRow(
        case_id=case.id, question_id=question_id, code="", reason="", account_id=by.id, changed_at=now
    )
    row.code, row.reason, row.owner_code = new.code, new.reason, new.owner_code
    row.account_id, row.changed_at = by.id, now
    session.add(row)


def _replaced(there: SecondView | None) -> Mapping[str, str]:
    return {"was": there.code, "reason_was": there.reason} if there else {}


def remove_view(
    database: Database, case: Case, question_id: str, *, seen: str | None = None, by: Account, now: datetime
) -> Meanwhile | None:
    """Remove a view, for the owner too, or return what a colleague left since the page that was seen.

    Safe to repeat. Raises CaseNotFoundError.
    """
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        stored, there = _find(session, case, question_id)
        if stored is None or there is None:
            return None
        if _changed(there, seen):
            return Meanwhile(there)
        details = {**_replaced(there), **_answered(there.shared)}
        session.delete(stored)
        add_event(session, row, CaseEventKind.REMOVED_VIEW, by=by, subject=question_id, details=details, now=now)
    return None


def _answered(shared: SharedView | None) -> Mapping[str, str]:
    """Return what the owner saw and said to it, for the timeline."""
    if shared is None:
        return {}
    said = {"response_was": shared.response} if shared.response else {}
    return {"shared_was": shared.code, "shared_reason_was": shared.reason, **said}


def share_views(
    database: Database,
    case: Case,
    *,
    seen: str | None = None,
    letter: Letter | None = None,
    by: Account,
    now: datetime,
) -> Sequence[SecondView] | None:
    """Let the owner see all views as they are now, or return them if colleagues changed any since the page was seen.

    The letter goes to the owner once a day at most. Raises CaseNotFoundError.
    """
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        views = views_in(session, case.id, case.scan.questionnaire)
        if seen not in (None, digest_of_views(views)):
            return views
        if fresh := [view for view in views if not view.is_shared]:
            write_to_owner(session, row, case, letter, now=now)
            add_line(session, AuditAction.SHARED_VIEW, by=by, scan_hash=case.scan_hash, now=now)
            _share_all(session, row, fresh, by=by, now=now)
    return None


def _share_all(session: Session, case: CaseRow, views: Sequence[SecondView], *, by: Account, now: datetime) -> None:
    for view in views:
        _share(session, case, view, by=by, now=now)
    case.view_shared_at = now
    add_event(session, case, CaseEventKind.SHARED_VIEW, by=by, details={"count": str(len(views))}, now=now)


def _share(session: Session, case: CaseRow, view: SecondView, *, by: Account, now: datetime) -> None:
    """Let the owner see a view; what was said to an earlier one stays in the timeline."""
    found = second_views.find_view(session, _id_of(case), view.question_id)
    assert found
    row, name = found
    if details := _answered(view.shared):
        add_event(session, case, CaseEventKind.SHARED_VIEW, by=by, subject=view.question_id, details=details, now=now)
    row.shared_code, row.shared_reason, row.shared_by, row.shared_at = row.code, row.reason, name, now
    row.response = row.responded_at = None


def _id_of(case: CaseRow) -> int:
    assert case.id is not None
    return case.id
