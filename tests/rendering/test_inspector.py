"""The inspector of the paper: each document here has one fault, and the check that is for it says which and where."""

import pytest

from app.rendering.html import Edition
from tests.rendering import inspector
from tests.rendering.inspector import Check
from tests.rendering.laid_out import Paper, paper_of

# A sheet that takes some ten lines.
SHEET = "@page { size: 400px 300px; margin: 40px } * { margin: 0; font: 16px/1.3 'Source Sans Pro' }"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{}" height="{}"><title>Lijn</title></svg>'
SEVEN_LINES = "<p>" + "Woorden<br>" * 7 + "</p>"
NEXT_PAGE = '<p style="break-before: page">Verder</p>'
TABLE = "<table><caption>Scores</caption><thead><tr><th>Naam</th></tr></thead><tbody>{}</tbody></table>"


def paper(body: str) -> Paper:
    return paper_of(
        f"<!DOCTYPE html><html lang=nl><title>Proef</title><style>{SHEET}</style><body>{body}</body></html>"
    )


FAULTY: dict[str, tuple[Check, str, str]] = {
    "a line without a break": (
        inspector.out_of_the_page,
        '<p style="white-space: nowrap">' + "woorden " * 20 + "</p>",
        "page 1: “woorden woorden",
    ),
    "a picture that is too wide": (
        inspector.out_of_the_page,
        PICTURE.format(500, 20),
        "page 1: svg sticks out of the page, right",
    ),
    "a card below the margin": (
        inspector.out_of_the_page,
        '<div class="box" style="background: #eee; height: 250px">Tekst</div>',
        "page 1: div.box sticks out of the page, below",
    ),
    "a table that is too wide": (
        inspector.out_of_the_page,
        '<table style="width: 500px"><tr><td>Tekst</table>',
        "page 1: table sticks out of the page, right",
    ),
    "text above the margin": (
        inspector.out_of_the_page,
        '<p style="position: absolute; top: -30px">Hoog</p>',
        "page 1: “Hoog” sticks out of the page, above",
    ),
    "text on the edge of the paper": (
        inspector.too_near_the_edge,
        "<style>@page { margin: 0 }</style><p>Rapport</p>",
        "page 1: “Rapport” stands within 5 mm of the edge of the paper, left",
    ),
    "a word that is longer than its cell": (
        inspector.out_of_their_box,
        '<table style="table-layout: fixed; width: 80px"><tr><td>Arbeidsproductiviteit</td><td>2</td></table>',
        "page 1: “Arbeidsproductiviteit” sticks out of td, right",
    ),
    "text in the padding of its cell": (
        inspector.out_of_their_box,
        '<table style="table-layout: fixed; width: 80px"><tr><td style="padding-right: 60px">Woorden</table>',
        "page 1: “Woorden” sticks out of td, right",
    ),
    "a word that is longer than its column": (
        inspector.out_of_their_box,
        '<div style="float: left; width: 60px"><p>Arbeidsproductiviteit</p></div>',
        "page 1: “Arbeidsproductiviteit” sticks out of p, right",
    ),
    "a column that is longer than its card": (
        inspector.out_of_their_box,
        '<div class="step" style="border: 1px solid"><p style="float: left">Een<br>twee</p></div>',
        "page 1: “Een” sticks out of div.step, below",
    ),
    "text over text": (
        inspector.overlapping,
        '<p>Eerste regel</p><p style="margin-top: -15px">Tweede regel</p>',
        "page 1: “Eerste regel” and “Tweede regel” lie over each other",
    ),
    "columns that are too wide together": (
        inspector.overlapping,
        '<div style="position: absolute; width: 100px">Een lange kop</div><p style="margin-left: 40px">Tekst</p>',
        "page 1: “Een lange kop” and “Tekst” lie over each other",
    ),
    "text over a picture": (
        inspector.overlapping,
        f'<p style="height: 30px">{PICTURE.format(90, 30)}</p><p style="margin-top: -20px">Tekst</p>',
        "page 1: svg and “Tekst” lie over each other",
    ),
    "text over the foot of the page": (
        inspector.overlapping,
        "<style>@page { @bottom-left { content: 'Pagina'; vertical-align: top } }</style>"
        '<p style="position: absolute; top: 220px">Laag</p>',
        "page 1: “Laag” and “Pagina” lie over each other",
    ),
    "a heading that ends the page": (
        inspector.lonely_headings,
        f'<h2 style="break-after: auto">Uw plan</h2>{NEXT_PAGE}',
        "page 1: h2 “Uw plan” has nothing of its own under it on page 1",
    ),
    "a lead that ends the page": (
        inspector.lonely_headings,
        f'<p class="lead">Begin met stap 1.</p>{NEXT_PAGE}',
        "page 1: p.lead “Begin met stap 1.” has nothing of its own under it on page 1",
    ),
    "a caption that ends the page": (
        inspector.lonely_headings,
        "<style>table, caption, tbody, thead { display: block }</style>"
        + TABLE.format("").replace("<thead>", "<thead style='break-before: page'>"),
        "page 1: caption “Scores” has nothing of its own under it on page 1",
    ),
    "the head of a table that ends the page": (
        inspector.lonely_headings,
        f'<table style="break-inside: auto"><thead><tr><th>Naam</thead></table>{NEXT_PAGE}',
        "page 1: thead “Naam” has nothing of its own under it on page 1",
    ),
    "a heading over two pages": (
        inspector.lonely_headings,
        '<h3 style="orphans: 1; widows: 1">Een<br>' + "twee<br>" * 11 + "</h3>Tekst",
        "page 1: h3 “Een twee twee twee twee twee” is broken over two pages",
    ),
    "a step over two pages": (
        inspector.broken_blocks,
        f"{SEVEN_LINES}<article class=step><h3>Dagstart</h3><p>Een</p><p>Twee</p><p>Drie</p></article>",
        "page 1: article.step “Dagstart Een Twee Drie” is broken over two pages",
    ),
    "a row over two pages": (
        inspector.broken_blocks,
        f"{SEVEN_LINES}<table style='break-inside: auto'><tr><td>Een<p>Twee</p><p>Drie</p><p>Vier</p></table>",
        "page 1: tr “Een Twee Drie Vier” is broken over two pages",
    ),
    "a row that is higher than a page": (
        inspector.too_high_blocks,
        f"<ul><li>{SEVEN_LINES * 2}</li></ul>",
        "page 1: li “Woorden Woorden",
    ),
    "a section with a heading only": (
        inspector.empty_parts,
        "<section><h3>Uw plan</h3></section><section><h4>Meer</h4><p>Tekst</p></section>",
        "page 1: section “Uw plan” is empty",
    ),
    "a heading before a heading": (
        inspector.empty_parts,
        "<h3>Uw plan</h3><h2>Uw scores</h2><p>Tekst</p>",
        "page 1: h3 “Uw plan” has no text after it",
    ),
    "a heading at the end": (
        inspector.empty_parts,
        "<p>Tekst</p><h2>Bron</h2>",
        "page 1: h2 “Bron” has no text after it",
    ),
    "a list without items": (inspector.empty_parts, "<p>Tekst</p><ul></ul>", "page 1: ul is empty"),
    "an item without text": (inspector.empty_parts, "<ul><li></li><li>Tekst</li></ul>", "page 1: li is empty"),
    "a table without rows": (inspector.empty_parts, TABLE.format("") + "<p>Tekst</p>", "page 1: tbody is empty"),
    "a cell without text": (inspector.empty_parts, TABLE.format("<tr><td></td><td>2</td></tr>"), "page 1: td is empty"),
    "a page of one line": (
        inspector.ill_filled_pages,
        f"<p>Een regel</p>{NEXT_PAGE}",
        "page 1 of 2 is filled for 9% only",
    ),
    "a last page of one line": (
        inspector.ill_filled_pages,
        f"<style>p {{ line-height: 0.9 }}</style>{SEVEN_LINES}{NEXT_PAGE}",
        "page 2 of 2 is filled for 7% only",
    ),
}


@pytest.mark.parametrize(("check", "body", "found"), FAULTY.values(), ids=list(FAULTY))
def test_it_finds(check: Check, body: str, found: str) -> None:
    assert any(line.startswith(found) for line in check(paper(body))), check(paper(body))


FAULTLESS = {
    "a report of one page": f"<h2>Uw plan</h2><p class=lead>Begin.</p>{TABLE.format('<tr><td>Techniek</td></tr>')}",
    "a cover from edge to edge": '<header style="margin: 0 -40px; padding: 0 40px; background: #eee">Rapport</header>',
    "a head that comes back": TABLE.format("<tr><td>Techniek</td></tr>" * 15),
    "a picture beside text": f'<div style="float: left">{PICTURE.format(90, 30)}</div><p>Tekst</p>',
    "text on lines close to each other": '<p style="line-height: 1.1">Mijg<br>Mijg</p>',
    "a paragraph over two pages": SEVEN_LINES * 2,
}


@pytest.mark.parametrize("body", FAULTLESS.values(), ids=list(FAULTLESS))
def test_it_finds_nothing_in(body: str) -> None:
    found_on = paper(body)

    assert [fault for check in inspector.CHECKS for fault in check(found_on)] == []


@pytest.mark.parametrize(("edition", "promised"), [(Edition.FULL, "4 to 8"), (Edition.SHORT, "2 to 2")])
def test_it_counts_the_pages(edition: Edition, promised: str) -> None:
    found = inspector.wrong_number_of_pages(paper(SEVEN_LINES), edition)

    assert found == [f"it has 1 pages, not {promised}"]


def test_it_tells_what_one_page_says_twice() -> None:
    twice = "<p>Vraag een adviseur om hulp bij deze stap.</p>" * 2

    assert inspector.told_twice(paper(twice)) == ["Vraag een adviseur om hulp bij deze stap."]
