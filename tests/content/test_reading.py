"""Reading a folder of content: plain YAML of a bounded size, and errors that name the file."""

from pathlib import Path

import pytest

from app.content import CONTENT_FOLDER, read_questionnaire, read_style, read_yaml
from app.domain.errors import ContentError


def problem_with(folder: Path, text: str) -> str:
    path = folder / "scan.yaml"
    path.write_text(text)
    with pytest.raises(ContentError) as caught:
        read_yaml(path, "scan.yaml")
    return str(caught.value)


def test_plain_yaml_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: [1, ja]\n")

    assert read_yaml(tmp_path / "x.yaml", "x.yaml") == {"a": [1, "ja"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: *x\n", "expected no anchors or aliases"),
        ("a: 1\na: 2\n", "scan.yaml: line 1 is 'a'; expected a plain key that stands there once"),
        ("a:\n  - {b: 1, b: 2}\n", "a plain key that stands there once"),
        ("a: [1\n", "expected YAML"),
        ("!!python/object/apply:os.system ['true']\n", "expected no tags"),
        ("a: !!int x", "expected no tags"),
        ("[" * 3000 + "]" * 3000, "over 20 levels deep"),
        ("? [a]\n: 1", "expected a plain key"),
        ("a: " + "x" * 70_000, "over 64000 bytes"),
        ("a: \x00", "expected YAML"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in problem_with(tmp_path, text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12),
        ("-3", -3),
        ("18.75", 18.75),
        ("1/3", "1/3"),
        ("'1'", "1"),
        ("yes", True),
        ("false", False),
        ("nee", "nee"),
        ("~", None),
        ("2024-13-45", "2024-13-45"),
        ("0x_", "0x_"),
        ("9" * 5000, "9" * 5000),
        (".inf", ".inf"),
        ("1:30", "1:30"),
    ],
)
def test_a_word_is_what_it_looks_like(tmp_path: Path, written: str, meant: object) -> None:
    (tmp_path / "x.yaml").write_text(f"a: {written}\n")

    assert read_yaml(tmp_path / "x.yaml", "x.yaml") == {"a": meant}


def test_a_folder_tells_all_its_problems(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "een.yaml").write_text("[")
    (tmp_path / "scan.yaml").write_text("a: *x")

    with pytest.raises(ContentError) as caught:
        read_questionnaire(tmp_path)

    assert [problem.file for problem in caught.value.problems] == ["questions/een.yaml", "scan.yaml"]


def test_the_shipped_folder_has_one_file_per_question_and_action() -> None:
    questionnaire = read_questionnaire()

    assert len(list((CONTENT_FOLDER / "questions").iterdir())) == len(questionnaire.questions)
    assert len(list((CONTENT_FOLDER / "actions").iterdir())) == len(questionnaire.actions)


def test_the_style_is_read_from_two_files(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(
        "{longest_sentence: 20, longest_in_action: {title: 80}, questions_per_element: {core: 4, full: 6},"
        " no_source: [todo], source: SER}"
    )
    (tmp_path / "jargon.yaml").write_text("words: [{word: kpi*, instead: cijfer}]")

    style = read_style(tmp_path)

    assert style.rules.questions_per_element.full == 6
    assert [(entry.word, entry.instead) for entry in style.jargon.words] == [("kpi*", "cijfer")]


def test_a_style_tells_all_its_problems(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("{longest_sentence: 0}")
    (tmp_path / "jargon.yaml").write_text("words: [{word: '*', instead: x}]")

    with pytest.raises(ContentError) as caught:
        read_style(tmp_path)

    assert {problem.file for problem in caught.value.problems} == {"rules.yaml", "jargon.yaml"}
