"""References out of figures of StatLine: complete years only, branches added up, nothing that cannot be right."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest

from app.domain.figures import LabourUnit
from app.domain.productivity import ReferenceFigure
from app.domain.statline_plan import Column, StatLinePlan, derived_figures, problems_with_figures

ANCHOR = {"branch": "T", "year": 2023, "value": 100, "within": 0.03, "source": "CBS"}
HOUR = LabourUnit.HOUR_WORKED


def plan(**branches: Any) -> StatLinePlan:
    labour = {"table": "2", "name": "Uren", "anchor": ANCHOR, "lowest": 10, "highest": 300, "round_to": 0.1}
    return StatLinePlan.model_validate(
        {
            "branch_dimension": "Branche",
            "year_dimension": "Perioden",
            "units": {"mln euro": 1_000_000},
            "value_added": {"table": "1", "name": "Euro", "anchor": ANCHOR},
            "labour": {"hour_worked": labour},
            "sectors": [{"sector": "handel", "branch": "Handel", "sbi": "G", "codes": ["G"]} | branches],
            **dict.fromkeys(("sbi_version", "price_basis", "revision", "licence", "source"), "x"),
        }
    )


def column(factor: int = 1_000_000, **values: int | None) -> Column:
    """Return a column of values by branch and year: G2023=5."""
    cells = {(name[:-4], int(name[-4:])): None if value is None else Fraction(value) for name, value in values.items()}
    return Column(Fraction(factor), cells)


def derived(
    content: StatLinePlan, euros: Column, hours: Column, not_years: Sequence[int] = ()
) -> Sequence[ReferenceFigure]:
    return list(derived_figures(content, euros, {HOUR: hours}, {"handel": not_years}))


def test_the_newest_complete_year_counts() -> None:
    (found,) = derived(plan(), column(G2022=80, G2023=90, G2024=99), column(G2022=2, G2023=2, G2024=None))

    assert (found.year, float(found.value)) == (2023, 45)


def test_a_year_without_meaning_is_passed_over() -> None:
    (found,) = derived(plan(), column(G2020=80, G2021=90), column(G2020=2, G2021=2), [2021])

    assert found.year == 2020


def test_both_sides_are_counted_in_their_own_unit() -> None:
    (found,) = derived(plan(), column(G2023=9), column(1000, G2023=200))

    assert found.value == 45


def test_branches_are_added_and_taken_off() -> None:
    content = plan(codes=["F", "G"], less=["H"])

    (found,) = derived(content, column(F2023=60, G2023=40, H2023=10), column(F2023=2, G2023=1, H2023=1))

    assert found.value == 45


def test_a_figure_is_rounded_once() -> None:
    (found,) = derived(plan(), column(G2023=100), column(G2023=3))

    assert found.value == Fraction("33.3")
    assert (found.numerator, found.denominator) == ("100 mln euro (1, Euro)", "3000 x1000 (2, Uren)")


@pytest.mark.parametrize(("euros", "hours"), [(0, 5), (5, 0), (-5, 5), (5, -5), (None, 5), (5, None)])
def test_without_value_or_labour_there_is_no_figure(euros: int | None, hours: int | None) -> None:
    assert derived(plan(), column(G2023=euros), column(G2023=hours)) == []


@pytest.mark.parametrize(
    ("values", "fits"),
    [({"T2023": 103}, True), ({"T2023": 97}, True), ({"T2023": 104}, False), ({"T2023": None}, False), ({}, False)],
)
def test_a_column_fits_when_it_nearly_has_what_is_known(values: Mapping[str, Any], fits: bool) -> None:
    assert column(**values).fits(plan().value_added.anchor) is fits


def test_it_needs_all_branches_and_those_of_what_is_known() -> None:
    assert plan(codes=["F"], less=["H"]).all_codes == {"F", "H", "T"}


def problems(euros: int, *, shown: Sequence[ReferenceFigure] = ()) -> list[str]:
    figures = derived(plan(), column(G2023=euros), column(G2023=1))
    return list(problems_with_figures(plan(), figures, shown=shown))


@pytest.mark.parametrize("euros", [10, 45, 300])
def test_a_figure_within_its_limits_is_believed(euros: int) -> None:
    assert problems(euros) == []


@pytest.mark.parametrize("euros", [9, 301])
def test_a_figure_outside_its_limits_is_not(euros: int) -> None:
    assert problems(euros) == [f"handel per hour_worked is {euros}; expected 10 to 300"]


def test_a_sector_without_a_figure_is_a_problem() -> None:
    assert problems(0) == ["handel per hour_worked has no year with all its figures"]


def shown(*years: int) -> list[ReferenceFigure]:
    (found,) = derived(plan(), column(G2023=45), column(G2023=1))
    return [found.model_copy(update={"year": year}) for year in years]


def test_a_figure_never_takes_the_place_of_a_newer_one() -> None:
    assert problems(45, shown=shown(2024, 2020)) == [
        "handel per hour_worked is of 2023, before 2024, which is shown now"
    ]


def test_a_figure_takes_the_place_of_one_as_old_or_older() -> None:
    assert problems(45, shown=shown(2023, 2020)) == []
