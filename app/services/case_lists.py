"""Lists of the cases of an adviser organisation: a page to read, or all of it to take along, which the log tells."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from app.db import case_lists
from app.db.case_lists import Asked, FoundCase
from app.db.engine import Database
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.domain.case import CaseLine, CaseStatus
from app.domain.case_search import CaseList, CaseSearch, SearchChoices, page_count
from app.domain.dutch_days import day_of
from app.domain.profile import labelled
from app.municipalities import municipalities
from app.services.audit import add_lines_on_scans
from app.services.questionnaires import PublishedQuestionnaires

MOST_EXPORTED = 10_000


def list_cases(
    database: Database,
    published: PublishedQuestionnaires,
    search: CaseSearch,
    choices: SearchChoices,
    *,
    by: Account,
    today: date,
) -> CaseList:
    """Return the page of cases that was asked for, or the last one before it."""
    asked = _asked(search, choices, by=by, today=today)
    with database.read() as session:
        places = case_lists.find_municipalities(session, asked)
        count = case_lists.count_found(session, asked)
        page = min(search.page, page_count(count))
        found = case_lists.find_page(session, asked, page, count=count) if count else []
        has_any = bool(count or case_lists.count_found(session, replace(asked, search=CaseSearch())))
    lines = [_line(case, published) for case in found]
    return CaseList(lines, page=page, count=count, has_any=has_any, municipalities=places)


def _asked(search: CaseSearch, choices: SearchChoices, *, by: Account, today: date) -> Asked:
    levels = choices.below(search.below) if search.below else ()
    return Asked(search, levels, organisation_id=by.organisation.id, account_id=by.id, today=today)


def _line(case: FoundCase, published: PublishedQuestionnaires) -> CaseLine:
    choices = published.get(case.questionnaire_hash).profile
    return CaseLine(
        key=case.key,
        company_name=case.company_name,
        contact_name=case.contact_name,
        sector=labelled(choices.sectors, case.sector),
        size=labelled(choices.sizes, case.size),
        municipality=municipalities()[case.municipality].name if case.municipality else None,
        question=case.question,
        shared_on=day_of(case.shared_at),
        ends_on=case.ends_on,
        status=CaseStatus(case.status),
        assignee=case.assignee,
        follow_up_on=case.follow_up_on,
        is_new=case.is_new,
        is_changed=bool(case.is_changed),
    )


def export_cases(
    database: Database,
    published: PublishedQuestionnaires,
    search: CaseSearch,
    choices: SearchChoices,
    *,
    by: Account,
    now: datetime,
) -> Sequence[CaseLine] | None:
    """Return all cases that were asked for, each with a line in the log of its owner; None if they are too many."""
    asked = _asked(search, choices, by=by, today=day_of(now))
    with database.write() as session:
        found = case_lists.lock_found(session, asked, most=MOST_EXPORTED + 1)
        if len(found) > MOST_EXPORTED:
            return None
        add_lines_on_scans(session, AuditAction.EXPORTED, [case.secret_hash for case in found], by=by, now=now)
    return [_line(case, published) for case in found]
