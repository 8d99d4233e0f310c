"""Scans to try when looking for one that shows something: likely ones first, then ones drawn at random."""

import random
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice, product
from typing import NamedTuple

from app.domain.action import Action
from app.domain.answers import Answers
from app.domain.content_check.ways import Way, companies
from app.domain.profile import Profile
from app.domain.question import NoScore
from app.domain.questionnaire import Questionnaire
from app.domain.report import PlanStep

_TOP = 9
_MOST_LIKELY = 120
_DRAWN = 150


class TrialScan(NamedTuple):
    """A scan, the action that its plan should have if one is looked for, and the questions whose answers that takes."""

    profile: Profile
    answers: Answers
    action: Action | None = None
    ruling: Collection[str] = ()


def likely_scans(questionnaire: Questionnaire, action: Action, ways: Sequence[Way]) -> Iterator[TrialScan]:
    """Yield scans with the elements of the action at one level, and the rest at that level or at the top."""
    patterns: list[tuple[int | None, int | None]] = [
        (level, around) for level in _levels(questionnaire) for around in (_TOP, level)
    ]
    if action.finds_out:
        patterns = [(None, None)]
    tried = product(patterns, range(len(questionnaire.profile.sizes)), ways)
    for pattern, turn, way in islice(tried, _MOST_LIKELY):
        answers = _answers_at(questionnaire, action.elements, *pattern)
        fitting = list(islice(companies(questionnaire, way.profile), turn + 1))
        ruling = {question_id: codes[0] for question_id, codes in way.answers.items()}
        yield TrialScan(fitting[-1], answers | ruling, action, ruling)


def drawn_scans(questionnaire: Questionnaire, action: Action, ways: Sequence[Way]) -> Iterator[TrialScan]:
    """Yield scans with answers drawn at random, the same ones each time; the fewer low, the less there is to advise."""
    draw = random.Random(0)
    fitting = [list(companies(questionnaire, way.profile)) for way in ways]
    for answers in _drawn_answers(questionnaire, draw):
        number = draw.randrange(len(ways))
        ruling = {question_id: draw.choice(codes) for question_id, codes in ways[number].answers.items()}
        yield TrialScan(draw.choice(fitting[number]), answers | ruling, action, ruling)


def contrasting_scans(questionnaire: Questionnaire, way: Way) -> Iterator[TrialScan]:
    """Yield scans with one element, or none, at one level or unknown, and the rest at another."""
    *_, company = companies(questionnaire, way.profile)
    levels = [*_levels(questionnaire), None]
    names = [[], *([element_id] for element_id in questionnaire.element_by_id)]
    contrasts = (_answers_at(questionnaire, *contrast) for contrast in product(names, levels, levels))
    for answers in chain(contrasts, _drawn_answers(questionnaire, random.Random(0))):
        yield TrialScan(company, answers | {name: codes[0] for name, codes in way.answers.items()})


def without_rivals(questionnaire: Questionnaire, trial: TrialScan, plan: Sequence[PlanStep]) -> TrialScan | None:
    """Return the scan with the best answers where others led to these actions, or None if that changes nothing."""
    leading = [line.id for step in plan for line in step.because if line.kind == "answer"]
    better = {}
    for question_id in leading:
        *_, best = questionnaire.values_of(questionnaire.question_by_id[question_id])
        if question_id not in trial.ruling and trial.answers[question_id] != best:
            better[question_id] = best
    return trial._replace(answers={**trial.answers, **better}) if better else None


def _levels(questionnaire: Questionnaire) -> range:
    return range(max(len(group.options) for group in questionnaire.answer_sets))


def _answers_at(
    questionnaire: Questionnaire, elements: Collection[str], own: int | None, around: int | None
) -> dict[str, str]:
    """Return answers at one level for these elements, and at another for the rest; None stands for unknown."""
    answers = {}
    for question in questionnaire.in_order:
        codes = list(questionnaire.values_of(question))
        level = own if set(elements) & question.elements.keys() else around
        answers[question.id] = NoScore.UNKNOWN.value if level is None else codes[min(level, len(codes) - 1)]
    return answers


def _drawn_answers(questionnaire: Questionnaire, draw: random.Random) -> Iterator[dict[str, str]]:
    codes = {question.id: list(questionnaire.values_of(question)) for question in questionnaire.in_order}
    for number in range(_DRAWN):
        at_top = number % 4 / 4
        yield {name: own[-1] if draw.random() < at_top else draw.choice(own) for name, own in codes.items()}
