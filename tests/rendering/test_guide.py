"""The guide to a talk on paper: two pages for every company, whatever its owner answered and typed."""

from collections.abc import Callable

import page
import pytest

from app.domain.composing import compose_report
from app.domain.sharing import OwnerDetails
from app.rendering.html import Edition
from app.rendering.pdf import PdfRenderer
from tests.content.companies import report_for
from tests.rendering import documents, guides, inspector, samples
from tests.rendering.laid_out import paper_of

MIXED = guides.document(samples.mixed())
EXTREMES = guides.extremes()


# More companies, and drawn ones, are looked at by script/bench sheets.
@pytest.mark.parametrize("document", EXTREMES.values(), ids=list(EXTREMES))
def test_it_is_two_pages_without_faults(document: Callable[[], str]) -> None:
    # Two pages is what the short report has too.
    assert inspector.faults(paper_of(document()), Edition.SHORT) == []


def test_it_is_accessible(renderer: PdfRenderer) -> None:
    pdf = renderer.render(EXTREMES["every contradiction at its longest"]())

    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)


def test_it_says_that_there_is_less_to_ask_about() -> None:
    assert "De antwoorden geven niet meer stof." in documents.words(EXTREMES["one answer and no question"]())
    assert "De antwoorden geven niet meer stof." not in documents.words(MIXED)


def test_what_is_asked_about_already_points_to_the_question() -> None:
    said = documents.words(guides.document(report_for("ict_bureau_leiding_kiest")))

    assert said.count("Wat bleef er liggen toen de leiding er de laatste keer niet was?") == 1
    assert "Toch wacht er werk, of een klacht, op de leiding. Zie vraag 1." in said


def test_an_older_scan_is_not_said_to_have_no_contradictions() -> None:
    older = samples.questionnaire().model_copy(update={"contradictions": ()})

    said = documents.words(guides.document(compose_report(older, samples.FACTORY, {"planning": "a", "fouten": "b"})))

    assert "Bij deze oudere scan letten wij hier niet op." in said


def test_it_cuts_a_long_question_of_the_owner() -> None:
    shown = guides.page_of(samples.mixed(), details=OwnerDetails("Jan", question="Hoe krijgen wij het\naf? " * 40))

    assert 280 < len(shown.question) <= shown.guide.rules.signs + 1
    assert shown.question.endswith(("Hoe…", "krijgen…", "wij…", "het…", "af?…"))


def test_it_prints_what_was_typed_as_it_was_typed() -> None:
    typed = "<script>alert(1)</script> & <b>vet</b>"

    html = guides.document(samples.mixed(), company=typed, details=OwnerDetails(typed, question=typed))

    assert "<script>" not in html
    assert documents.words(html).count(typed) == 3
