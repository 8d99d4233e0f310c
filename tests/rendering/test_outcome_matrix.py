"""A table of two dimensions as a matrix."""

from app.domain.cube import Key
from app.domain.outcomes import Outcomes
from app.rendering.measure import Measure
from app.rendering.outcome_matrix import Matrix, outcome_matrix, shades
from tests.rendering.outcome_samples import figure, hidden, outcomes, shown

INDEX = Measure("index")
SECTORS, SIZES = ("ict", "bouw", "zorg"), ("1", "2-9")


def release(**values: float) -> Outcomes:
    """Return a release whose cells of ICT and of care have these values, by size, and whose others are hidden."""
    keys = [Key(sector=sector, size=size) for sector in SECTORS for size in SIZES]
    given = {Key(sector=name[:-1], size={"a": "1", "b": "2-9"}[name[-1]]): value for name, value in values.items()}
    cells = [shown(key, given[key]) if key in given else hidden(key) for key in keys]
    of_sizes = [shown(Key(size=size), 55) for size in SIZES]
    of_sectors = [shown(Key(sector=sector), 45) for sector in SECTORS]
    return outcomes({("sector", "size"): cells, ("size",): of_sizes, ("sector",): of_sectors})


def matrix(**values: float) -> Matrix:
    return outcome_matrix(release(**values), ("sector", "size"), INDEX)


def test_the_longer_dimension_goes_down() -> None:
    found = matrix(icta=60)

    assert (found.down, found.across) == ("sector", "size")
    assert [row.name for row in found.rows] == ["ICT", "Bouw en infra", "Zorg en welzijn"]
    assert found.columns == ["Eén persoon", "2 tot en met 9 mensen"]


def test_each_figure_stands_in_its_row_and_column() -> None:
    found = matrix(icta=61, ictb=62, zorgb=63)

    values = [[cell.figure.value if cell.figure else None for cell in row.cells] for row in found.rows]
    assert values == [[61, 62], [None, None], [None, 63]]


def test_a_row_and_a_column_have_the_figure_of_all_together() -> None:
    found = matrix(icta=61)

    assert found.rows[0].whole.figure == figure(45)
    assert [cell.figure for cell in found.whole.cells] == [figure(55)] * 2
    assert found.whole.whole.figure == figure(50)


def test_a_row_says_which_columns_are_hidden() -> None:
    found = matrix(icta=61)

    assert found.rows[0].hidden == ["2 tot en met 9 mensen"]
    assert (found.shown_count, found.hidden_count, found.count) == (1, 5, 6)


def test_a_hidden_cell_has_no_shade() -> None:
    assert [cell.shade is None for cell in matrix(icta=61).rows[0].cells] == [False, True]


def test_a_higher_figure_has_a_darker_shade() -> None:
    row = matrix(icta=42, ictb=60).rows[0]

    assert [cell.shade.number for cell in row.cells if cell.shade] == [1, 5]


def test_shades_have_round_bounds_that_hold_all_figures() -> None:
    found = shades([figure(37.3), figure(63.8)])

    assert [int(shade.low) for shade in found] == [36, 42, 48, 54, 60]
    assert [int(shade.high) for shade in found] == [42, 48, 54, 60, 66]


def test_shades_hold_figures_below_zero_and_large_ones() -> None:
    assert shades([figure(-7), figure(1)])[0].low == -8
    assert shades([figure(-7), figure(1)])[-1].high == 2
    assert shades([figure(30), figure(1495)])[-1].high == 1500


def test_without_a_figure_there_are_no_shades() -> None:
    assert matrix().shades == []
