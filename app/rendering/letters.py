"""The letters that go by e-mail, each as text and as HTML."""

from dataclasses import dataclass
from datetime import date

from app.domain.pass_on import PassOnWish
from app.rendering.templates import REPORT_TEMPLATES, report_environment


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def link_letter(link: str, *, kept_until: date, is_finished: bool) -> Letter:
    """Write the letter with which an owner returns to a scan."""
    return _letter("link", {"link": link, "kept_until": kept_until, "is_finished": is_finished})


def shared_letter(link: str) -> Letter:
    """Write to an organisation that an owner shares a scan with it; `link` leads to where one signs in."""
    return _letter("shared", {"link": link})


def withdrawn_letter() -> Letter:
    """Write to an organisation that an owner withdrew a share."""
    return _letter("withdrawn", {})


def removed_letter() -> Letter:
    """Write to an organisation that a scan that it could see was removed."""
    return _letter("removed", {})


def ended_letter() -> Letter:
    """Write to an organisation that the time of a share is over."""
    return _letter("ended", {})


def warning_letter(organisation: str, ends_on: date) -> Letter:
    """Write to an owner that a share ends soon."""
    return _letter("warning", {"organisation": organisation, "ends_on": ends_on})


def expired_letter(organisation: str, ends_on: date) -> Letter:
    """Write to an owner that the time of a share is over."""
    return _letter("expired", {"organisation": organisation, "ends_on": ends_on})


def follow_up_adviser_letter(link: str, cases: int, *, is_for_desk: bool) -> Letter:
    """Write to an adviser, or to the organisation if nobody looks after them, that it is time to follow cases up."""
    return _letter("follow_up_adviser", {"link": link, "cases": cases, "is_for_desk": is_for_desk})


def follow_up_owner_letter(organisation: str, on: date, *, has_actions: bool) -> Letter:
    """Ask an owner how the plan goes, and what was agreed with the adviser if there is something."""
    return _letter("follow_up_owner", {"organisation": organisation, "on": on, "has_actions": has_actions})


def from_adviser_letter(organisation: str) -> Letter:
    """Write to an owner that advisers shared something, without what."""
    return _letter("from_adviser", {"organisation": organisation})


def invitation_letter(link: str, *, organisation: str, valid_days: int, is_again: bool) -> Letter:
    """Write the letter with which somebody begins at an organisation, or adds the app `is_again`."""
    shown = {"link": link, "organisation": organisation, "valid_days": valid_days, "is_again": is_again}
    return _letter("invitation", shown)


def reset_letter(link: str, *, name: str) -> Letter:
    """Write the letter with which somebody chooses a new password."""
    return _letter("reset", {"link": link, "name": name})


def password_changed_letter(link: str) -> Letter:
    """Write to somebody that their password changed; `link` leads to where one asks for a new one."""
    return _letter("password_changed", {"link": link})


def pass_on_letter(link: str, wish: PassOnWish) -> Letter:
    """Ask an owner whether a case may be passed on; `link` leads to where one answers."""
    return _letter("pass_on", {"link": link, "reason": wish.reason, "answer_by": wish.answer_by, **_names(wish)})


def passed_on_letter(wish: PassOnWish) -> Letter:
    """Write to the organisation that asked to pass a case on that its owner agreed."""
    return _letter("passed_on", {"asked_on": wish.asked_on, **_names(wish)})


def received_letter(link: str, wish: PassOnWish) -> Letter:
    """Write to an organisation that a case was passed on to it; `link` leads to where one signs in."""
    return _letter("received", {"link": link, **_names(wish)})


def handed_over_letter(link: str) -> Letter:
    """Write to an adviser that a colleague handed a case over; `link` leads to the adviser's own cases."""
    return _letter("handed_over", {"link": link})


def refused_letter(wish: PassOnWish) -> Letter:
    """Write to the organisation that asked to pass a case on that its owner would rather not."""
    return _letter("refused", {"asked_on": wish.asked_on, **_names(wish)})


def _names(wish: PassOnWish) -> dict[str, object]:
    return {"holder": wish.holder.name, "asked_by": wish.asked_by, "target": wish.target.name}


def _letter(name: str, context: dict[str, object]) -> Letter:
    """Print the two templates of a letter; that of the text sets the subject."""
    folder = f"{REPORT_TEMPLATES.name}/letters"
    text = report_environment().get_template(f"{folder}/{name}.txt").make_module(context)
    subject: str = text.subject  # type: ignore[attr-defined]  # set by the template
    html = report_environment().get_template(f"{folder}/{name}.html").render(context, subject=subject)
    return Letter(subject=subject, text=str(text), html=html)
