"""The content as it goes out: enough of everything, all of it within reach, in words people read."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest

from app.content import read_questionnaire, read_style
from app.domain.advice import advise
from app.domain.conditions import flattened
from app.domain.content_check.check import check_content
from app.domain.content_check.reachability import explore
from app.domain.profile import Profile, ProfileField
from app.domain.progress import asked_questions
from app.domain.question import NoScore, Question
from app.domain.reading import Reading

SHIPPED = read_questionnaire()
THEMES = ["processen", "mensen", "technologie", "sociale_innovatie"]
ELEMENTS = ["technologie", "zelforganisatie", "dienend_leiderschap", "slimmer_werken", "co_creatie"]
SECTORS = "ict maakindustrie bouw_infra installatietechniek zorg onderwijs handel horeca transport_logistiek"
JARGON = ["optimaliseren", "implementeren", "stakeholder", "faciliteren", "synergie", "KPI", "draagvlak", "transitie"]
STYLE = read_style()


def test_the_themes_and_elements_are_those_of_the_model() -> None:
    assert [theme.id for theme in SHIPPED.themes] == THEMES
    assert [element.id for element in SHIPPED.elements] == ELEMENTS


def test_technology_weighs_a_quarter() -> None:
    weights = {element.id: element.weight for element in SHIPPED.elements}

    assert weights.pop("technologie") == 25
    assert set(weights.values()) == {75 / 4}


def test_the_profile_offers_what_companies_are() -> None:
    choices = SHIPPED.profile

    assert [sector.id for sector in choices.sectors] == [
        *SECTORS.split(),
        "zakelijke_dienstverlening",
        "landbouw",
        "overig",
    ]
    assert [size.id for size in choices.sizes] == ["1", "2-9", "10-49", "50-249"]
    assert {goal.id for goal in choices.goals} == {"krapte", "verduurzaming", "groei", "kosten", "werkplezier"}


def test_the_core_has_16_to_20_questions_and_starts_short() -> None:
    core = [question for question in SHIPPED.in_order if question.is_core]
    per_theme = [sum(question.id in theme.questions for question in core) for theme in SHIPPED.themes]

    assert 16 <= len(core) <= 20
    assert per_theme == sorted(per_theme)


def test_the_whole_scan_has_at_least_48_questions() -> None:
    assert len(SHIPPED.questions) >= 48


@pytest.mark.parametrize("element_id", ELEMENTS)
def test_every_element_is_carried_by_four_core_questions(element_id: str) -> None:
    assert len([q for q in SHIPPED.questions if q.is_core and element_id in q.elements]) >= 4


def test_every_company_is_asked_the_whole_core() -> None:
    for sector in SHIPPED.profile.sectors:
        for size in SHIPPED.profile.sizes:
            company = Profile(sector=sector.id, size=size.id, goal="groei")
            assert asked_questions(SHIPPED, company, {}) == tuple(q for q in SHIPPED.in_order if q.is_core)


@pytest.mark.parametrize("question", SHIPPED.questions, ids=lambda question: question.id)
def test_a_question_describes_every_level_and_says_where_it_comes_from(question: Question) -> None:
    assert all(level.text for level in question.levels.values())
    assert question.source
    assert NoScore.UNKNOWN in question.allows


@pytest.mark.parametrize("question", SHIPPED.questions, ids=lambda question: question.id)
def test_a_question_is_read_in_half_a_minute(question: Question) -> None:
    for words in [question, *(question.wording_for(_company(variant.profile)) for variant in question.variants)]:
        texts = [words.text, words.help or "", *(f"{level.label} {level.text}" for level in words.levels.values())]
        assert len(" ".join(texts).split()) <= 90


@pytest.mark.parametrize(("kind", "least"), [("zorg", 6), ("onderwijs", 6), ("installatietechniek", 4)])
def test_sectors_find_their_own_words(kind: str, least: int) -> None:
    company = Profile(sector=kind, size="10-49", goal="groei")
    general = Profile(sector="handel", size="10-49", goal="groei")

    own = [q for q in SHIPPED.questions if q.wording_for(company) != q.wording_for(general)]

    assert len(own) >= least


def test_who_works_alone_is_asked_nothing_about_staff() -> None:
    alone = Profile(sector="zakelijke_dienstverlening", size="1", goal="groei")

    for question in SHIPPED.questions:
        words = question.wording_for(alone)
        texts = [words.text, *(f"{level.label} {level.text}" for level in words.levels.values())]
        assert not re.search(r"\b(medewerkers?|personeel|ons team|het team)\b", " ".join(texts), re.IGNORECASE)


def test_there_are_enough_actions_of_every_kind() -> None:
    kinds = Counter(action.kind for action in SHIPPED.actions)

    assert len(SHIPPED.actions) >= 45
    assert kinds["improve"] >= 15
    assert kinds["foundation"] >= 4
    assert kinds["keep"] == 5
    assert kinds["find_out"] == 1


def test_there_are_enough_examples() -> None:
    assert len(SHIPPED.examples) >= 15


@pytest.mark.parametrize("sector", [sector.id for sector in SHIPPED.profile.sectors])
def test_every_sector_has_actions_of_its_own(sector: str) -> None:
    everyone = len(SHIPPED.profile.sectors)

    own = [
        action
        for action in SHIPPED.actions
        for condition in flattened(action.when)
        if sector in (sectors := (condition.profile or {}).get("sector", ())) and len(sectors) < everyone
    ]

    assert own


def test_a_headline_on_the_balance_claims_no_more_than_an_average() -> None:
    texts = [
        headline.text
        for headline in SHIPPED.headlines
        for condition in flattened(headline.when)
        if "balance" in (condition.score or {})
    ]

    assert len(texts) == 2
    assert all("gemiddeld" in text for text in texts)


@pytest.mark.parametrize("goal", [goal.id for goal in SHIPPED.profile.goals])
def test_every_goal_has_actions_of_its_own(goal: str) -> None:
    assert [action for action in SHIPPED.actions if goal in action.goals]


@pytest.mark.parametrize("level", range(4))
@pytest.mark.parametrize("element_id", ELEMENTS)
def test_an_element_at_any_level_has_an_action_that_improves_or_keeps_it(element_id: str, level: int) -> None:
    company = Profile(sector="handel", size="10-49", goal="groei")
    answers = {q.id: "abcd"[level if element_id in q.elements else 3] for q in SHIPPED.questions}
    reading = Reading(SHIPPED, company, answers)

    plan = advise(reading)

    assert SHIPPED.level_of(reading.scores.shown[element_id]) == SHIPPED.levels[level]
    serving = {advice.action.kind for advice in plan if element_id in advice.action.elements}
    assert "keep" in serving if level == 3 else serving & {"improve", "foundation"}


def test_the_check_finds_no_problem() -> None:
    reach = explore(SHIPPED, today=date(2026, 11, 20))

    assert [str(problem) for problem in check_content(SHIPPED, STYLE, reach).problems] == []


@pytest.mark.parametrize("word", JARGON)
def test_the_words_that_no_owner_uses_are_on_the_list(word: str) -> None:
    assert any(word.casefold().startswith(entry.word.removesuffix("*").casefold()) for entry in STYLE.jargon.words)


def test_the_rules_are_those_of_the_design() -> None:
    least = STYLE.rules.questions_per_element

    assert (least.core, least.full, STYLE.rules.longest_sentence) == (4, 6, 20)


@pytest.mark.parametrize("code", ["a", "b", "c", "d", "unknown"])
def test_every_result_gets_a_plan(code: str) -> None:
    for sector in SHIPPED.profile.sectors:
        for size in SHIPPED.profile.sizes:
            company = Profile(sector=sector.id, size=size.id, goal="groei")
            answers = {question.id: code for question in SHIPPED.questions}
            assert advise(Reading(SHIPPED, company, answers))


def _company(wanted: Mapping[ProfileField, tuple[bool | str, ...]]) -> Profile:
    chosen = {str(key): values[0] for key, values in wanted.items()}
    return Profile.model_validate({"sector": "handel", "size": "2-9", "goal": "groei"} | chosen)
