"""A second view: what advisers would answer to a question and why, beside the answer of the owner, which stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.answers import Answers
from app.domain.composing import compose_report
from app.domain.progress import asked_questions
from app.domain.question import NoScore, Question
from app.domain.questionnaire import Questionnaire
from app.domain.report import Report
from app.domain.scan import Scan, digest_of


@dataclass(frozen=True, slots=True)
class SharedView:
    """A view as the owner sees it: who wrote it, when it was shared, and what the owner says to it."""

    question_id: str
    code: str
    reason: str
    account_name: str
    shared_at: datetime
    response: str = ""
    responded_at: datetime | None = None

    @property
    def digest(self) -> str:
        """Tells whether another view was shared since, or something else was said to it."""
        return digest_of({"code": self.code, "reason": self.reason, "response": self.response})


@dataclass(frozen=True, slots=True)
class SecondView:
    """A view as its advisers have it. `owner_code` is what the owner had answered when it was written."""

    question_id: str
    code: str
    reason: str
    owner_code: str | None
    account_name: str
    changed_at: datetime
    shared: SharedView | None = None

    @property
    def is_shared(self) -> bool:
        """Whether the owner sees it as it is now."""
        return self.shared is not None and (self.shared.code, self.shared.reason) == (self.code, self.reason)

    @property
    def digest(self) -> str:
        """Tells whether a colleague changed it."""
        return digest_of({"code": self.code, "reason": self.reason})


def codes_of_views(questionnaire: Questionnaire, question: Question) -> tuple[str, ...]:
    """Return the codes that a view on a question can have: all its answers, but for not knowing."""
    return (*questionnaire.values_of(question), *(code for code in question.allows if code is not NoScore.UNKNOWN))


@dataclass(frozen=True, slots=True)
class Compared:
    """What follows from the answers of an owner, and what would with views in their place.

    `opened` are the questions that would be asked then, and `closed` those that were answered and would not be asked.
    `idle` are questions with a view that count neither way.
    """

    own: Report
    other: Report
    opened: tuple[Question, ...]
    closed: tuple[Question, ...]
    idle: tuple[Question, ...]


def compare(scan: Scan, views: Mapping[str, str]) -> Compared:
    """Read a scan with views, by question, in the place of the answers of its owner."""
    questionnaire = scan.questionnaire
    answers: Answers = {**scan.answers, **views}
    other = compose_report(questionnaire, scan.profile, answers, scan.choices)
    asked = asked_questions(questionnaire, scan.profile, answers, scan.deepened)
    before, after = {question.id for question in scan.asked}, {question.id for question in asked}
    closed = {question_id for question_id in scan.answers if question_id in before - after}
    idle = (set(views) & set(other.scores.ignored)) - closed
    in_order = questionnaire.in_order
    return Compared(
        own=scan.report,
        other=other,
        opened=tuple(question for question in asked if question.id not in before | set(views)),
        closed=tuple(question for question in in_order if question.id in closed),
        idle=tuple(question for question in in_order if question.id in idle),
    )


def digest_of_views(views: Iterable[SecondView]) -> str:
    """Tells whether a colleague changed, added or removed any view."""
    return digest_of({view.question_id: view.digest for view in views})
