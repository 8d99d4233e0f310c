"""Administrators look after campaigns, and see how many scans come by each."""

from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from sqlmodel import col, select

from app.db.campaign_tables import CampaignRow
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain.account import Account, Kind
from app.domain.campaign import LONGEST_NAME, CampaignKind
from app.web.messages import message
from tests.accounts import account, organisation, signed_in
from tests.conftest import NOW
from tests.hostile.naughty import TEXTS, encoded
from tests.page import Page
from tests.redteam.canary import said_in
from tests.visitor import ORIGIN, Visitor
from tests.web.campaigning import CODE, PARK, end_campaign, start_campaign
from tests.web.cast import make_cast
from tests.web.test_participation import table
from tests.web.whole_site import asked, finisher

ALL, NEW, ONE = "/beheer/campagnes", "/beheer/nieuwe-campagne", f"/beheer/campagnes/{CODE}"
FORM = {"name": PARK, "kind": "park_manager", "code": CODE}
SECRET_NUMBERS = "Geef ze niet door en publiceer ze niet."


def come_by(site: FastAPI, code: str | None) -> Visitor:
    """Return an owner with a finished scan that came by this campaign and counts."""
    owner = finisher(site)
    with owner.site.database.write() as session:
        for row in session.exec(select(ScanRow).where(col(ScanRow.campaign).is_(None))):
            row.campaign, row.may_count, row.doubt = code, True, None
    return owner


def codes(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(session.exec(select(CampaignRow.code)))


@pytest.mark.parametrize("page", ["/beheer", "/beheer/deelname"])
def test_beheer_leads_to_it(admin: Visitor, site: FastAPI, page: str) -> None:
    finisher(site)

    assert ALL in admin.get(page).links().values()


def test_it_says_what_to_do_when_there_is_none(admin: Visitor) -> None:
    page = admin.get(ALL)

    assert page.heading == "Campagnes"
    assert "Er is nog geen campagne" in page.text
    assert NEW in page.links().values()


def test_a_new_campaign_has_a_link_and_a_code(admin: Visitor) -> None:
    page = admin.post(NEW, FORM)

    assert (page.path, page.heading) == (ONE, PARK)
    assert f"http://127.0.0.1:8000/via/{CODE}" in page.links().values()
    assert "QR-code van de link van deze campagne" in page.response.text
    assert "Toegevoegd Bea Jansen" in page.text


def test_a_code_may_be_typed_in_capitals(admin: Visitor, database: Database) -> None:
    admin.post(NEW, FORM | {"code": " Hessen-Poort "})

    assert codes(database) == [CODE]


def test_without_a_code_one_is_made(admin: Visitor, database: Database) -> None:
    page = admin.post(NEW, FORM | {"code": ""})

    (code,) = codes(database)
    assert (len(code), page.path) == (5, f"{ALL}/{code}")


def test_the_same_form_twice_makes_one_campaign(admin: Visitor, database: Database) -> None:
    pages = [admin.post(NEW, FORM | {"code": ""}) for _ in range(2)]

    assert pages[0].path == pages[1].path
    assert len(codes(database)) == 1


def test_a_code_that_is_taken_is_said_to_be(admin: Visitor, site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea, "hessenpoort", name="Iets anders")

    page = admin.post(NEW, FORM)

    assert (page.status, [target for target, _ in page.errors]) == (422, ["#code"])
    assert "Er is al een campagne met de code “hessen-poort”" in page.errors[0][1]
    assert page.field("name").get("value") == PARK


@pytest.mark.parametrize("code", ["ab", "a" * 21, "a b c", "café", "-abc", "a--b", "../x", "🍞🍞🍞"])
def test_a_text_that_cannot_be_a_code_stays_in_the_form(admin: Visitor, database: Database, code: str) -> None:
    page = admin.post(NEW, FORM | {"code": code})

    assert (page.status, [target for target, _ in page.errors]) == (422, ["#code"])
    assert page.field("code").get("value") == code
    assert codes(database) == []


def test_it_asks_for_a_name_and_a_kind(admin: Visitor) -> None:
    page = admin.post(NEW, {})

    assert page.status == 422
    assert page.errors == [("#name", message("campaigns", "name")), ("#kind", message("campaigns", "kind"))]


def test_a_name_that_is_too_long_is_kept_and_not_cut(admin: Visitor, database: Database) -> None:
    name = "a" * (LONGEST_NAME + 1)

    page = admin.post(NEW, FORM | {"name": name})

    assert (page.status, page.field("name").get("value"), codes(database)) == (422, name, [])
    assert "De naam heeft 81 tekens. Kort hem in tot 80 tekens." in page.text


def test_any_text_is_a_name_or_is_refused(admin: Visitor) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded", "origin": ORIGIN}
    for text in TEXTS[::5]:
        body = urlencode({"name": encoded(text), "kind": "other", "code": encoded(text)}).encode()
        assert Page(admin.client.post(NEW, content=body, headers=headers)).status in (200, 400, 422)


@pytest.mark.parametrize("kind", CampaignKind)
def test_every_kind_has_a_name(admin: Visitor, kind: CampaignKind) -> None:
    page = admin.post(NEW, FORM | {"kind": kind})

    assert message("campaign_kinds", kind) in page.text


def test_each_campaign_has_its_row_with_counts(admin: Visitor, site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea)
    come_by(site, CODE)

    (row,) = table(admin.get(ALL), "Aantal scans per campagne")

    assert row[0] == f"{PARK} Parkmanagement, code {CODE}"
    assert row[1:] == ["Begonnen 1", "Afgerond 1", "Gedeeld 0", "Mag meetellen 1", "Telt mee 1"]


def test_those_that_ended_come_last(admin: Visitor, site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea, "aaa", name="Almelo")
    start_campaign(site, bea, "zzz", name="Zwolle")
    end_campaign(site, bea, "aaa")

    rows = table(admin.get(ALL), "Aantal scans per campagne")

    assert [row[0].split()[0] for row in rows] == ["Zwolle", "Almelo"]
    assert "(beëindigd)" in rows[1][0]


def test_one_campaign_has_its_counts_per_quarter(admin: Visitor, site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea)
    come_by(site, CODE)
    come_by(site, "other")

    rows = table(admin.get(ONE), "Aantal scans via deze campagne")

    assert rows[-1][1:] == ["Begonnen 1", "Afgerond 1", "Gedeeld 0", "Mag meetellen 1", "Telt mee 1"]
    assert rows[-1][0].startswith("Heel 20")
    assert sum(row[1] == "Begonnen 1" for row in rows[:4]) == 1


def test_another_year_has_other_counts(admin: Visitor, site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea)
    owner = come_by(site, CODE)
    with owner.site.database.write() as session:
        session.exec(select(ScanRow)).one().started_at = NOW.replace(year=2020)

    rows = table(admin.get(f"{ONE}?jaar=2020"), "Aantal scans via deze campagne")

    assert rows[-1][:3] == ["Heel 2020", "Begonnen 1", "Afgerond 0"]


def test_it_says_that_no_scan_came_by_it_yet(admin: Visitor, site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea)
    assert "Er is nog geen scan begonnen." in admin.get(ONE).text

    come_by(site, None)

    assert "kwam er nog geen scan via deze campagne" in admin.get(ONE).text


@pytest.mark.parametrize("path", [ALL, ONE])
def test_it_says_that_these_numbers_are_for_nobody_else(admin: Visitor, site: FastAPI, bea: Account, path: str) -> None:
    start_campaign(site, bea)

    assert SECRET_NUMBERS in admin.get(path).text


def test_the_page_on_participation_counts_each_campaign(admin: Visitor, site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea)
    come_by(site, CODE)
    finisher(site)

    rows = table(admin.get("/beheer/deelname"), "Aantal scans per campagne")

    assert [row[:2] for row in rows] == [[PARK, "Begonnen 1"], ["Zonder campagne", "Begonnen 1"]]


def test_a_campaign_can_be_changed_but_keeps_its_code(admin: Visitor, site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea)
    form = admin.get(f"{ONE}/wijzigen").filled_in()

    page = admin.post(f"{ONE}/wijzigen", form | {"name": "Gemeente Zwolle", "kind": "municipality", "code": "zwolle"})

    assert (page.path, page.heading) == (ONE, "Gemeente Zwolle")
    assert "Gewijzigd Bea Jansen" in page.text


def test_a_change_that_is_wrong_keeps_what_was_typed(admin: Visitor, site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea)

    page = admin.post(f"{ONE}/wijzigen", {"name": " ", "kind": "toko"})

    assert (page.status, [target for target, _ in page.errors]) == (422, ["#name", "#kind"])
    assert admin.get(ONE).heading == PARK


def test_a_campaign_can_be_ended_and_resumed(admin: Visitor, site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea)

    ended = admin.post(f"{ONE}/beeindigen", {})
    resumed = admin.post(f"{ONE}/hervatten", {})

    assert "Deze campagne is beëindigd." in ended.text
    assert "/via/" not in " ".join(ended.links().values())
    assert "Deze campagne is beëindigd." not in resumed.text
    assert "Weer gestart Bea Jansen" in resumed.text


@pytest.mark.parametrize("path", ["", "/wijzigen"])
def test_a_campaign_that_is_not_there_is_not_found(admin: Visitor, path: str) -> None:
    assert admin.get(f"{ALL}/nergens{path}").status == 404


@pytest.mark.parametrize("kind", [Kind.ADVISER, Kind.PROVINCE])
def test_the_numbers_are_for_administrators_alone(site: FastAPI, bea: Account, database: Database, kind: Kind) -> None:
    start_campaign(site, bea)
    other = signed_in(site, account(database, organisation(database, kind, province="Overijssel")))

    assert {other.get(path).status for path in (ALL, NEW, ONE, f"{ONE}/wijzigen", "/beheer/deelname")} == {403}


def test_nobody_but_administrators_and_the_owner_sees_a_campaign(site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea, "kanariekooi", name="Kanariepiet")
    cast = make_cast(site, campaign="kanariekooi")
    site.state.site.renderer.start()
    seen = set()

    for _method, route in asked(site, "GET"):
        of_adviser = route.path.startswith("/adviseur")
        if of_adviser or route.path.startswith(("/provincie", "/api", "/open-data")):
            reply = cast.ask(cast.adviser if of_adviser else cast.province, "GET", route)
            seen |= {route.path} if "kanarie" in said_in(reply).lower() else set()

    assert seen == set()
    assert "kanarie" in cast.owner.get("/scan/controle").text
