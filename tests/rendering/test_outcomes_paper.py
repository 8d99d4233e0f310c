"""The outcomes of a province on paper: what they say for releases of every kind, and what kind of PDF they are."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from xml.etree.ElementTree import Element

import page
import pytest
from pypdf import PdfReader

from app.domain.open_data import Licence
from app.rendering.outcomes_paper import outcomes_html
from app.rendering.pdf import PdfRenderer
from tests.rendering import inspector
from tests.rendering.documents import parsed, words
from tests.rendering.laid_out import paper_of
from tests.rendering.outcomes_papers import KINDS, METHOD, document, pages

FEW = "Te weinig deelnemers"


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def rows_of(kind: str, caption: str) -> dict[str, list[str]]:
    """Return the cells of a table by the heading of their row."""
    table = next(each for each in parsed(document(kind)).iter("table") if words_of(each).startswith(caption))
    rows = ([words_of(cell) for cell in row] for row in table.iter("tr"))
    return {head: cells for head, *cells in rows}


@pytest.fixture(scope="module")
def pdf(renderer: PdfRenderer) -> PdfReader:
    return PdfReader(BytesIO(renderer.render(document("year"))))


@pytest.mark.parametrize("kind", KINDS)
def test_its_pages_have_no_faults(kind: str) -> None:
    paper = paper_of(document(kind))

    assert inspector.faults(paper) == []
    assert len(paper.sheets) <= 8


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_accessible_and_small(kind: str, renderer: PdfRenderer) -> None:
    made = renderer.render(document(kind))

    assert page.is_pdf_compliant_bytes(made, profile=page.ValidationProfile.PDF_UA_1)
    assert len(made) < 400_000


def test_the_same_release_gives_the_same_bytes(renderer: PdfRenderer) -> None:
    assert renderer.render(document("few")) == renderer.render(document("few"))


def test_the_pdf_says_its_title_and_language(pdf: PdfReader) -> None:
    assert pdf.metadata
    assert pdf.metadata.title == "Uitkomsten van Overijssel, 2025 - Arbeidsproductiviteitsscan"
    assert str(pdf.root_object["/Lang"]) == "nl"


def test_every_page_but_the_cover_says_which_release_it_is_of(pdf: PdfReader) -> None:
    feet = [" ".join(sheet.extract_text().split()) for sheet in pdf.pages]

    assert "Pagina" not in feet[0]
    for number, foot in enumerate(feet[1:], start=2):
        assert "Uitkomsten van Overijssel, 2025 · arbeidsproductiviteitsscan · overijssel-2025" in foot
        assert f"Pagina {number} van {len(feet)}" in foot


@pytest.mark.parametrize("kind", KINDS)
def test_headings_come_in_order(kind: str) -> None:
    levels = [int(each.tag[1]) for each in parsed(document(kind)).iter() if each.tag in ("h1", "h2", "h3", "h4")]

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_cover_compares_with_the_year_before() -> None:
    said = words(document("year"))

    assert "Deelnemers in Overijssel halen gemiddeld 50,6 van de 100 punten: 3,7 meer dan in 2024." in said
    assert "Sinds 2024" in said


def test_a_first_release_is_compared_with_nothing() -> None:
    said = words(document("few"))

    assert "Deelnemers in Overijssel halen gemiddeld 44 van de 100 punten." in said
    assert "Sinds" not in said
    assert "Hoe het verloopt" not in said


def test_it_does_not_know_what_came_after_it() -> None:
    assert "2025" not in words(document("few"))


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_which_release_it_is_and_by_what_it_was_made(kind: str) -> None:
    said, release = words(document(kind)), pages()[kind].outcomes.release

    for told in (release.id, release.specification_version, release.program_version, METHOD, "rho 0,5"):
        assert told in said


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "all hidden"])
def test_it_warns_that_participants_chose_themselves(kind: str) -> None:
    assert "Bedrijven kozen zelf of zij meededen." in words(document(kind))


def test_every_part_has_its_companies_index_and_elements() -> None:
    total = pages()["year"].outcomes.total
    rows = rows_of("year", "Gemiddelde score per sector")

    assert total.companies
    assert [len(cells) for cells in rows.values()] == [7] * len(rows)
    assert rows["Alle deelnemers"][0].replace(".", "") == str(total.companies.value)


def test_sectors_stand_below_their_main_group() -> None:
    rows = list(rows_of("year", "Gemiddelde score per sector"))

    assert rows[2:5] == ["Techniek", "ICT", "Maakindustrie"]
    assert rows.count("Onderwijs") == 1


def test_without_sectors_there_are_main_groups() -> None:
    rows = list(rows_of("few", "Gemiddelde score per sector"))

    assert rows == ["Sector", "Alle deelnemers", "Techniek", "Zorg en welzijn", "Onderwijs", "Overig mkb"]


def test_a_hidden_part_says_why() -> None:
    assert rows_of("few", "Gemiddelde score per sector")["Onderwijs"] == [FEW]


def test_a_triangle_says_what_is_beyond_the_margin() -> None:
    rows = rows_of("year", "Gemiddelde score per sector")

    assert rows["ICT"][1].count("▲") == 1
    assert rows["Onderwijs"][1].count("▼") == 1
    assert not any("▲" in cell or "▼" in cell for cell in rows["Alle deelnemers"])


def test_hidden_municipalities_are_named_together() -> None:
    rows = rows_of("year", "Gemiddelde score per gemeente")

    (cell,) = rows["De andere 16"]
    assert cell.startswith(f"{FEW} in Dinkelland, ")
    assert cell.endswith("Zwolle.")


def test_a_single_hidden_municipality_keeps_its_row() -> None:
    assert rows_of("many", "Gemiddelde score per gemeente")["Bladel"] == [FEW]


def test_regions_are_said_to_be_of_the_province_only() -> None:
    assert "Hier telt alleen het deel dat in Overijssel ligt." in words(document("quarter"))


def test_all_steps_are_told_in_percents() -> None:
    rows = rows_of("year", "Deel van de deelnemers per stap van de schaal")

    assert len(rows) == 6
    assert all(cell.endswith("%") for cells in list(rows.values())[1:] for cell in cells[1:])


def test_the_sampling_margin_stands_apart_from_that_of_the_noise() -> None:
    said = words(document("year"))

    assert re.search(r"een steekproefmarge bij, met 90% zekerheid: technologie ± \d,\d, ", said)
    assert "Maar er is niet geloot: bedrijven kozen zelf." in said


def test_a_trend_has_a_column_for_each_year() -> None:
    rows = rows_of("year", "Punten per jaar")

    assert rows["Element"] == ["Lijn", "2023", "2024", "2025", "Verschil"]
    assert rows["Technologie"][1:] == ["50,0 ± 1,2", "51,5 ± 0,6", "56,1 ± 0,3", "▲ 4,6 hoger"]


def test_quarters_are_followed_by_quarter() -> None:
    assert rows_of("quarter", "Punten per kwartaal")["Element"][1:3] == ["3e kwartaal 2025", "4e kwartaal 2025"]


def test_without_any_figure_it_says_why_and_has_no_table() -> None:
    document_ = parsed(document("all hidden"))

    assert f"{FEW} voor een betrouwbaar cijfer" in words_of(document_)
    assert next(document_.iter("table"), None) is None


def test_open_data_say_their_licence() -> None:
    licence = Licence(name="CC0 1.0", address="https://creativecommons.org/publicdomain/zero/1.0/")

    assert "CC0 1.0" in words(outcomes_html(replace(pages()["few"], licence=licence)))
    assert "CC0 1.0" not in words(document("few"))
    assert "CC0 1.0" in words(document("of another province"))


def test_only_the_screen_leads_back() -> None:
    shown = outcomes_html(pages()["few"], back="/provincie/overijssel-2023")

    assert "Terug naar de uitkomsten" in words(shown)
    assert "Terug naar" not in words(document("few"))
