"""The page with exact numbers of scans, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.participation import QUARTERS, Elsewhere, NotCounting, Participation, Step
from app.web.messages import message

# What is not remembered of a scan that was removed.
_FORGOTTEN = (Step.MAY_COUNT, Step.COUNTING)


@dataclass(frozen=True, slots=True)
class YearLink:
    label: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class CountCell:
    """Without a count it is not known."""

    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class CountsRow:
    label: str
    cells: Sequence[CountCell]


@dataclass(frozen=True, slots=True)
class ParticipationPage:
    """Without scans there is nothing to count."""

    found: Participation | None

    @property
    def year(self) -> str:
        return str(self.found.year) if self.found else ""

    @property
    def years(self) -> Sequence[YearLink]:
        return [YearLink(str(year), year == self._counted.year) for year in self._counted.years]

    @property
    def steps(self) -> Sequence[str]:
        return [message("participation_steps", step) for step in Step]

    @property
    def total(self) -> Sequence[CountCell]:
        return _cells(self._counted.total)

    @property
    def has_scans(self) -> bool:
        return any(self._counted.total.values())

    @property
    def places(self) -> Sequence[CountsRow]:
        """The provinces with something to count, by name, then what belongs to none."""
        by_place = self._counted.by_place
        provinces = sorted(by_place.keys() - set(Elsewhere))
        rows = [CountsRow(province, _cells(by_place[province])) for province in provinces]
        return [*rows, *self._elsewhere()]

    def _elsewhere(self) -> Iterator[CountsRow]:
        by_place = self._counted.by_place
        for place in (place for place in Elsewhere if place in by_place):
            unknown = _FORGOTTEN if place is Elsewhere.REMOVED else ()
            yield CountsRow(message("participation_places", place), _cells(by_place[place], unknown=unknown))

    @property
    def quarters(self) -> Sequence[CountsRow]:
        by_quarter = self._counted.by_quarter
        return [
            CountsRow(message("participation_quarters", str(quarter)), _cells(by_quarter[quarter]))
            for quarter in QUARTERS
        ]

    @property
    def reasons(self) -> Sequence[CountCell]:
        """Why finished scans do not count, in the order in which reasons are looked for."""
        counts = self._counted.not_counting
        return [
            CountCell(message("participation_reasons", reason), counts[reason])
            for reason in NotCounting
            if reason in counts
        ]

    @property
    def _counted(self) -> Participation:
        assert self.found is not None
        return self.found


def _cells(counts: Mapping[Step, int], *, unknown: Sequence[Step] = ()) -> Sequence[CountCell]:
    return [
        CountCell(message("participation_steps", step), None if step in unknown else counts.get(step, 0))
        for step in Step
    ]
