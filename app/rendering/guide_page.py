"""The guide to a talk as page and paper show it, and the paper itself: two pages for an adviser to write on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from app.domain.asks import Ask, AskKind
from app.domain.contradictions import FoundContradiction
from app.domain.conversation import Guide
from app.domain.explanation import AnsweredQuestion
from app.domain.operator import Contact, Operator
from app.domain.profile import ProfileLabels
from app.domain.report import PlanStep, UnknownAnswer
from app.domain.sharing import OwnerDetails
from app.rendering.stylesheets import stylesheet
from app.rendering.templates import REPORT_TEMPLATES, report_environment

_STYLES = ("report.css", "guide.css")
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Few(Generic[_Item]):
    """The first of some items, and how many more there are."""

    shown: tuple[_Item, ...]
    more: int


@dataclass(frozen=True, slots=True)
class AskRow:
    number: int
    ask: Ask
    about: Few[AnsweredQuestion]


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """`number` is that of the question that asks about it, if one does."""

    found: FoundContradiction
    number: int | None
    about: Few[AnsweredQuestion]


@dataclass(frozen=True, slots=True)
class DoorRow:
    """Who can help with which step, and the quickest way to reach them, if whoever runs the site filled that in."""

    step: PlanStep
    contact: Contact | None

    @property
    def way(self) -> str | None:
        return next(iter(self.contact.ways), None) if self.contact else None


@dataclass(frozen=True, slots=True)
class GuidePage:
    """`question` is what the owner asks, cut short; `own` are the numbers of questions that are left to the adviser."""

    company: str
    contact: str
    question: str
    made_on: date
    ends_on: date
    labels: ProfileLabels
    guide: Guide
    asks: tuple[AskRow, ...]
    own: Sequence[int]
    contradictions: Few[ContradictionRow]
    unknown: Few[UnknownAnswer]
    doors: tuple[DoorRow, ...]


def guide_page(
    guide: Guide, operator: Operator, *, company: str, details: OwnerDetails, made_on: date, ends_on: date
) -> GuidePage:
    rules, questionnaire = guide.rules, guide.report.questionnaire
    return GuidePage(
        company=company,
        contact=details.name,
        question=_cut(details.question, rules.signs),
        made_on=made_on,
        ends_on=ends_on,
        labels=questionnaire.profile.labels_of(guide.report.profile),
        guide=guide,
        asks=tuple(_ask_rows(guide)),
        own=range(len(guide.asks) + 1, rules.asks + 1),
        contradictions=_few(list(_contradiction_rows(guide)), rules.contradictions),
        unknown=_few(guide.unknown, rules.unknown),
        doors=tuple(DoorRow(step, operator.contact_of(step.door)) for step in guide.doors),
    )


def guide_html(page: GuidePage) -> str:
    """Return the guide as a complete document of two pages that asks nothing of any address."""
    template = report_environment().get_template(f"{REPORT_TEMPLATES.name}/guide.html")
    return template.render(page=page, back=None, stylesheet=stylesheet(*_STYLES))


def _ask_rows(guide: Guide) -> Iterator[AskRow]:
    for number, ask in enumerate(guide.asks, start=1):
        yield AskRow(number, ask, _few(ask.about, guide.rules.answers))


def _contradiction_rows(guide: Guide) -> Iterator[ContradictionRow]:
    numbers = {(ask.kind, ask.words): number for number, ask in enumerate(guide.asks, start=1)}
    for found in guide.contradictions:
        number = numbers.get((AskKind.CONTRADICTION, found.rule.ask))
        yield ContradictionRow(found, number, _few(found.answers, guide.rules.answers))


def _few(items: Sequence[_Item], most: int) -> Few[_Item]:
    return Few(tuple(items[:most]), max(len(items) - most, 0))


def _cut(text: str, most: int) -> str:
    """Return a text on one line, cut at a space where it is too long and has one."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"
