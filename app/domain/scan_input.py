"""What a person writes to have scored: a profile and answers, checked against the questionnaire they belong to."""

from collections.abc import Collection, Iterator, Mapping

from app.domain.answers import allowed_answers
from app.domain.errors import MISSING, InputError, Problem
from app.domain.figures import Figures
from app.domain.parsed import Parsed
from app.domain.parsing import problems_with
from app.domain.profile import Profile
from app.domain.questionnaire import Questionnaire


class ScanInput(Parsed):
    profile: Profile
    answers: dict[str, str] = {}
    figures: Figures | None = None


def parse_scan_input(
    questionnaire: Questionnaire, document: object, *, municipalities: Collection[str], file: str
) -> ScanInput:
    """Read a profile with answers and figures as written by a person. Raises InputError with all problems."""
    problems = list(problems_with(ScanInput, document, file))
    if isinstance(document, dict):
        problems += _choice_problems(questionnaire, document.get("profile"), municipalities, file)
        problems += _answer_problems(questionnaire, document.get("answers"), file)
    if problems:
        raise InputError(problems)
    return ScanInput.model_validate(document)


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
