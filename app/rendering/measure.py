"""What a breakdown tells of each part of a province: an element, the index, the balance, or how many companies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.display import BALANCE, INDEX
from app.domain.outcomes import Figure, Outcome
from app.domain.release import Statistic

COMPANIES = Statistic.COMPANIES.value


@dataclass(frozen=True, slots=True)
class Measure:
    """`name` is that of an element; the others have none, since templates have the words for those."""

    id: str
    name: str = ""

    @property
    def is_companies(self) -> bool:
        return self.id == COMPANIES

    @property
    def is_balance(self) -> bool:
        """Tell whether it runs from -100 to 100; all else that is no number of companies runs from 0."""
        return self.id == BALANCE

    def of(self, outcome: Outcome) -> Figure | None:
        """Return the figure of a cell, unless that is hidden."""
        return outcome.companies if self.is_companies else outcome.means.get(self.id)

    def has_plus(self, figure: Figure) -> bool:
        return self.is_balance and figure.value > 0


def measures(elements: Mapping[str, str]) -> Sequence[Measure]:
    """Return all there is to see, in the order in which it is offered."""
    named = [Measure(element, name) for element, name in elements.items()]
    return [Measure(INDEX), *named, Measure(BALANCE), Measure(COMPANIES)]
