"""Open data as files for machines."""

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest

from app.domain.open_data import Column, Licence, OpenCell, OpenDataset, RegionType
from app.domain.release import CellStatus, Statistic
from app.rendering.open_data import cells_csv, cells_json, csvw, described

CELL = OpenCell(
    release_id="overijssel-2025",
    period="2025",
    table="size",
    region_type=RegionType.PROVINCE,
    region_code="PV23",
    sector=None,
    size="2-9",
    element="balans",
    statistic=Statistic.MEAN,
    value=-3.5,
    noise_margin_90=1.0,
    n_rounded=310,
    status=CellStatus.SHOWN,
    method_version="2026.1",
)
HIDDEN = replace(CELL, value=None, noise_margin_90=None, n_rounded=None, status=CellStatus.TOO_IMPRECISE)
LINE = "overijssel-2025,2025,size,province,PV23,,2-9,balans,gemiddelde,-3.5,1,310,getoond,2026.1"
SIZE = Column(name="size", description="Hoe groot.", may_be_empty=True, values={"1": "alleen", "2-9": "klein"})
VALUE = Column(name="value", description="Het cijfer.", datatype="decimal")
DATASET = OpenDataset(
    version="1.0.0",
    title="Uitkomsten",
    title_of_release="Uitkomsten ${province}",
    description="Van scans.",
    licence=Licence(name="CC0", address="https://licence.example/"),
    columns=(SIZE, VALUE),
    key=("size",),
    source="Verzonnen.",
)


def metadata(publisher: str | None = "Provincie") -> Any:
    told = {"title": "Uitkomsten Overijssel", "address": "cells.csv", "method": "https://scan.example/methode"}
    day = datetime(2026, 2, 1, tzinfo=UTC)
    return json.loads(csvw(DATASET, **told, published_at=day, publisher=publisher))


def test_a_csv_has_commas_points_and_no_mark_before_its_names() -> None:
    header, line, hidden, rest = cells_csv([CELL, HIDDEN]).decode().split("\r\n")

    assert header == ",".join(OpenCell.__slots__)
    assert line == LINE
    assert hidden.endswith(",gemiddelde,,,,te_onnauwkeurig,2026.1")
    assert rest == ""


def test_a_csv_is_read_back_as_it_was() -> None:
    found = next(csv.DictReader(StringIO(cells_csv([CELL]).decode(), newline="")))

    assert {name: found[name] for name in ("size", "sector", "value")} == {"size": "2-9", "sector": "", "value": "-3.5"}


def test_json_has_numbers_as_numbers_and_null_for_what_is_hidden() -> None:
    shown, hidden = json.loads(cells_json([CELL, HIDDEN]))

    assert (shown["value"], shown["noise_margin_90"], shown["n_rounded"], shown["sector"]) == (-3.5, 1.0, 310, None)
    assert (hidden["value"], hidden["n_rounded"], hidden["status"]) == (None, None, "te_onnauwkeurig")


def test_json_has_the_columns_of_the_csv() -> None:
    assert list(json.loads(cells_json([CELL]))[0]) == list(OpenCell.__slots__)


def test_the_description_names_licence_day_method_and_publisher() -> None:
    found = metadata()

    assert found["url"] == "cells.csv"
    assert found["dc:license"] == {"@id": "https://licence.example/"}
    assert found["dc:issued"]["@value"] == "2026-02-01"
    assert found["dc:provenance"] == {"@id": "https://scan.example/methode"}
    assert found["dc:publisher"] == "Provincie"


def test_a_site_of_nobody_names_no_publisher() -> None:
    assert "dc:publisher" not in metadata(publisher=None)


@pytest.mark.parametrize(
    ("number", "datatype", "required"), [(0, {"base": "string", "format": "1|2-9"}, False), (1, "decimal", True)]
)
def test_the_description_says_what_may_stand_in_a_column(number: int, datatype: object, required: bool) -> None:
    column = metadata()["tableSchema"]["columns"][number]

    assert (column["datatype"], column["required"]) == (datatype, required)


def test_codes_are_explained_with_their_column() -> None:
    assert described(SIZE) == "Hoe groot. 1: alleen; 2-9: klein."
    assert described(VALUE) == "Het cijfer."
