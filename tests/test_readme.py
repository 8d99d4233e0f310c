"""The front page, the links between the project's documents, and what a contributor is sent to."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.domain.questionnaire import Questionnaire
from tests.markdown import ROOT, Document

README = Document("README.md")
FOLDERS = (".", "docs", "docs/adr", "scan_questions", "reference")
ADDING = {row[0]: row[1] for row in Document("CONTRIBUTING.md").rows("Add something: copy a neighbour")}
DOCUMENTS = sorted(str(path.relative_to(ROOT)) for folder in FOLDERS for path in (ROOT / folder).glob("*.md"))


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What `scan score` says of the example."""
    file = tmp_path_factory.mktemp("readme") / "example.yaml"
    file.write_text(README.yaml("For reviewers and integrators"), encoding="utf-8")
    result = CliRunner().invoke(app, ["score", str(file)])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_example_gets_a_score_for_everything(scored: Any) -> None:
    assert scored["index"] is not None
    assert scored["ignored"] == []


def test_the_example_gets_a_plan(scored: Any) -> None:
    assert scored["actions"]


def test_the_front_page_is_short() -> None:
    assert len(README.text.splitlines()) < 80


def test_the_two_commands_are_there() -> None:
    commands = [line.split()[0] for line in README.section("Two commands").splitlines() if line.startswith("    ")]

    assert commands == ["script/server", "script/test"]
    assert all((ROOT / command).stat().st_mode & 0o111 for command in commands)


def test_it_says_how_many_questions_there_are(shipped: Questionnaire) -> None:
    assert f"up to {len(shipped.questions)} questions" in README.flowing


def test_every_folder_it_names_is_there() -> None:
    named = [name.strip("`") for row in README.rows("What is where") for name in row[0].split(", ")]

    assert [name for name in named if not (ROOT / name).is_dir()] == []


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_link_leads_to_a_file(path: str) -> None:
    document = Document(path)

    assert [link for link in document.links if not (document.path.parent / link).exists()] == []


def named_files(cell: str) -> Iterator[tuple[str, Sequence[Path]]]:
    """Yield each path in a cell with the files it may mean: what stands between < and > differs, a folder has many."""
    folder = ROOT
    for name in re.findall(r"`([^`]+)`", cell):
        if "/" in name or "." in name:
            pattern = re.sub("<[^>]+>", "*", name)
            places = (place for place in (folder, *folder.parents) if place.is_relative_to(ROOT))
            found = next((files for place in places if (files := sorted(place.glob(pattern)))), [])
            yield name, found
            folder = next((file if file.is_dir() else file.parent for file in found), folder)


@pytest.mark.parametrize("what", ADDING)
def test_every_file_to_change_is_there(what: str) -> None:
    assert [name for name, files in named_files(ADDING[what]) if not files] == []


@pytest.mark.parametrize("what", ADDING)
def test_every_name_to_change_stands_in_a_file_beside_it(what: str) -> None:
    files = [file for _, found in named_files(ADDING[what]) for file in found if file.is_file()]
    texts = [file.read_text(encoding="utf-8") for file in files]
    names = re.findall(r"`(\w+)`", ADDING[what])

    assert [name for name in names if not any(re.search(rf"\b{name}\b", text) for text in texts)] == []
