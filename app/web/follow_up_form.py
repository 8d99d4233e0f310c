"""Reads the form in which advisers record how it goes at a case."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from app.domain.agreed_action import ActionStatus, AgreedAction
from app.domain.case import CaseStatus
from app.domain.follow_up import FollowUp
from app.web.dates import read_coming_date
from app.web.forms import has_ink
from app.web.messages import message
from app.web.note_form import LONGEST_NOTE


class Further(StrEnum):
    """How it goes on."""

    ON_A_DAY = "on_a_day"
    SOME_DAY = "some_day"
    CLOSED = "closed"


def field_of(agreed_id: int) -> str:
    """Return the name of the field that says how it goes with what was agreed."""
    return f"action-{agreed_id}"


def read_follow_up(
    form: Mapping[str, str], actions: Sequence[AgreedAction], *, today: date
) -> tuple[FollowUp, dict[str, str]]:
    """Read what was heard, with a message per field that is wrong."""
    statuses, errors = _read_statuses(form, actions)
    note = form.get("note", "")
    if len(note) > LONGEST_NOTE:
        errors["note"] = message("note", "text_long", length=str(len(note)), most=str(LONGEST_NOTE))
    further, next_on, wrong = _read_further(form, today=today)
    status = CaseStatus.CLOSED if further is Further.CLOSED else CaseStatus.FOLLOWING_UP
    return FollowUp(statuses, status, next_on, note if has_ink(note) else ""), errors | wrong


def _read_statuses(
    form: Mapping[str, str], actions: Sequence[AgreedAction]
) -> tuple[dict[int, ActionStatus], dict[str, str]]:
    """Read how it goes with each of these actions that the form names."""
    sent = {action.id: form[field_of(action.id)] for action in actions if field_of(action.id) in form}
    known = {agreed_id: ActionStatus(chosen) for agreed_id, chosen in sent.items() if chosen in set(ActionStatus)}
    return known, {field_of(agreed_id): message("agreement", "status") for agreed_id in sent.keys() - known.keys()}


def _read_further(form: Mapping[str, str], *, today: date) -> tuple[Further | None, date | None, dict[str, str]]:
    chosen, typed = form.get("further", ""), form.get("next_on", "")
    if chosen not in set(Further):
        return None, None, {"further": message("follow_up", "further")}
    if chosen != Further.ON_A_DAY:
        return Further(chosen), None, {"next_on": message("follow_up", "day_too")} if typed else {}
    if not typed:
        return Further.ON_A_DAY, None, {"next_on": message("follow_up", "day")}
    next_on, error = read_coming_date(typed, today=today)
    return Further.ON_A_DAY, next_on, {"next_on": error} if error else {}
