"""The answers of an invented company, given in the order of the questionnaire and as far as it gets."""

import random
from collections.abc import Callable, Collection, Iterator
from itertools import islice

from app.domain.answers import allowed_answers
from app.domain.conditions import flattened
from app.domain.invented.companies import InventedCompany
from app.domain.invented.model import AnswerModel
from app.domain.profile import Profile
from app.domain.progress import asked_questions, first_unanswered
from app.domain.question import NoScore, Question
from app.domain.questionnaire import Questionnaire

Answering = Callable[[Question], str]


def walk_through(
    questionnaire: Questionnaire,
    profile: Profile,
    answering: Answering,
    *,
    deepened: Collection[str] = (),
    at_most: int | None = None,
) -> dict[str, str]:
    """Answer what is asked, the core before the rest, as its conditions show and hide questions on the way."""
    answers: dict[str, str] = {}
    for question in islice(_asked_in_turn(questionnaire, profile, answers, deepened), at_most):
        answers[question.id] = answering(question)
    return answers


def _asked_in_turn(
    questionnaire: Questionnaire, profile: Profile, answers: dict[str, str], deepened: Collection[str]
) -> Iterator[Question]:
    deciding = _deciding(questionnaire)
    for themes in ((), deepened):
        asked = asked_questions(questionnaire, profile, answers, themes)
        while question := first_unanswered(asked, answers):
            yield question
            if question.id in deciding:
                asked = asked_questions(questionnaire, profile, answers, themes)


def _deciding(questionnaire: Questionnaire) -> Collection[str]:
    """Return the questions whose answer shows or hides others."""
    conditions = (each for question in questionnaire.in_order for each in flattened(question.show_if))
    return {question_id for condition in conditions for question_id in condition.answer or ()}


def honestly(
    model: AnswerModel, questionnaire: Questionnaire, company: InventedCompany, draw: random.Random
) -> Answering:
    """Answer by the strengths of the company, with something left to chance."""
    some = model.unknown_to_some
    chances = {
        NoScore.UNKNOWN: some.unknown if company.knows_little else model.unknown,
        NoScore.NOT_NEEDED: model.not_needed,
        NoScore.NOT_APPLICABLE: model.not_applicable,
    }

    def answer(question: Question) -> str:
        for no_score in question.allows:
            if draw.random() < chances[no_score]:
                return no_score.value
        values = questionnaire.values_of(question)
        level = draw.gauss(_expected_level(model, question, company), model.chance)
        return min(values, key=lambda code: abs(values[code] - level))

    return answer


def _expected_level(model: AnswerModel, question: Question, company: InventedCompany) -> float:
    weighted = sum(weight * company.strengths[name] for name, weight in question.elements.items())
    return weighted / sum(question.elements.values()) - model.harder.get(question.id, 0)


def without_reading(questionnaire: Questionnaire, draw: random.Random) -> Answering:
    """Answer at random, as who clicks on."""
    return lambda question: draw.choice(allowed_answers(questionnaire, question))


def on_one_level(questionnaire: Questionnaire, draw: random.Random) -> Answering:
    """Answer every question with the option at the same place."""
    place = draw.random()

    def answer(question: Question) -> str:
        codes = list(questionnaire.values_of(question))
        return codes[int(place * len(codes))]

    return answer
