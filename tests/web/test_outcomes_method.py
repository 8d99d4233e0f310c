"""The page about how outcomes of a province are made: its numbers are those of the specification in use."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.content import RELEASE_FILE, read_release_specification
from app.domain.errors import ContentError
from app.services.open_data import open_dataset
from app.web.templating import WEB_TEMPLATES
from tests.page import Page, text_of
from tests.visitor import Visitor
from tests.web.test_information import sentences

PATH = "/methode/uitkomsten"
DOC = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
PERCENTS = re.compile(r"\| (\d+%) \| (\d+%) \|$", re.M)


@pytest.fixture
def shown(visitor: Visitor) -> Page:
    return visitor.get(PATH)


@pytest.fixture
def other(make_app: Callable[..., FastAPI], tmp_path: Path) -> Page:
    """The page of a site whose specification halves what may be told, and changes whatever else is printed."""
    text = RELEASE_FILE.read_text(encoding="utf-8")
    for old, new in {
        "2026.1": "2026.7",
        "rho_per_year: 1000": "rho_per_year: 500",
        "quarter: 500": "quarter: 250",
        "1/1000000": "1/2000000",
        "quarters_from: 150": "quarters_from: 170",
        "below: 600": "below: 700",
        "least_companies: 30": "least_companies: 44",
        "certainty: 0.90": "certainty: 0.80",
        "widest_margin: 7.5": "widest_margin: 6.5",
        "widest_share_margin: 10": "widest_share_margin: 12",
        "lowest_share: 5": "lowest_share: 7",
        "highest_share: 90": "highest_share: 88",
        "companies_rounded_to: 5": "companies_rounded_to: 15",
    }.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    file = tmp_path / "release.yaml"
    file.write_text(text, encoding="utf-8")
    return Visitor(TestClient(make_app(release_specification=str(file)), base_url="http://127.0.0.1:8000")).get(PATH)


def rows(page: Page) -> list[list[str]]:
    """Return the rows about guesses, without their heads."""
    table = page.all("table")[-1]
    lines = [
        [text_of(cell) for cell in row if cell.tag.endswith("td")] for row in table.iter() if row.tag.endswith("tr")
    ]
    return [line for line in lines if line]


def test_the_guesses_are_those_of_the_document_for_who_checks(shown: Page) -> None:
    assert [tuple(row) for row in rows(shown)] == PERCENTS.findall(DOC)


def test_the_guesses_follow_from_the_specification_in_use(shown: Page, other: Page) -> None:
    assert [row[1] for row in rows(other)] == [row[0] for row in rows(shown)]


def test_the_weakest_point_is_said_plainly(shown: Page) -> None:
    weakest = max(rows(shown), key=lambda row: row[1])

    assert "overal het laagst of overal het hoogst scoort" in shown.text
    assert f"raadt dat na een jaar in {weakest[1]} van de keren goed" in shown.text
    assert "Van elke 100 gokken zijn er dan 10 fout." in shown.text


def test_what_several_years_give_away_is_that_of_the_document(shown: Page) -> None:
    said = re.search(r"in (\d+%) for one element that is 0 or 100,\nin (\d+%) for all five", DOC)

    assert said
    assert f"klopt de gok in {said[1]} van de keren. Bij alle elementen samen is dat {said[2]}." in shown.text


@pytest.mark.parametrize(
    "fact",
    [
        "Een kwartaal kost elk bedrijf dat meetelt 0,25.",
        "Een heel jaar kost samen 0,5,",
        "Daar hoort delta bij: 1 op 2.000.000.",
        "als wij er minstens 170 scans in verwachten",
        "300 tot 700 ook sector",
        "700 tot 3.000",
        "minstens 44 bedrijven",
        "hoogstens 6,5 punten",
        "elke marge hoogstens 12 procent is",
        "onder 7% of boven 88%",
        "ronden wij af op 15",
        "met 80% zekerheid",
        "versie 2026.7",
    ],
)
def test_its_numbers_are_read_and_not_typed(shown: Page, other: Page, fact: str) -> None:
    assert fact in other.text
    assert fact not in shown.text


def test_epsilon_goes_with_rho(shown: Page) -> None:
    assert "Bij rho 0,5 is dat 5,2, bij rho 1 is het 7,8." in shown.text
    assert "5.2 at rho 0.5 and 7.8 at 1.0" in DOC


def test_a_finer_tier_names_what_it_adds(shown: Page) -> None:
    tiers = [text_of(row) for row in shown.all("tr")][1:5]

    assert tiers[0] == "0 tot 300, alleen hele jaren de hele provincie; hoofdgroep; grootte; regio"
    assert tiers[1] == "300 tot 600 ook sector"
    assert tiers[3].startswith("3.000 of meer ook gemeente en grootte")


@pytest.mark.parametrize(
    "fact",
    [
        "Een scan die binnen 120 seconden af was, telt niet.",
        "Dan telt elke scan als een apart bedrijf.",
        "Deelnemers kiezen zelf om mee te doen.",
        "Een pijl omhoog of omlaag staat er alleen als",
        "Een regio is altijd het deel dat in de provincie ligt.",
        "bedragen, uren en andere cijfers uit de boekhouding",
        "welke adviseur of workshop erbij hoorde",
        "wat medewerkers invulden",
        "Dat niemand ziet dat een sector in een regio laag scoort.",
        "Naar het echte aantal kijkt hij nooit.",
    ],
)
def test_it_says_what_counts_what_is_hidden_and_what_is_not_promised(shown: Page, fact: str) -> None:
    assert fact in shown.text


def test_it_names_where_the_rules_come_from(shown: Page) -> None:
    specification = read_release_specification()

    assert " ".join(specification.budget.source.split()) in shown.text
    assert " ".join(specification.display.source.split()) in shown.text


def test_it_names_the_licence(shown: Page) -> None:
    assert shown.links()[open_dataset().licence.name] == open_dataset().licence.address


def test_its_sentences_are_short(shown: Page) -> None:
    sources = " ".join(RELEASE_FILE.read_text(encoding="utf-8").split())

    own = [sentence for sentence in sentences(shown) if sentence not in sources]
    assert [sentence for sentence in own if len(sentence.split()) > 20] == []


def test_its_contents_are_its_headings(shown: Page) -> None:
    headings = {f"#{heading.get('id')}" for heading in shown.all("h2")} - {"#contents-title"}

    assert {href for href in shown.links().values() if href.startswith("#") and href != "#inhoud"} == headings


@pytest.mark.parametrize("path", ["/methode", "/privacy"])
def test_other_pages_lead_to_it(visitor: Visitor, path: str) -> None:
    assert PATH in visitor.get(path).links().values()


def test_its_links_lead_somewhere(visitor: Visitor, shown: Page) -> None:
    within = [href for href in shown.links().values() if href.startswith("/")]

    assert {visitor.get(href).status for href in within} == {200}


def test_search_engines_may_show_it(shown: Page) -> None:
    names = [meta.get("name") for meta in shown.all("meta")]

    assert "description" in names
    assert "robots" not in names


def test_no_number_of_the_rules_is_in_its_words() -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in (WEB_TEMPLATES / "pages/outcomes_method").iterdir())
    found = re.sub(r"\{[{%].*?[}%]\}|<[^>]+>", " ", words, flags=re.S)

    # The scale, an example of a margin, the toss of a coin, and how many guesses make a percentage.
    assert set(re.findall(r"\d+", found)) <= {"0", "100", "52", "3", "49", "55", "50", "1"}


def test_a_site_does_not_start_with_a_specification_that_cannot_be_read(
    make_app: Callable[..., FastAPI], tmp_path: Path
) -> None:
    file = tmp_path / "release.yaml"
    file.write_text("version: '2026.1'\n", encoding="utf-8")

    with pytest.raises(ContentError):
        make_app(release_specification=str(file))
