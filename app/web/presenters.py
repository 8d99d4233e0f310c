"""What the pages show, worked out before a template prints it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.profile import ProfileChoices, labelled
from app.domain.progress import Position, position_of, preceding
from app.domain.question import NoScore, Question, Wording
from app.domain.questionnaire import Theme
from app.municipalities import municipalities
from app.services.scans import Scan

Errors = Mapping[str, str]
"""Form field name to the message for it, in the order of the page."""


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """The company profile as a form; `values` is what was typed or is stored."""

    choices: ProfileChoices
    values: Mapping[str, str]
    is_new: bool
    errors: Errors = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One level question as a form. `other_codes` are the answers without a score that it allows."""

    question: Question
    words: Wording
    position: Position
    codes: tuple[str, ...]
    other_codes: tuple[NoScore, ...]
    chosen: str | None
    previous: Question | None
    to_check: bool
    errors: Errors


def question_page(scan: Scan, question: Question, *, to_check: bool, errors: Errors | None = None) -> QuestionPage:
    return QuestionPage(
        question=question,
        words=question.wording_for(scan.profile),
        position=position_of(scan.questionnaire, scan.asked, question),
        codes=tuple(scan.questionnaire.values_of(question)),
        other_codes=question.allows,
        chosen=scan.answers.get(question.id),
        previous=preceding(scan.asked, question),
        to_check=to_check,
        errors=errors or {},
    )


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A question on the check page. `chosen` is the label of a level, a NoScore value, or None: not answered."""

    question: Question
    text: str
    chosen: str | None


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """The company profile in words."""

    sector: str
    size: str
    municipality: str
    is_family_business: bool
    goal: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    themes: tuple[tuple[Theme, tuple[CheckLine, ...]], ...]
    company: CompanyPage
    errors: Errors

    @property
    def open_count(self) -> int:
        return sum(line.chosen is None for _, lines in self.themes for line in lines)


def check_page(scan: Scan, *, errors: Errors | None = None) -> CheckPage:
    themes = [
        (theme, tuple(_check_line(scan, question) for question in scan.asked if question.id in theme.questions))
        for theme in scan.questionnaire.themes
    ]
    return CheckPage(themes=tuple(themes), company=_company_page(scan), errors=errors or {})


def _check_line(scan: Scan, question: Question) -> CheckLine:
    words, code = question.wording_for(scan.profile), scan.answers.get(question.id)
    level = words.levels.get(code) if code else None
    return CheckLine(question, words.text, level.label if level else code)


def _company_page(scan: Scan) -> CompanyPage:
    choices, profile = scan.questionnaire.profile, scan.profile
    return CompanyPage(
        sector=labelled(choices.sectors, profile.sector),
        size=labelled(choices.sizes, profile.size),
        municipality=municipalities()[profile.municipality].name if profile.municipality else "",
        is_family_business=profile.family_business,
        goal=labelled(choices.goals, profile.goal),
    )
