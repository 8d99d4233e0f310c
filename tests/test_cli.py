"""The command `scan`, as people who review or integrate use it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from app.cli import app
from app.content import ORGANISATION_FILE
from app.domain.questionnaire import Questionnaire
from tests import builders

COMPANY = {
    "sector": "maakindustrie",
    "size": "10-49",
    "municipality": "GM0193",
    "family_business": True,
    "goal": "krapte",
}


def run(*arguments: str, code: int = 0, errors: bool = True) -> str:
    """Return what a command prints, with or without what it prints as errors."""
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output if errors else result.stdout


def written(folder: Path, document: Any) -> str:
    path = folder / "scan.yaml"
    path.write_text(document if isinstance(document, str) else yaml.safe_dump(document))
    return str(path)


def scored(folder: Path, answers: dict[str, str]) -> Any:
    return json.loads(run("score", written(folder, {"profile": COMPANY, "answers": answers})))


def test_questions_are_listed_for_programs(shipped: Questionnaire) -> None:
    listed = json.loads(run("questions", "--json"))

    assert (listed["version"], listed["hash"]) == (shipped.version, shipped.hash)
    assert len(listed["questions"]) == len(shipped.questions)
    first = listed["questions"][0]
    assert first["elements"] == {"slimmer_werken": 2, "zelforganisatie": 1}
    assert first["options"][0]["code"] == "a"
    assert first["options"][-1]["value"] == 1
    assert first["allows"] == ["unknown"]


def test_questions_are_in_the_words_of_a_company(tmp_path: Path, shipped: Questionnaire) -> None:
    profile = written(tmp_path, {"profile": COMPANY | {"sector": "zorg"}})

    listed = json.loads(run("questions", "--json", "--profile", profile))

    assert listed["questions"][0]["text"] != shipped.in_order[0].text


def test_a_profile_may_stand_alone_in_its_file(tmp_path: Path) -> None:
    assert json.loads(run("questions", "--json", "--profile", written(tmp_path, COMPANY)))["questions"]


def test_a_wrong_profile_is_explained(tmp_path: Path) -> None:
    output = run("questions", "--profile", written(tmp_path, COMPANY | {"sector": "x"}), code=2)

    assert "profile.sector is 'x'; expected one of: ict" in output


def test_questions_are_listed_for_people() -> None:
    assert "planning" in run("questions")


def test_a_scan_is_scored(tmp_path: Path, shipped: Questionnaire) -> None:
    result = scored(tmp_path, {question.id: "c" for question in shipped.questions})

    assert result["elements"]["technologie"] == {
        "score": 66.7,
        "low": 66.7,
        "high": 66.7,
        "coverage": 1.0,
        "status": "shown",
        "level": "goed_op_weg",
    }
    assert (result["index"], result["index_equal_weights"], result["balance"]) == (66.7, 66.7, 0.0)
    assert set(result["themes"]) == {theme.id for theme in shipped.themes}
    assert result["headline"]["id"] == "gelijk_op"
    assert result["questionnaire"] == {"version": shipped.version, "hash": shipped.hash}


def test_a_score_has_the_line_of_the_plan_by_month(tmp_path: Path, shipped: Questionnaire) -> None:
    line = scored(tmp_path, {question.id: "a" for question in shipped.questions})["j_curve"]

    assert len(line["months"]) == 24
    assert min(line["months"]) < 0 < line["months"][-1]
    assert line["warning"] is False


def test_every_action_says_what_it_rests_on(tmp_path: Path, shipped: Questionnaire) -> None:
    result = scored(tmp_path, {question.id: "a" for question in shipped.questions})

    for action in result["actions"]:
        factors = action["factors"]
        expected = factors["gap"] * factors["effect"] * factors["fit"] / factors["effort"]
        assert action["priority"] == pytest.approx(expected, abs=0.05)
        assert action["because"]
        assert set(action["elements"]) <= {element.id for element in shipped.elements}


def test_too_few_answers_give_null(tmp_path: Path) -> None:
    result = scored(tmp_path, {"planning": "a"})

    assert result["elements"]["technologie"]["score"] is None
    assert result["elements"]["technologie"]["level"] is None
    assert result["index"] is None
    assert result["balance"] is None


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("[", "expected YAML"),
        ("[" * 3000 + "]" * 3000, "levels deep"),
        ("profile: !!int x", "expected no tags"),
        (f"profile: {'9' * 5000}", "profile is"),
        ({"profile": COMPANY, "answers": {"planning": 2024}}, "answers.planning is 2024"),
        ("", "scan.yaml is None"),
        ({"profile": COMPANY | {"sector": "x"}, "answers": {"planning": "z", "y": "a"}}, "answers.planning is 'z'"),
        ({"profile": COMPANY | {"municipality": "GM9999"}, "answers": {}}, "such as GM0150 for Deventer"),
        ({"answers": {}}, "profile is missing"),
    ],
)
def test_bad_input_is_explained_and_exits_with_2(tmp_path: Path, document: Any, expected: str) -> None:
    output = run("score", written(tmp_path, document), code=2)

    assert expected in output
    assert "Traceback" not in output


def test_a_missing_file_exits_with_2(tmp_path: Path) -> None:
    run("score", str(tmp_path / "nergens.yaml"), code=2)


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A folder of content with a scheme and few questions; more is wrong with it than that."""
    files = builders.documents(builders.technology("t1", "t2", "t3"), [builders.action("doe", schemes=["slim"])])
    files["schemes/slim.yaml"] = {"id": "slim", "name": "SLIM", "helps_with": "Leren.", "source": "SER"}
    return filled(tmp_path, files)


@pytest.fixture
def good_folder(tmp_path: Path) -> Path:
    """A folder of content with enough questions and a plan for everyone."""
    both = {"technologie": 1, "slimmer_werken": 1}
    kinds = ("improve", "keep", "find_out")
    actions = [builders.action(kind, kind=kind, elements=both, doors=["deventer", "kvk"]) for kind in kinds]
    return filled(tmp_path, builders.documents(builders.technology(*"abcdef", elements=both), actions))


def filled(folder: Path, files: dict[str, Any]) -> Path:
    for name, document in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(yaml.safe_dump(document))
    return folder


@pytest.fixture
def organisation(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of an organisation that looked the scheme up long ago, as the setting names it."""
    document = yaml.safe_load(ORGANISATION_FILE.read_text())
    document["schemes"]["checks"] = {"slim": {"checked_on": "2020-01-02"}}
    path = tmp_path_factory.mktemp("organisation") / "organisation.yaml"
    path.write_text(yaml.safe_dump(document))
    monkeypatch.setenv("SCAN_ORGANISATION", str(path))
    return path


def test_checking_the_content_shows_what_is_in_it(small_folder: Path) -> None:
    output = run("check-content", str(small_folder), code=1, errors=False)

    for title in ("Questions per theme", "Questions per element", "Actions and what reaches them", "Longest sentences"):
        assert title in output


def test_good_content_passes(good_folder: Path) -> None:
    assert "Questions per theme" in run("check-content", str(good_folder))
    assert json.loads(run("check-content", "--json", str(good_folder), errors=False))["problems"] == []


def test_checking_the_content_tells_its_problems(small_folder: Path) -> None:
    output = run("check-content", str(small_folder), code=1)

    assert "scan.yaml: elements.technologie is 3; expected at least 4 core questions" in output
    assert "doors.yaml: doors is 'deventer'; expected an action that leads some company to it" in output


def test_schemes_are_listed_with_what_the_organisation_found(small_folder: Path, organisation: Path) -> None:
    table = json.loads(run("check-content", "--json", str(small_folder), code=1, errors=False))["tables"]["Schemes"]

    assert table == [{"scheme": "slim", "name": "SLIM", "state today": "outdated", "checked on": "2020-01-02"}]


def test_an_unreadable_organisation_is_a_problem(
    small_folder: Path, organisation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation.write_text("desk: {}")

    assert "organisation.yaml: desk.name is missing" in run("check-content", str(small_folder), code=1)


def test_the_check_is_there_for_programs(small_folder: Path) -> None:
    checked = json.loads(run("check-content", "--json", str(small_folder), code=1, errors=False))

    first = checked["problems"][0]
    assert (first["file"], first["path"]) == ("scan.yaml", "elements.technologie")
    assert first["message"] == "scan.yaml: elements.technologie is 3; expected at least 4 core questions"
    assert checked["tables"]["Questions per theme"] == [{"theme": "processen", "core": 3, "full": 0}]


def test_problems_in_content_exit_with_1(tmp_path: Path) -> None:
    (tmp_path / "scan.yaml").write_text("version: nieuw\n")

    assert "profile.yaml is missing" in run("check-content", str(tmp_path), code=1)


def test_content_that_cannot_be_read_is_told_to_programs(tmp_path: Path) -> None:
    (tmp_path / "scan.yaml").write_text("version: nieuw\n")

    checked = json.loads(run("check-content", "--json", str(tmp_path), code=1, errors=False))

    assert "profile.yaml is missing; expected this file" in [problem["message"] for problem in checked["problems"]]
    assert checked["tables"] == {}
