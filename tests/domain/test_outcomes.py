from collections.abc import Sequence
from fractions import Fraction

import pytest

from app.domain.cube import Key
from app.domain.outcomes import Figure, Names, OutcomeTable, Share, outcome_table
from app.domain.release import SHARES, Cell, CellStatus, Statistic

NAMES = Names(
    of_dimension={
        "region": {"AM2": "Achterhoek", "AM1": "Zwolle"},
        "municipality": {"GM1": "Almelo"},
        "main_group": {"zorg": "Zorg en welzijn"},
        "sector": {"zorg": "Zorg", "ict": "ICT"},
        "size": {"1": "1", "2-9": "2 tot 9"},
    },
    elements={"technologie": "Technologie"},
)


def shown(key: Key, statistic: Statistic, value: float, margin: float = 1.5, element: str = "technologie") -> Cell:
    return Cell("t", *key, element, statistic, value, margin, 60, CellStatus.SHOWN)


def hidden(key: Key, statistic: Statistic, element: str = "technologie") -> Cell:
    return Cell("t", *key, element, statistic, None, None, None, CellStatus.TOO_IMPRECISE)


ALL = Key()


def cells(key: Key = ALL, *more: Cell) -> Sequence[Cell]:
    return [shown(key, Statistic.COMPANIES, 60, 8.2, element=""), shown(key, Statistic.MEAN, 51.3), *more]


def table(*found: Cell, by: tuple[str, ...] = ()) -> OutcomeTable:
    return outcome_table(by, found, NAMES)  # type: ignore[arg-type]  # a tuple of the names of dimensions


def test_a_cell_has_its_figures_in_tenths() -> None:
    (outcome,) = table(*cells()).outcomes

    assert outcome.companies == Figure(Fraction(60), Fraction("8.2"))
    assert outcome.means == {"technologie": Figure(Fraction("51.3"), Fraction("1.5"))}
    assert outcome.is_shown


def test_a_hidden_cell_has_none() -> None:
    (outcome,) = table(hidden(ALL, Statistic.COMPANIES, ""), hidden(ALL, Statistic.MEAN)).outcomes

    assert not outcome.is_shown
    assert not outcome.means


def test_shares_come_in_the_order_of_the_steps() -> None:
    shares = [shown(ALL, statistic, 20) for statistic in reversed(SHARES[1:])]
    below = Cell("t", "", "", "", "technologie", SHARES[0], None, None, 60, CellStatus.BELOW)

    (outcome,) = table(*cells(ALL, *shares, below)).outcomes

    assert outcome.shares["technologie"] == [
        Share(None, CellStatus.BELOW),
        *[Share(Figure(Fraction(20), Fraction("1.5")), CellStatus.SHOWN)] * 4,
    ]


def test_shares_that_are_too_imprecise_are_not_there() -> None:
    (outcome,) = table(*cells(ALL, *(hidden(ALL, statistic) for statistic in SHARES))).outcomes

    assert outcome.is_shown
    assert not outcome.shares


def test_cells_come_in_the_order_of_their_names() -> None:
    keys = [Key("AM1", size="1"), Key("AM1", size="2-9"), Key("AM2", size="1")]
    found = table(*(cell for key in keys for cell in cells(key)), by=("region", "size"))

    assert [outcome.key for outcome in found.outcomes] == [keys[2], keys[0], keys[1]]


def test_a_table_says_what_a_code_means() -> None:
    assert NAMES.of(("main_group", "size"), Key(sector="zorg", size="1")) == ["Zorg en welzijn", "1"]
    assert NAMES.of(("sector",), Key(sector="zorg")) == ["Zorg"]
    assert NAMES.of(("municipality",), Key("GM1")) == ["Almelo"]


def test_a_table_finds_a_cell() -> None:
    found = table(*cells(Key(size="1")), by=("size",))

    assert found.name == "size"
    assert found.find(Key(size="1")) is found.outcomes[0]
    assert found.find(Key(size="2-9")) is None


def test_margins_of_a_difference_add_up_squared() -> None:
    difference = Figure(Fraction(50), Fraction(3)).minus(Figure(Fraction(55), Fraction(4)))

    assert difference == Figure(Fraction(-5), Fraction(5))


@pytest.mark.parametrize(
    ("difference", "is_more", "is_less"),
    [("5", False, False), ("5.1", True, False), ("-5", False, False), ("-5.1", False, True)],
)
def test_a_difference_is_clear_only_beyond_the_noise(difference: str, *, is_more: bool, is_less: bool) -> None:
    found = Figure(Fraction(difference), Fraction(5))

    assert (found.is_clearly_more, found.is_clearly_less) == (is_more, is_less)
    assert found.is_beyond_noise is (is_more or is_less)
