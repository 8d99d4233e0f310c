"""Workshops as advisers see them: the form to open one, and what a room sees on the big screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from markupsafe import Markup

from app.domain.dutch_days import day_of
from app.domain.workshop import LONGEST_TITLE, Progress, Workshop, spelled
from app.rendering.qr import large_qr_code
from app.services.workshop_rules import WorkshopRules, workshop_rules
from app.web.forms import has_ink, one_line
from app.web.messages import message


@dataclass(frozen=True, slots=True)
class Counts:
    """How it goes in a workshop, in words; `finished` and `busy` only where `joined` is a number."""

    progress: Progress
    rules: WorkshopRules = field(default_factory=workshop_rules)

    @property
    def has_numbers(self) -> bool:
        return self.progress.joined is not None

    @property
    def joined(self) -> str:
        joined = self.progress.joined
        return self._in_words("fewer", self.rules.least_to_count) if joined is None else str(joined)

    @property
    def finished(self) -> str:
        if self.progress.finished is None:
            return self._in_words("fewer", self.rules.least_to_count)
        if self.progress.is_everybody_finished:
            return message("workshops", "everybody")
        return self._in_words("at_least", self.progress.finished)

    @property
    def busy(self) -> str:
        """What follows from the other two, and no more."""
        most = self.progress.most_busy
        if most is None:
            return self._in_words("at_least", (self.progress.joined or 0) - self.rules.least_to_count + 1)
        return self._in_words("at_most", most) if most else message("workshops", "nobody")

    def _in_words(self, name: str, count: int) -> str:
        return message("workshops", name, count=str(count))


@dataclass(frozen=True, slots=True)
class WorkshopLine:
    """A workshop in the list of its organisation."""

    workshop: Workshop

    @property
    def opened_on(self) -> date:
        return day_of(self.workshop.opened_at)

    @property
    def joined(self) -> str:
        return Counts(self.workshop.progress).joined


@dataclass(frozen=True, slots=True)
class WorkshopsPage:
    workshops: Sequence[Workshop]
    title: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    rules: WorkshopRules = field(default_factory=workshop_rules)

    @property
    def open(self) -> Sequence[WorkshopLine]:
        return [WorkshopLine(one) for one in self.workshops if one.is_open]

    @property
    def over(self) -> Sequence[WorkshopLine]:
        return [WorkshopLine(one) for one in self.workshops if not one.is_open]


@dataclass(frozen=True, slots=True)
class WorkshopPage:
    """One workshop; `address` is where one types its code, `link` has the code in it."""

    workshop: Workshop
    address: str
    link: str
    now: datetime
    rules: WorkshopRules = field(default_factory=workshop_rules)

    @property
    def counts(self) -> Counts:
        return Counts(self.workshop.progress)

    @property
    def code(self) -> str:
        return spelled(self.workshop.code)

    @property
    def short_address(self) -> str:
        """The address as one types it."""
        return self.address.partition("://")[2]

    @property
    def qr_code(self) -> Markup:
        return large_qr_code(self.link)


def read_title(form: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Read what a workshop is called, with a message if that will not do."""
    title = one_line(form, "title")
    if not has_ink(title):
        return title, {"title": message("workshops", "title")}
    if len(title) > LONGEST_TITLE:
        length, most = str(len(title)), str(LONGEST_TITLE)
        return title, {"title": message("workshops", "title_long", length=length, most=most)}
    return title, {}
