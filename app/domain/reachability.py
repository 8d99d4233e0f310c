"""Looks for a company and answers that lead to an action, to prove that the action is not there for nothing."""

import random
from collections.abc import Iterator
from itertools import chain, product

from app.domain.action import Action
from app.domain.advice import advise
from app.domain.answers import Answers
from app.domain.profile import Profile
from app.domain.question import NoScore
from app.domain.questionnaire import Questionnaire
from app.domain.report import compose_report
from app.domain.scoring import score

_Scan = tuple[Profile, Answers]
_VARIED_SCANS = 400


def reaching_scan(questionnaire: Questionnaire, action: Action) -> str | None:
    """Describe a scan whose plan has this action, or return None if none of those tried has it."""
    tried = chain(_likely_scans(questionnaire, action), _varied_scans(questionnaire, action))
    for profile, answers in tried:
        scores = score(questionnaire, profile, answers)
        if any(advice.action == action for advice in advise(questionnaire, profile, answers, scores)):
            ruled = [f"{name} {code}" for name, code in answers.items() if name in _ruling_answers(action, action)]
            lowest = min(scores.elements, key=lambda name: scores.elements[name].value)
            return f"{profile.sector}, {profile.size}, {profile.goal}: {', '.join(ruled) or f'{lowest} low'}"
    return None


def reached_headlines(questionnaire: Questionnaire) -> set[str]:
    """Return the headlines that some company gets."""
    choices = questionnaire.profile
    company = Profile(sector=choices.sectors[0].id, size=choices.sizes[-1].id, goal=choices.goals[0].id)
    scans = chain(_contrasting_answers(questionnaire), _drawn_answers(questionnaire, random.Random(0)))
    return {compose_report(questionnaire, company, answers).headline_id for answers in scans}


def _contrasting_answers(questionnaire: Questionnaire) -> Iterator[Answers]:
    """Yield answers with one element, or none, at one level or unknown, and the rest at another."""
    levels = [*range(4), None]
    names = [None, *questionnaire.element_by_id]
    for name, own, around in product(names, levels, levels):
        answers = {}
        for question in questionnaire.in_order:
            codes = list(questionnaire.values_of(question))
            level = own if name in question.elements else around
            answers[question.id] = NoScore.UNKNOWN.value if level is None else codes[min(level, len(codes) - 1)]
        yield answers


def _drawn_answers(questionnaire: Questionnaire, draw: random.Random) -> Iterator[Answers]:
    for _ in range(_VARIED_SCANS):
        yield {q.id: draw.choice(list(questionnaire.values_of(q))) for q in questionnaire.in_order}


def _likely_scans(questionnaire: Questionnaire, action: Action) -> Iterator[_Scan]:
    """Yield scans with the elements of the action at one level, and the rest at that level or at the top."""
    for wanted, around_top, level in product(_ways_to(questionnaire, action), (True, False), range(4)):
        answers = {}
        for question in questionnaire.in_order:
            codes = list(questionnaire.values_of(question))
            at_top = around_top and not set(question.elements) & set(action.elements)
            answers[question.id] = codes[-1] if at_top else codes[min(level, len(codes) - 1)]
        if action.kind == "find_out":
            answers |= dict.fromkeys(answers, NoScore.UNKNOWN.value)
        for profile in _profiles(questionnaire, wanted):
            yield profile, answers | _ruling_answers(action, wanted)


def _varied_scans(questionnaire: Questionnaire, action: Action) -> Iterator[_Scan]:
    """Yield scans with answers drawn at random, the same ones each time."""
    draw = random.Random(0)
    for answers in _drawn_answers(questionnaire, draw):
        wanted = draw.choice(_ways_to(questionnaire, action))
        yield draw.choice(_profiles(questionnaire, wanted)), {**answers, **_ruling_answers(action, wanted)}


def _ways_to(questionnaire: Questionnaire, action: Action) -> list[Action]:
    """Return the action itself, and those that it is the foundation of."""
    carried = [other for other in questionnaire.actions if any(n.foundation == action.id for n in other.requires)]
    return [action, *carried]


def _profiles(questionnaire: Questionnaire, action: Action) -> list[Profile]:
    choices = questionnaire.profile
    wanted: dict[str, bool | str] = {}
    for condition in action.when:
        wanted |= {str(key): values[0] for key, values in (condition.profile or {}).items()}
    goal = action.goals[0] if action.goals else choices.goals[0].id
    plain = {"sector": choices.sectors[0].id, "goal": goal}
    return [Profile.model_validate({"size": size.id} | plain | wanted) for size in choices.sizes]


def _ruling_answers(action: Action, wanted: Action) -> dict[str, str]:
    """Return an answer for each question that the rules name; of an `any`, the first will do.

    What an action requires is given for itself, and withheld when its foundation is looked for.
    """
    conditions = list(wanted.when)
    if wanted == action:
        conditions += [condition for requirement in action.requires for condition in requirement.when]
    ruling: dict[str, str] = {}
    for condition in conditions:
        named = condition.any[0] if condition.any else condition
        ruling |= {question_id: codes[0] for question_id, codes in (named.answer or {}).items()}
    return ruling
