"""Cases that were shared with an organisation, and what the timeline says of them."""

from app.db.engine import Database
from app.domain.account import Account
from app.domain.case import Case
from app.domain.dutch_days import day_of
from app.services import case_events, cases
from app.services.questionnaires import PublishedQuestionnaires
from tests.conftest import NOW
from tests.services.shares import cases as stored_cases
from tests.services.shares import scan_to_share, share


def case_for(database: Database, who: Account) -> Case:
    """Share a new scan with the organisation of this adviser, and return the case."""
    share(database, scan_to_share(database), who.organisation)
    key, published = stored_cases(database)[-1].key, PublishedQuestionnaires(database)
    return cases.get_case(database, published, key, organisation_id=who.organisation.id, today=day_of(NOW))


def told(database: Database, case: Case) -> list[tuple[str, str | None, dict[str, str]]]:
    """Return what the timeline tells since the case was shared, the oldest first: what, by whom, and the details."""
    lines = [(line.kind.value, line.account_name, dict(line.details)) for line in case_events.events_of(database, case)]
    return lines[::-1][1:]
