"""Looking for a scan that leads to each part of the content."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest

from app.domain.content_check.reachability import Reach, Search, explore
from app.domain.parsing import parse_questionnaire
from app.domain.questionnaire import Questionnaire
from tests.builders import action, documents, question, technology

TODAY = date(2026, 11, 20)
BOTH = {"technologie": 1, "slimmer_werken": 1}
SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
ALWAYS = [
    action("houd_vast", kind="keep", elements=BOTH, doors=["deventer", "kvk"]),
    action("uitzoeken", kind="find_out", elements=BOTH),
    action("verbeter", elements=BOTH, doors=["deventer", "kvk"], effort={"size": "L", "hours": "1", "cost": "geen"}),
]
NEVER = [{"score": {"technologie": {"at_least": 90, "below": 10}}}]
EXAMPLE = {"name": "Bedrijf", "text": "Het ging goed.", "source": "SER"}
SCHEME = {"name": "Regeling", "helps_with": "Leren.", "source": "Rijksoverheid"}


def content(*actions: dict[str, Any], questions: Sequence[dict[str, Any]] = (), **others: Any) -> Questionnaire:
    """Return content with these actions, and files or keys of scan.yaml besides."""
    files = documents([*technology("t1", "t2", "t3"), *SMART, *questions], actions)
    for name, value in others.items():
        folder, _, record = name.partition("__")
        if record:
            files[f"{folder}/{record}.yaml"] = {"id": record} | value
        else:
            files["scan.yaml"][name] = value
    return parse_questionnaire(files)


def explored(*actions: dict[str, Any], **others: Any) -> Reach:
    return explore(content(*ALWAYS, *actions, **others), today=TODAY)


def problems(*actions: dict[str, Any], **others: Any) -> list[str]:
    return [str(problem) for problem in explored(*actions, **others).problems]


def test_good_content_has_no_problems() -> None:
    assert problems() == []


def test_the_reach_says_what_leads_to_each_action() -> None:
    reach = explored(action("nooit", when=NEVER))

    assert reach.actions["verbeter"] == "handel, 1, groei: technologie low"
    assert reach.actions["nooit"] is None


def test_each_search_is_followed() -> None:
    seen: list[Search] = []

    def follow(searches: Sequence[Search]) -> Iterable[Search]:
        seen.extend(searches)
        return searches

    questionnaire = content(*ALWAYS)

    assert explore(questionnaire, today=TODAY, follow=follow).problems == ()
    assert len(seen) > len(questionnaire.actions) + len(questionnaire.questions)


@pytest.mark.parametrize(
    "when",
    [NEVER, [{"answer": {"t1": ["a"]}}, {"answer": {"t1": ["b"]}}], [{"profile": {"municipality": []}}]],
    ids=["scores", "answers", "companies"],
)
def test_an_action_that_nothing_leads_to_is_a_problem(when: Any) -> None:
    assert problems(action("nooit", when=when)) == [
        "actions/nooit.yaml: when is missing; expected conditions that some answers meet"
    ]


def test_an_action_that_another_always_outranks_is_a_problem() -> None:
    twins = [action(f"{name}_{n}") for n, name in enumerate("abcdef")]

    assert "actions/f_5.yaml: when is missing; expected conditions that some answers meet" in problems(*twins)


def test_an_action_that_hangs_on_a_question_nobody_sees_is_a_problem() -> None:
    hidden = question("diep", depth="full", show_if=[{"answer": {"t1": ["a"]}}, {"answer": {"t1": ["b"]}}])

    found = problems(action("doe", when=[{"answer": {"diep": ["a"]}}]), questions=[hidden])

    assert [problem.partition(":")[0] for problem in found] == ["actions/doe.yaml", "questions/diep.yaml"]


def test_a_headline_that_an_earlier_one_hides_is_a_problem() -> None:
    lines = [
        {"id": "voor", "when": [{"score": {"balance": {"at_least": 15}}}], "text": "Techniek voor."},
        {"id": "verder_voor", "when": [{"score": {"balance": {"at_least": 30}}}], "text": "Ver voor."},
        {"id": "zorg", "when": [{"profile": {"sector": ["zorg"]}}, {"answer": {"t1": ["c"]}}], "text": "In de zorg."},
        {"id": "rest", "text": "Dit is uw resultaat."},
    ]

    assert problems(headlines=lines) == [
        "scan.yaml: headlines is 'verder_voor'; expected answers that lead to it before another fits"
    ]


def test_a_search_ends_however_many_ways_there_are() -> None:
    codes = [{"any": [{"answer": {name: [code]}} for code in "abcde"]} for name in ("t1", "t2")]
    lines = [
        {"id": "nooit", "when": [*codes, *NEVER], "text": "Nooit."},
        {"id": "rest", "text": "Dit is uw resultaat."},
    ]

    assert [problem.partition(";")[0] for problem in problems(headlines=lines)] == ["scan.yaml: headlines is 'nooit'"]


def test_a_level_that_no_answers_bring_an_element_to_is_a_problem() -> None:
    levels = [
        {"id": f"vanaf_{bound}", "name": "Zo", "meaning": "Zo.", "lower_bound": bound} for bound in (0, 25, 80, 81)
    ]

    found = problems(levels=levels, plan=documents([])["scan.yaml"]["plan"] | {"target": "vanaf_80"})

    assert found == [
        "scan.yaml: levels is 'vanaf_80'; expected answers that bring technologie there",
        "scan.yaml: levels is 'vanaf_80'; expected answers that bring slimmer_werken there",
    ]


def test_a_question_that_nobody_is_asked_is_a_problem() -> None:
    never = question("t4", show_if=[{"profile": {"size": ["1"]}}, {"profile": {"size": ["2-9"]}}])

    assert "questions/t4.yaml: show_if is missing; expected conditions that some company meets" in problems(
        questions=[never]
    )


def test_a_goal_without_a_plan_is_a_problem() -> None:
    only_growth = [each | {"when": [{"profile": {"goal": ["groei"]}}]} for each in ALWAYS]

    found = explore(content(*only_growth), today=TODAY).problems

    assert {problem.path for problem in found} == {"handel, 1, kosten", "handel, 2-9, kosten", "zorg, 2-9, kosten"}


def test_a_door_that_no_action_names_is_a_problem() -> None:
    plain = [each | {"doors": ["kvk"]} for each in ALWAYS]

    found = explore(content(*plain), today=TODAY).problems

    assert [str(problem) for problem in found] == [
        "doors.yaml: doors is 'deventer'; expected an action that leads some company to it"
    ]


def test_a_door_behind_another_that_is_always_open_is_a_problem() -> None:
    behind = [each | {"doors": ["kvk", "deventer", "kvk"]} for each in ALWAYS]

    assert [problem.found for problem in explore(content(*behind), today=TODAY).problems] == ["deventer"]


def test_a_door_of_an_action_out_of_reach_is_a_problem() -> None:
    plain = [each | {"doors": ["kvk"]} for each in ALWAYS]
    never = action("nooit", when=NEVER, doors=["deventer", "kvk"])

    assert [problem.found for problem in explore(content(*plain, never), today=TODAY).problems][-1] == "deventer"


def test_an_example_is_reached_by_a_company_that_it_fits() -> None:
    names = action("doe", examples=["winkel", "zorghuis", "allen"])

    assert problems(
        names,
        examples__winkel=EXAMPLE | {"sectors": ["handel"]},
        examples__zorghuis=EXAMPLE | {"sectors": ["zorg"]},
        examples__allen=EXAMPLE,
    ) == ["examples/allen.yaml: id is 'allen'; expected an action that shows it to some company"]


def test_an_example_may_follow_one_that_is_told_already() -> None:
    before = action("a_eerst", examples=["bekend"])
    after = action("b_dan", examples=["bekend", "nieuw"])

    assert problems(before, after, examples__bekend=EXAMPLE, examples__nieuw=EXAMPLE) == []


def test_an_example_that_no_action_names_is_a_problem() -> None:
    assert problems(examples__dsm=EXAMPLE) == [
        "examples/dsm.yaml: id is 'dsm'; expected an action that shows it to some company"
    ]


def test_an_example_for_a_sector_that_does_not_get_the_action_is_a_problem() -> None:
    for_shops = action("doe", when=[{"profile": {"sector": ["handel"]}}], examples=["dsm"])

    assert len(problems(for_shops, examples__dsm=EXAMPLE | {"sectors": ["zorg"]})) == 1
    assert problems(for_shops, examples__dsm=EXAMPLE) == []


def test_a_scheme_that_no_action_in_reach_names_is_a_problem() -> None:
    expected = "schemes/slim.yaml: id is 'slim'; expected an action that some answers lead to and that names it"

    assert problems(schemes__slim=SCHEME) == [expected]
    assert problems(action("nooit", when=NEVER, schemes=["slim"]), schemes__slim=SCHEME)[1:] == [expected]
    assert problems(action("doe", schemes=["slim"]), schemes__slim=SCHEME) == []


def test_a_scheme_is_reached_by_a_company_that_it_is_for() -> None:
    names, for_shops = action("doe", schemes=["slim"]), [{"profile": {"sector": ["handel"]}}]

    assert problems(names, schemes__slim=SCHEME | {"sectors": ["zorg"]}) == []
    assert len(problems(names | {"when": for_shops}, schemes__slim=SCHEME | {"sectors": ["zorg"]})) == 1


def test_a_scheme_that_has_ended_need_not_be_reached() -> None:
    assert problems(schemes__slim=SCHEME | {"ends_on": "2026-11-19"}) == []
    assert len(problems(schemes__slim=SCHEME | {"ends_on": "2026-11-20"})) == 1


TOPICS = [{"id": "planning", "name": "Planning", "source": "SER"}]
ABOUT = question("p1", topics=["planning"])
TOPIC_PROBLEM = (
    "scan.yaml: topics is 'planning'; expected a question about it, and an action that an answer to that leads to"
)


def test_a_topic_without_a_question_is_a_problem() -> None:
    assert problems(topics=TOPICS) == [TOPIC_PROBLEM]


def test_a_topic_without_advice_is_a_problem() -> None:
    assert problems(topics=TOPICS, questions=[ABOUT]) == [TOPIC_PROBLEM]


def test_a_topic_with_a_question_and_advice_is_right() -> None:
    when = [{"any": [{"answer": {"t1": ["a"]}}, {"answer": {"p1": ["a"]}}]}]

    assert problems(action("plan", when=when), topics=TOPICS, questions=[ABOUT]) == []


def test_advice_that_an_answer_does_not_lead_to_is_none_for_its_topic() -> None:
    either = {"any": [{"answer": {"p1": ["a"]}}, {"answer": {"t1": ["a"]}}]}
    not_so = {"answer": {"p1": ["b"]}}

    assert TOPIC_PROBLEM in problems(action("plan", when=[either, NEVER[0]]), topics=TOPICS, questions=[ABOUT])
    assert TOPIC_PROBLEM not in problems(action("plan", when=[either, not_so]), topics=TOPICS, questions=[ABOUT])
