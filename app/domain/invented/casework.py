"""What advisers do with the cases of invented companies: how far they come, what they see, write and agree."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.agreed_action import ActionStatus, Agreement
from app.domain.case import CaseStatus
from app.domain.dutch_days import day_of
from app.domain.invented.companies import one_of
from app.domain.invented.model import CaseworkModel, InventedModel
from app.domain.invented.moments import at_work_after
from app.domain.scan import Scan

_STAGES = tuple(CaseStatus)


@dataclass(frozen=True, slots=True)
class InventedNote:
    text: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class InventedView:
    """What an adviser would answer, and what the owner says to that, if anything."""

    question_id: str
    code: str
    reason: str
    response: str


@dataclass(frozen=True, slots=True)
class InventedWork:
    """What was done with a case so far. `moments` are when the case came to each status after the first.

    Of `actions` is told how they were agreed; `progress` and `outcome` are the statuses that they got later, in the
    words of the owner and in those of the adviser.
    """

    moments: Sequence[datetime]
    is_assigned: bool
    notes: Sequence[InventedNote]
    views: Sequence[InventedView]
    shares_views: bool
    actions: Sequence[Agreement]
    progress: ActionStatus | None
    outcome: Sequence[ActionStatus]
    heard: str
    follow_up_on: date | None

    @property
    def status(self) -> CaseStatus:
        return _STAGES[len(self.moments)]


def invent_work(
    model: InventedModel, scan: Scan, *, opened_at: datetime, now: datetime, draw: random.Random
) -> InventedWork:
    """Invent what was done with a case since an adviser opened it."""
    rules = model.casework
    aim = _STAGES.index(one_of(rules.statuses, draw))
    moments = list(_moments(model, opened_at, aim, now=now, draw=draw))
    status = _STAGES[len(moments)]
    actions = list(_actions(rules, scan, moments[1], today=day_of(now), draw=draw)) if len(moments) > 1 else []
    return InventedWork(
        moments=moments,
        is_assigned=bool(moments) or draw.random() < rules.assigned,
        notes=list(_notes(rules, draw)) if moments else [],
        views=list(_views(rules, scan, draw)) if moments and draw.random() < rules.views else [],
        shares_views=draw.random() < rules.shares_views,
        actions=actions,
        progress=ActionStatus.STARTED if actions and draw.random() < rules.tells_progress else None,
        outcome=_outcome(rules, status, len(actions), draw),
        heard=draw.choice(rules.follow_up_texts),
        follow_up_on=_follow_up_on(rules, moments, status, today=day_of(now), draw=draw),
    )


def _moments(
    model: InventedModel, opened_at: datetime, count: int, *, now: datetime, draw: random.Random
) -> Iterator[datetime]:
    """Yield this many moments in working hours, as far as there was time for them."""
    moment = opened_at
    for _ in range(count):
        moment = at_work_after(model.moments, moment + timedelta(draw.uniform(*model.casework.days_between)), draw)
        # Advisers do a few things in a row, and none of it in the future.
        if moment > now - timedelta(1):
            return
        yield moment


def _notes(rules: CaseworkModel, draw: random.Random) -> Iterator[InventedNote]:
    for text in draw.sample(rules.note_texts, draw.randint(*rules.notes)):
        yield InventedNote(text, is_shared=False)
    if draw.random() < rules.shares_note:
        yield InventedNote(draw.choice(rules.shared_note_texts), is_shared=True)


def _views(rules: CaseworkModel, scan: Scan, draw: random.Random) -> Iterator[InventedView]:
    questions = [question for question in scan.asked if question.id in scan.answers]
    for question in draw.sample(questions, min(draw.randint(*rules.views_each), len(questions))):
        codes = list(scan.questionnaire.values_of(question))
        code, reasons = _seen(rules, codes, scan.answers[question.id], draw)
        response = draw.choice(rules.responses) if draw.random() < rules.responds else ""
        yield InventedView(question.id, code, draw.choice(reasons), response)


def _seen(rules: CaseworkModel, codes: Sequence[str], answer: str, draw: random.Random) -> tuple[str, Sequence[str]]:
    """Return another level than the owner chose, one up or down, and the reasons that go with it."""
    if answer not in codes:
        return codes[len(codes) // 2], rules.unknown_reasons
    place = codes.index(answer)
    step = draw.choice([step for step in (-1, 1) if 0 <= place + step < len(codes)])
    return codes[place + step], rules.lower_reasons if step < 0 else rules.higher_reasons


def _actions(
    rules: CaseworkModel, scan: Scan, agreed_at: datetime, *, today: date, draw: random.Random
) -> Iterator[Agreement]:
    first = day_of(agreed_at) + timedelta(rules.fewest_days_to_do)
    steps: Sequence[tuple[str, str | None]] = [(step.action.title, step.action.id) for step in scan.report.plan]
    own = [(draw.choice(rules.own_actions), None)] if draw.random() < rules.own_action else []
    for title, action_id in [*steps[: draw.randint(*rules.actions)], *own]:
        due_on = max(first, today + timedelta(draw.randint(*rules.due_days)))
        yield Agreement(title, draw.choice(rules.who), due_on, ActionStatus.PLANNED, action_id)


def _outcome(rules: CaseworkModel, status: CaseStatus, count: int, draw: random.Random) -> Sequence[ActionStatus]:
    """Return how it goes with what was agreed, as an adviser hears when following up."""
    heard: Mapping[CaseStatus, Mapping[ActionStatus, float]] = {
        CaseStatus.FOLLOWING_UP: rules.action_statuses,
        CaseStatus.CLOSED: rules.last_statuses,
    }
    return [one_of(heard[status], draw) for _ in range(count)] if status in heard else []


def _follow_up_on(
    rules: CaseworkModel, moments: Sequence[datetime], status: CaseStatus, *, today: date, draw: random.Random
) -> date | None:
    """Return when to ask again: after what was done last, and never once the case is closed."""
    if status not in (CaseStatus.PLAN_AGREED, CaseStatus.FOLLOWING_UP):
        return None
    return max(day_of(moments[-1]) + timedelta(1), today + timedelta(draw.choice(rules.follow_up_days)))
