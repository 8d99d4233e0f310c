"""The form of what is agreed, as it is sent and as it is filled in."""

from collections.abc import Mapping
from datetime import date

from app.domain.agreed_action import ActionStatus, AgreedAction, Agreement
from app.web.dates import read_coming_date, short_date
from app.web.forms import has_ink, one_line
from app.web.messages import message

OWN = "own"
"""What is chosen instead of a step of the plan."""
_LONGEST = {"title": 120, "who": 80}


def read_new_agreement(
    form: Mapping[str, str], steps: Mapping[str, str], *, today: date
) -> tuple[Agreement | None, dict[str, str]]:
    """Read what is agreed, with a message per field that is wrong; `steps` has the titles of the plan by id."""
    step = form.get("step", "")
    due_on, wrong = read_coming_date(form.get("due_on", ""), today=today)
    errors = _problem_of_choice(form, step, steps) | _problem(form, "who") | ({"due_on": wrong} if wrong else {})
    if errors:
        return None, errors
    title, action_id = (steps[step], step) if step in steps else (one_line(form, "title"), None)
    return Agreement(title, one_line(form, "who"), due_on, action_id=action_id), {}


def _problem_of_choice(form: Mapping[str, str], step: str, steps: Mapping[str, str]) -> dict[str, str]:
    """Say what is wrong with what was chosen: a step, or else words of one's own."""
    is_typed = has_ink(one_line(form, "title"))
    if step in steps:
        return {"title": message("agreement", "step_or_title")} if is_typed else {}
    if step not in ("", OWN):
        return {"step": message("agreement", "step_gone")}
    if steps and not step and not is_typed:
        return {"step": message("agreement", "step")}
    return _problem(form, "title")


def read_agreement(
    form: Mapping[str, str], stored: AgreedAction, *, today: date
) -> tuple[Agreement | None, dict[str, str]]:
    """Read what becomes of what was agreed: a step of the plan keeps its title, and a day that is past may stay."""
    errors = {} if stored.action_id else _problem(form, "title")
    errors |= _problem(form, "who")
    typed, due_on = form.get("due_on", ""), stored.due_on
    if typed != short_date(stored.due_on):
        due_on, late = read_coming_date(typed, today=today)
        errors |= {"due_on": late} if late else {}
    status = read_status(form, "status")
    if status is None:
        return None, errors | {"status": message("agreement", "status")}
    title = stored.title if stored.action_id else one_line(form, "title")
    wanted = Agreement(title, one_line(form, "who"), due_on, status, stored.action_id)
    return (None, errors) if errors else (wanted, {})


def _problem(form: Mapping[str, str], name: str) -> dict[str, str]:
    typed, most = one_line(form, name), _LONGEST[name]
    if not has_ink(typed):
        return {name: message("agreement", name)}
    if len(typed) > most:
        return {name: message("agreement", f"{name}_long", length=str(len(typed)), most=str(most))}
    return {}


def read_status(form: Mapping[str, str], name: str) -> ActionStatus | None:
    return next((status for status in ActionStatus if status == form.get(name)), None)


def filled_agreement(action: AgreedAction) -> dict[str, str]:
    return {
        "title": action.title,
        "who": action.who,
        "due_on": short_date(action.due_on),
        "status": action.status,
    }
