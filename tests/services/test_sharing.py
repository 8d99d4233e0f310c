"""A scan is shared with one organisation at a time, for as long as its owner agrees and no longer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import SQLModel, select

from app.db import cases as case_queries
from app.db.account_tables import OrganisationRow
from app.db.engine import Database
from app.db.sharing_tables import PassOnRow
from app.domain.account import Kind
from app.domain.dutch_days import day_of
from app.domain.errors import NotSharedError, OrganisationNotFoundError, ScanNotFoundError
from app.domain.scan import Scan
from app.domain.sharing import Scope, Terms
from app.rendering.letters import removed_letter, withdrawn_letter
from app.services import scans, sharing
from app.services.expired_shares import expire_shares
from app.services.mail import post_letter
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.services.shares import (
    LAST_DAY,
    LETTER,
    OWNER,
    cases,
    consents,
    letters,
    logged,
    scan_to_share,
    share,
)

TODAY = day_of(NOW)
OTHER = "Kennispoort Zwolle"
WARNED = datetime(2027, 2, 10, tzinfo=UTC)


def test_a_share_is_a_case_that_rests_on_a_consent(content: Database) -> None:
    scan, advisers = scan_to_share(content), organisation(content)

    assert share(content, scan, advisers) is None

    (case,), (consent,) = cases(content), consents(content)
    assert (case.organisation_id, case.ends_on, case.consent_id) == (advisers.id, LAST_DAY, consent.id)
    assert (consent.text_version, consent.scope, consent.given_at, consent.ended_at) == ("2026.1", "case", NOW, None)
    assert len(case.key) == len(consent.key) == 32


def test_the_owner_finds_what_was_told_and_agreed(content: Database) -> None:
    scan, advisers = scan_to_share(content), organisation(content)
    share(content, scan, advisers, scope=Scope.CASE_AND_FIGURES)

    found = sharing.get_share(content, scan.id, today=TODAY)

    assert (found.organisation.id, found.details) == (advisers.id, OWNER)
    assert found.terms == Terms(Scope.CASE_AND_FIGURES, "2026.1", LAST_DAY)


def test_the_organisation_gets_a_letter_without_a_name(content: Database) -> None:
    share(content, scan_to_share(content), organisation(content))

    assert letters(content) == [("balie@ondernemershuis.example", LETTER.subject)]


def test_a_share_that_fails_writes_no_letter_and_no_line(content: Database) -> None:
    with pytest.raises(OrganisationNotFoundError):
        share(content, scan_to_share(content), organisation(content, Kind.PROVINCE, name="Provincie"))

    assert (cases(content), consents(content), letters(content), logged(content)) == ([], [], [], [])


def test_a_closed_organisation_gets_nothing(content: Database) -> None:
    scan, advisers = scan_to_share(content), organisation(content)
    close(content, advisers.id)

    with pytest.raises(OrganisationNotFoundError):
        share(content, scan, advisers)


def test_a_scan_that_is_gone_cannot_be_shared(content: Database) -> None:
    scan, advisers = scan_to_share(content), organisation(content)
    scans.delete_scan(content, scan.id, now=NOW)

    with pytest.raises(ScanNotFoundError):
        share(content, scan, advisers)


def test_a_second_organisation_gets_nothing_while_the_first_has_it(content: Database) -> None:
    scan, advisers, others = scan_to_share(content), organisation(content), organisation(content, name=OTHER)
    share(content, scan, advisers)

    there = share(content, scan, others)

    assert there is not None
    assert there.organisation.id == advisers.id
    assert [case.organisation_id for case in cases(content)] == [advisers.id]
    assert len(letters(content)) == 1


def test_the_same_asked_twice_is_done_once(content: Database) -> None:
    scan, advisers = scan_to_share(content), organisation(content)

    assert [share(content, scan, advisers) for _ in range(2)] == [None, None]

    assert (len(consents(content)), len(letters(content)), logged(content)) == (1, 1, ["shared"])


def test_of_two_at_once_one_shares(content: Database) -> None:
    scan = scan_to_share(content)
    both = [organisation(content), organisation(content, name=OTHER)]

    with ThreadPoolExecutor() as threads:
        there = list(threads.map(lambda advisers: share(content, scan, advisers), both))

    assert sorted(one is None for one in there) == [False, True]
    assert (len(cases(content)), len(letters(content))) == (1, 1)


def test_changed_details_are_stored_and_logged(content: Database) -> None:
    scan = shared(content)

    assert sharing.change_details(content, scan.id, replace(OWNER, question="Iets anders"), now=NOW) is None

    assert (cases(content)[0].question, logged(content)) == ("Iets anders", ["shared", "changed_share"])


def test_details_that_changed_elsewhere_are_left(content: Database) -> None:
    scan = shared(content)
    sharing.change_details(content, scan.id, replace(OWNER, name="Piet"), now=NOW)

    there = sharing.change_details(content, scan.id, replace(OWNER, name="Klaas"), seen=OWNER.digest, now=NOW)

    assert there is not None
    assert there.details.name == cases(content)[0].contact_name == "Piet"


def test_other_terms_rest_on_a_consent_of_their_own(content: Database) -> None:
    scan = shared(content)
    terms = Terms(Scope.CASE_AND_FIGURES, "2026.1", date(2027, 11, 20))

    assert sharing.agree_anew(content, scan.id, terms, now=NOW) is None

    before, after = consents(content)
    assert (before.ended_at, before.ended_by, before.ends_on) == (NOW, "replaced", LAST_DAY)
    assert (cases(content)[0].consent_id, cases(content)[0].ends_on) == (after.id, terms.ends_on)
    assert (after.scope, after.ended_at) == ("case_and_figures", None)


def test_terms_that_changed_elsewhere_are_left(content: Database) -> None:
    scan = shared(content)
    seen = sharing.get_share(content, scan.id, today=TODAY).terms.digest
    sharing.agree_anew(content, scan.id, Terms(Scope.CASE, "2026.1", date(2027, 5, 20)), now=NOW)

    there = sharing.agree_anew(content, scan.id, Terms(Scope.CASE, "2026.1", date(2027, 11, 20)), seen=seen, now=NOW)

    assert there is not None
    assert there.terms.ends_on == cases(content)[0].ends_on == date(2027, 5, 20)


def test_the_same_terms_need_no_new_consent(content: Database) -> None:
    scan = shared(content)

    assert sharing.agree_anew(content, scan.id, Terms(Scope.CASE, "2026.1", LAST_DAY), now=NOW) is None

    assert len(consents(content)) == 1


def test_it_is_not_prolonged_for_an_organisation_that_is_closed(content: Database) -> None:
    scan = shared(content)
    close(content, cases(content)[0].organisation_id)

    with pytest.raises(OrganisationNotFoundError):
        sharing.agree_anew(content, scan.id, Terms(Scope.CASE, "2026.1", date(2027, 5, 20)), now=NOW)


def test_withdrawing_ends_the_case_and_keeps_the_proof(content: Database) -> None:
    scan = shared(content)

    sharing.withdraw(content, scan.id, letter=LETTER, now=NOW)

    assert cases(content) == []
    assert [(one.ended_at, one.ended_by) for one in consents(content)] == [(NOW, "owner")]
    assert logged(content) == ["shared", "withdrew"]


def test_mail_about_a_share_that_waits_goes_with_it(content: Database) -> None:
    scan, desk = shared(content), "balie@ondernemershuis.example"
    expire_shares(content, can_mail=True, now=WARNED)
    waiting = letters(content)

    sharing.withdraw(content, scan.id, letter=withdrawn_letter(), now=NOW)

    assert [recipient for recipient, _ in waiting] == [desk, OWNER.email]
    assert letters(content) == [(desk, withdrawn_letter().subject)]


def test_mail_with_the_link_of_the_scan_stays(content: Database) -> None:
    scan = shared(content)
    with content.write() as session:
        post_letter(session, LETTER, recipient=OWNER.email, scan_id=scan.id, now=NOW)

    sharing.withdraw(content, scan.id, now=NOW)

    assert letters(content) == [(OWNER.email, LETTER.subject)]


def test_an_adviser_who_has_the_case_open_finds_it_no_more(content: Database) -> None:
    scan, advisers = scan_to_share(content), organisation(content)
    share(content, scan, advisers)
    key = cases(content)[0].key
    assert finds(content, key, advisers.id)

    sharing.withdraw(content, scan.id, now=NOW)

    assert not finds(content, key, advisers.id)


def test_withdrawing_twice_is_done_once(content: Database) -> None:
    scan = shared(content)

    for _ in range(2):
        sharing.withdraw(content, scan.id, letter=LETTER, now=NOW)

    assert (logged(content), len(letters(content))) == (["shared", "withdrew"], 1)


def test_what_is_changed_after_withdrawing_is_not_stored(content: Database) -> None:
    scan = shared(content)
    sharing.withdraw(content, scan.id, now=NOW)

    with pytest.raises(NotSharedError):
        sharing.change_details(content, scan.id, replace(OWNER, name="Piet"), now=NOW)


def test_it_can_be_shared_with_another_afterwards(content: Database) -> None:
    scan, others = shared(content), organisation(content, name=OTHER)
    sharing.withdraw(content, scan.id, now=NOW)

    assert share(content, scan, others) is None

    assert [case.organisation_id for case in cases(content)] == [others.id]


def test_an_erased_scan_ends_its_case(content: Database) -> None:
    scan = shared(content)

    scans.delete_scan(content, scan.id, now=NOW)

    assert cases(content) == []
    assert [one.ended_by for one in consents(content)] == ["scan_removed"]
    assert logged(content) == ["shared", "removed_scan"]


def test_the_organisation_hears_once_that_a_scan_was_erased(content: Database) -> None:
    scan = shared(content)

    for _ in range(2):
        scans.delete_scan(content, scan.id, letter=removed_letter(), now=NOW)

    assert letters(content) == [("balie@ondernemershuis.example", "Een gedeelde scan is verwijderd")]
    assert logged(content) == ["shared", "removed_scan"]


def test_a_scan_that_is_not_shared_is_erased_in_silence(content: Database) -> None:
    scan = scan_to_share(content)

    scans.delete_scan(content, scan.id, letter=removed_letter(), now=NOW)

    assert (letters(content), logged(content)) == ([], [])


def test_withdrawing_and_erasing_at_once_end_it_once(content: Database) -> None:
    scan = shared(content)
    ways = [sharing.withdraw, scans.delete_scan] * 2

    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda end: end(content, scan.id, letter=LETTER, now=NOW), ways))

    assert (len(logged(content)), len(letters(content)), cases(content)) == (2, 1, [])


def test_a_wish_to_pass_it_on_goes_with_the_case(content: Database) -> None:
    scan, others = shared(content), organisation(content, name=OTHER)
    asked_by, case = account(content, others), cases(content)[0]
    with content.write() as session:
        session.add(
            PassOnRow(
                case_id=case.id or 0,
                organisation_id=others.id,
                asked_by=asked_by.id,
                reason="Past beter",
                token_hash="0" * 64,
                asked_at=NOW,
                expires_at=NOW,
            )
        )

    sharing.withdraw(content, scan.id, now=NOW)

    with content.read() as session:
        assert session.exec(select(PassOnRow)).all() == []


def test_all_that_points_at_a_case_goes_with_it() -> None:
    keys = [key for table in SQLModel.metadata.tables.values() for key in table.foreign_keys]

    pointing = {key.parent.table.name: key.ondelete for key in keys if key.column.table.name == "adviser_case"}

    assert "pass_on" in pointing
    assert set(pointing.values()) == {"CASCADE"}


def shared(content: Database) -> Scan:
    scan = scan_to_share(content)
    share(content, scan, organisation(content))
    return scan


def finds(content: Database, key: str, organisation_id: int) -> bool:
    with content.read() as session:
        return case_queries.find_case(session, key, organisation_id=organisation_id, today=TODAY) is not None


def close(content: Database, organisation_id: int) -> None:
    with content.write() as session:
        session.get_one(OrganisationRow, organisation_id).closed_at = NOW
