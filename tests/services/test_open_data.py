"""Releases as open data: codes alone, and every one of them explained."""

import re
from enum import StrEnum

import pytest

from app.content import read_release_specification
from app.db.engine import Database
from app.domain.contribution import PARTS, histogram
from app.domain.display import BALANCE, INDEX
from app.domain.open_data import OpenCell, RegionType
from app.domain.questionnaire import Questionnaire
from app.domain.release import CellStatus, Release, Statistic
from app.municipalities import province_codes
from app.services.open_data import open_cells, open_dataset, title_of
from app.services.published_releases import get_tables
from tests.databases import on_sqlite
from tests.published import publish_release

COLUMNS = {column.name: column for column in open_dataset().columns}
TEXTS = [name for name, column in COLUMNS.items() if column.datatype == "string"]


@pytest.fixture(params=["S", "L"])
def release(request: pytest.FixtureRequest, database: Database, shipped: Questionnaire) -> Release:
    return publish_release(database, shipped, tier=request.param)


def test_every_column_is_explained_in_its_order() -> None:
    assert list(COLUMNS) == list(OpenCell.__slots__)


@pytest.mark.parametrize(
    ("name", "codes"), [("region_type", RegionType), ("statistic", Statistic), ("status", CellStatus)]
)
def test_every_code_is_explained(name: str, codes: type[StrEnum]) -> None:
    assert list(COLUMNS[name].values) == [str(code) for code in codes]


@pytest.mark.parametrize(("step", "score"), [(1, 0), (2, 25), (3, 50), (4, 75), (5, 100)])
def test_a_share_names_the_score_that_counts_for_it_alone(step: int, score: int) -> None:
    assert histogram(score)[step - 1] == PARTS
    assert COLUMNS["statistic"].values[f"aandeel_{step}"].endswith(f" bij stap {score}")


def test_a_score_between_two_steps_counts_as_the_example_says() -> None:
    assert [share * 100 // PARTS for share in histogram(60)] == [0, 0, 60, 40, 0]
    assert "Zo telt 60 voor 60% bij stap 50 en voor 40% bij stap 75." in COLUMNS["statistic"].description


def test_every_element_is_explained_by_its_own_name(shipped: Questionnaire) -> None:
    explained = dict(COLUMNS["element"].values)
    elements = {element.id: element.name for element in shipped.elements}

    assert explained.pop(INDEX)
    assert explained.pop(BALANCE)
    assert explained == elements
    assert set(read_release_specification().dimensions.elements) == set(elements)


def test_rows_are_told_apart_by_columns_that_there_are() -> None:
    assert set(open_dataset().key) <= set(COLUMNS)


@on_sqlite
def test_every_figure_of_a_release_is_a_row(database: Database, release: Release) -> None:
    stored = [cell for table in get_tables(database, release.id) for cell in table.cells]

    rows = open_cells(database, release)

    assert [(row.table, row.value, row.status) for row in rows] == [
        (cell.table, cell.value, cell.status) for cell in stored
    ]


@on_sqlite
def test_no_row_is_there_twice(database: Database, release: Release) -> None:
    rows = open_cells(database, release)

    assert len({tuple(getattr(row, name) for name in open_dataset().key) for row in rows}) == len(rows)


@on_sqlite
@pytest.mark.parametrize("name", TEXTS)
def test_all_text_is_a_code_that_no_spreadsheet_takes_for_a_formula(
    database: Database, release: Release, name: str
) -> None:
    found = {getattr(row, name) for row in open_cells(database, release)} - {None}

    assert found
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", code) for code in found)


@on_sqlite
def test_all_numbers_have_one_decimal_at_most(database: Database, release: Release) -> None:
    numbers = {number for row in open_cells(database, release) for number in (row.value, row.noise_margin_90) if number}

    assert numbers
    assert all(number == round(number, 1) for number in numbers)


def test_every_province_has_its_code() -> None:
    assert len(province_codes()) == 12
    assert province_codes()["Overijssel"] == "PV23"


@on_sqlite
def test_its_title_names_province_and_period(database: Database, release: Release) -> None:
    assert title_of(release).endswith("Overijssel, 2025")
