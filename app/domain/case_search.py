"""What advisers ask of their list of cases: words and filters, an order and a page, as the address says it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from math import ceil

from app.domain.case import CaseLine, CaseStatus
from app.domain.folding import folded
from app.domain.questionnaire import Questionnaire

PER_PAGE = 25
LONGEST_TEXT = 100
# What stands for a name in an address that no list knows.
OTHER = "other"
MOST_WORDS = 8
_MOST_DIGITS = 6


class Whose(StrEnum):
    """Who looks after a case, as seen by an adviser; `nobody` yet, as long as it is not closed."""

    MINE = "mine"
    NOBODY = "nobody"


class CaseSort(StrEnum):
    """What comes first: the latest shared or changed, the name, the follow-up that is due first."""

    SHARED = "shared"
    CHANGED = "changed"
    NAME = "name"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class SearchChoices:
    """What can be chosen, by id; `levels` go from low to high."""

    sectors: Collection[str]
    sizes: Collection[str]
    municipalities: Collection[str]
    elements: Collection[str]
    levels: Sequence[str]

    def below(self, level: str) -> Sequence[str]:
        return self.levels[: self.levels.index(level)]


def search_choices(questionnaire: Questionnaire, municipalities: Collection[str]) -> SearchChoices:
    return SearchChoices(
        sectors=[sector.id for sector in questionnaire.profile.sectors],
        sizes=[size.id for size in questionnaire.profile.sizes],
        municipalities=municipalities,
        elements=[element.id for element in questionnaire.elements],
        levels=[level.id for level in questionnaire.levels],
    )


@dataclass(frozen=True, slots=True)
class CaseSearch:
    """Which cases, in which order, and which page of them; an empty filter lets all through.

    `below` is the level that `element` did not reach; `new` asks for what changed since the adviser last looked.
    """

    text: str = ""
    status: str = ""
    whose: str = ""
    new: str = ""
    sector: str = ""
    size: str = ""
    municipality: str = ""
    element: str = ""
    below: str = ""
    sort: str = CaseSort.SHARED
    page: int = 1

    @property
    def words(self) -> Sequence[str]:
        """What must be found of a case, each anywhere."""
        return folded(self.text).split()[:MOST_WORDS]

    @property
    def parameters(self) -> Mapping[str, str]:
        """What an address has of this; `read_search` makes the same of it again."""
        found = {field.name: (getattr(self, field.name), field.default) for field in fields(self)}
        return {name: str(value) for name, (value, default) in found.items() if value != default}

    @property
    def chosen(self) -> Sequence[str]:
        """The names of the filters in use."""
        return [name for name in self.parameters if name not in ("sort", "page")]


def read_search(asked: Mapping[str, str], choices: SearchChoices) -> tuple[CaseSearch, Sequence[str]]:
    """Make a search of clean text, and name what was left out of it since it could not be understood."""
    allowed = _allowed(choices)
    taken = {name: value for name, value in asked.items() if value in allowed.get(name, ())}
    if ("element" in taken) != ("below" in taken):
        taken = {name: value for name, value in taken.items() if name not in ("element", "below")}
    text = asked.get("text", "")[:LONGEST_TEXT].strip()
    search = CaseSearch(**taken, text=text, page=page_number(asked.get("page", "")))
    return search, list(dict.fromkeys(_left_out(asked, {**taken, "text": text})))


def _allowed(choices: SearchChoices) -> Mapping[str, Collection[str]]:
    return {
        "status": list(CaseStatus),
        "whose": list(Whose),
        "new": ("1",),
        "sector": choices.sectors,
        "size": choices.sizes,
        "municipality": choices.municipalities,
        "element": choices.elements,
        # Nothing is below the lowest.
        "below": choices.levels[1:],
        "sort": list(CaseSort),
    }


def page_number(asked: str) -> int:
    """Return a page from 1; beyond what any list has, the list goes to its last."""
    return max(1, int(asked[:_MOST_DIGITS])) if _is_number(asked) else 1


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _left_out(asked: Mapping[str, str], taken: Mapping[str, str]) -> Iterator[str]:
    names = {field.name for field in fields(CaseSearch)}
    for name, value in asked.items():
        is_page = name == "page" and _is_number(value)
        if value and value != taken.get(name) and not is_page:
            yield name if name in names else OTHER


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of the cases that were asked for, `count` in all.

    Of all cases that the organisation has, `has_any` tells whether there are, and `municipalities` where, by code.
    """

    lines: Sequence[CaseLine]
    page: int
    count: int
    has_any: bool
    municipalities: Collection[str]

    @property
    def first(self) -> int:
        return (self.page - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        return min(self.page * PER_PAGE, self.count)

    @property
    def pages(self) -> int:
        return page_count(self.count)


def page_count(count: int) -> int:
    return max(1, ceil(count / PER_PAGE))
