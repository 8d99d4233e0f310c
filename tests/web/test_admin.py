"""The pages on which administrators look after organisations."""

from urllib.parse import urlencode

import pytest
from fastapi import FastAPI

from app.db.account_tables import OrganisationRow, SessionRow
from app.db.engine import Database
from app.domain.account import Account, Kind, Organisation
from tests import accounts
from tests.hostile.naughty import TEXTS, encoded
from tests.page import Page
from tests.services.members import count, log
from tests.visitor import ORIGIN, Visitor
from tests.web.desk import share
from tests.web.whole_site import finisher

ADVISERS = {
    "name": "Loket Salland",
    "email": "balie@loket.example",
    "phone": "0570 12 34 56",
    "door": "",
    "municipalities": "Deventer\r\n8101\r\nOlst-Wijhe\r\nDEVENTER",
    "province": "Overijssel",
}
NEW = "/beheer/organisaties/nieuw/adviesorganisatie"
KIND = {"content-type": "application/x-www-form-urlencoded", "origin": ORIGIN}
HOSTILE = '"><img src=x onerror=alert(1)>{{7*7}}${typed}'


def facts(page: Page) -> str:
    return " ".join("".join(row.itertext()) for row in page.all("dl"))


def test_the_first_page_says_where_to_begin_until_there_is_an_adviser(
    admin: Visitor, database: Database, advisers: Organisation
) -> None:
    assert "Zo begint u" in admin.get("/beheer").text

    accounts.account(database, advisers)

    page = admin.get("/beheer")
    assert "Zo begint u" not in page.text
    assert f"{advisers.name} 1 0" in page.text


def test_a_new_organisation_has_the_area_that_was_typed(admin: Visitor, database: Database) -> None:
    page = admin.post(NEW, ADVISERS)

    assert (page.status, page.heading) == (200, "Loket Salland")
    assert "Deventer, Raalte, Olst-Wijhe" in facts(page)
    assert "Toegevoegd Bea Jansen" in page.text
    assert [line[:2] for line in log(database)] == [("added_organisation", "Bea Jansen")]


def test_without_municipalities_the_area_is_that_of_the_door(admin: Visitor) -> None:
    page = admin.post(NEW, ADVISERS | {"municipalities": "", "door": "de_kien"})

    assert "De Kien in Deventer" in facts(page)
    assert facts(page).partition("Gebied")[2].split()[0] == "Deventer"


def test_without_municipalities_and_a_door_it_is_for_the_whole_country_and_says_so(admin: Visitor) -> None:
    assert "Het hele land" in facts(admin.post(NEW, ADVISERS | {"municipalities": ""}))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "\u200b", "naam van de organisatie"),
        ("name", "x" * 121, "121 tekens"),
        ("email", "", "e-mailadres"),
        ("email", "balie@loket", "naam@voorbeeld.nl"),
        ("phone", "bel maar", "“bel maar”"),
        ("province", "Brabant", "provincie"),
        ("door", "slim", "loket"),
        ("municipalities", "Deventer\nDevnter", "Bedoelt u Deventer?"),
        ("municipalities", "qqqqqq", "“qqqqqq”"),
    ],
)
def test_what_is_wrong_is_explained_and_what_was_typed_is_kept(
    admin: Visitor, database: Database, field: str, typed: str, said: str
) -> None:
    page = admin.post(NEW, ADVISERS | {field: typed})

    assert (page.status, page.title.startswith("Fout:")) == (422, True)
    assert [target for target, _ in page.errors] == [f"#{field}"]
    assert said in page.errors[0][1]
    assert log(database) == []


def test_all_that_was_typed_is_in_the_form_after_an_error(admin: Visitor) -> None:
    page = admin.post(NEW, ADVISERS | {"name": ""})

    (area,) = page.all("textarea")
    assert (area.text or "").split() == ["Deventer", "8101", "Olst-Wijhe", "DEVENTER"]
    typed = page.filled_in()
    assert {name: typed[name] for name in ("email", "phone", "province", "door")} == {
        name: ADVISERS[name] for name in ("email", "phone", "province", "door")
    }


def test_a_name_that_is_taken_is_explained(admin: Visitor, advisers: Organisation) -> None:
    page = admin.post(NEW, ADVISERS | {"name": advisers.name})

    assert page.status == 422
    assert advisers.name in page.errors[0][1]


def test_a_province_says_which_it_is(admin: Visitor) -> None:
    path = "/beheer/organisaties/nieuw/provincie"
    assert [target for target, _ in admin.post(path, {"name": "Provincie"}).errors] == ["#province"]

    assert "Gelderland" in facts(admin.post(path, {"name": "Provincie Gelderland", "province": "Gelderland"}))


def test_an_organisation_of_administrators_has_no_area_and_no_province(admin: Visitor, database: Database) -> None:
    admin.post("/beheer/organisaties/nieuw/beheer", ADVISERS)

    with database.read() as session:
        added = session.get_one(OrganisationRow, log(database)[0][3])
    assert (added.kind, added.municipalities, added.province) == ("admin", [], None)


def test_an_organisation_is_changed_in_its_form(admin: Visitor, advisers: Organisation) -> None:
    path = f"/beheer/organisaties/{advisers.id}/wijzigen"
    shown = admin.get(path)
    (area,) = shown.all("textarea")
    assert "Deventer" in (area.text or "").split("\n")

    page = admin.post(path, shown.filled_in() | {"municipalities": "Zwolle", "name": "Loket Zwolle"})

    assert page.heading == "Loket Zwolle"
    assert "Zwolle" in facts(page)
    assert "Deventer" not in facts(page)


def test_a_form_cannot_change_the_kind_or_the_id(admin: Visitor, database: Database, advisers: Organisation) -> None:
    changes = {"kind": "admin", "id": "99", "closed_at": "2026-01-01", "added_at": "2020-01-01"}

    admin.post(f"/beheer/organisaties/{advisers.id}/wijzigen", ADVISERS | changes)

    with database.read() as session:
        row = session.get_one(OrganisationRow, advisers.id)
    assert (row.kind, row.closed_at, row.name) == ("adviser", None, "Loket Salland")


def test_closing_asks_first(admin: Visitor, advisers: Organisation) -> None:
    path = f"/beheer/organisaties/{advisers.id}"

    assert admin.get(f"{path}/sluiten").heading == "Organisatie sluiten"
    assert "Deze organisatie is gesloten." not in admin.get(path).text


def test_closing_tells_of_the_scans_that_are_shared(site: FastAPI, admin: Visitor, advisers: Organisation) -> None:
    path = f"/beheer/organisaties/{advisers.id}/sluiten"
    assert "gedeelde scans" not in admin.get(path).text

    share(finisher(site), advisers)

    assert "Dat zijn er nu 1." in admin.get(path).text


def test_closing_signs_its_people_out(
    admin: Visitor, site: FastAPI, database: Database, advisers: Organisation
) -> None:
    adviser = accounts.signed_in(site, accounts.account(database, advisers))
    assert adviser.get("/adviseur").path == "/adviseur"

    page = admin.post(f"/beheer/organisaties/{advisers.id}/sluiten", {})

    assert "Deze organisatie is gesloten." in page.text
    assert adviser.get("/adviseur").path != "/adviseur"
    assert count(database, SessionRow) == 1


def test_nobody_is_invited_to_a_closed_organisation(admin: Visitor, advisers: Organisation) -> None:
    path = f"/beheer/organisaties/{advisers.id}"

    closed = admin.post(f"{path}/sluiten", {})

    assert "Iemand uitnodigen" not in closed.text
    assert admin.post(f"{path}/uitnodigen", {"person": "A", "email": "a@loket.example"}).status == 404


def test_a_closed_organisation_can_be_reopened(admin: Visitor, advisers: Organisation) -> None:
    path = f"/beheer/organisaties/{advisers.id}"
    admin.post(f"{path}/sluiten", {})

    page = admin.post(f"{path}/heropenen", {})

    assert "Iemand uitnodigen" in page.text


def test_nobody_closes_the_own_organisation(admin: Visitor, bea: Account) -> None:
    path = f"/beheer/organisaties/{bea.organisation.id}"
    assert f"{path}/sluiten" not in admin.get(path).links().values()

    page = admin.post(f"{path}/sluiten", {})

    assert (page.status, page.heading) == (409, "Dit kan niet bij uzelf")


@pytest.mark.parametrize("wrong", ["0", "999", "x", "1e3", "-1", "٣", "9" * 40, "01"])
def test_an_id_that_leads_nowhere_is_not_found(admin: Visitor, wrong: str) -> None:
    random = admin.get("/beheer/organisaties/12345678")

    for path in ("organisaties/{}", "organisaties/{}/wijzigen", "organisaties/{}/sluiten", "accounts/{}"):
        page = admin.get(f"/beheer/{path.format(wrong)}")
        assert page.status == 404
        assert page.response.text == random.response.text
    assert admin.get(f"/beheer/organisaties/nieuw/{wrong}").status == 404


@pytest.mark.parametrize("kind", [Kind.ADVISER, Kind.PROVINCE])
def test_it_is_for_administrators_alone(site: FastAPI, database: Database, kind: Kind) -> None:
    other = accounts.signed_in(site, accounts.account(database, accounts.organisation(database, kind)))

    assert other.get("/beheer").status == 403
    assert other.post(NEW, ADVISERS).status == 403
    assert log(database) == []


def test_a_hostile_name_is_shown_as_text_everywhere(admin: Visitor, database: Database) -> None:
    page = admin.post(NEW, ADVISERS | {"name": HOSTILE})
    organisation_id = log(database)[0][3]

    shown = [page, admin.get("/beheer"), admin.get(f"/beheer/organisaties/{organisation_id}/sluiten")]
    assert all(HOSTILE in each.text for each in shown)
    assert not any(each.all("img") for each in shown)


def test_whatever_is_typed_is_taken_or_explained(admin: Visitor) -> None:
    for text in TEXTS[::5]:
        sent = urlencode({**ADVISERS, **dict.fromkeys(("name", "municipalities", "phone", "email"), encoded(text))})
        reply = admin.client.post(NEW, content=sent.encode(), headers=KIND)
        assert Page(reply).status in (200, 400, 422)
