"""The way through the questions: which are shown, which comes next and how far one is."""

from collections.abc import Sequence
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


def asked_questions(questionnaire: Questionnaire, profile: Profile, answers: Answers) -> tuple[Question, ...]:
    """Return the questions of the core that apply, in order."""
    shown = shown_questions(questionnaire, profile, answers)
    return tuple(question for question in shown if question.depth == "core")


@dataclass(frozen=True, slots=True)
class Position:
    """Where a question stands: its theme among the themes, and its number in the theme, from 1."""

    theme: Theme
    theme_number: int
    theme_count: int
    number: int
    count: int


def position_of(questionnaire: Questionnaire, asked: Sequence[Question], question: Question) -> Position:
    theme = questionnaire.theme_of[question.id]
    in_theme = [other.id for other in asked if other.id in theme.questions]
    return Position(
        theme=theme,
        theme_number=questionnaire.themes.index(theme) + 1,
        theme_count=len(questionnaire.themes),
        number=in_theme.index(question.id) + 1,
        count=len(in_theme),
    )


def preceding(asked: Sequence[Question], question: Question) -> Question | None:
    at = [other.id for other in asked].index(question.id)
    return asked[at - 1] if at > 0 else None


def following(asked: Sequence[Question], question: Question) -> Question | None:
    at = [other.id for other in asked].index(question.id)
    return asked[at + 1] if at + 1 < len(asked) else None


def first_unanswered(asked: Sequence[Question], answers: Answers) -> Question | None:
    return next((question for question in asked if question.id not in answers), None)
