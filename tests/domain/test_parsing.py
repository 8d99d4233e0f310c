"""Problems in content: each names the file, the key, what stands there and what is allowed."""

from typing import Any

import pytest

from app.domain.errors import ContentError
from app.domain.parsing import parse_questionnaire
from tests.builders import action, documents, question, technology

TOPIC = {"id": "planning", "name": "Planning", "source": "redactioneel"}
SCHEME = {"id": "slim", "name": "SLIM", "helps_with": "Leren.", "source": "redactioneel"}


def problems(files: dict[str, Any]) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse_questionnaire(files)
    return [str(problem) for problem in caught.value.problems]


def changed(**changes: Any) -> dict[str, Any]:
    return documents([*technology("t1", "t2"), question("t3", **changes)])


def with_action(**changes: Any) -> dict[str, Any]:
    return documents(technology("t1"), [action("doe", **changes)])


def test_right_content_parses() -> None:
    assert parse_questionnaire(documents(technology("t1"))).version == "2026.1"


def test_a_wrong_value_says_what_is_allowed() -> None:
    assert problems(changed(depth="deep")) == ["questions/t3.yaml: depth is 'deep'; expected 'core' or 'full'"]


def test_an_unknown_key_says_which_there_are() -> None:
    (problem,) = problems(changed(levels={code: {"label": "x", "txt": "y"} for code in "a"}))

    assert problem == "questions/t3.yaml: levels.a.txt is 'y'; expected no such key; allowed are label, text"


def test_a_missing_key_is_named() -> None:
    files = changed()
    del files["questions/t3.yaml"]["measures"]

    assert problems(files) == ["questions/t3.yaml: measures is missing; expected a value"]


def test_all_problems_are_told_at_once() -> None:
    files = changed(depth="deep", text="")
    files["scan.yaml"]["version"] = "nieuw"

    assert [problem.partition(" ")[0] for problem in problems(files)] == [
        "scan.yaml:",
        "questions/t3.yaml:",
        "questions/t3.yaml:",
    ]


def test_a_missing_file_is_named() -> None:
    files = changed()
    del files["doors.yaml"]

    assert "doors.yaml is missing; expected this file" in problems(files)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (changed(elements={"techniek": 1}), "questions/t3.yaml: elements is 'techniek'; expected one of: technologie"),
        (changed(answer_set="zes"), "questions/t3.yaml: answer_set is 'zes'; expected one of: vijf"),
        (changed(levels={"a": {"label": "x"}}), "questions/t3.yaml: levels is ['a']; expected one for each of a, b"),
        (changed(allows=["not_needed"]), "questions/t3.yaml is"),
        (changed(show_if=[{"answer": {"t9": ["a"]}}]), "expected one of: t1, t2"),
        (changed(show_if=[{"answer": {"t3": ["a"]}}]), "expected one of: t1, t2"),
        (
            changed(show_if=[{"answer": {"t1": ["z"]}}]),
            "show_if.answer.t1 is 'z'; expected one of: a, b, c, d, e, unknown",
        ),
        (changed(show_if=[{"score": {"technologie": {"below": 3}}}]), "show_if.score is 'technologie'"),
        (changed(variants=[{"profile": {"sector": ["visserij"]}}]), "is 'visserij'; expected one of: handel, zorg"),
        (with_action(when=[{"score": {"wet": {"below": 3}}}]), "expected one of: technologie, slimmer_werken, index"),
        (with_action(goals=["rust"]), "actions/doe.yaml: goals is 'rust'; expected one of: groei, kosten"),
        (with_action(doors=["deventer"]), "a door open to all at the end"),
        (with_action(doors=["niks"]), "actions/doe.yaml: doors is 'niks'"),
        (with_action(requires=[{"when": [{"answer": {"t1": ["a"]}}], "foundation": "doe"}]), "requires[0].foundation"),
        (
            with_action(kind="foundation", requires=[{"when": [{"answer": {"t1": ["a"]}}], "foundation": "doe"}]),
            "the ground",
        ),
        (with_action(j_curve={"depth": "light", "from_month": 4, "to_month": 2}), "j_curve.to_month is 2"),
        (documents(technology("t1"), headlines=[{"id": "a", "text": "${wie}"}]), "is '${wie}'; expected one of"),
        (
            documents(technology("t1"), headlines=[{"id": "a", "text": "x", "when": [{"profile": {"size": ["1"]}}]}]),
            "none",
        ),
        (documents(technology("t1"), headlines=[{"id": "a", "text": "Kost $5"}]), "no other $ than in ${strongest}"),
        (
            documents(technology("t1"), headlines=[{"id": "a", "text": "${weakest}"}]),
            "a score of index, balance",
        ),
        (documents([]), "themes[0].questions"),
        (documents(technology("t1", topics=["weer"])), "topics is 'weer'"),
        (documents(technology("t1"), [action("doe", schemes=["slim"])]), "schemes is 'slim'"),
        (
            documents(technology("t1"), topics=[TOPIC, TOPIC]),
            "topics is 'planning'; expected a name that",
        ),
        (
            documents(technology("t1")) | {"schemes/slim.yaml": SCHEME | {"sectors": ["visserij"]}},
            "schemes/slim.yaml: sectors is 'visserij'",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_a_problem(files: dict[str, Any], expected: str) -> None:
    assert expected in "\n".join(problems(files))


def test_an_id_is_the_name_of_its_file() -> None:
    files = changed()
    files["questions/t3.yaml"]["id"] = "t9"

    assert problems(files) == ["questions/t3.yaml: id is 't9'; expected 't3', the name of the file"]


def test_a_stray_file_is_a_problem() -> None:
    assert "notes.yaml is 'here'; expected no other files" in "\n".join(problems(changed() | {"notes.yaml": {}}))


def test_a_part_in_the_manifest_belongs_in_its_own_file() -> None:
    files = changed()
    files["scan.yaml"]["doors"] = []

    assert problems(files) == ["scan.yaml: doors is []; expected this in doors.yaml or doors/"]


def test_an_unknown_question_in_a_theme_is_a_problem() -> None:
    files = changed()
    files["scan.yaml"]["themes"][0]["questions"].append("t9")

    assert problems(files) == ["scan.yaml: themes[0].questions is 't9'; expected one of: t1, t2, t3"]


def test_an_unknown_answer_set_is_a_problem_also_where_others_name_the_question() -> None:
    ruled = question("t2", show_if=[{"answer": {"t1": ["a"]}}])
    files = documents([question("t1", answer_set="zes"), ruled])

    assert problems(files) == ["questions/t1.yaml: answer_set is 'zes'; expected one of: vijf"]


def test_a_question_belongs_to_one_theme() -> None:
    files = documents(technology("t1", "t2"))
    files["scan.yaml"]["themes"][0]["questions"] = ["t1", "t1"]

    found = problems(files)

    assert "scan.yaml: themes[].questions is 't1'; expected a name that stands there once" in found
    assert "questions/t2.yaml: id is 't2'; expected a theme in scan.yaml that asks it" in found


def test_levels_rise_from_zero() -> None:
    files = documents(technology("t1"))
    files["scan.yaml"]["levels"][0]["lower_bound"] = 40

    assert "expected lower bounds that rise from 0" in "\n".join(problems(files))


def test_sizes_of_effort_and_effect_all_have_a_number() -> None:
    files = documents(technology("t1"))
    del files["scan.yaml"]["plan"]["effort"]["L"]

    assert problems(files) == ["scan.yaml: plan.effort is ['M', 'S']; expected a number for each of S, M, L"]


def test_values_of_options_rise() -> None:
    files = documents(technology("t1"))
    files["answer_sets.yaml"]["answer_sets"][0]["options"][1]["value"] = 0.9

    assert "expected values that rise" in "\n".join(problems(files))


def test_the_hash_is_of_the_content_alone() -> None:
    one, other = documents(technology("t1", "t2")), documents(technology("t1", "t2"))
    other["questions/t2.yaml"]["variants"] = []
    reworded = documents([question("t1"), question("t2", text="Anders?")])

    assert parse_questionnaire(one).hash == parse_questionnaire(other).hash
    assert parse_questionnaire(one).hash != parse_questionnaire(reworded).hash
