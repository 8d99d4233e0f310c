"""The figures of a release, cell by cell: what pages, paper and the comparison tell of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from app.domain.cube import Key
from app.domain.release import SHARES, Cell, CellStatus, Release, Statistic
from app.domain.release_period import Period, period_of
from app.domain.release_specification import By, Dimension, Display, table_name


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is shown, in tenths; `margin` is what the noise makes of it, in the same unit."""

    value: Fraction
    margin: Fraction

    def minus(self, other: "Figure") -> "Figure":
        """Return the difference. Noise of one does not depend on that of the other: margins add up squared."""
        squared = self.margin**2 + other.margin**2
        return Figure(self.value - other.value, Fraction(float(squared) ** 0.5).limit_denominator(1000))

    @property
    def size(self) -> Fraction:
        """How far it is from 0: of a difference, how large that is whichever way it goes."""
        return abs(self.value)

    @property
    def is_beyond_noise(self) -> bool:
        """Tell whether this, as a difference, is more than noise makes of it."""
        return self.size > self.margin

    @property
    def is_clearly_more(self) -> bool:
        return self.is_beyond_noise and self.value > 0

    @property
    def is_clearly_less(self) -> bool:
        return self.is_beyond_noise and self.value < 0


@dataclass(frozen=True, slots=True)
class Share:
    """How many percent of companies are on a step of the scale; of few or nearly all only `status` says so."""

    figure: Figure | None
    status: CellStatus


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a release tells of one cell. When that is hidden, `companies` is None and `means` and `shares` are empty.

    `means` are by element, and by `INDEX` and `BALANCE`; `shares` by element are of five equal steps from 0 to 100,
    and only there where they were measured and are exact enough.
    """

    key: Key
    companies: Figure | None
    means: Mapping[str, Figure]
    shares: Mapping[str, Sequence[Share]]

    @property
    def is_shown(self) -> bool:
        return self.companies is not None


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """One table of a release, with its outcomes in the order in which they are printed."""

    by: By
    outcomes: Sequence[Outcome]

    @property
    def name(self) -> str:
        return table_name(self.by)

    def find(self, key: Key) -> Outcome | None:
        return next((outcome for outcome in self.outcomes if outcome.key == key), None)


@dataclass(frozen=True, slots=True)
class Names:
    """What is printed for each code, in the order in which they are printed: of a dimension, and of the elements.

    A main group and a sector may have the same code, so that only the dimensions of a table say what a key means.
    `wider` are the region of each municipality and the main group of each sector, as far as they are known.
    """

    of_dimension: Mapping[Dimension, Mapping[str, str]]
    elements: Mapping[str, str]
    wider: Mapping[Dimension, Mapping[str, str]] = field(default_factory=dict)

    def of(self, by: By, key: Key) -> Sequence[str]:
        """Return what each part of the key of a cell is called."""
        return [self.of_dimension[dimension][code_in(key, dimension)] for dimension in by]


def code_in(key: Key, dimension: Dimension) -> str:
    if dimension in ("region", "municipality"):
        return key.region
    return key.size if dimension == "size" else key.sector


@dataclass(frozen=True, slots=True)
class Outcomes:
    """A release with its names, which tables there are, and those tables that were asked for, by name.

    `display` are the rules by which it shows figures.
    """

    release: Release
    names: Names
    published: Sequence[By]
    tables: Mapping[str, OutcomeTable]
    display: Display

    @property
    def period(self) -> Period:
        return period_of(self.release.period)

    @property
    def total(self) -> Outcome:
        """The whole province."""
        return self.tables[table_name(())].outcomes[0]


def outcome_table(by: By, cells: Iterable[Cell], names: Names) -> OutcomeTable:
    """Put the cells of a table together, in the order of their names."""
    found = [_outcome(key, list(of_key)) for key, of_key in groupby(sorted(cells, key=_key_of), key=_key_of)]
    places = [(dimension, {code: at for at, code in enumerate(names.of_dimension[dimension])}) for dimension in by]
    in_order = sorted(found, key=lambda each: [at[code_in(each.key, dimension)] for dimension, at in places])
    return OutcomeTable(by, in_order)


def _key_of(cell: Cell) -> Key:
    return Key(cell.region, cell.sector, cell.size)


def _outcome(key: Key, cells: Sequence[Cell]) -> Outcome:
    companies = next(cell for cell in cells if cell.statistic is Statistic.COMPANIES)
    means = {cell.element: cell for cell in cells if cell.statistic is Statistic.MEAN}
    return Outcome(
        key,
        companies=_figure(companies),
        means={element: figure for element, cell in means.items() if (figure := _figure(cell))},
        shares=dict(_shares(cells)),
    )


def _shares(cells: Sequence[Cell]) -> Iterator[tuple[str, Sequence[Share]]]:
    """Yield the shares of each element that has them."""
    of_element: dict[str, list[Cell]] = {}
    for cell in sorted((cell for cell in cells if cell.statistic in SHARES), key=lambda cell: cell.statistic):
        of_element.setdefault(cell.element, []).append(cell)
    for element, found in of_element.items():
        if all(cell.status is not CellStatus.TOO_IMPRECISE for cell in found):
            yield element, [Share(_figure(cell), cell.status) for cell in found]


def _figure(cell: Cell) -> Figure | None:
    if cell.value is None or cell.margin is None:
        return None
    return Figure(_tenths(cell.value), _tenths(cell.margin))


def _tenths(stored: float) -> Fraction:
    return Fraction(round(stored * 10), 10)
