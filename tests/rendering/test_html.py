"""The report as a document: complete, valid, and without anything from elsewhere."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest
from jinja2 import UndefinedError

from app.domain.report import Report
from app.rendering import filters
from app.rendering.html import report_style_source
from app.rendering.templates import make_environment
from tests.rendering import samples
from tests.rendering.documents import parsed, printed, words

REPORTS = samples.varied() | {
    "long texts": samples.with_long_texts(),
    "nothing answered": samples.report(default="not_needed"),
    "without plan": samples.without_plan(),
}
each_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())


@each_report
def test_it_is_valid_and_in_dutch(report: Report) -> None:
    tree = parsed(printed(report))

    assert tree.get("lang") == "nl"
    assert tree.findtext("head/title") == "Uw rapport voor Bakkerij Jansen - Arbeidsproductiviteitsscan"


@each_report
def test_it_names_every_element_and_score(report: Report) -> None:
    text = words(printed(report))

    for result in report.elements:
        assert result.element.name in text
        if result.level:
            assert (
                f"{result.element.name}: {filters.points(result.score.value)} van 100, niveau {result.level.name}"
                in text
            )


@each_report
def test_it_shows_every_step_in_full(report: Report) -> None:
    text = words(printed(report))

    for step in report.plan:
        action = step.action
        shown = (action.title, action.this_week, action.this_quarter, step.first_step, action.why, action.source)
        assert all(part in text for part in (*shown, step.door.name, step.door.helps_with))


@each_report
def test_it_shows_the_findings(report: Report) -> None:
    text = words(printed(report))

    assert all(finding.text in text for finding in (*report.strengths, *report.bottlenecks))


def test_a_bottleneck_names_the_step_that_tackles_it() -> None:
    report = samples.mixed()
    tackled = [finding for finding in report.bottlenecks if finding.step]

    assert tackled
    assert all(f"{finding.text} → stap {finding.step}" in words(printed(report)) for finding in tackled)


def test_without_scores_it_does_not_judge() -> None:
    text = words(printed(samples.report(default="unknown")))

    assert text.count("Dat is nog niet te zeggen. Beantwoord eerst meer vragen.") == 3


def test_without_strengths_it_names_the_strongest_element() -> None:
    report = samples.report(default="b", ruimte="c")

    assert not report.strengths
    assert "Het verst bent u met Zelforganisatie." in words(printed(report))


def test_it_tells_what_the_owner_changed_about_the_plan() -> None:
    report = samples.adjusted()
    text = words(printed(report))

    assert "Voor Co-creatie wilt u het niveau Goed op weg." in text
    assert all(f"{action.title}." in text.partition("Deze stappen liet u weg:")[2] for action in report.dropped)


def test_it_says_that_no_step_is_left() -> None:
    assert "Er staat nu geen stap in uw plan." in words(printed(samples.without_plan()))


def test_without_one_that_stands_out_it_names_no_strongest_element() -> None:
    assert "Uw elementen zijn even ver." in words(printed(samples.report(default="b")))


def test_without_bottlenecks_it_says_so() -> None:
    assert "Wij zien in uw antwoorden niets dat duidelijk knelt." in words(printed(samples.report(default="d")))


def test_it_says_what_an_element_means() -> None:
    report = samples.mixed()

    assert all(result.element.meaning in words(printed(report)) for result in report.elements)


def test_it_explains_a_dip() -> None:
    assert "Die dip heet de J-curve" in words(printed(samples.mixed()))


def test_a_margin_is_shown_only_if_there_is_one() -> None:
    assert "Marge" in words(printed(samples.mixed()))
    assert "Marge" not in words(printed(samples.report(default="b")))


def test_other_weights_are_shown_only_if_they_change_the_index() -> None:
    said = "Als elk element even zwaar telt"

    assert said in words(printed(samples.mixed()))
    assert said not in words(printed(samples.report(default="d")))


def test_it_names_each_source_once() -> None:
    assert "Bron: Bron:" not in words(printed(samples.mixed()))


def test_it_leads_back_only_on_a_screen_that_asks() -> None:
    asked = samples.document(samples.mixed(), back="/scan/resultaat")

    assert [link.get("href") for link in parsed(asked).iter("a")] == ["/scan/resultaat"]
    assert not list(parsed(printed(samples.mixed())).iter("a"))


@each_report
def test_it_prints_no_none(report: Report) -> None:
    assert "None" not in printed(report)


@each_report
def test_nothing_is_empty(report: Report) -> None:
    for name in ("section", "ul", "li", "p", "h1", "h2", "h3", "h4", "th", "td", "tbody"):
        assert all("".join(found.itertext()).strip() or len(found) for found in parsed(printed(report)).iter(name))


@each_report
def test_headings_are_in_order(report: Report) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", printed(report))]

    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@each_report
def test_table_headers_have_a_scope(report: Report) -> None:
    assert {header.get("scope") for header in parsed(printed(report)).iter("th")} <= {"col", "row", "rowgroup"}


@each_report
def test_it_refers_to_no_address(report: Report) -> None:
    html = printed(report).replace("http://www.w3.org/2000/svg", "")

    assert not re.search(r"https?:|\bsrc=|\bhref=|url\(|@import|<script|\sstyle=", html)


def test_it_leaves_out_a_company_without_a_name() -> None:
    tree = parsed(printed(samples.mixed(), company=None))

    assert tree.findtext("body/main/header//h1") == "Uw rapport"


def test_it_escapes_the_name_of_the_company() -> None:
    html = printed(samples.mixed(), company="<script>alert(1)</script> & Zn")

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Zn" in html


def test_the_style_source_is_that_of_the_style() -> None:
    style = re.search("<style>(.*?)</style>", printed(samples.mixed()), re.DOTALL)

    assert style
    assert report_style_source() == f"'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'"


def test_a_template_may_not_use_what_is_not_there() -> None:
    with pytest.raises(UndefinedError):
        make_environment().from_string("{{ absent }}").render()
