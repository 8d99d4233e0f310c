"""Examples and doors: which of them fit a company, and which a plan tells."""

from typing import Any

import pytest

from app.domain.composing import compose_report
from app.domain.errors import ContentError
from app.domain.parsing import parse_questionnaire
from app.domain.questionnaire import Questionnaire
from tests.builders import action, documents, profile, technology

NAMES = ("t1", "t2", "t3")
LOW = dict.fromkeys(NAMES, "a")


def example(example_id: str, **changes: Any) -> dict[str, Any]:
    return {"id": example_id, "name": example_id, "text": "Zij deden het.", "source": "redactioneel"} | changes


def content(*entries: dict[str, Any], helper: dict[str, Any] | None = None, **keys: Any) -> Questionnaire:
    """Return a questionnaire with these examples, perhaps a door, and actions `eerst` and `later` with these keys."""
    actions = [action("eerst", effect="L", **keys), action("later", effect="S", **keys)]
    files = documents(technology(*NAMES), actions)
    files["doors.yaml"]["doors"] += [helper] if helper else []
    return parse_questionnaire(files | {f"examples/{entry['id']}.yaml": entry for entry in entries})


def door(**changes: Any) -> dict[str, Any]:
    """Return a door that is open to `zorg` only."""
    return {
        "id": "zorgdeur",
        "name": "Zorg",
        "helps_with": "Vragen.",
        "source": "redactioneel",
        "sectors": ["zorg"],
    } | changes


def fitting(questions: Questionnaire, **company: Any) -> list[str]:
    found = questions.examples_for(questions.action_by_id["eerst"], profile(**company))
    return [entry.id for entry in found]


def test_an_example_without_sectors_fits_all() -> None:
    questions = content(example("scania"), examples=["scania"])

    assert fitting(questions, sector="zorg") == fitting(questions, sector="handel") == ["scania"]


def test_an_example_with_sectors_fits_those_only() -> None:
    questions = content(example("catharina", sectors=["zorg"]), examples=["catharina"])

    assert (fitting(questions, sector="zorg"), fitting(questions, sector="handel")) == (["catharina"], [])


def test_examples_come_in_the_order_of_the_action() -> None:
    questions = content(example("dsm"), example("scania"), examples=["scania", "dsm"])

    assert fitting(questions) == ["scania", "dsm"]


def test_a_plan_tells_an_example_once() -> None:
    questions = content(example("scania"), example("dsm"), examples=["scania", "dsm"])

    plan = compose_report(questions, profile(), LOW).plan

    assert [step.example.id for step in plan if step.example] == ["scania", "dsm"]


def test_a_step_without_another_example_tells_none() -> None:
    questions = content(example("scania"), examples=["scania"])

    first, second = compose_report(questions, profile(), LOW).plan

    assert (first.example and first.example.id, second.example) == ("scania", None)


def test_an_action_names_only_examples_that_are_there() -> None:
    with pytest.raises(ContentError, match=r"actions/eerst\.yaml: examples is 'weg'"):
        content(example("scania"), examples=["weg"])


def test_an_example_names_only_sectors_that_are_there() -> None:
    with pytest.raises(ContentError, match=r"examples/scania\.yaml: sectors is 'visserij'"):
        content(example("scania", sectors=["visserij"]))


def test_a_door_names_only_sectors_that_are_there() -> None:
    with pytest.raises(ContentError, match=r"doors\.yaml: doors\[2\]\.sectors is 'visserij'"):
        content(helper=door(sectors=["visserij"]))


def test_the_last_door_of_an_action_is_open_to_all_sectors() -> None:
    with pytest.raises(ContentError, match="a door open to all at the end"):
        content(helper=door(), doors=["kvk", "zorgdeur"])


@pytest.mark.parametrize(
    ("sector", "municipality", "expected"),
    [
        ("zorg", "GM0150", "zorgdeur"),
        ("zorg", "GM0363", "kvk"),
        ("zorg", None, "kvk"),
        ("handel", "GM0150", "kvk"),
    ],
)
def test_a_door_is_open_to_its_sectors_in_its_municipalities(
    sector: str, municipality: str | None, expected: str
) -> None:
    questions = content(helper=door(municipalities=["GM0150"]), doors=["zorgdeur", "kvk"])

    step = compose_report(questions, profile(sector=sector, municipality=municipality), LOW).plan[0]

    assert step.door.id == expected
