"""The page with exact numbers of scans, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.participation import NO_CHANNEL, QUARTERS, Elsewhere, NotCounting, Participation, Step, total_of
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
    """Without scans there is nothing to count. `campaigns` has the names of campaigns by code."""

    found: Participation | None
    campaigns: Mapping[str, str]

    @property
    def year(self) -> str:
        return str(self.found.year) if self.found else ""

    @property
    def years(self) -> Sequence[YearLink]:
        return year_links(self.found)

    @property
    def steps(self) -> Sequence[str]:
        return step_names()

    @property
    def total(self) -> Sequence[CountCell]:
        return cells_of(self._counted.total)

    @property
    def has_scans(self) -> bool:
        return any(self._counted.total.values())

    @property
    def places(self) -> Sequence[CountsRow]:
        """The provinces with something to count, by name, then what belongs to none."""
        by_place = self._counted.by_place
        provinces = sorted(by_place.keys() - set(Elsewhere))
        rows = [CountsRow(province, cells_of(by_place[province])) for province in provinces]
        return [*rows, *self._elsewhere()]

    def _elsewhere(self) -> Iterator[CountsRow]:
        by_place = self._counted.by_place
        for place in (place for place in Elsewhere if place in by_place):
            unknown = _FORGOTTEN if place is Elsewhere.REMOVED else ()
            yield CountsRow(message("participation_places", place), cells_of(by_place[place], unknown=unknown))

    @property
    def quarters(self) -> Sequence[CountsRow]:
        by_quarter = self._counted.by_quarter
        return [
            CountsRow(message("participation_quarters", str(quarter)), cells_of(by_quarter[quarter]))
            for quarter in QUARTERS
        ]

    @property
    def channels(self) -> Sequence[CountsRow]:
        """The campaigns with something to count, by name, then what came by none."""
        by_channel = self._counted.by_channel
        found = sorted((self.campaigns.get(code, code), code) for code in by_channel if code != NO_CHANNEL)
        rows = [CountsRow(name, cells_of(total_of(by_channel[code]))) for name, code in found]
        without = cells_of(total_of(by_channel.get(NO_CHANNEL, {})))
        return [*rows, CountsRow(message("campaigns", "without"), without)]

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


def cells_of(counts: Mapping[Step, int], *, unknown: Sequence[Step] = ()) -> Sequence[CountCell]:
    return [
        CountCell(message("participation_steps", step), None if step in unknown else counts.get(step, 0))
        for step in Step
    ]


def step_names() -> Sequence[str]:
    return [message("participation_steps", step) for step in Step]


def year_links(found: Participation | None) -> Sequence[YearLink]:
    return [YearLink(str(year), year == found.year) for year in found.years] if found else []
