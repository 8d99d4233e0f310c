"""Whether the content does its work: enough questions everywhere, all of it within reach, in words people read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.content_check.every_company import count_problems
from app.domain.content_check.plain_language import language_problems
from app.domain.content_check.reachability import Reach
from app.domain.content_check.style import Style
from app.domain.content_check.tables import Rows, content_tables
from app.domain.errors import MISSING, Problem
from app.domain.question import NoScore, Question
from app.domain.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class ContentCheck:
    """The problems of a questionnaire, and tables by title: a row of headings, then rows of cells."""

    problems: tuple[Problem, ...]
    tables: Mapping[str, Rows]


def check_content(questionnaire: Questionnaire, style: Style, reach: Reach) -> ContentCheck:
    """Check a questionnaire by the rules of the style, given what was found within reach."""
    problems = [
        *count_problems(questionnaire, style.rules.questions_per_element),
        *_excused_problems(questionnaire),
        *_unused_problems(questionnaire),
        *reach.problems,
        *language_problems(questionnaire, style),
    ]
    return ContentCheck(tuple(problems), content_tables(questionnaire, reach.actions))


def _excused_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    most = questionnaire.scores.maximum_excused
    for element in questionnaire.elements:
        loading = [q for q in questionnaire.in_order if q.is_core and element.id in q.elements]
        if (share := _excusable(loading, element.id)) > most:
            expected = f"at most {most} of its weight in questions that can be set aside"
            yield Problem("scan.yaml", f"elements.{element.id}", str(share), expected)


def _excusable(questions: Sequence[Question], element_id: str) -> Fraction:
    weights = [(q.elements[element_id], bool(set(q.allows) - {NoScore.UNKNOWN})) for q in questions]
    total = sum(weight for weight, _ in weights)
    return Fraction(sum(weight for weight, can_be_set_aside in weights if can_be_set_aside), total or 1)


def _unused_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    used_sets = {question.answer_set for question in questionnaire.questions}
    for group in questionnaire.answer_sets:
        if group.id not in used_sets:
            yield Problem("answer_sets.yaml", "answer_sets", group.id, "a question that uses it")
    for question in questionnaire.questions if questionnaire.topics else ():
        if not question.topics:
            yield Problem(f"questions/{question.id}.yaml", "topics", MISSING, "at least one topic of scan.yaml")
