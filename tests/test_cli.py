"""The command `scan`, as people who review or integrate use it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from app.cli import app
from app.domain.questionnaire import Questionnaire

COMPANY = {
    "sector": "maakindustrie",
    "size": "10-49",
    "municipality": "GM0193",
    "family_business": True,
    "goal": "krapte",
}


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


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
    assert result["headline"]["id"] == "goed_op_weg"
    assert result["questionnaire"] == {"version": shipped.version, "hash": shipped.hash}


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


def test_checking_the_content_shows_what_is_in_it() -> None:
    output = run("check-content")

    for title in ("Questions per theme", "Questions per element", "Actions and what reaches them", "Longest sentences"):
        assert title in output


def test_problems_in_content_exit_with_1(tmp_path: Path) -> None:
    (tmp_path / "scan.yaml").write_text("version: nieuw\n")

    assert "profile.yaml is missing" in run("check-content", str(tmp_path), code=1)
