"""A company's profile and answers, checked against the questionnaire they belong to."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from app.domain.errors import MISSING, InputError, Problem
from app.domain.figures import Figures
from app.domain.parsed import Parsed
from app.domain.parsing import problems_with
from app.domain.profile import Profile
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire

Answers = Mapping[str, str]
"""Question id to the code of an option, or to a NoScore value."""


@dataclass(frozen=True, slots=True)
class CompletedScan:
    """The input of a score; `figures` is None when none were given."""

    profile: Profile
    answers: Answers
    figures: Figures | None = None


class _Document(Parsed):
    profile: Profile
    answers: dict[str, str] = {}
    figures: Figures | None = None


def allowed_answers(questionnaire: Questionnaire, question: Question) -> tuple[str, ...]:
    return (*questionnaire.values_of(question), *question.allows)


def parse_scan(
    questionnaire: Questionnaire, document: object, *, municipalities: Collection[str], file: str
) -> CompletedScan:
    """Read a profile with answers and figures as written by a person. Raises InputError with all problems."""
    problems = list(problems_with(_Document, document, file))
    if isinstance(document, dict):
        problems += _choice_problems(questionnaire, document.get("profile"), municipalities, file)
        problems += _answer_problems(questionnaire, document.get("answers"), file)
    if problems:
        raise InputError(problems)
    parsed = _Document.model_validate(document)
    return CompletedScan(parsed.profile, parsed.answers, parsed.figures)


def _choice_problems(
    questionnaire: Questionnaire, profile: object, municipalities: Collection[str], file: str
) -> Iterator[Problem]:
    choices = questionnaire.profile
    allowed: Mapping[str, Collection[str]] = {
        "sector": [choice.id for choice in choices.sectors],
        "size": [choice.id for choice in choices.sizes],
        "goal": [choice.id for choice in choices.goals],
    }
    if not isinstance(profile, dict):
        return
    for key, codes in allowed.items():
        value = profile.get(key)
        if isinstance(value, str) and value not in codes:
            yield Problem(file, f"profile.{key}", value, f"one of: {', '.join(codes)}")
    code = profile.get("municipality")
    if isinstance(code, str) and code not in municipalities:
        yield Problem(file, "profile.municipality", code, "the code of a municipality, such as GM0150 for Deventer")


def _answer_problems(questionnaire: Questionnaire, answers: object, file: str) -> Iterator[Problem]:
    if not isinstance(answers, dict):
        return
    for question_id, code in answers.items():
        question = questionnaire.question_by_id.get(str(question_id))
        if question is None:
            yield Problem(file, f"answers.{question_id}", code, f"a question of version {questionnaire.version}")
        elif isinstance(code, str) and code not in (allowed := allowed_answers(questionnaire, question)):
            found = MISSING if code == "" else code
            yield Problem(file, f"answers.{question_id}", found, f"one of: {', '.join(allowed)}")
