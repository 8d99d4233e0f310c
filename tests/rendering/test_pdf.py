"""The report on paper: what the PDF says and to whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import page
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from app.domain.report import Report
from app.rendering import filters
from app.rendering.pdf import PdfRenderer
from tests.rendering import samples

REPORTS = samples.varied()


@dataclass(frozen=True)
class Paper:
    report: Report
    pdf: bytes

    @cached_property
    def document(self) -> PdfReader:
        return PdfReader(BytesIO(self.pdf))

    @cached_property
    def words(self) -> str:
        return " ".join(" ".join(sheet.extract_text() for sheet in self.document.pages).split())

    def elements(self, kind: str) -> list[DictionaryObject]:
        """Return the elements of this kind in the structure that a screen reader follows."""
        root = self.document.root_object["/StructTreeRoot"].get_object()
        return [element for element in _descendants(root) if element.get("/S") == kind]


def _descendants(element: PdfObject | None) -> Iterator[DictionaryObject]:
    if isinstance(element, ArrayObject):
        for child in element:
            yield from _descendants(child.get_object())
    elif isinstance(element, DictionaryObject):
        yield element
        if "/K" in element:
            yield from _descendants(element["/K"].get_object())


def document(report: Report) -> str:
    return samples.document(report, company="Bakkerij Jansen")


def printed(report: Report, renderer: PdfRenderer) -> bytes:
    return renderer.render(document(report))


@pytest.fixture(scope="module", params=REPORTS.values(), ids=list(REPORTS))
def each(request: pytest.FixtureRequest, renderer: PdfRenderer) -> Paper:
    return Paper(request.param, printed(request.param, renderer))


@pytest.fixture(scope="module")
def mixed(renderer: PdfRenderer) -> Paper:
    return Paper(samples.mixed(), printed(samples.mixed(), renderer))


def test_it_is_accessible(each: Paper) -> None:
    assert each.pdf.startswith(b"%PDF")
    assert page.is_pdf_compliant_bytes(each.pdf, profile=page.ValidationProfile.PDF_UA_1)


def test_its_text_has_all_scores_and_titles(each: Paper) -> None:
    report = each.report

    assert report.headline in each.words
    assert all(result.element.name in each.words for result in report.elements)
    assert all(step.action.title in each.words for step in report.plan)
    assert all(filters.points(result.score.value) in each.words for result in report.elements if result.level)


def test_it_is_small(each: Paper) -> None:
    assert len(each.pdf) < 400_000


def test_long_texts_stay_accessible(renderer: PdfRenderer) -> None:
    pdf = printed(samples.with_long_texts(), renderer)

    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)


def test_it_embeds_its_own_fonts_only(each: Paper) -> None:
    sheet = each.document.pages[0]
    resources = sheet["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)

    assert fonts
    for font in fonts.values():
        (descendant,) = font.get_object()["/DescendantFonts"]
        assert "+Source-Sans-Pro" in descendant.get_object()["/BaseFont"]
        assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]


def test_it_says_its_title_and_language(mixed: Paper) -> None:
    assert mixed.document.metadata
    assert mixed.document.metadata.title == "Uw rapport voor Bakkerij Jansen - Arbeidsproductiviteitsscan"
    assert str(mixed.document.root_object["/Lang"]) == "nl"


def test_its_bookmarks_follow_the_headings(mixed: Paper) -> None:
    chapters = mixed.document.outline[1]

    assert isinstance(chapters, list)
    titles = [entry.title for entry in chapters if not isinstance(entry, list)]
    assert titles[:3] == ["Wat goed gaat", "Waar het knelt", "Uw schijf van vijf"]
    assert titles[-1] == "Bijlage: uw antwoorden"


def test_its_table_headers_have_a_scope(mixed: Paper) -> None:
    attributes = [header["/A"].get_object() for header in mixed.elements("/TH")]

    assert {str(found["/Scope"]) for found in attributes if isinstance(found, DictionaryObject)} == {"/Column", "/Row"}


def test_the_wheel_is_described(mixed: Paper) -> None:
    described = [str(figure["/Alt"]) for figure in mixed.elements("/Figure")]

    assert described[0].startswith("Uw schijf van vijf. 1. Technologie: ")
    assert all(described)


def test_the_line_of_the_plan_and_of_each_step_is_described(mixed: Paper) -> None:
    described = [str(figure["/Alt"]) for figure in mixed.elements("/Figure")]

    assert len([text for text in described if text.startswith("Lijn van uw plan over 24 maanden, een schatting")]) == 1
    assert len([text for text in described if text.startswith("Lijn van stap ")]) == len(mixed.report.plan)


def test_the_line_of_the_plan_stands_on_one_page(each: Paper) -> None:
    sheets = [" ".join(sheet.extract_text().split()) for sheet in each.document.pages]

    with_heading = ["Zo kan het de komende twee jaar gaan" in sheet for sheet in sheets]
    assert with_heading == ["De lijn in woorden" in sheet for sheet in sheets]


def test_every_page_but_the_cover_is_numbered(mixed: Paper) -> None:
    sheets = mixed.document.pages

    assert "Pagina" not in sheets[0].extract_text()
    for number, sheet in enumerate(sheets[1:], start=2):
        assert f"Pagina {number} van {len(sheets)}" in " ".join(sheet.extract_text().split())


def test_the_same_report_gives_the_same_bytes(mixed: Paper, renderer: PdfRenderer) -> None:
    other = PdfRenderer(timeout=60)
    elsewhere = printed(samples.mixed(), other)
    other.stop()

    assert printed(samples.mixed(), renderer) == mixed.pdf == elsewhere
