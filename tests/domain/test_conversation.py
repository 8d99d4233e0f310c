"""A talk prepared: what to ask, in which order, and who can help today."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.composing import compose_report
from app.domain.conversation import ConversationRules, Guide, prepare_guide
from app.domain.parsing import parse_questionnaire
from app.domain.schemes import SchemeChecks
from tests.builders import action, documents, profile, question, technology

TODAY = date(2026, 11, 20)
SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
HEAVY = question("zwaar", elements={"technologie": 5}, evidence="Laat eens zien?")
CLASH = {
    "id": "regel",
    "when": [{"answer": {"t1": ["e"], "t2": ["a"]}}],
    "text": "Dit valt op.",
    "ask": "Hoe zit dat?",
    "source": "redactioneel",
}
SCHEME = {"name": "Regeling", "helps_with": "Leren.", "source": "redactioneel"}
STEPS = [
    action("eerst", effect="L", schemes=["slim", "wbso"]),
    action("dan", doors=["loket"], elements={"slimmer_werken": 1}, schemes=["slim"]),
    action("ook", effect="S"),
]
HIGH = dict.fromkeys(("t1", "t2", "t3", "s1", "s2", "s3", "zwaar"), "e")


def rules(**changes: Any) -> ConversationRules:
    most = dict.fromkeys(("asks", "answers", "contradictions", "unknown", "strengths", "doors", "schemes"), 5)
    told = {"high_from": 0.75, "signs": 300, "source": "redactioneel"}
    return ConversationRules.model_validate(most | told | changes)


def guide(answers: Mapping[str, str], most: ConversationRules | None = None, **told: Any) -> Guide:
    """Return the guide to a talk about these answers; what else is told is what `prepare_guide` takes."""
    files = documents([*technology("t1", "t2", "t3"), *SMART, HEAVY], STEPS)
    files["doors.yaml"]["doors"].append({"id": "loket", "name": "Loket", "helps_with": "Leren.", "source": "x"})
    files |= {f"schemes/{name}.yaml": {"id": name} | SCHEME for name in ("slim", "wbso")}
    files["contradictions.yaml"] = {"contradictions": [CLASH]}
    report = compose_report(parse_questionnaire(files), profile(), answers)
    return prepare_guide(report, most or rules(), **({"checks": None, "today": TODAY} | told))


def asked(prepared: Guide) -> list[tuple[str, str]]:
    return [(ask.kind.value, ask.about[0].id) for ask in prepared.asks]


def test_there_is_one_of_each_kind_before_there_are_two_and_what_weighs_most_is_first() -> None:
    answers = {"t1": "e", "t2": "a", "t3": "unknown", "s1": "b", "s2": "e", "s3": "a", "zwaar": "e"}

    assert asked(guide(answers, views={"zwaar": "c"})) == [
        ("contradiction", "t1"),
        ("other_view", "zwaar"),
        ("unknown", "t3"),
        ("costly", "s3"),
        ("strength", "s2"),
    ]


def test_no_question_comes_up_twice() -> None:
    prepared = guide({"t1": "e", "t2": "a"}, views={"t1": "a", "t2": "e"})

    assert asked(prepared) == [("contradiction", "t1")]


def test_there_are_fewer_when_there_is_less_to_ask_about() -> None:
    assert asked(guide({"t1": "e", "s1": "a"})) == [("costly", "s1"), ("strength", "t1")]


def test_there_are_no_more_than_the_rules_say() -> None:
    assert len(guide(HIGH, rules(asks=3)).asks) == 3


def test_an_answer_that_is_high_enough_is_worth_an_example() -> None:
    assert asked(guide({"t1": "d"})) == [("costly", "t1")]
    assert asked(guide({"zwaar": "d", "t1": "e"})) == [("costly", "zwaar"), ("strength", "t1")]


def test_what_costs_most_is_asked_first() -> None:
    assert asked(guide({"t1": "a", "zwaar": "c"})) == [("costly", "zwaar"), ("costly", "t1")]


@pytest.mark.parametrize(("question_id", "words"), [("zwaar", "Laat eens zien?"), ("t1", "Vraag t1?")])
def test_one_asks_to_see_it_or_else_what_was_asked_before(question_id: str, words: str) -> None:
    (ask,) = guide({question_id: "a"}).asks

    assert ask.words == words


def test_a_clash_is_asked_about_in_its_own_words() -> None:
    (ask,) = guide({"t1": "e", "t2": "a"}, rules(asks=1)).asks

    assert (ask.words, ask.stands_out) == ("Hoe zit dat?", "Dit valt op.")
    assert [answered.id for answered in ask.about] == ["t1", "t2"]


def test_what_scores_wait_for_comes_before_what_counts_for_more() -> None:
    known = {"t1": "b", "t2": "b", "t3": "b", "s1": "b", "s2": "b"}

    prepared = guide({**known, "s3": "unknown", "zwaar": "unknown"}, rules(asks=2))

    assert [unknown.answered.id for unknown in prepared.unknown] == ["zwaar", "s3"]
    assert [element.id for element in prepared.asks[0].needed_for] == ["technologie"]
    assert [element.id for element in prepared.asks[0].elements] == ["technologie"]


def test_views_that_lie_furthest_apart_come_first() -> None:
    own = {"t1": "b", "t2": "b", "t3": "unknown", "s1": "b"}

    prepared = guide(own, rules(asks=4), views={"t1": "c", "t2": "e", "t3": "a", "s1": "b"})

    others = [(ask.about[0].id, ask.view and ask.view.code) for ask in prepared.asks if ask.kind == "other_view"]
    assert others == [("t3", "a"), ("t2", "e")]


def test_a_view_can_be_that_no_answer_is_needed() -> None:
    (ask,) = guide({"t1": "a"}, rules(asks=1), views={"t1": "not_needed"}).asks

    assert ask.view
    assert (ask.view.code, ask.view.answer) == ("not_needed", None)


def test_each_door_is_named_once_with_its_first_step() -> None:
    prepared = guide(dict.fromkeys(HIGH, "a"))

    assert [(step.door.id, step.action.id) for step in prepared.doors] == [("kvk", "eerst"), ("loket", "dan")]


def test_a_scheme_that_is_out_of_date_or_opens_later_is_not_named() -> None:
    low = dict.fromkeys(HIGH, "a")
    later = {"checked_on": TODAY, "opens_on": TODAY + timedelta(days=1)}
    known = SchemeChecks.model_validate({"valid_days": 10, "source": "x", "checks": {"wbso": later}})

    assert [found.scheme.id for found in guide(low).schemes] == ["slim", "wbso"]
    assert [found.scheme.id for found in guide(low, checks=known).schemes] == ["slim"]


def test_strengths_are_those_of_the_result() -> None:
    prepared = guide(HIGH, rules(strengths=1))

    assert [finding.question_id for finding in prepared.strengths] == ["zwaar"]
