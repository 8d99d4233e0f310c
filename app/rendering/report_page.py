"""What the report shows, worked out before a template prints it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.explanation import AnsweredQuestion
from app.domain.operator import Contact, Operator
from app.domain.profile import ProfileLabels
from app.domain.questionnaire import Level, Questionnaire
from app.domain.report import ElementResult, Report, ThemeResult
from app.rendering.charts import Bar, Wheel, bar, wheel
from app.rendering.hard_number import HardNumberCard
from app.rendering.j_curve_chart import JCurveChart, j_curve_chart
from app.rendering.plan_cards import PlanCard, plan_cards

_SHORT_HASH = 12


@dataclass(frozen=True, slots=True)
class ElementRow:
    """A slice of the wheel as a row. `weight` is its percentage of the index."""

    number: int
    result: ElementResult
    bar: Bar
    weight: Fraction


@dataclass(frozen=True, slots=True)
class ThemeRow:
    result: ThemeResult
    bar: Bar


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A band of scores; `below` is where the next one begins, or None for the last."""

    level: Level
    below: Fraction | None


@dataclass(frozen=True, slots=True)
class ThemeAnswers:
    name: str
    answers: tuple[AnsweredQuestion, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What only paper needs beside the report: its charts, its rows and its labels."""

    company: str | None
    with_adviser: bool
    made_on: date
    labels: ProfileLabels
    wheel: Wheel
    elements: tuple[ElementRow, ...]
    themes: tuple[ThemeRow, ...]
    levels: tuple[LevelRow, ...]
    balanced_element: str
    plan: tuple[PlanCard, ...]
    desks: tuple[Contact, ...]
    j_curve: JCurveChart | None
    hard_number: HardNumberCard | None
    open_questions: tuple[str, ...]
    answers: tuple[ThemeAnswers, ...]
    hash: str

    @property
    def first_card(self) -> PlanCard | None:
        return next(iter(self.plan), None)

    @property
    def practices(self) -> tuple[PlanCard, ...]:
        """The steps of which it is told how another company did it."""
        return tuple(card for card in self.plan if card.step.example)

    @property
    def without_score(self) -> tuple[ElementRow, ...]:
        return tuple(row for row in self.elements if not row.result.score.is_shown)

    @property
    def has_theme_ranges(self) -> bool:
        return any(row.result.score.has_range for row in self.themes)

    @property
    def has_every_theme(self) -> bool:
        return all(row.result.score.is_shown for row in self.themes)


def report_page(
    report: Report,
    operator: Operator,
    *,
    made_on: date,
    today: date,
    company: str | None,
    with_adviser: bool,
    hard_number: HardNumberCard | None,
) -> ReportPage:
    questionnaire, drawn = report.questionnaire, wheel(report.elements)
    return ReportPage(
        company=company,
        with_adviser=with_adviser,
        made_on=made_on,
        labels=questionnaire.profile.labels_of(report.profile),
        wheel=drawn,
        elements=tuple(_element_rows(questionnaire, drawn)),
        themes=tuple(ThemeRow(result, bar(result.score, levels=questionnaire.levels)) for result in report.themes),
        levels=tuple(_level_rows(questionnaire.levels)),
        balanced_element=questionnaire.element_by_id[questionnaire.balance.element].name,
        plan=tuple(plan_cards(report, operator, today=today)),
        desks=tuple(_desks(report, operator)),
        j_curve=j_curve_chart(report.j_curve),
        hard_number=hard_number,
        open_questions=_open_questions(report),
        answers=tuple(answers_by_theme(report)),
        hash=questionnaire.hash[:_SHORT_HASH],
    )


def _desks(report: Report, operator: Operator) -> Iterator[Contact]:
    """Yield whom to talk to: the desk of this site, and the first door that is open to the municipality, if told."""
    yield operator.desk
    if municipality := report.profile.municipality:
        for door in operator.doors_for_questions(report.questionnaire.doors, municipality):
            if door.name != operator.desk.name:
                yield operator.contact_of(door) or Contact(name=door.name)


def _element_rows(questionnaire: Questionnaire, drawn: Wheel) -> Iterator[ElementRow]:
    for one in drawn.slices:
        weight = questionnaire.percentage_of(one.result.element)
        yield ElementRow(one.number, one.result, one.bar(questionnaire.levels), weight)


def _level_rows(levels: Sequence[Level]) -> Iterator[LevelRow]:
    for level, following in zip(levels, [*levels[1:], None], strict=True):
        yield LevelRow(level, following.lower_bound if following else None)


def _open_questions(report: Report) -> tuple[str, ...]:
    open_ids = {question_id for result in report.elements for question_id in result.score.open_questions}
    asked = report.questionnaire.in_order
    return tuple(question.wording_for(report.profile).text for question in asked if question.id in open_ids)


def answers_by_theme(report: Report) -> Iterator[ThemeAnswers]:
    """Yield what was answered, theme by theme."""
    for theme in report.questionnaire.themes:
        if answers := tuple(answered for answered in report.answers if answered.id in theme.questions):
            yield ThemeAnswers(theme.name, answers)
