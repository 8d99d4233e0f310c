"""The command `scan reference refresh`, and the hard number in `scan score`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.reference_figures import refreshed_file
from tests.statline_server import VALUE_ADDED, FakeStatLine, send, statline
from tests.test_cli import COMPANY, run, written

FIGURES = {"year": 2025, "turnover": 1_200_000, "purchases": 640_000.5, "hours_worked": 14_800}


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCAN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeStatLine]:
    with statline() as fake:
        monkeypatch.setenv("SCAN_STATLINE_URL", fake.url)
        yield fake


def hard_number(folder: Path, **document: Any) -> Any:
    return json.loads(run("score", written(folder, {"profile": COMPANY} | document), errors=False))["hard_number"]


def test_refreshing_keeps_the_newest_figures(service: FakeStatLine, data_dir: Path) -> None:
    output = run("reference", "refresh")

    assert "maakindustrie" in output
    assert "2024" in output
    assert refreshed_file(data_dir).stat().st_mode & 0o777 == 0o600


def test_refreshing_tells_programs_what_it_found(service: FakeStatLine, data_dir: Path) -> None:
    told = json.loads(run("reference", "refresh", "--json", errors=False))

    assert told["file"] == str(refreshed_file(data_dir))
    assert {figure["year"] for figure in told["figures"]} == {2024}
    assert all(isinstance(figure["value"], float) for figure in told["figures"])


def test_a_refresh_that_fails_says_so_and_exits_with_1(service: FakeStatLine, data_dir: Path) -> None:
    run("reference", "refresh")
    good = refreshed_file(data_dir).read_bytes()
    service.instead[f"{VALUE_ADDED}/TypedDataSet"] = lambda request: send(request, b"Oops", status=500)

    output = run("reference", "refresh", code=1)

    assert "the last good ones stay in use" in output
    assert f"{VALUE_ADDED}/TypedDataSet: it answered 500" in output
    assert refreshed_file(data_dir).read_bytes() == good


def test_a_first_refresh_that_fails_leaves_those_that_came_along(service: FakeStatLine, tmp_path: Path) -> None:
    service.instead["DataProperties"] = lambda request: send(request, {"value": None})

    run("reference", "refresh", code=1)

    assert hard_number(tmp_path, figures=FIGURES)["reference"]["year"] == 2018


def test_a_data_folder_that_cannot_be_made_is_told(service: FakeStatLine, data_dir: Path) -> None:
    data_dir.write_text("")

    assert "exists" in run("reference", "refresh", code=1)


def test_figures_come_to_a_hard_number(tmp_path: Path) -> None:
    number = hard_number(tmp_path, figures=FIGURES)

    assert number["value_added"] == {"used": 559_999.5, "by_subtraction": 559_999.5, "by_addition": None}
    assert (number["unit"], number["labour"], number["per_unit"]) == ("hour_worked", 14_800, 37.84)
    assert (number["year"], number["years_apart"], number["questions"]) == (2025, 7, [])


def test_a_hard_number_stands_beside_its_sector(tmp_path: Path) -> None:
    reference = hard_number(tmp_path, figures=FIGURES)["reference"]

    assert (reference["sector"], reference["unit"], reference["value"]) == ("maakindustrie", "hour_worked", 66.7)
    assert reference["source"].startswith("CBS")


def test_a_refreshed_figure_takes_the_place_of_an_older_one(service: FakeStatLine, tmp_path: Path) -> None:
    run("reference", "refresh")

    assert hard_number(tmp_path, figures=FIGURES)["reference"]["year"] == 2024


def test_strange_figures_are_asked_about(tmp_path: Path) -> None:
    number = hard_number(tmp_path, figures=FIGURES | {"hours_worked": 148})

    assert [question["id"] for question in number["questions"]] == ["much_per_hour"]
    assert number["questions"][0]["text"].endswith("?")


def test_without_figures_there_is_no_hard_number(tmp_path: Path) -> None:
    assert hard_number(tmp_path) is None


def test_a_sector_without_a_reference_tells_why(tmp_path: Path) -> None:
    number = hard_number(tmp_path, profile=COMPANY | {"sector": "zorg"}, figures=FIGURES)

    assert (number["reference"], number["context"]) == (None, [])
    assert "zorg en welzijn" in number["no_reference"]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"turnover": "1.250.000"}, "figures.turnover is '1.250.000'; expected a number such as 125000 or 12.5"),
        ({"hours_worked": 0}, "figures.hours_worked is 0; expected greater than 0"),
        ({"omzet": 1}, "figures.omzet is 1; expected no such key; allowed are year, turnover, purchases"),
        ([], "figures is []"),
    ],
)
def test_wrong_figures_are_explained_and_exit_with_2(tmp_path: Path, figures: Any, expected: str) -> None:
    output = run("score", written(tmp_path, {"profile": COMPANY, "figures": figures}), code=2)

    assert expected in " ".join(output.split())
