"""The explanation of the score as a page: its sections, its tables, and nothing that runs."""

from app.rendering.method import method, parse_method
from tests.markdown import Document


def test_every_heading_of_the_document_is_a_section() -> None:
    document = Document("docs/method.md")

    assert [section.heading for section in method().sections] == document.headings
    assert f"# {method().heading}\n" in document.text


def test_anchors_are_unique() -> None:
    ids = [section.id for section in method().sections]

    assert len(ids) == len(set(ids))


def test_html_stays_text() -> None:
    parsed = parse_method('# Kop\n\n<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror="y">\n')

    assert "<script" not in parsed.intro
    assert "<img" not in parsed.intro
    assert "href" not in parsed.intro


def test_a_link_to_a_file_of_the_project_keeps_its_words_only() -> None:
    parsed = parse_method("# Kop\n\nZie [de map](../map/README.md) en [de wet](https://wet.example).\n")

    assert parsed.intro == '<p>Zie de map en <a href="https://wet.example">de wet</a>.</p>\n'


def test_a_table_has_its_heads_marked() -> None:
    parsed = parse_method("# Kop\n\n|Antwoord|\n|---|\n|a|\n")

    assert '<th scope="col">Antwoord</th>' in parsed.intro
