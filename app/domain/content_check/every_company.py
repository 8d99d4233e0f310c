"""Whether every kind of company is asked enough and gets a plan, whatever it answers."""

import random
from collections.abc import Iterator, Sequence

from app.domain.advice import advise
from app.domain.answers import Answers, allowed_answers
from app.domain.content_check.style import QuestionsPerElement
from app.domain.errors import Problem
from app.domain.profile import Profile
from app.domain.progress import shown_questions
from app.domain.question import NoScore, Question
from app.domain.questionnaire import Questionnaire
from app.domain.reading import Reading

_DRAWN = 4


def kinds_of_companies(questionnaire: Questionnaire) -> list[Profile]:
    """Return a company for each sector and size, the goals in turn, and the largest and smallest for each goal."""
    choices = questionnaire.profile
    goals = [goal.id for goal in choices.goals]
    pairs = [(sector.id, size.id) for sector in choices.sectors for size in choices.sizes]
    kinds = [Profile(sector=s, size=n, goal=goals[turn % len(goals)]) for turn, (s, n) in enumerate(pairs)]
    kinds += [Profile(sector=s, size=n, goal=goal) for goal in goals for s, n in (pairs[0], pairs[-1])]
    return list(dict.fromkeys(kinds))


def count_problems(questionnaire: Questionnaire, least: QuestionsPerElement) -> Iterator[Problem]:
    """Yield the elements with too few questions, in all or else for a sector and size."""
    short = set()
    for element_id, found, expected in _shortages(questionnaire, questionnaire.in_order, least):
        short.add((element_id, expected))
        yield Problem("scan.yaml", f"elements.{element_id}", found, expected)
    choices = questionnaire.profile
    for sector in choices.sectors:
        for size in choices.sizes:
            company = Profile(sector=sector.id, size=size.id, goal=choices.goals[0].id)
            asked = shown_questions(questionnaire, company, {})
            for element_id, found, expected in _shortages(questionnaire, asked, least):
                if (element_id, expected) not in short:
                    path = f"elements.{element_id}, for {sector.id} {size.id},"
                    yield Problem("scan.yaml", path, found, expected)


def plan_problems(questionnaire: Questionnaire, company: Profile) -> Iterator[Problem]:
    """Yield the first answers found that give no plan."""
    for answers in _patterns(questionnaire):
        if not advise(Reading(questionnaire, company, answers)):
            told = ", ".join(f"{name} {code}" for name, code in answers.items()) or "no answers"
            place = f"{company.sector}, {company.size}, {company.goal}"
            yield Problem("profile.yaml", place, told, "an action for every answer")
            return


def _shortages(
    questionnaire: Questionnaire, asked: Sequence[Question], least: QuestionsPerElement
) -> Iterator[tuple[str, int, str]]:
    """Yield the element, its number of questions and what is expected."""
    for element in questionnaire.elements:
        loading = [question for question in asked if element.id in question.elements]
        core = [question for question in loading if question.is_core]
        if len(core) < least.core:
            yield element.id, len(core), f"at least {least.core} core questions"
        if len(loading) < least.full:
            yield element.id, len(loading), f"at least {least.full} questions in full"


def _patterns(questionnaire: Questionnaire) -> Iterator[Answers]:
    """Yield no answers, the same answer everywhere, one of its own where that is allowed, and any at random."""
    allowed = {question.id: allowed_answers(questionnaire, question) for question in questionnaire.in_order}
    yield {}
    for code in dict.fromkeys(code for codes in allowed.values() for code in codes):
        yield {name: code if code in codes else NoScore.UNKNOWN.value for name, codes in allowed.items()}
    draw = random.Random(0)
    for _ in range(_DRAWN):
        yield {name: draw.choice(codes) for name, codes in allowed.items()}
