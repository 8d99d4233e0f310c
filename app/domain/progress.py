"""The way through the questions: which are shown, which comes next and how far one is."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.domain.answers import Answers
from app.domain.conditions import Facts, all_hold
from app.domain.profile import Profile
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire, Theme


def shown_questions(questionnaire: Questionnaire, profile: Profile, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that apply, in order; a hidden question's answer reveals no other question."""
    shown: list[Question] = []
    seen: dict[str, str] = {}
    for question in questionnaire.in_order:
        if all_hold(question.show_if, Facts(profile, seen)):
            shown.append(question)
            if question.id in answers:
                seen[question.id] = answers[question.id]
    return tuple(shown)


def asked_questions(
    questionnaire: Questionnaire, profile: Profile, answers: Answers, deepened: Collection[str] = ()
) -> tuple[Question, ...]:
    """Return the questions to answer, in order: those of the core, and all of the themes that are deepened."""
    shown = shown_questions(questionnaire, profile, answers)
    in_full = {question_id for theme in questionnaire.themes if theme.id in deepened for question_id in theme.questions}
    return tuple(question for question in shown if question.is_core or question.id in in_full)


def stretch_of(questionnaire: Questionnaire, asked: Sequence[Question], question: Question) -> tuple[Question, ...]:
    """Return the questions that are walked through in one go with this one: the core, or what deepens its theme."""
    if question.is_core:
        return tuple(other for other in asked if other.is_core)
    theme = questionnaire.theme_of[question.id]
    return tuple(other for other in asked if not other.is_core and other.id in theme.questions)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a question stands: its theme among the themes, and its number from 1 among `count` in that theme."""

    theme: Theme
    theme_number: int
    theme_count: int
    number: int
    count: int

    @property
    def reached(self) -> tuple[int, ...]:
        """How far each theme is, out of `count`: those before are done, those after have not begun."""
        after = self.theme_count - self.theme_number
        return (*[self.count] * (self.theme_number - 1), self.number, *[0] * after)


def position_of(questionnaire: Questionnaire, stretch: Sequence[Question], question: Question) -> Position:
    theme = questionnaire.theme_of[question.id]
    in_theme = [other.id for other in stretch if other.id in theme.questions]
    return Position(
        theme=theme,
        theme_number=questionnaire.themes.index(theme) + 1,
        theme_count=len(questionnaire.themes),
        number=in_theme.index(question.id) + 1,
        count=len(in_theme),
    )


def preceding(stretch: Sequence[Question], question: Question) -> Question | None:
    at = [other.id for other in stretch].index(question.id)
    return stretch[at - 1] if at > 0 else None


def following(stretch: Sequence[Question], question: Question) -> Question | None:
    at = [other.id for other in stretch].index(question.id)
    return stretch[at + 1] if at + 1 < len(stretch) else None


def first_unanswered(asked: Iterable[Question], answers: Answers) -> Question | None:
    return next((question for question in asked if question.id not in answers), None)


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """How far a theme is: how many questions are asked and answered, and how many more would deepen it.

    `entry` is where one goes on: the first question without an answer, or else the first.
    """

    theme: Theme
    asked: int
    answered: int
    to_deepen: int
    entry: Question

    @property
    def is_complete(self) -> bool:
        return self.answered == self.asked


def theme_progress(
    questionnaire: Questionnaire, profile: Profile, answers: Answers, asked: Sequence[Question]
) -> tuple[ThemeProgress, ...]:
    """Return how far each theme is, in order; a theme without questions for this company is left out."""
    shown = shown_questions(questionnaire, profile, answers)
    found = []
    for theme in questionnaire.themes:
        in_theme = [question for question in asked if question.id in theme.questions]
        if in_theme:
            answered = sum(question.id in answers for question in in_theme)
            more = sum(question.id in theme.questions for question in shown) - len(in_theme)
            entry = first_unanswered(in_theme, answers) or in_theme[0]
            found.append(ThemeProgress(theme, len(in_theme), answered, more, entry))
    return tuple(found)
