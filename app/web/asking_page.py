"""The form with which advisers ask to pass a case on, and the page around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.account import Organisation
from app.domain.case import Case
from app.domain.pass_on import PassOnWish
from app.domain.sharing import Advisers
from app.services.passing_on import DAYS_TO_ANSWER
from app.web.forms import has_ink
from app.web.messages import message

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Target:
    """An organisation to choose; `where` says whether it works where the company is."""

    value: str
    name: str
    where: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class AskingPage:
    """`wish` is what waits for an answer. With `is_refused` it came while the page that was sent did not know of it."""

    case: Case
    advisers: Advisers
    wish: PassOnWish | None
    can_mail: bool
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    is_refused: bool = False
    days: int = DAYS_TO_ANSWER

    @property
    def targets(self) -> Sequence[Target]:
        groups = {name: getattr(self.advisers, name) for name in ("near", "everywhere", "elsewhere")}
        found = [(one, message("asking", name)) for name, group in groups.items() for one in group]
        return [Target(str(one.id), one.name, where, is_first=number == 0) for number, (one, where) in enumerate(found)]

    @property
    def sends_mail(self) -> bool:
        return self.can_mail and bool(self.case.details.email)

    @property
    def seen(self) -> str:
        return self.wish.mark if self.wish else ""


def without(advisers: Advisers, organisation: Organisation) -> Advisers:
    """Return the organisations but for one."""
    groups = (advisers.near, advisers.everywhere, advisers.elsewhere)
    return Advisers(*([one for one in group if one.id != organisation.id] for group in groups))


def read_asking(form: Mapping[str, str], advisers: Advisers) -> tuple[Organisation | None, str, dict[str, str]]:
    """Read to which organisation a case is to go and why, with a message per field that is wrong."""
    chosen, reason = form.get("organisation", ""), form.get("reason", "")
    target = next((one for one in advisers.all if str(one.id) == chosen), None)
    errors: dict[str, str] = {}
    if target is None:
        errors["organisation"] = message("asking", "organisation_gone" if chosen else "organisation")
    if not has_ink(reason):
        errors["reason"] = message("asking", "reason")
    elif len(reason) > _LONGEST_REASON:
        length, most = str(len(reason)), str(_LONGEST_REASON)
        errors["reason"] = message("asking", "reason_long", length=length, most=most)
    return target, reason, errors
