"""The page with all cases of an adviser organisation together, as counts and means with a picture of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from app.domain.account import Organisation
from app.domain.case import CaseStatus
from app.domain.portfolio import ElementOutcome, Portfolio
from app.domain.profile import Choice
from app.domain.questionnaire import Level, Questionnaire
from app.municipalities import municipalities
from app.rendering.charts import Line, Part, line, stack
from app.web.messages import message

_MOST_AT_ONCE = 10
_Key = TypeVar("_Key", bound=str)


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many there are of something, with a line as long as their share, and what asks a list for these cases."""

    label: str
    count: int
    line: Line
    query: str = ""


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many cases are on a level; `shade` is that of the level in the picture."""

    name: str
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class ElementRow:
    """An element with the mean of `count` cases, if there are any, and how those lie over the levels."""

    name: str
    count: int
    mean: Fraction | None
    line: Line | None
    is_few: bool
    parts: Sequence[Part]
    levels: Sequence[LevelCount]


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """`few` is from how many cases on a mean says something; `only_mine` are those of the adviser who looks."""

    organisation: Organisation
    portfolio: Portfolio
    questionnaire: Questionnaire
    few: int
    only_mine: bool

    @property
    def statuses(self) -> Sequence[CountRow]:
        labels = {status: message("case_status", status) for status in CaseStatus}
        return self._rows("status", labels, self.portfolio.by_status)

    @property
    def sectors(self) -> Sequence[CountRow]:
        return self._rows("sector", _labels(self.questionnaire.profile.sectors), self.portfolio.by_sector)

    @property
    def sizes(self) -> Sequence[CountRow]:
        """The sizes that there are, from small to large."""
        labels, counts = _labels(self.questionnaire.profile.sizes), self.portfolio.by_size
        in_order = [size for size in labels if size in counts] + [size for size in counts if size not in labels]
        return self._rows("size", labels, {size: counts[size] for size in in_order})

    @property
    def municipalities(self) -> Sequence[CountRow]:
        return self._municipalities[:_MOST_AT_ONCE]

    @property
    def more_municipalities(self) -> Sequence[CountRow]:
        """The municipalities with the fewest cases, when there are many."""
        return self._municipalities[_MOST_AT_ONCE:]

    @property
    def _municipalities(self) -> Sequence[CountRow]:
        labels = {code: municipality.name for code, municipality in municipalities().items()}
        return self._rows("municipality", labels, self.portfolio.by_municipality)

    @property
    def to_mine(self) -> str:
        """What an address of the list of cases has for whose these are."""
        return "&whose=mine" if self.only_mine else ""

    def _rows(self, name: str, labels: Mapping[_Key, str], counts: Mapping[_Key, int]) -> Sequence[CountRow]:
        """Return a row for each count, with what the address of the list of these cases has."""
        rows = _shared_out(counts)
        return [
            CountRow(labels[key], count, line, query=f"{name}={key}{self.to_mine}")
            if key in labels
            else CountRow(message("portfolio", f"no_{name}"), count, line)
            for key, count, line in rows
        ]

    @property
    def elements(self) -> Sequence[ElementRow]:
        return [_element(outcome, self.questionnaire.levels, few=self.few) for outcome in self.portfolio.elements]

    @property
    def has_few(self) -> bool:
        return any(row.is_few for row in self.elements)

    @property
    def actions(self) -> Sequence[CountRow]:
        rows = _shared_out(self.portfolio.actions_by_status)
        return [CountRow(message("action_status", status), count, line) for status, count, line in rows]

    @property
    def has_actions(self) -> bool:
        return bool(self.portfolio.actions)


def _labels(choices: Sequence[Choice]) -> Mapping[str, str]:
    return {choice.id: choice.label for choice in choices}


def _shared_out(counts: Mapping[_Key, int]) -> Iterator[tuple[_Key, int, Line]]:
    """Yield each count with its share of them all as a line."""
    whole = sum(counts.values()) or 1
    for key, count in counts.items():
        yield key, count, line(Fraction(100 * count, whole))


def _element(outcome: ElementOutcome, levels: Sequence[Level], *, few: int) -> ElementRow:
    return ElementRow(
        name=outcome.element.name,
        count=outcome.count,
        mean=outcome.mean,
        line=None if outcome.mean is None else line(outcome.mean, levels=levels),
        is_few=0 < outcome.count < few,
        parts=stack([count for _, count in outcome.levels]),
        levels=list(_levels(outcome)),
    )


def _levels(outcome: ElementOutcome) -> Iterator[LevelCount]:
    for shade, (level, count) in enumerate(outcome.levels, start=1):
        yield LevelCount(level.name, count, shade)
