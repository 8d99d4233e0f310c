import pytest

from app.domain.open_data import OpenCell, RegionType, open_cell
from app.domain.release import Cell, CellStatus, Kind, Release, Statistic
from app.domain.release_period import period_of

RELEASE = Release(
    id="overijssel-2025q3",
    province="Overijssel",
    period="2025Q3",
    kind=Kind.QUARTER,
    tier="M",
    rho=500,
    specification_version="2026.1",
    specification_hash="a" * 64,
    specification="{}",
    questionnaire_hash="b" * 64,
    program_version="0.3.0",
    published_at=period_of("2025Q3").end,
)
MEAN = Cell("sector_size", "", "zorg", "2-9", "technologie", Statistic.MEAN, 51.3, 2.4, 55, CellStatus.SHOWN)
COMPANIES = Cell("total", "", "", "", "", Statistic.COMPANIES, 120, 4.5, 120, CellStatus.SHOWN)
HIDDEN = Cell("region", "AM09", "", "", "index", Statistic.MEAN, None, None, None, CellStatus.TOO_IMPRECISE)


def row(cell: Cell) -> OpenCell:
    return open_cell(RELEASE, cell, province_code="PV23")


def test_a_figure_keeps_its_value_its_margin_and_its_number_of_companies() -> None:
    found = row(MEAN)

    assert (found.value, found.noise_margin_90, found.n_rounded) == (51.3, 2.4, 55)
    assert (found.statistic, found.status) == (Statistic.MEAN, CellStatus.SHOWN)


def test_a_figure_says_of_which_release_it_is_and_by_which_rules_it_was_made() -> None:
    found = row(MEAN)

    assert (found.release_id, found.period, found.method_version) == ("overijssel-2025q3", "2025Q3", "2026.1")


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("", (RegionType.PROVINCE, "PV23")),
        ("AM09", (RegionType.REGION, "AM09")),
        ("GM0150", (RegionType.MUNICIPALITY, "GM0150")),
    ],
)
def test_a_place_has_the_code_of_the_statistics_office(region: str, expected: tuple[RegionType, str]) -> None:
    found = row(Cell("t", region, "", "", "", Statistic.COMPANIES, 50, 4.5, 50, CellStatus.SHOWN))

    assert (found.region_type, found.region_code) == expected


def test_what_is_about_all_of_a_kind_names_none_of_them() -> None:
    found = row(COMPANIES)

    assert (found.sector, found.size, found.element) == (None, None, None)


def test_a_hidden_figure_has_no_number_at_all() -> None:
    found = row(HIDDEN)

    assert (found.value, found.noise_margin_90, found.n_rounded) == (None, None, None)
    assert found.status is CellStatus.TOO_IMPRECISE
