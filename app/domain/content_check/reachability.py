"""Looks for a company and answers that lead to each part of the content, to prove that nothing is there for nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.domain.content_check.audience import audience_problems
from app.domain.content_check.every_company import kinds_of_companies, plan_problems
from app.domain.content_check.scan_search import Part, ScanSearch
from app.domain.errors import MISSING, Problem
from app.domain.questionnaire import Questionnaire

Search = Callable[[], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Reach:
    """By action id a scan that leads to it, if one was found; and a problem for each part that nothing leads to."""

    actions: Mapping[str, str | None]
    problems: tuple[Problem, ...]


def explore(
    questionnaire: Questionnaire, *, today: date, follow: Callable[[Sequence[Search]], Iterable[Search]] = iter
) -> Reach:
    """Look for everything; a scheme that has ended by today need not be found. `follow` sees the searches go by."""
    search = ScanSearch(questionnaire)
    parts = _parts(questionnaire, today)
    searches: list[Search] = [partial(_not_found, search, part, problem) for part, problem in parts]
    searches += [partial(audience_problems, questionnaire, question) for question in questionnaire.in_order]
    searches += [partial(plan_problems, questionnaire, company) for company in kinds_of_companies(questionnaire)]
    problems = [problem for each in follow(searches) for problem in each()]
    reached = {action.id: search.shown.get(Part("action", action.id)) for action in questionnaire.actions}
    return Reach(reached, tuple(problems))


def _not_found(search: ScanSearch, part: Part, problem: Problem) -> list[Problem]:
    return [] if search.finds(part) else [problem]


def _parts(questionnaire: Questionnaire, today: date) -> Iterator[tuple[Part, Problem]]:
    """Yield every part that a result can show, with what is wrong if none does."""
    for action in questionnaire.actions:
        expected = "conditions that some answers meet"
        yield Part("action", action.id), Problem(f"actions/{action.id}.yaml", "when", MISSING, expected)
    for example in questionnaire.examples:
        expected = "an action that shows it to some company"
        yield Part("example", example.id), Problem(f"examples/{example.id}.yaml", "id", example.id, expected)
    for scheme in questionnaire.schemes:
        if scheme.ends_on is None or scheme.ends_on >= today:
            expected = "an action that some answers lead to and that names it"
            yield Part("scheme", scheme.id), Problem(f"schemes/{scheme.id}.yaml", "id", scheme.id, expected)
    for door in questionnaire.doors:
        yield Part("door", door.id), Problem("doors.yaml", "doors", door.id, "an action that leads some company to it")
    yield from _parts_of_scan(questionnaire)


def _parts_of_scan(questionnaire: Questionnaire) -> Iterator[tuple[Part, Problem]]:
    for headline in questionnaire.headlines:
        expected = "answers that lead to it before another fits"
        yield Part("headline", headline.id), Problem("scan.yaml", "headlines", headline.id, expected)
    for rule in questionnaire.contradictions:
        problem = Problem("contradictions.yaml", "contradictions", rule.id, "answers that some company can give")
        yield Part("contradiction", rule.id), problem
    for topic in questionnaire.topics:
        expected = "a question about it, and an action that an answer to that leads to"
        yield Part("topic", topic.id), Problem("scan.yaml", "topics", topic.id, expected)
    for element in questionnaire.elements:
        for level in questionnaire.levels:
            expected = f"answers that bring {element.id} there"
            yield Part("level", f"{element.id}.{level.id}"), Problem("scan.yaml", "levels", level.id, expected)
