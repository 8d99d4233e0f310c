"""The page on which all answers are checked."""

from dataclasses import dataclass

from app.domain.question import Question
from app.domain.questionnaire import Theme
from app.domain.scan import Scan
from app.web.profile_page import CompanyFact, company_facts
from app.web.question_page import Errors, in_words


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
    return CheckLine(question, words.text, chosen=in_words(words, code), is_missing=question.id in errors)
