"""Queries that count the cases of an organisation, without loading any."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from app.db.case_tables import AgreedActionRow, CaseScoreRow
from app.db.cases import CasesOf
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import CaseRow
from app.domain.agreed_action import OPEN_STATUSES, ActionStatus
from app.domain.case import CaseStatus
from app.domain.portfolio import ActionGroup, CaseGroup, ScoreGroup

_Alike = Sequence[ColumnElement[Any] | Mapped[Any]]


def group_cases(session: Session, own: CasesOf) -> Sequence[CaseGroup]:
    alike: _Alike = (
        col(CaseRow.status),
        col(ScanRow.sector),
        col(ScanRow.size),
        func.coalesce(ScanRow.municipality, ""),
        col(CaseRow.assignee_id).is_not(None),
        case((col(CaseRow.follow_up_on) <= own.today, col(CaseRow.follow_up_on)), else_=None),
    )
    found = select(*alike, func.count()).join(ScanRow, col(ScanRow.id) == CaseRow.scan_id)
    rows = session.execute(found.where(*own.conditions).group_by(*alike))
    return [CaseGroup(CaseStatus(status), *rest) for status, *rest in rows]


def group_scores(session: Session, own: CasesOf) -> Sequence[ScoreGroup]:
    alike: _Alike = col(CaseScoreRow.element_id), col(CaseScoreRow.level)
    found = select(*alike, func.count(), func.sum(CaseScoreRow.score)).join(
        CaseRow, col(CaseRow.id) == CaseScoreRow.case_id
    )
    rows = session.execute(found.where(*own.conditions).group_by(*alike))
    return [ScoreGroup(element, level, count, Fraction(total)) for element, level, count, total in rows]


def group_actions(session: Session, own: CasesOf) -> Sequence[ActionGroup]:
    is_late = and_(col(AgreedActionRow.due_on) < own.today, col(AgreedActionRow.status).in_(OPEN_STATUSES))
    alike: _Alike = col(AgreedActionRow.status), case((is_late, 1), else_=0)
    found = select(*alike, func.count()).join(CaseRow, col(CaseRow.id) == AgreedActionRow.case_id)
    rows = session.execute(found.where(*own.conditions).group_by(*alike))
    return [ActionGroup(ActionStatus(status), bool(late), count) for status, late, count in rows]
