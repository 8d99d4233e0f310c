"""The link of a campaign, and its code in the form of a company."""

import json
from urllib.parse import quote, urlencode

import pytest
from fastapi import FastAPI
from sqlmodel import select

from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain.account import Account
from tests.hostile.naughty import TEXTS, encoded
from tests.visitor import COMPANY, ORIGIN, Visitor
from tests.web.campaigning import CODE, PARK, end_campaign, start_campaign
from tests.web.test_company import facts
from tests.web.whole_site import beginner, stranger

UNKNOWN = "Wij kennen deze code niet. Kijk op uw kaartje, of laat dit leeg."


@pytest.fixture
def running(site: FastAPI, bea: Account) -> FastAPI:
    """A site with a campaign."""
    start_campaign(site, bea)
    return site


@pytest.fixture
def owner(running: FastAPI) -> Visitor:
    """Somebody who comes by, without a scan."""
    return stranger(running)


def stored(database: Database) -> str | None:
    with database.read() as session:
        return session.exec(select(ScanRow.campaign)).one()


@pytest.mark.parametrize("path", [f"/via/{CODE}", "/via/HESSENPOORT", "/via/hessen%20poort"])
def test_the_link_shows_the_home_page_and_who_sent_it(owner: Visitor, path: str) -> None:
    page = owner.get(path)

    assert (page.status, page.heading) == (200, owner.get("/").heading)
    assert f"U komt via {PARK}." in page.text


def test_every_way_to_start_keeps_the_campaign(owner: Visitor) -> None:
    for _ in range(2):
        to_start = [link for link in owner.get(f"/via/{CODE}").links().values() if link.startswith("/start")]
        assert to_start == [f"/start?via={CODE}"]
        owner.start()


def test_the_link_leaves_nothing_in_the_browser(owner: Visitor) -> None:
    owner.get(f"/via/{CODE}")

    assert not owner.client.cookies


def test_a_link_checker_gets_the_same_answer(owner: Visitor) -> None:
    assert owner.client.head(f"/via/{CODE}").status_code == 200


@pytest.mark.parametrize("code", ["nergens", "a", "0" * 3000, "é", "..%2f", "%F0%9F%8D%9E", "hessen-poort'--", "%00"])
def test_a_code_of_no_campaign_leads_to_the_home_page(owner: Visitor, code: str) -> None:
    reply = owner.client.get(f"/via/{code}", follow_redirects=False)

    expected = (404, None) if code in ("%00", "..%2f") else (303, "/")
    assert (reply.status_code, reply.headers.get("location")) == expected


def test_the_link_of_a_campaign_that_ended_leads_to_the_home_page(owner: Visitor, site: FastAPI, bea: Account) -> None:
    end_campaign(site, bea)

    page = owner.get(f"/via/{CODE}")

    assert (page.path, PARK in page.text) == ("/", False)


def test_a_name_is_shown_as_it_was_typed(owner: Visitor, site: FastAPI, bea: Account) -> None:
    name = "’s-Gravenhage <b>& Zn</b> {{ 7*7 }}"
    start_campaign(site, bea, "haag", name=name)

    assert name in owner.get("/via/haag").text


def test_the_form_that_the_link_leads_to_has_the_code(owner: Visitor, database: Database) -> None:
    form = owner.get(f"/start?via={CODE}").filled_in()

    owner.post("/start", form | COMPANY)

    assert (form["campaign"], stored(database)) == (CODE, CODE)


@pytest.mark.parametrize("query", ["", "?via=", "?via=nergens", f"?via={'x' * 3000}", "?via=%00", "?via=a&via=b"])
def test_the_form_is_as_usual_without_a_campaign(owner: Visitor, query: str) -> None:
    page = owner.get(f"/start{query}")

    assert page.field("campaign").get("value") == ""
    assert "via" not in page.filled_in()


def test_the_form_has_no_code_of_a_campaign_that_ended(owner: Visitor, site: FastAPI, bea: Account) -> None:
    end_campaign(site, bea)

    assert owner.get(f"/start?via={CODE}").field("campaign").get("value") == ""


@pytest.mark.parametrize("typed", [CODE, "HESSEN POORT", " hessenpoort ", "Hessen–Poort"])
def test_a_code_can_be_typed(owner: Visitor, database: Database, typed: str) -> None:
    owner.start(campaign=typed)

    assert stored(database) == CODE


@pytest.mark.parametrize("typed", ["", "  ", "\u200b"])
def test_a_scan_needs_no_code(owner: Visitor, database: Database, typed: str) -> None:
    owner.start(campaign=typed)

    assert stored(database) is None


def test_a_code_that_is_not_known_is_kept_in_the_form(owner: Visitor, database: Database) -> None:
    page = owner.start(campaign="Hessenpoortt")

    assert (page.status, page.errors) == (422, [("#campaign", UNKNOWN)])
    assert page.field("campaign").get("value") == "Hessenpoortt"
    assert [found.get("open") for found in page.all("details") if "campagne" in "".join(found.itertext())] == [""]


def test_a_typed_code_of_a_campaign_that_ended_is_not_known(owner: Visitor, site: FastAPI, bea: Account) -> None:
    end_campaign(site, bea)

    assert owner.start(campaign=CODE).errors == [("#campaign", UNKNOWN)]


def test_a_campaign_that_ended_while_its_link_was_in_use_is_dropped_without_a_word(
    owner: Visitor, site: FastAPI, bea: Account, database: Database
) -> None:
    form = owner.get(f"/start?via={CODE}").filled_in()
    end_campaign(site, bea)

    page = owner.post("/start", form | COMPANY)

    assert (page.status, stored(database)) == (200, None)


def test_a_slip_elsewhere_keeps_the_code_and_how_it_came(owner: Visitor) -> None:
    form = owner.get(f"/start?via={CODE}").filled_in()

    again = owner.post("/start", form | COMPANY | {"sector": ""}).filled_in()

    assert (again["campaign"], again["via"]) == (CODE, CODE)


def test_whatever_is_typed_as_a_code_is_stored_nowhere(running: FastAPI, database: Database) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded", "origin": ORIGIN}
    for text in TEXTS[::3]:
        body = urlencode({**COMPANY, "campaign": encoded(text), "via": encoded(text)}).encode()
        reply = stranger(running).client.post("/start", content=body, headers=headers, follow_redirects=False)
        assert reply.status_code in (303, 400, 422)

    with database.read() as session:
        assert set(session.exec(select(ScanRow.campaign))) == {None}


def test_an_owner_can_fill_in_change_and_clear_it_later(owner: Visitor, database: Database) -> None:
    owner.start()
    found = []

    for typed in (CODE.upper(), ""):
        owner.change_company(campaign=typed)
        found.append(stored(database))

    assert found == [CODE, None]


def test_a_stored_code_stays_when_its_campaign_ends(
    owner: Visitor, site: FastAPI, bea: Account, database: Database
) -> None:
    owner.start(campaign=CODE)
    end_campaign(site, bea)

    page = owner.change_company(company_name="Jansen")

    assert (page.status, stored(database)) == (200, CODE)


def test_a_form_that_does_not_ask_it_leaves_it_as_it_is(owner: Visitor, database: Database) -> None:
    owner.start(campaign=CODE)
    form = owner.get("/scan/bedrijf").filled_in()
    del form["campaign"]

    owner.post("/scan/bedrijf", form)

    assert stored(database) == CODE


def test_a_code_that_was_stored_elsewhere_meanwhile_is_pointed_out(owner: Visitor) -> None:
    owner.start()
    stale = owner.get("/scan/bedrijf").filled_in()
    owner.change_company(campaign=CODE)

    page = owner.post("/scan/bedrijf", stale | {"goal": "groei"})

    assert page.status == 409
    assert ("#campaign", f"Bij “Campagne” staat nu bij ons: {CODE}.") in page.errors


def test_the_check_and_the_scan_file_tell_it(owner: Visitor) -> None:
    owner.start(campaign=CODE)

    assert facts(owner.get("/scan/controle"))["Campagne"] == CODE
    assert json.loads(owner.client.get("/scan/scanbestand.json").content)["company"]["campaign"] == CODE


def test_the_privacy_page_says_what_it_is_for(owner: Visitor) -> None:
    assert "De code van een campagne" in owner.get("/privacy").text


@pytest.mark.parametrize("path", ["/adviseur/samen", "/workshop/ABC234/begin"])
def test_who_starts_with_an_adviser_is_not_asked(running: FastAPI, path: str) -> None:
    page = beginner(running).get(path)

    assert 'name="campaign"' not in page.response.text


def test_addresses_with_odd_signs_are_no_error(owner: Visitor) -> None:
    queries = [urlencode({"via": encoded(text)}) for text in TEXTS[::5]]

    assert {owner.client.get(f"/start?{query}").status_code for query in queries} == {200}
    paths = [quote(encoded(text), safe="") for text in TEXTS[::5] if text and len(text) < 500]
    statuses = {owner.client.get(f"/via/{path}", follow_redirects=False).status_code for path in paths}
    assert statuses <= {303, 404}
