"""What the cases of an adviser organisation come to together: how far they are, of whom, and how they score."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from app.domain.agreed_action import ActionStatus
from app.domain.case import CaseStatus
from app.domain.questionnaire import Element, Level, Questionnaire

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """How many cases are alike in all this; `municipality` may be empty.

    `due_on` is there once it is time to follow up.
    """

    status: CaseStatus
    sector: str
    size: str
    municipality: str
    has_assignee: bool
    due_on: date | None
    count: int

    @property
    def is_open(self) -> bool:
        return self.status is not CaseStatus.CLOSED


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """How many cases have an element on a level, and the sum of their scores."""

    element_id: str
    level_id: str
    count: int
    total: Fraction


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """How many agreed actions have a status, on time or not."""

    status: ActionStatus
    is_overdue: bool
    count: int


@dataclass(frozen=True, slots=True)
class ElementOutcome:
    """How cases score on an element; `mean` is None without any."""

    element: Element
    count: int
    mean: Fraction | None
    levels: Sequence[tuple[Level, int]]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The cases that advisers may see today, and what was agreed at them.

    `leaves_out` says that there are scores on elements or levels that the questionnaire of now does not have.
    """

    today: date
    cases: Sequence[CaseGroup]
    elements: Sequence[ElementOutcome]
    leaves_out: bool
    actions: Sequence[ActionGroup]

    @property
    def count(self) -> int:
        return sum(group.count for group in self.cases)

    @property
    def by_status(self) -> Mapping[CaseStatus, int]:
        """Count the cases of every status, in order."""
        counts = self._by(lambda group: group.status)
        return {status: counts.get(status, 0) for status in CaseStatus}

    @property
    def without_assignee(self) -> int:
        """Count the open cases that nobody looks after."""
        return self._count(lambda group: group.is_open and not group.has_assignee)

    @property
    def due_today(self) -> int:
        return self._count(lambda group: group.is_open and group.due_on == self.today)

    @property
    def overdue(self) -> int:
        """Count the open cases of which the day to follow up is over."""
        return self._count(lambda group: group.is_open and group.due_on is not None and group.due_on < self.today)

    @property
    def by_sector(self) -> Mapping[str, int]:
        return self._by(lambda group: group.sector)

    @property
    def by_size(self) -> Mapping[str, int]:
        return self._by(lambda group: group.size)

    @property
    def by_municipality(self) -> Mapping[str, int]:
        return self._by(lambda group: group.municipality)

    @property
    def actions_by_status(self) -> Mapping[ActionStatus, int]:
        """Count the agreed actions of every status, in order."""
        counts = Counter[ActionStatus]()
        for group in self.actions:
            counts[group.status] += group.count
        return {status: counts[status] for status in ActionStatus}

    @property
    def overdue_actions(self) -> int:
        return sum(group.count for group in self.actions if group.is_overdue)

    def _count(self, applies: Callable[[CaseGroup], bool]) -> int:
        return sum(group.count for group in self.cases if applies(group))

    def _by(self, key: Callable[[CaseGroup], _Key]) -> Mapping[_Key, int]:
        """Count the cases by what they have in common, the most first."""
        counts = Counter[_Key]()
        for group in self.cases:
            counts[key(group)] += group.count
        return dict(counts.most_common())


def portfolio(
    questionnaire: Questionnaire,
    cases: Sequence[CaseGroup],
    scores: Sequence[ScoreGroup],
    actions: Sequence[ActionGroup],
    *,
    today: date,
) -> Portfolio:
    """Sum up groups of cases, by the elements and levels of this questionnaire."""
    levels = {level.id for level in questionnaire.levels}
    known = [group for group in scores if group.element_id in questionnaire.element_by_id and group.level_id in levels]
    return Portfolio(
        today=today,
        cases=cases,
        elements=[_outcome(questionnaire, element, known) for element in questionnaire.elements],
        leaves_out=len(known) < len(scores),
        actions=actions,
    )


def _outcome(questionnaire: Questionnaire, element: Element, scores: Sequence[ScoreGroup]) -> ElementOutcome:
    theirs = [group for group in scores if group.element_id == element.id]
    count = sum(group.count for group in theirs)
    total = sum((group.total for group in theirs), Fraction(0))
    by_level = Counter[str]()
    for group in theirs:
        by_level[group.level_id] += group.count
    return ElementOutcome(
        element=element,
        count=count,
        mean=total / count if count else None,
        levels=[(level, by_level[level.id]) for level in questionnaire.levels],
    )
