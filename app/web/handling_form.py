"""Reads the form in which advisers say how far a case is, who looks after it and when it is followed up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.domain.case import Assignee, Case, CaseStatus, Handling
from app.web.dates import read_coming_date, short_date
from app.web.messages import message

_LONGEST_MESSAGE = 500
NOBODY = "niemand"


class ReadHandling(NamedTuple):
    handling: Handling
    message: str
    errors: Mapping[str, str]


def typed_handling(handling: Handling) -> dict[str, str]:
    """Return what the form has at first."""
    return {
        "status": handling.status,
        "assignee": str(handling.assignee_id or NOBODY),
        "follow_up_on": short_date(handling.follow_up_on),
    }


def read_handling(form: Mapping[str, str], case: Case, colleagues: Sequence[Assignee], *, today: date) -> ReadHandling:
    """Read what is wanted, with a message per field that is wrong. What stays as it was is never wrong."""
    errors: dict[str, str] = {}
    there = case.handling
    status = CaseStatus(form["status"]) if form.get("status") in set(CaseStatus) else None
    if status is None:
        errors["status"] = message("handling", "status")
    day, errors["follow_up_on"] = _read_day(form.get("follow_up_on", ""), there.follow_up_on, today=today)
    assignee_id, errors["assignee"] = _read_assignee(form.get("assignee", ""), there.assignee_id, colleagues)
    text = form.get("message", "")
    is_as_shown = form.get("seen") == there.digest and assignee_id == there.assignee_id
    errors["message"] = _what_is_wrong(text, is_alone=is_as_shown and not errors["assignee"])
    wanted = Handling(status or there.status, assignee_id, day)
    return ReadHandling(wanted, text, {name: error for name, error in errors.items() if error})


def _read_day(typed: str, there: date | None, *, today: date) -> tuple[date | None, str]:
    return (there, "") if typed == short_date(there) else read_coming_date(typed, today=today)


def _read_assignee(chosen: str, there: int | None, colleagues: Sequence[Assignee]) -> tuple[int | None, str]:
    known = {str(one.id): one.id for one in colleagues}
    if chosen in (NOBODY, ""):
        return None, ""
    if chosen == str(there):
        return there, ""
    return known.get(chosen), "" if chosen in known else message("handling", "assignee")


def _what_is_wrong(text: str, *, is_alone: bool) -> str:
    if len(text) > _LONGEST_MESSAGE:
        return message("handling", "message_long", length=str(len(text)), most=str(_LONGEST_MESSAGE))
    return message("handling", "message_alone") if text and is_alone else ""
