"""A scan: what an owner filled in about one company, with the questionnaire it began with."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from app.domain.answers import Answers
from app.domain.choices import Choices
from app.domain.company import Company
from app.domain.composing import compose_report
from app.domain.dutch_days import day_of
from app.domain.operator import Retention
from app.domain.profile import Profile
from app.domain.progress import ThemeProgress, asked_questions, first_unanswered, theme_progress
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.domain.report import Report
from app.domain.scoring import Scores, score

_DIGEST_LENGTH = 16


class Mode(StrEnum):
    """Who filled a scan in: its owner, or an adviser and the owner together."""

    ALONE = "alone"
    WITH_ADVISER = "with_adviser"


@dataclass(frozen=True)
class Scan:
    """A stored scan with the questionnaire it began with. Without slots, to keep what a page asks for twice.

    `mark` tells scans apart in forms and opens nothing.
    """

    id: int
    mark: str
    questionnaire: Questionnaire
    profile: Profile
    company: Company
    answers: Answers
    deepened: Sequence[str]
    choices: Choices
    mode: Mode
    started_at: datetime
    changed_at: datetime
    finished_at: datetime | None

    @cached_property
    def asked(self) -> Sequence[Question]:
        return asked_questions(self.questionnaire, self.profile, self.answers, self.deepened)

    @cached_property
    def open_core(self) -> Sequence[Question]:
        """The questions without an answer that a result cannot do without."""
        return [question for question in self.asked if question.is_core and question.id not in self.answers]

    @property
    def open_count(self) -> int:
        return len(self.open_core)

    @cached_property
    def themes(self) -> Sequence[ThemeProgress]:
        return theme_progress(self.questionnaire, self.profile, self.answers, self.asked)

    @property
    def can_deepen(self) -> bool:
        return not self.open_core and any(progress.to_deepen for progress in self.themes)

    def is_worded_otherwise_for(self, profile: Profile) -> bool:
        """Tell whether a question that was answered reads otherwise for a company with this profile."""
        answered = (self.questionnaire.question_by_id[question_id] for question_id in self.answers)
        return any(question.wording_for(self.profile) != question.wording_for(profile) for question in answered)

    @property
    def next_question(self) -> Question | None:
        return next(iter(self.open_core), None) or first_unanswered(self.asked, self.answers)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None and not self.open_core

    @cached_property
    def scores(self) -> Scores:
        return score(self.questionnaire, self.profile, self.answers)

    @cached_property
    def report(self) -> Report:
        return compose_report(self.questionnaire, self.profile, self.answers, self.choices)

    @property
    def changed_on(self) -> date:
        return day_of(self.changed_at)

    @property
    def profile_digest(self) -> str:
        """Tells whether what is known about the company changed."""
        return digest_of(self.profile.model_dump() | self.company.model_dump())

    @property
    def plan_digest(self) -> str:
        """Tells whether what the plan aims at changed."""
        return digest_of({"goal": self.profile.goal, "targets": self.choices.targets})

    def kept_until(self, retention: Retention) -> date:
        return self.changed_on + timedelta(retention.finished_days if self.is_finished else retention.draft_days)


def digest_of(known: Mapping[str, object]) -> str:
    """Return a short stand-in for what is known, to tell whether it changed."""
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:_DIGEST_LENGTH]
