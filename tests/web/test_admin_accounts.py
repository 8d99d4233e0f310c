"""The pages on which administrators invite people and look after their accounts."""

import shlex
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from sqlmodel import select

from app.db.account_tables import AccountLinkRow, AccountRow, SessionRow
from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.domain.account import Account, Kind, Organisation
from app.domain.audit import AuditAction
from app.web.messages import message
from tests import accounts
from tests.page import Page
from tests.services.members import active, count, log
from tests.visitor import ORIGIN, Visitor
from tests.web.whole_site import stranger

ILSE = {"person": "Ilse Vos", "email": "Ilse@loket.example"}
ABOUT_ACCOUNTS = list(AuditAction)[list(AuditAction).index(AuditAction.ADDED_ORGANISATION) :]
HOSTILE = '"><img src=x onerror=alert(1)>{{7*7}}'


@pytest.fixture
def adviser(database: Database, advisers: Organisation) -> Account:
    return active(database, advisers)


def invite(admin: Visitor, organisation: Organisation, **changes: str) -> Page:
    return admin.post(f"/beheer/organisaties/{organisation.id}/uitnodigen", ILSE | changes)


def letters(database: Database) -> list[OutboxRow]:
    with database.read() as session:
        return list(session.exec(select(OutboxRow)).all())


def actions(page: Page) -> set[str]:
    """What can be done with an account: the last part of where the forms of its page go."""
    targets = [form.get("action", "") for form in page.all("form")]
    return {target.rpartition("/")[2] for target in targets if target.startswith("/beheer/")}


def test_an_invitation_goes_out_and_its_state_is_shown(
    admin: Visitor, database: Database, advisers: Organisation
) -> None:
    page = invite(admin, advisers)

    assert page.heading == "Ilse Vos"
    assert "Uitgenodigd" in page.text
    assert "Link werkt tot" in page.text
    assert "Bea Jansen" in page.text
    (letter,) = letters(database)
    assert letter.recipient == "ilse@loket.example"
    assert f"{ORIGIN}/inloggen/link/" in letter.text


def link_path(letter: OutboxRow) -> str:
    return "/inloggen/link/" + letter.text.partition(f"{ORIGIN}/inloggen/link/")[2].split()[0]


def test_with_the_link_in_the_letter_one_chooses_a_password(
    admin: Visitor, site: FastAPI, database: Database, advisers: Organisation
) -> None:
    invite(admin, advisers)

    page = stranger(site).post(link_path(letters(database)[0]), {})

    assert (page.status, page.path) == (200, "/inloggen/wachtwoord")


@pytest.mark.parametrize("closed", [False, True])
def test_who_is_shut_out_cannot_begin_with_an_earlier_link(
    admin: Visitor, site: FastAPI, database: Database, advisers: Organisation, closed: bool
) -> None:
    person = invite(admin, advisers).path

    admin.post(f"/beheer/organisaties/{advisers.id}/sluiten" if closed else f"{person}/blokkeren", {})

    assert stranger(site).post(link_path(letters(database)[0]), {}).path != "/inloggen/wachtwoord"
    assert count(database, SessionRow) == 1


def test_the_invited_person_is_on_the_page_of_the_organisation(admin: Visitor, advisers: Organisation) -> None:
    invite(admin, advisers)

    assert "Ilse Vos Uitgenodigd" in admin.get(f"/beheer/organisaties/{advisers.id}").text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("person", "\u200b"), ("person", "x" * 81), ("email", ""), ("email", "ilse"), ("email", "ilse@löket.example")],
)
def test_what_is_wrong_is_explained_and_what_was_typed_is_kept(
    admin: Visitor, database: Database, advisers: Organisation, field: str, typed: str
) -> None:
    page = invite(admin, advisers, **{field: typed})

    assert (page.status, page.title.startswith("Fout:")) == (422, True)
    assert [target for target, _ in page.errors] == [f"#{field}"]
    kept = {name: page.field(name).get("value") for name in ILSE}
    assert kept == ILSE | {field: typed}
    assert letters(database) == []


def test_an_address_that_is_in_use_is_said_with_where_it_is(
    admin: Visitor, database: Database, advisers: Organisation
) -> None:
    invite(admin, advisers)
    other = accounts.organisation(database, name="Ander loket")

    page = invite(admin, other, person="I. Vos", email="ILSE@loket.example")

    assert page.status == 422
    assert f"Ilse Vos bij {advisers.name}" in page.errors[0][1]
    assert "Bekijk het account met dit adres" in page.links()
    assert len(letters(database)) == 1


def test_without_a_mail_server_it_says_how_to_invite_on_the_server(
    make_app: Callable[..., FastAPI], database: Database, bea: Account
) -> None:
    admin = accounts.signed_in(make_app(), bea)
    odd = accounts.organisation(database, name='Loket "$(reboot)" ’t Gooi')
    path = f"/beheer/organisaties/{odd.id}"

    page = admin.get(path)

    assert shlex.split("".join(page.all("code")[0].itertext()))[-1] == odd.name
    assert not [field for field in page.all("input") if field.get("name") == "email"]
    assert admin.post(f"{path}/uitnodigen", ILSE).status == 404
    assert count(database, AccountRow) == 1


def test_without_a_mail_server_a_new_link_is_made_on_the_server(
    make_app: Callable[..., FastAPI], database: Database, bea: Account, adviser: Account, advisers: Organisation
) -> None:
    admin = accounts.signed_in(make_app(), bea)
    invited = accounts.account(database, advisers, email="o'ilse&co@loket.example")

    for path, told in ((str(invited.id), [invited.email]), (f"{adviser.id}/app", [adviser.email, "--reset-app"])):
        page = admin.get(f"/beheer/accounts/{path}")
        assert shlex.split("".join(page.all("code")[0].itertext())) == ["scan", "user", "link", *told]
        assert not actions(page) & {"uitnodigen", "app"}


def test_without_a_mail_server_no_page_makes_a_link(
    make_app: Callable[..., FastAPI], database: Database, bea: Account, adviser: Account, advisers: Organisation
) -> None:
    admin = accounts.signed_in(make_app(), bea)
    invited = accounts.account(database, advisers, name="Ilse Vos")

    for path in (f"{invited.id}/uitnodigen", f"{adviser.id}/app"):
        assert admin.post(f"/beheer/accounts/{path}", {}).status == 404
    assert (count(database, AccountLinkRow), log(database)) == (0, [])


def test_who_has_not_begun_is_invited_again(admin: Visitor, database: Database, advisers: Organisation) -> None:
    path = invite(admin, advisers).path
    before = count(database, AccountLinkRow)

    page = admin.post(f"{path}/uitnodigen", {})

    assert "De mail met de link gaat naar ilse@loket.example" in page.text
    assert (before, count(database, AccountLinkRow), len(letters(database))) == (1, 1, 2)


def test_who_is_active_is_not_offered_an_invitation(admin: Visitor, database: Database, adviser: Account) -> None:
    path = f"/beheer/accounts/{adviser.id}"
    assert actions(admin.get(path)) == {"uitloggen", "blokkeren"}

    page = admin.post(f"{path}/uitnodigen", {})

    assert "De mail met de link" not in page.text
    assert letters(database) == []


def test_blocking_ends_what_the_person_is_doing_and_can_be_undone(
    admin: Visitor, site: FastAPI, adviser: Account
) -> None:
    at_work = accounts.signed_in(site, adviser)
    assert at_work.get("/adviseur").path == "/adviseur"

    page = admin.post(f"/beheer/accounts/{adviser.id}/blokkeren", {})

    assert "Geblokkeerd" in page.text
    assert at_work.get("/adviseur").path != "/adviseur"
    assert actions(page) == {"deblokkeren"}
    assert "Actief" in admin.post(f"/beheer/accounts/{adviser.id}/deblokkeren", {}).text


def test_signing_somebody_out_says_so(admin: Visitor, site: FastAPI, adviser: Account) -> None:
    at_work = accounts.signed_in(site, adviser)

    page = admin.post(f"/beheer/accounts/{adviser.id}/uitloggen", {})

    assert "Deze persoon is overal uitgelogd." in page.text
    assert at_work.get("/adviseur").path != "/adviseur"


def test_a_reset_asks_first_and_sends_a_link(admin: Visitor, database: Database, adviser: Account) -> None:
    path = f"/beheer/accounts/{adviser.id}"
    assert admin.get(f"{path}/app").heading == "App losmaken"
    assert letters(database) == []

    page = admin.post(f"{path}/app", {})

    assert "App losgemaakt Bea Jansen" in page.text
    assert "uitnodigen" in actions(page)
    assert letters(database)[0].subject == "Voeg uw app opnieuw toe"


def test_on_the_own_page_nothing_can_be_done(admin: Visitor, database: Database, bea: Account) -> None:
    path = f"/beheer/accounts/{bea.id}"
    assert actions(admin.get(path)) <= {"uitnodigen"}

    for action in ("blokkeren", "app"):
        assert admin.post(f"{path}/{action}", {}).heading == "Dit kan niet bij uzelf"
    assert log(database) == []


def test_the_last_administrator_who_can_sign_in_stays(admin: Visitor, database: Database, bea: Account) -> None:
    other = active(database, bea.organisation, name="Els Bos")

    page = admin.post(f"/beheer/accounts/{other.id}/blokkeren", {})

    assert (page.status, page.heading) == (409, "Er moet een beheerder overblijven")
    assert log(database) == []


def test_the_states_of_an_account_are_told_apart(admin: Visitor, database: Database, advisers: Organisation) -> None:
    person = accounts.account(database, advisers, name="Ilse Vos")
    path = f"/beheer/accounts/{person.id}"
    assert "Uitgenodigd, maar de link is verlopen" in admin.get(path).text

    with database.write() as session:
        session.get_one(AccountRow, person.id).password_hash = "argon2"
    assert "nog geen app" in admin.get(path).text

    with database.write() as session:
        session.get_one(AccountRow, person.id).totp_since = datetime.now(UTC)
    assert "Actief" in admin.get(path).text

    admin.post(f"/beheer/organisaties/{advisers.id}/sluiten", {})
    assert "de organisatie is gesloten" in admin.get(path).text


def test_a_name_that_is_hostile_is_shown_as_text(admin: Visitor, advisers: Organisation) -> None:
    page = invite(admin, advisers, person=HOSTILE)

    shown = [page, admin.get(f"/beheer/organisaties/{advisers.id}"), admin.get(f"{page.path}/app")]
    assert all(HOSTILE in each.text for each in shown)
    assert not any(each.all("img") for each in shown)


@pytest.mark.parametrize("action", ["uitnodigen", "app", "uitloggen", "blokkeren", "deblokkeren"])
def test_an_account_that_is_not_there_is_not_found(admin: Visitor, database: Database, action: str) -> None:
    for account_id in ("999", "x", "9" * 30):
        assert admin.post(f"/beheer/accounts/{account_id}/{action}", {}).status == 404
    assert log(database) == []


@pytest.mark.parametrize("kind", [Kind.ADVISER, Kind.PROVINCE])
def test_it_is_for_administrators_alone(site: FastAPI, database: Database, kind: Kind, bea: Account) -> None:
    other = accounts.signed_in(site, accounts.account(database, accounts.organisation(database, kind)))
    before = count(database, SessionRow)

    assert other.get(f"/beheer/accounts/{bea.id}").status == 403
    for action in ("uitnodigen", "app", "uitloggen", "blokkeren", "deblokkeren"):
        assert other.post(f"/beheer/accounts/{bea.id}/{action}", {}).status == 403
    assert (count(database, SessionRow), log(database)) == (before, [])


@pytest.mark.parametrize("action", ABOUT_ACCOUNTS)
def test_every_action_with_an_account_has_words(action: AuditAction) -> None:
    assert message("account_log", action)
