"""The pages that say who we are and what we do, before and after an operator takes the site into use."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest

from tests.page import Page, text_of
from tests.visitor import COMPANY, Visitor

PAGES = ("/", "/privacy", "/toegankelijkheid", "/methode", "/vraag", "/cookies-en-javascript")
NOT_IN_USE = "nog niet in gebruik genomen"
BLOCKS = ("p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3")


@pytest.mark.parametrize("path", PAGES)
def test_it_is_there_with_and_without_an_organisation(visitor: Visitor, in_use: Visitor, path: str) -> None:
    assert [visitor.get(path).status, in_use.get(path).status] == [200, 200]


@pytest.mark.parametrize("path", PAGES)
def test_its_links_within_the_site_lead_somewhere(in_use: Visitor, path: str) -> None:
    page = in_use.get(path)
    ids = {element.get("id") for element in page.root.iter()}

    for address in page.links().values():
        if address.startswith("#"):
            assert address[1:] in ids
        elif address.startswith("/"):
            assert in_use.get(address).status == 200


@pytest.mark.parametrize("path", PAGES)
def test_its_sentences_are_short(visitor: Visitor, in_use: Visitor, path: str) -> None:
    for page in (visitor.get(path), in_use.get(path)):
        assert [sentence for sentence in sentences(page) if len(sentence.split()) > 20] == []


@pytest.mark.parametrize("path", PAGES)
def test_what_the_organisation_wrote_stays_text(in_use: Visitor, path: str) -> None:
    page = in_use.get(path)

    assert "Deze site is van Provincie <script>alert(1)</script> & Zonen." in page.text
    assert [script for script in page.all("script") if not script.get("src")] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_it(visitor: Visitor, path: str) -> None:
    assert path in visitor.get("/bestaat-niet").links().values()


def test_privacy_tells_which_report_is_made_unasked(visitor: Visitor) -> None:
    text = visitor.get("/privacy").text

    assert "Wij maken het als u uw resultaat bekijkt. De korte versie maken wij pas als u die opent." in text


@pytest.mark.parametrize("path", PAGES)
def test_search_engines_may_show_it(visitor: Visitor, path: str) -> None:
    names = [meta.get("name") for meta in visitor.get(path).all("meta")]

    assert "description" in names
    assert "robots" not in names


def test_privacy_says_that_nobody_is_responsible_yet(visitor: Visitor, in_use: Visitor) -> None:
    assert NOT_IN_USE in visitor.get("/privacy").text
    assert NOT_IN_USE not in in_use.get("/privacy").text


@pytest.mark.parametrize(
    "fact",
    [
        "Postbus 1, 8000 AA Zwolle",
        "Mevrouw Janssen",
        "artikel 6, lid 1, onder e, AVG",
        "Bedrijf Wolk in Deventer bewaart de gegevens.",
        "nog niet af is: 31 dagen na uw laatste wijziging",
        "die af is: 1 jaar na uw laatste wijziging",
        "Reservekopieën, hoogstens 8 dagen",
        "Waar deze termijnen vandaan komen: Besluit van de provincie.",
        "hoogstens 90 dagen staan",
    ],
)
def test_privacy_says_what_the_organisation_decided(in_use: Visitor, fact: str) -> None:
    assert fact in in_use.get("/privacy").text


@pytest.mark.parametrize(
    "fact",
    [
        "De grondslag in de wet Nog niet vastgesteld.",
        "Functionaris gegevensbescherming Wie dat is, is nog niet ingevuld.",
        "Of andere bedrijven voor ons met uw gegevens werken, is nog niet ingevuld.",
    ],
)
def test_privacy_says_what_is_not_decided(visitor: Visitor, fact: str) -> None:
    assert fact in visitor.get("/privacy").text


def test_the_cookie_lasts_as_long_as_privacy_says(visitor: Visitor) -> None:
    start = visitor.client.post(
        "/start", data=COMPANY, headers={"origin": "http://127.0.0.1:8000"}, follow_redirects=False
    )

    assert f"Max-Age={90 * 24 * 3600}" in start.headers["set-cookie"]


def test_privacy_leads_to_the_scan_in_this_browser(visitor: Visitor) -> None:
    assert "/scan/verwijderen" not in visitor.get("/privacy").links().values()

    visitor.start()

    assert "/scan/verwijderen" in visitor.get("/privacy").links().values()


def test_its_contents_are_its_headings(visitor: Visitor) -> None:
    for path in ("/privacy", "/methode"):
        page = visitor.get(path)
        headings = [(f"#{heading.get('id')}", text_of(heading)) for heading in page.all("h2") if heading.get("id")]
        listed = [(href, text) for text, href in page.links().items() if href.startswith("#") and href != "#inhoud"]

        assert listed == [found for found in headings if found[0] != "#contents-title"]


def test_accessibility_says_where_to_report_a_problem(visitor: Visitor, in_use: Visitor) -> None:
    assert "nog nergens melden" in visitor.get("/toegankelijkheid").text
    assert in_use.get("/toegankelijkheid").links()["web@provincie.example"].startswith("mailto:web@provincie.example")


def test_accessibility_leads_to_the_statement_in_the_register(visitor: Visitor, in_use: Visitor) -> None:
    assert "Voor deze site is dat nog niet gedaan." in visitor.get("/toegankelijkheid").text
    assert "https://register.example/verklaring/1" in in_use.get("/toegankelijkheid").links().values()


def test_the_cookie_page_names_the_page_that_one_sees(visitor: Visitor) -> None:
    assert f"“{visitor.get('/scan/resultaat').heading}”" in visitor.get("/cookies-en-javascript").text


def test_home_says_how_long_a_scan_is_kept(visitor: Visitor, in_use: Visitor) -> None:
    assert "Wij bewaren uw scan 90 dagen na uw laatste wijziging. Is hij af, dan 2 jaar." in visitor.get("/").text
    assert "Wij bewaren uw scan 31 dagen na uw laatste wijziging. Is hij af, dan 1 jaar." in in_use.get("/").text


def test_robots_stay_away_from_scans(visitor: Visitor) -> None:
    rules = visitor.client.get("/robots.txt").text.splitlines()

    assert rules == ["User-agent: *", "Disallow: /scan/", "Disallow: /verder/"]


def sentences(page: Page) -> Iterator[str]:
    for block in page.root.iter():
        if tag_of(block) in BLOCKS and not any(tag_of(inner) in BLOCKS for inner in block.iter() if inner is not block):
            yield from re.split(r"(?<=[.!?:])[”’]?\s+", text_of(block))


def tag_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
