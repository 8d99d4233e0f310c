"""Which actions may show a part of the content, and in which ways they come into a plan."""

from collections.abc import Iterator
from itertools import chain, product

from app.domain.action import Action
from app.domain.conditions import Conditions, flattened
from app.domain.content_check.ways import Wanted, Way, companies, ways_to_meet
from app.domain.questionnaire import Questionnaire

Lead = tuple[Action, list[Way]]


def action_leads(questionnaire: Questionnaire, action_id: str) -> Iterator[Lead]:
    action = questionnaire.action_by_id[action_id]
    yield action, list(_ways_to(questionnaire, action, {}))


def scheme_leads(questionnaire: Questionnaire, scheme_id: str) -> Iterator[Lead]:
    """Yield the actions that name the scheme, with the ways of companies that it is for."""
    (scheme,) = (scheme for scheme in questionnaire.schemes if scheme.id == scheme_id)
    wanted: Wanted = {"sector": scheme.sectors} if scheme.sectors else {}
    for action in questionnaire.actions:
        if scheme_id in action.schemes:
            yield action, list(_ways_to(questionnaire, action, wanted))


def topic_leads(questionnaire: Questionnaire, topic_id: str) -> Iterator[Lead]:
    """Yield the actions that an answer about the topic leads to, in the ways that have such an answer."""
    about = {question.id for question in questionnaire.questions if topic_id in question.topics}
    for action in questionnaire.actions:
        if about & questions_in(action.when):
            ways = _ways_to(questionnaire, action, {})
            yield action, [way for way in ways if about & way.answers.keys()]


def example_leads(questionnaire: Questionnaire, example_id: str) -> Iterator[Lead]:
    """Yield the actions with the ways of companies to which the example fits, first those where none is before it."""
    sectors = [sector.id for sector in questionnaire.profile.sectors]
    for action in questionnaire.actions:
        if example_id in action.examples:
            told = {sector: _examples(questionnaire, action, sector) for sector in sectors}
            fitting = sorted((s for s in sectors if example_id in told[s]), key=lambda s: told[s].index(example_id))
            yield action, [way for sector in fitting for way in _ways_to(questionnaire, action, {"sector": (sector,)})]


def door_leads(questionnaire: Questionnaire, door_id: str) -> Iterator[Lead]:
    """Yield the actions with the ways of companies for which this is the first door that is open."""
    for action in questionnaire.actions:
        if door_id in action.doors:
            places = (wanted for wanted in _places(questionnaire) if door_id == _door(questionnaire, action, wanted))
            yield action, [way for wanted in places for way in _ways_to(questionnaire, action, wanted)]


def questions_in(conditions: Conditions) -> set[str]:
    return {question_id for condition in flattened(conditions) for question_id in condition.answer or ()}


def _ways_to(questionnaire: Questionnaire, action: Action, wanted: Wanted) -> Iterator[Way]:
    """Yield the ways to the action itself, and those to what it is the foundation of; its own goals come first."""
    goals = dict.fromkeys((*action.goals, *(goal.id for goal in questionnaire.profile.goals)))
    asked = [(*action.when, *(condition for need in action.requires for condition in need.when))]
    for other in questionnaire.actions:
        if any(need.foundation == action.id for need in other.requires):
            asked.append(other.when)
    for way in chain.from_iterable(ways_to_meet(questionnaire, when) for when in asked):
        if narrowed := way.narrowed({"goal": tuple(goals), **wanted}):
            yield narrowed


def _examples(questionnaire: Questionnaire, action: Action, sector: str) -> list[str]:
    company = next(companies(questionnaire, {"sector": (sector,)}))
    return [example.id for example in questionnaire.examples_for(action, company)]


def _places(questionnaire: Questionnaire) -> Iterator[Wanted]:
    """Yield for each sector the municipalities, nowhere among them, in groups for which the same doors are open."""
    groups: dict[frozenset[str], list[str | None]] = {frozenset(): [None]}
    for place in dict.fromkeys(place for door in questionnaire.doors for place in door.municipalities):
        doors = frozenset(door.id for door in questionnaire.doors if place in door.municipalities)
        groups.setdefault(doors, []).append(place)
    for sector, places in product(questionnaire.profile.sectors, groups.values()):
        yield {"sector": (sector.id,), "municipality": tuple(places)}


def _door(questionnaire: Questionnaire, action: Action, wanted: Wanted) -> str:
    return questionnaire.door_for(action, next(companies(questionnaire, wanted))).id
