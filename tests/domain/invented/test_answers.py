"""Answers of invented companies: as asked, and by their strengths."""

import random
from dataclasses import replace

import pytest

from app.domain.invented.answers import honestly, on_one_level, walk_through, without_reading
from app.domain.invented.companies import InventedCompany, invent_company
from app.domain.invented.model import InventedModel
from app.domain.questionnaire import Questionnaire
from tests.builders import profile, question, questionnaire, technology


@pytest.fixture
def company(model: InventedModel) -> InventedCompany:
    return replace(invent_company(model, 1, random.Random(1)), knows_little=False)


def at(company: InventedCompany, strength: float) -> InventedCompany:
    return replace(company, strengths=dict.fromkeys(company.strengths, strength))


def values(model: InventedModel, shipped: Questionnaire, company: InventedCompany) -> list[float]:
    answering = honestly(model.answers, shipped, company, random.Random(1))
    answers = walk_through(shipped, company.profile, answering)
    known = {name: shipped.values_of(shipped.question_by_id[name]) for name in answers}
    return [float(known[name][code]) for name, code in answers.items() if code in known[name]]


def test_the_core_is_answered_before_the_rest() -> None:
    content = questionnaire([*technology("t1", depth="full"), *technology("t2", "t3", "t4")])

    answers = walk_through(content, profile(), lambda _: "a", deepened=["processen"])

    assert list(answers) == ["t2", "t3", "t4", "t1"]


def test_what_is_not_deepened_is_not_answered() -> None:
    content = questionnaire([*technology("t1", depth="full"), *technology("t2", "t3", "t4")])

    assert "t1" not in walk_through(content, profile(), lambda _: "a")


@pytest.mark.parametrize(("code", "asked"), [("a", ["t1", "t3", "t4"]), ("b", ["t1", "t2", "t3", "t4"])])
def test_an_answer_shows_and_hides_questions(code: str, asked: list[str]) -> None:
    hidden = question("t2", show_if=[{"answer": {"t1": ["b"]}}])
    content = questionnaire([*technology("t1"), hidden, *technology("t3", "t4")])

    assert list(walk_through(content, profile(), lambda _: code)) == asked


def test_who_leaves_early_answers_the_first_questions() -> None:
    content = questionnaire(technology("t1", "t2", "t3"))

    assert list(walk_through(content, profile(), lambda _: "a", at_most=2)) == ["t1", "t2"]


def test_a_stronger_company_answers_higher(
    model: InventedModel, shipped: Questionnaire, company: InventedCompany
) -> None:
    weak, strong = (values(model, shipped, at(company, strength)) for strength in (0.2, 0.8))

    assert sum(strong) / len(strong) > sum(weak) / len(weak) + 0.3


def test_an_answer_that_gives_no_score_is_given_where_it_is_allowed(
    model: InventedModel, shipped: Questionnaire, company: InventedCompany
) -> None:
    never_sure = model.answers.model_copy(update={"unknown": 0, "not_needed": 1})

    answers = walk_through(shipped, company.profile, honestly(never_sure, shipped, company, random.Random(1)))

    assert answers["ai"] == "not_needed"
    assert answers["planning"] not in ("unknown", "not_needed")


def test_who_knows_little_answers_unknown_more_often(
    model: InventedModel, shipped: Questionnaire, company: InventedCompany
) -> None:
    knowing = len(values(model, shipped, company))

    assert len(values(model, shipped, replace(company, knows_little=True))) < knowing


def test_who_does_not_read_gives_any_answer(shipped: Questionnaire) -> None:
    answers = walk_through(shipped, profile(), without_reading(shipped, random.Random(1)))

    assert len(set(answers.values())) >= 4


@pytest.mark.parametrize("seed", range(5))
def test_who_keeps_to_one_level_gives_one_answer(shipped: Questionnaire, seed: int) -> None:
    answers = walk_through(shipped, profile(), on_one_level(shipped, random.Random(seed)))

    assert len(set(answers.values())) == 1
