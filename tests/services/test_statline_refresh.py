"""Newer figures from StatLine: read whole and checked, or the last good ones stay."""

from fractions import Fraction
from pathlib import Path

from app.content import read_statline_plan
from app.domain.figures import LabourUnit
from app.domain.productivity import ReferenceFigure
from app.reference_figures import reference_figures
from tests.statline_server import EUROS, LABOUR_YEARS, NAME, YEARS, FakeStatLine, refreshed


def figure(figures: list[ReferenceFigure], sector: str, unit: LabourUnit = LabourUnit.LABOUR_YEAR) -> ReferenceFigure:
    (found,) = [each for each in figures if (each.sector, each.unit) == (sector, unit)]
    return found


def rounded(value: float, to: float) -> Fraction:
    return round(Fraction(str(value)) / Fraction(str(to))) * Fraction(str(to))


def test_every_sector_gets_a_figure_per_hour_and_per_labour_year(service: FakeStatLine, tmp_path: Path) -> None:
    figures = refreshed(service, tmp_path)

    assert {each.unit for each in figures} == {LabourUnit.HOUR_WORKED, LabourUnit.LABOUR_YEAR}
    assert len(figures) == 2 * len(read_statline_plan().sectors)
    assert {each.year for each in figures} == {YEARS[-1]}


def test_a_figure_is_value_added_divided_by_labour(service: FakeStatLine, tmp_path: Path) -> None:
    figures = refreshed(service, tmp_path)

    per_year = EUROS["307500"] * 1000 / LABOUR_YEARS["307500"]
    assert figure(figures, "maakindustrie").value == rounded(per_year, 100)
    assert figure(figures, "maakindustrie", LabourUnit.HOUR_WORKED).value == rounded(per_year / 1700, 0.1)


def test_branches_are_added_up_and_taken_off(service: FakeStatLine, tmp_path: Path) -> None:
    figures = refreshed(service, tmp_path)

    services = (EUROS["403300"] + EUROS["410200"]) * 1000 / (LABOUR_YEARS["403300"] + LABOUR_YEARS["410200"])
    building = (EUROS["350000"] - EUROS["351900"]) * 1000 / (LABOUR_YEARS["350000"] - LABOUR_YEARS["351900"])
    assert figure(figures, "zakelijke_dienstverlening").value == rounded(services, 100)
    assert figure(figures, "bouw_infra").value == rounded(building, 100)


def test_what_was_read_is_what_is_shown_from_then_on(service: FakeStatLine, tmp_path: Path) -> None:
    figures = refreshed(service, tmp_path)

    assert list(reference_figures(tmp_path))[: len(figures)] == figures


def test_measures_may_have_other_numbers(service: FakeStatLine, tmp_path: Path) -> None:
    before = refreshed(service, tmp_path)
    service.number = 40

    assert refreshed(service, tmp_path) == before


def test_pages_may_be_of_any_size(service: FakeStatLine, tmp_path: Path) -> None:
    before = refreshed(service, tmp_path)
    service.page = 3000

    assert refreshed(service, tmp_path) == before


def test_it_asks_for_what_it_needs_only(service: FakeStatLine, tmp_path: Path) -> None:
    refreshed(service, tmp_path)

    rows = [path for path in service.asked if "TypedDataSet" in path]
    assert all("305700" not in path for path in rows)
    assert len(rows) == 3 * 3


def test_what_it_did_not_ask_for_is_left_out(service: FakeStatLine, tmp_path: Path) -> None:
    before = refreshed(service, tmp_path)
    service.heeds_filters, service.page = False, 100

    assert refreshed(service, tmp_path) == before


def test_a_year_that_is_not_complete_waits(service: FakeStatLine, tmp_path: Path) -> None:
    service.cells[NAME, "391600", YEARS[-1]] = None
    figures = refreshed(service, tmp_path)

    assert figure(figures, "ict").year == YEARS[-2]
    assert figure(figures, "handel").year == YEARS[-1]


def test_a_corona_year_is_no_year_for_horeca(service: FakeStatLine, tmp_path: Path) -> None:
    for year in (2022, 2023, 2024):
        service.cells["Arbeidsjaren", "389100", year] = None

    assert figure(refreshed(service, tmp_path), "horeca").year == 2019
