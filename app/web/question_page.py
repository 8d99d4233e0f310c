"""A question as a form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.answers import allowed_answers
from app.domain.progress import Position, position_of, preceding, stretch_of
from app.domain.question import DescribedLevel, NoScore, Question, Wording
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from app.web.messages import message

Errors = Mapping[str, str]
"""Form field name to the message for it, in the order of the page."""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One level question as a form: its levels by code, and the answers without a score that it allows, each with why.

    `stored` is the answer that was given elsewhere since this form was shown, if any, in words.
    """

    scan: Scan
    question: Question
    words: Wording
    position: Position
    levels: tuple[tuple[str, DescribedLevel], ...]
    other_answers: tuple[tuple[NoScore, str | None], ...]
    chosen: str | None
    previous: Question | None
    to_check: bool
    stored: str | None
    errors: Errors

    @property
    def seen(self) -> str:
        """The stored answer that this form shows."""
        return self.scan.answers.get(self.question.id, "")


def question_page(scan: Scan, question: Question, *, to_check: bool, errors: Errors | None = None) -> QuestionPage:
    stretch, words = stretch_of(scan.questionnaire, scan.asked, question), question.wording_for(scan.profile)
    return QuestionPage(
        scan=scan,
        question=question,
        words=words,
        position=position_of(scan.questionnaire, stretch, question),
        levels=tuple((code, words.levels[code]) for code in scan.questionnaire.values_of(question)),
        other_answers=tuple((code, question.reason_for(code)) for code in question.allows),
        chosen=scan.answers.get(question.id),
        previous=preceding(stretch, question),
        to_check=to_check,
        stored=None,
        errors=errors or {},
    )


def changed_question_page(scan: Scan, question: Question, chosen: str, *, to_check: bool) -> QuestionPage:
    """Return the form again for an answer that was given elsewhere meanwhile, with what was chosen here."""
    shown = question_page(scan, question, to_check=to_check, errors={"answer": message("question", "changed")})
    return replace(shown, chosen=chosen, stored=in_words(shown.words, scan.answers[question.id]))


def read_answer(form: Mapping[str, str], questionnaire: Questionnaire, question: Question) -> str | None:
    """Read the chosen answer, or None when none of this question's answers was chosen."""
    chosen = form.get("answer")
    return chosen if chosen in allowed_answers(questionnaire, question) else None


def in_words(words: Wording, code: str | None) -> str | None:
    """Return the label of a level, or the code itself of an answer without a score."""
    level = words.levels.get(code) if code else None
    return level.label if level else code
