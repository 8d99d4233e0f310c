"""The answers of a scan, and which ones a question takes."""

from collections.abc import Mapping

from app.domain.question import Question
from app.domain.questionnaire import Questionnaire

Answers = Mapping[str, str]
"""Question id to the code of an option, or to a NoScore value."""


def allowed_answers(questionnaire: Questionnaire, question: Question) -> tuple[str, ...]:
    return (*questionnaire.values_of(question), *question.allows)
