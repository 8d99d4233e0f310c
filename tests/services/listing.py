"""Lists of cases as advisers ask for them."""

from datetime import timedelta

from app.db.engine import Database
from app.domain.account import Account, Organisation
from app.domain.case import CaseLine
from app.domain.case_search import CaseList, CaseSearch, SearchChoices, read_search, search_choices
from app.domain.dutch_days import day_of
from app.municipalities import municipalities
from app.services import case_lists
from app.services.questionnaires import PublishedQuestionnaires
from tests.conftest import NOW
from tests.services.small_scans import SMALL


def somebody_of(organisation: Organisation) -> Account:
    """Return an adviser who never looked at anything."""
    return Account(id=0, name="Anna de Boer", email="anna@organisatie.example", organisation=organisation)


def search_of(**asked: str) -> tuple[CaseSearch, SearchChoices]:
    choices = search_choices(SMALL, municipalities())
    search, ignored = read_search(asked, choices)
    assert not ignored
    return search, choices


def page_of(database: Database, by: Account, *, days: int = 0, **asked: str) -> CaseList:
    today = day_of(NOW) + timedelta(days)
    return case_lists.list_cases(database, PublishedQuestionnaires(database), *search_of(**asked), by=by, today=today)


def listed(database: Database, by: Account, *, days: int = 0, **asked: str) -> list[CaseLine]:
    return list(page_of(database, by, days=days, **asked).lines)


def names(database: Database, by: Account, **asked: str) -> list[str]:
    return [line.name for line in page_of(database, by, days=0, **asked).lines]
