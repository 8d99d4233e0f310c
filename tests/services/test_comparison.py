"""Companies like that of an owner: the finest group that the latest release of the province shows."""

from typing import Any

import pytest

from app.db.engine import Database
from app.domain.comparison import Group
from app.domain.cube import Key
from app.domain.display import INDEX
from app.domain.questionnaire import Questionnaire
from app.services.comparison import comparison_rules, find_group
from app.services.outcomes import read_outcomes
from tests.published import publish_release

DEVENTER = "GM0150"


def find(
    database: Database,
    questionnaire: Questionnaire,
    *,
    sector: str = "ict",
    size: str = "2-9",
    municipality: str | None = DEVENTER,
) -> Group | None:
    return find_group(database, questionnaire, sector=sector, size=size, municipality=municipality)


def in_words(group: Group | None) -> tuple[str, str | None] | None:
    return (group.kind.name, group.size) if group else None


def test_the_finest_group_is_of_a_sector_and_a_size(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped)

    found = find(database, shipped)

    assert found
    assert (found.kind.name, found.kind.is_sector, found.size) == ("ICT", True, "2 tot en met 9 mensen")


def test_its_figures_are_those_of_that_cell(database: Database, shipped: Questionnaire) -> None:
    release = publish_release(database, shipped)
    cell = read_outcomes(database, shipped, release, ["sector_size"]).tables["sector_size"].find(Key("", "ict", "2-9"))

    found = find(database, shipped)

    assert found
    assert cell
    assert (found.release, found.companies, found.means) == (release, cell.companies, cell.means)
    assert INDEX in found.means


@pytest.mark.parametrize(
    ("sector", "size", "words"),
    [
        ("maakindustrie", "50-249", ("Techniek", "50 tot en met 249 mensen")),
        ("onderwijs", "50-249", ("Onderwijs", None)),
    ],
)
def test_where_that_is_hidden_it_is_a_wider_group(
    database: Database, shipped: Questionnaire, sector: str, size: str, words: tuple[str, str | None]
) -> None:
    publish_release(database, shipped, companies=1200)

    assert in_words(find(database, shipped, sector=sector, size=size)) == words


@pytest.mark.parametrize(
    ("tier", "words"), [("S", ("Techniek", None)), ("B", ("ICT", None)), ("M", ("ICT", "2 tot en met 9 mensen"))]
)
def test_it_follows_what_a_release_has(
    database: Database, shipped: Questionnaire, tier: str, words: tuple[str, str | None]
) -> None:
    publish_release(database, shipped, tier=tier)

    assert in_words(find(database, shipped)) == words


def test_places_are_of_the_whole_sector(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, companies=3000)

    found = find(database, shipped)

    assert found
    assert found.distributed
    assert (found.distributed.name, found.distributed.is_sector) == ("ICT", True)
    assert found.distributions.keys() == {element.id for element in shipped.elements}


def test_where_the_sector_has_no_shares_they_are_of_the_main_group(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, tier="S", companies=900)

    found = find(database, shipped)

    assert found
    assert found.distributed
    assert (found.distributed.name, found.distributed.is_sector) == ("Techniek", False)


def test_without_shares_there_are_no_places(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, tier="B", companies=900)

    found = find(database, shipped)

    assert found
    assert (found.distributed, found.distributions) == (None, {})


@pytest.mark.parametrize(
    ("periods", "latest"),
    [
        (["2023", "2025", "2024"], "2025"),
        (["2024", "2025Q1"], "2025Q1"),
        (["2025Q3", "2025", "2025Q4"], "2025"),
    ],
)
def test_the_latest_release_counts(database: Database, shipped: Questionnaire, periods: list[str], latest: str) -> None:
    for period in periods:
        publish_release(database, shipped, period=period)

    found = find(database, shipped)

    assert found
    assert found.release.period == latest


def test_a_release_that_shows_no_group_is_passed_over(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, period="2024")
    publish_release(database, shipped, period="2025", companies=40)

    found = find(database, shipped)

    assert found
    assert found.release.period == "2024"


def test_only_the_own_province_counts(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, "Gelderland", is_open=True)

    assert find(database, shipped) is None


def test_a_release_need_not_be_open_data(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, is_open=False)

    assert find(database, shipped)


@pytest.mark.parametrize(
    "company",
    [{"municipality": None}, {"municipality": "GM9999"}, {"sector": "ruimtevaart"}, {"sector": "ict", "size": "250+"}],
)
def test_what_no_release_knows_is_compared_as_far_as_it_goes(
    database: Database, shipped: Questionnaire, company: dict[str, Any]
) -> None:
    publish_release(database, shipped)

    assert in_words(find(database, shipped, **company)) == (("ICT", None) if "size" in company else None)


def test_where_everything_is_hidden_there_is_nothing(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, companies=40)

    assert find(database, shipped) is None


def test_the_rules_say_where_they_come_from() -> None:
    assert comparison_rules().source
