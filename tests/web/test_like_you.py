"""Companies like that of the owner, on the result page: only where a release shows them."""

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import update

from app.db.scan_tables import ScanRow
from app.domain.questionnaire import Questionnaire
from app.services import scans
from tests.page import Page, text_of
from tests.published import publish_release
from tests.visitor import Visitor

HEADING = "Bedrijven zoals u"


def finish(visitor: Visitor, number: int = 2, **company: str) -> Page:
    return visitor.finish(number, **{"sector": "ict", "size": "10-49", **company})


def headings(page: Page) -> list[str]:
    return [text_of(heading) for heading in page.all("h2")]


def lines(page: Page) -> list[str]:
    (table,) = [table for table in page.all("table") if "Uw score en het gemiddelde" in text_of(table)]
    return [text_of(row) for row in table.iter() if row.tag.endswith("tr")][1:]


@pytest.fixture
def compared(visitor: Visitor, shipped: Questionnaire) -> Page:
    publish_release(visitor.site.database, shipped)
    return finish(visitor)


def test_without_a_release_there_is_nothing(visitor: Visitor) -> None:
    assert HEADING not in finish(visitor).text


def test_where_a_release_hides_the_group_there_is_nothing(visitor: Visitor, shipped: Questionnaire) -> None:
    publish_release(visitor.site.database, shipped, companies=40)

    assert HEADING not in finish(visitor).text


def test_outside_the_province_there_is_nothing(visitor: Visitor, shipped: Questionnaire) -> None:
    publish_release(visitor.site.database, shipped)

    assert HEADING not in finish(visitor, municipality="Arnhem").text


@pytest.mark.parametrize("municipality", [None, "GM9999"])
def test_without_a_municipality_of_today_there_is_nothing(
    visitor: Visitor, compared: Page, municipality: str | None
) -> None:
    with visitor.site.database.write() as session:
        session.connection().execute(update(ScanRow).values(municipality=municipality))

    page = visitor.get("/scan/resultaat")

    assert (page.status, HEADING in compared.text, HEADING in page.text) == (200, True, False)


def test_it_comes_after_the_own_scores_and_before_the_plan(compared: Page) -> None:
    found = headings(compared)

    assert found.index("Uw schijf van vijf") < found.index(HEADING) < found.index("Uw plan")


def test_it_says_who_the_others_are_and_how_many(compared: Page) -> None:
    assert re.search(r"het gemiddelde van ongeveer \d*[05] bedrijven met 10 tot en met 49 mensen\.", compared.text)
    assert "Zij horen bij de sector ICT en staan in Overijssel." in compared.text


def test_it_says_of_which_period_and_day_the_figures_are(compared: Page) -> None:
    assert "Cijfers over 2025, gemaakt op 31 januari 2026." in compared.text


def test_it_warns_that_participants_chose_themselves(compared: Page) -> None:
    assert "zij kozen er zelf voor om de scan te doen" in compared.text


def test_it_leads_to_how_the_figures_are_made(compared: Page) -> None:
    assert compared.links()["Zo komen zij tot stand"] == "/methode/uitkomsten"


def test_every_element_and_the_index_have_a_line(compared: Page, shipped: Questionnaire) -> None:
    names = [*(element.name for element in shipped.elements), "Totaalscore"]

    assert len(lines(compared)) == len(names)
    assert all(name in line for name, line in zip(names, lines(compared), strict=True))
    assert all("± " in line for line in lines(compared))


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "Lager dan gemiddeld, bij het laagste kwart"), (3, "Hoger dan gemiddeld, bij het hoogste kwart")],
)
def test_words_say_where_the_own_score_is(visitor: Visitor, shipped: Questionnaire, number: int, words: str) -> None:
    publish_release(visitor.site.database, shipped, companies=3000)

    page = finish(visitor, number)

    assert all(words in line for line in lines(page)[:-1])
    assert "gaan over de bedrijven uit de sector ICT die meededen, klein en groot" in page.text


def test_without_shares_nothing_is_said_of_places(visitor: Visitor, shipped: Questionnaire) -> None:
    publish_release(visitor.site.database, shipped, tier="B")

    page = finish(visitor, 0)

    assert "Lager dan gemiddeld" in page.text
    assert "kwart" not in " ".join(lines(page))
    assert "“Het hoogste kwart”" not in page.text


def test_a_group_of_all_sizes_says_so(visitor: Visitor, shipped: Questionnaire) -> None:
    publish_release(visitor.site.database, shipped, tier="S")

    assert (
        "bij de groep Techniek en staan in Overijssel. Het zijn kleine en grote bedrijven samen."
        in finish(visitor).text
    )


def test_who_works_alone_is_beside_others_who_do(visitor: Visitor, shipped: Questionnaire) -> None:
    publish_release(visitor.site.database, shipped, companies=3000)

    assert "ondernemers die alleen werken." in finish(visitor, size="1").text


def test_the_latest_release_is_told(visitor: Visitor, shipped: Questionnaire) -> None:
    publish_release(visitor.site.database, shipped)
    publish_release(visitor.site.database, shipped, period="2026Q1", companies=4000)

    assert "Cijfers over het 1e kwartaal 2026" in finish(visitor).text


def test_an_element_without_a_score_has_no_words(visitor: Visitor, shipped: Questionnaire) -> None:
    publish_release(visitor.site.database, shipped)
    finish(visitor)
    leave_open(visitor, "technologie")

    page = visitor.get("/scan/resultaat")

    assert next(("Geen score" in line, "gemiddeld" in line.lower()) for line in lines(page)) == (True, False)
    assert "Geen score" in lines(page)[-1]
    assert "Geen score" not in lines(page)[1]


def leave_open(visitor: Visitor, element: str) -> None:
    """Answer every question that is of one element most with `unknown`."""
    site, now = visitor.site, datetime.now(UTC)
    scan = scans.get_scan(site.database, site.published, visitor.client.cookies[site.cookie])
    for question in scan.asked:
        if element == max(question.elements, key=lambda each: question.elements[each]):
            scan = scans.save_answer(site.database, scan, question_id=question.id, code="unknown", now=now)


def test_without_any_score_there_is_nothing(visitor: Visitor, shipped: Questionnaire) -> None:
    publish_release(visitor.site.database, shipped)

    page = finish(visitor, 4)

    assert "U krijgt een totaalscore als elk element een score heeft." in page.text
    assert HEADING not in page.text


def test_it_is_not_in_the_report(visitor: Visitor, compared: Page) -> None:
    assert HEADING in compared.text
    assert HEADING not in visitor.get("/scan/rapport").text
