"""The cases of an organisation: only its own, only as long as there is consent, and who opened them."""

from datetime import timedelta

import pytest

from app.db.engine import Database
from app.domain.account import Account, Organisation
from app.domain.audit import AuditAction
from app.domain.case import Case
from app.domain.dutch_days import day_of
from app.domain.errors import CaseNotFoundError
from app.domain.scan import Scan
from app.domain.sharing import Scope
from app.services import cases, scans, sharing
from app.services.questionnaires import PublishedQuestionnaires
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.services.listing import listed, somebody_of
from tests.services.shares import LAST_DAY, OWNER, logged, scan_to_share, share
from tests.services.shares import cases as stored_cases

OTHER = "Kennispoort Zwolle"
LATER = NOW + timedelta(hours=1)


def opened(database: Database, key: str, of: Organisation, *, days: int = 0) -> Case:
    today = day_of(NOW) + timedelta(days)
    return cases.get_case(database, PublishedQuestionnaires(database), key, organisation_id=of.id, today=today)


def shared_case(database: Database, of: Organisation) -> tuple[Scan, Case]:
    scan = scan_to_share(database)
    share(database, scan, of)
    return scan, opened(database, stored_cases(database)[-1].key, of)


def look(database: Database, case: Case, by: Account, action: AuditAction = AuditAction.OPENED) -> None:
    cases.log_look(database, case, action, by=by, now=LATER)


def test_a_case_has_what_its_owner_told(content: Database) -> None:
    advisers = organisation(content)

    scan, case = shared_case(content, advisers)

    assert (case.scan.id, case.details, case.scope, case.ends_on) == (scan.id, OWNER, Scope.CASE, LAST_DAY)
    assert case.scan.answers == scan.answers


def test_another_organisation_sees_nothing(content: Database) -> None:
    _, case = shared_case(content, organisation(content))
    other = organisation(content, name=OTHER)

    assert listed(content, somebody_of(other)) == []
    with pytest.raises(CaseNotFoundError):
        opened(content, case.key, other)


def test_a_case_is_there_on_its_last_day_and_not_after(content: Database) -> None:
    advisers = organisation(content)
    _, case = shared_case(content, advisers)
    last = (LAST_DAY - day_of(NOW)).days

    assert opened(content, case.key, advisers, days=last)
    assert len(listed(content, somebody_of(advisers), days=last)) == 1
    assert listed(content, somebody_of(advisers), days=last + 1) == []
    with pytest.raises(CaseNotFoundError):
        opened(content, case.key, advisers, days=last + 1)


def test_a_withdrawn_case_is_gone_and_shared_again_it_is_another(content: Database) -> None:
    advisers = organisation(content)
    scan, case = shared_case(content, advisers)
    look(content, case, account(content, advisers))
    sharing.withdraw(content, scan.id, now=NOW + timedelta(hours=2))
    assert listed(content, somebody_of(advisers)) == []
    share(content, scan, advisers, now=NOW + timedelta(hours=3))

    (line,) = listed(content, somebody_of(advisers))

    assert line.key != case.key
    assert line.is_new
    with pytest.raises(CaseNotFoundError):
        opened(content, case.key, advisers)


def test_a_removed_scan_takes_its_case_along(content: Database) -> None:
    advisers = organisation(content)
    scan, _ = shared_case(content, advisers)

    scans.delete_scan(content, scan.id, now=NOW)

    assert listed(content, somebody_of(advisers)) == []


def test_who_looked_is_told_to_the_own_organisation(content: Database) -> None:
    advisers = organisation(content)
    scan, case = shared_case(content, advisers)
    anna, bert = account(content, advisers), account(content, advisers, name="Bert Bos")
    for who in (anna, bert):
        look(content, case, who)
    look(content, case, bert, AuditAction.DOWNLOADED)

    lines = cases.looks_at(content, case, advisers.id)

    assert [(line.account_name, line.action) for line in lines] == [
        ("Bert Bos", AuditAction.DOWNLOADED),
        ("Bert Bos", AuditAction.OPENED),
        ("Anna de Boer", AuditAction.OPENED),
    ]
    assert cases.looks_at(content, case, organisation(content, name=OTHER).id) == []
    sharing.withdraw(content, scan.id, now=LATER)
    share(content, scan, advisers, now=LATER + timedelta(hours=1))
    again = opened(content, stored_cases(content)[-1].key, advisers)
    assert cases.looks_at(content, again, advisers.id) == []


def test_a_look_at_what_was_withdrawn_meanwhile_is_refused_and_not_logged(content: Database) -> None:
    advisers = organisation(content)
    scan, case = shared_case(content, advisers)
    sharing.withdraw(content, scan.id, now=NOW)
    before = logged(content)

    with pytest.raises(CaseNotFoundError):
        look(content, case, account(content, advisers))

    assert logged(content) == before
