"""The front page, and the links between the project's documents."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import app
from tests.markdown import ROOT, Document

README = Document("README.md")
FOLDERS = (".", "docs", "docs/adr", "scan_questions", "reference")
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


def test_every_folder_it_names_is_there() -> None:
    named = [name.strip("`") for row in README.rows("What is where") for name in row[0].split(", ")]

    assert [name for name in named if not (ROOT / name).is_dir()] == []


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_link_leads_to_a_file(path: str) -> None:
    document = Document(path)

    assert [link for link in document.links if not (document.path.parent / link).exists()] == []
