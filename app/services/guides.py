"""Prepares the talk of an adviser with an owner, from a case and what advisers would answer."""

from datetime import datetime
from functools import cache
from pathlib import Path

from app.content import read_yaml
from app.db.engine import Database
from app.domain.case import Case
from app.domain.conversation import ConversationRules, Guide, prepare_guide
from app.domain.dutch_days import day_of
from app.domain.operator import Operator
from app.services.second_views import views_of


@cache
def conversation_rules() -> ConversationRules:
    return ConversationRules.model_validate(read_yaml(Path(__file__).parent / "conversation.yaml", "conversation.yaml"))


def guide_of(database: Database, case: Case, operator: Operator, *, now: datetime) -> Guide:
    """Return the talk prepared for a scan that is finished."""
    return prepare_guide(
        case.scan.report,
        conversation_rules(),
        checks=operator.schemes,
        today=day_of(now),
        views={view.question_id: view.code for view in views_of(database, case)},
    )
