"""The organisations of the demo, and what owners share with them."""

import random
from collections import Counter
from datetime import UTC, datetime

import pytest
from pyotp import TOTP
from sqlmodel import Session, col, select

from app.db.account_tables import AccountRow, OrganisationRow
from app.db.audit_tables import AuditRow
from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.db.sharing_tables import CaseRow, ConsentRow
from app.domain.account import Kind
from app.domain.dutch_days import day_of
from app.services import passwords, second_factor
from app.services.demo import DataPresentError, check_empty, invented_model
from app.services.demo_shares import some_of
from tests.accounts import organisation
from tests.conftest import NOW
from tests.services.filled import KEY, Filled


def test_three_kinds_of_people_can_sign_in(demo: Filled) -> None:
    with demo.database.read() as session:
        kinds = Counter(row.kind for row in session.exec(select(OrganisationRow)))

    assert kinds == {"adviser": 3, "province": 3, "admin": 1}
    assert {login.account.kind for login in demo.logins} == set(Kind)


def test_what_is_told_of_an_account_signs_in(demo: Filled) -> None:
    login, now = demo.logins[0], datetime.now(UTC)

    with demo.database.write() as session:
        row = session.get_one(AccountRow, login.account.id)
        assert passwords.is_right(login.password, row.password_hash)
        assert row.totp_since == NOW
        code = TOTP(login.totp_secret).at(now)
        assert second_factor.use_code(session, KEY, login.account.id, code, now=now)


def test_passwords_are_hard_to_guess_and_all_different(demo: Filled) -> None:
    for login in demo.logins:
        assert passwords.find_weakness(login.password, login.account, site_name="scan") is None
    assert len({login.password for login in demo.logins}) == len(demo.logins)
    assert len({login.totp_secret for login in demo.logins}) == len(demo.logins)


def test_of_many_scans_no_more_is_offered_than_advisers_can_do(demo: Filled) -> None:
    many = list(demo.stored) * 5

    offered = some_of(many, draw=random.Random(1))

    assert len(offered) == invented_model().sharing.at_most < len(many)
    assert some_of(demo.stored, draw=random.Random(1)) == demo.stored


def test_a_quarter_of_the_scans_is_shared(demo: Filled) -> None:
    with demo.database.read() as session:
        given = session.exec(select(ConsentRow)).all()

    assert 0.15 < len(given) / len(demo.stored) < 0.35


def test_a_case_is_of_the_organisation_of_its_area(demo: Filled) -> None:
    areas = {login.account.organisation.id: login.account.organisation.municipalities for login in demo.logins}
    places = {scan.id: scan.invented.company.profile.municipality for scan in demo.stored}

    with demo.database.read() as session:
        cases = session.exec(select(CaseRow)).all()

    assert len({case.organisation_id for case in cases}) == 3
    assert all(places[case.scan_id] in areas[case.organisation_id] for case in cases)


def test_what_is_over_has_no_case_and_keeps_its_consent(demo: Filled) -> None:
    with demo.database.read() as session:
        ended = session.exec(select(ConsentRow).where(col(ConsentRow.ended_at).is_not(None))).all()
        cases = session.exec(select(CaseRow)).all()

    assert {consent.ended_by for consent in ended} == {"owner", "expired"}
    assert not {consent.id for consent in ended} & {case.consent_id for case in cases}
    assert all(case.ends_on >= day_of(NOW) for case in cases)


def test_some_cases_have_a_question(demo: Filled) -> None:
    with demo.database.read() as session:
        questions = [bool(case.question) for case in session.exec(select(CaseRow))]

    assert set(questions) == {True, False}


def test_the_log_tells_who_opened_what(demo: Filled) -> None:
    names = {login.account.name for login in demo.logins if login.account.kind is Kind.ADVISER}

    with demo.database.read() as session:
        lines = _lines(session)

    assert {"shared", "opened", "withdrew", "expired"} <= lines.keys()
    assert {line.account_name for line in lines["opened"]} <= names
    assert all(line.at <= NOW for rows in lines.values() for line in rows)


def _lines(session: Session) -> dict[str, list[AuditRow]]:
    lines: dict[str, list[AuditRow]] = {}
    for row in session.exec(select(AuditRow)):
        lines.setdefault(row.action, []).append(row)
    return lines


def test_nobody_gets_mail(demo: Filled) -> None:
    with demo.database.read() as session:
        assert session.exec(select(OutboxRow)).all() == []


def test_no_address_can_exist(demo: Filled) -> None:
    with demo.database.read() as session:
        emails = [
            *session.exec(select(AccountRow.email)),
            *session.exec(select(OrganisationRow.email)),
            *session.exec(select(CaseRow.contact_email)),
        ]

    assert all(str(email).endswith(".example") for email in emails)


def test_a_database_with_an_organisation_alone_is_not_empty(database: Database) -> None:
    organisation(database)

    with pytest.raises(DataPresentError):
        check_empty(database)
