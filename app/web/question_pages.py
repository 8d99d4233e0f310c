"""A question as a form, and the page on which all answers are checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.answers import allowed_answers
from app.domain.progress import Position, position_of, preceding, stretch_of
from app.domain.question import DescribedLevel, NoScore, Question, Wording
from app.domain.questionnaire import Questionnaire, Theme
from app.domain.scan import Scan
from app.web.company_pages import CompanyFact, company_facts
from app.web.messages import message

Errors = Mapping[str, str]
"""Form field name to the message for it, in the order of the page."""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One level question as a form: its levels by code, and the answers without a score that it allows, each with why.

    `stored` is the answer that was given elsewhere since this form was shown, if any, as in CheckLine.
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
    return replace(shown, chosen=chosen, stored=_in_words(shown.words, scan.answers[question.id]))


def read_answer(form: Mapping[str, str], questionnaire: Questionnaire, question: Question) -> str | None:
    """Read the chosen answer, or None when none of this question's answers was chosen."""
    chosen = form.get("answer")
    return chosen if chosen in allowed_answers(questionnaire, question) else None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A question on the check page. `chosen` is the label of a level, a NoScore value, or None: not answered.

    `is_missing` says that a result was asked for and cannot do without it.
    """

    question: Question
    text: str
    chosen: str | None
    is_missing: bool

    @property
    def is_optional(self) -> bool:
        return not self.question.is_core


@dataclass(frozen=True, slots=True)
class CheckPage:
    """All answers. `is_reworded` after a change by which some questions read otherwise."""

    scan: Scan
    themes: tuple[tuple[Theme, tuple[CheckLine, ...]], ...]
    company: tuple[CompanyFact, ...]
    errors: Errors
    is_reworded: bool


def check_page(scan: Scan, *, errors: Errors | None = None, is_reworded: bool = False) -> CheckPage:
    shown = errors or {}
    themes = [
        (theme, tuple(_check_line(scan, question, shown) for question in scan.asked if question.id in theme.questions))
        for theme in scan.questionnaire.themes
    ]
    return CheckPage(scan, tuple(themes), company_facts(scan), errors=shown, is_reworded=is_reworded)


def _check_line(scan: Scan, question: Question, errors: Errors) -> CheckLine:
    words, code = question.wording_for(scan.profile), scan.answers.get(question.id)
    return CheckLine(question, words.text, chosen=_in_words(words, code), is_missing=question.id in errors)


def _in_words(words: Wording, code: str | None) -> str | None:
    level = words.levels.get(code) if code else None
    return level.label if level else code
