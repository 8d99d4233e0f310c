"""Releases as they are read: which tables, and what codes are called."""

from dataclasses import replace

from app.db.engine import Database
from app.db.releases import add_release
from app.domain.cube import Key
from app.domain.display import BALANCE, INDEX
from app.domain.questionnaire import Questionnaire
from app.rendering.breakdown_page import breakdown_page
from app.services.outcomes import published_in, read_outcomes
from app.services.published_releases import get_tables
from tests.published import publish_release

DINKELLAND = "GM1774"


def test_only_the_tables_that_were_asked_for_are_read(database: Database, shipped: Questionnaire) -> None:
    release = publish_release(database, shipped)

    found = read_outcomes(database, shipped, release, ["total", "main_group", "nothing"])

    assert list(found.tables) == ["total", "main_group"]
    assert ("municipality",) in found.published


def test_the_whole_province_has_every_figure(database: Database, shipped: Questionnaire) -> None:
    total = read_outcomes(database, shipped, publish_release(database, shipped), ["total"]).total

    assert total.key == Key()
    assert list(total.shares) == [element.id for element in sorted(shipped.elements, key=lambda each: each.id)]
    assert set(total.means) == {INDEX, BALANCE, *total.shares}


def test_regions_are_those_of_the_province_by_name(database: Database, shipped: Questionnaire) -> None:
    found = read_outcomes(database, shipped, publish_release(database, shipped), ["region"])

    names = [*found.names.of_dimension["region"].values()]
    assert [
        found.names.of_dimension["region"][outcome.key.region] for outcome in found.tables["region"].outcomes
    ] == names
    assert names == sorted(names)
    assert "Twente" in names


def test_each_part_has_the_wider_one_that_it_belongs_to(database: Database, shipped: Questionnaire) -> None:
    names = read_outcomes(database, shipped, publish_release(database, shipped), []).names

    assert names.wider["sector"]["ict"] == "techniek"
    assert names.of_dimension["region"][names.wider["municipality"]["GM0153"]] == "Twente"


def test_a_release_has_the_tables_of_its_tier(database: Database, shipped: Questionnaire) -> None:
    release = publish_release(database, shipped, tier="S", companies=200)

    assert published_in(release) == ((), ("main_group",), ("size",), ("region",))


def test_a_code_that_the_questionnaire_lacks_stands_for_itself(database: Database, shipped: Questionnaire) -> None:
    fewer = shipped.profile.model_copy(update={"sectors": shipped.profile.sectors[1:]})
    release = publish_release(database, shipped)

    names = read_outcomes(database, shipped.model_copy(update={"profile": fewer}), release, []).names

    assert names.of_dimension["sector"]["ict"] == "ict"


def test_a_municipality_that_is_no_more_stands_for_itself(database: Database, shipped: Questionnaire) -> None:
    release = replace(publish_release(database, shipped), id="overijssel-2019", period="2019")
    cells = [cell for table in get_tables(database, "overijssel-2025") for cell in table.cells]
    renamed = [replace(cell, region="GM9999") if cell.region == DINKELLAND else cell for cell in cells]
    with database.write() as session:
        add_release(session, release, renamed, ())

    found = read_outcomes(database, shipped, release, ["total", "municipality", "region"])

    names = found.names.of_dimension["municipality"]
    assert names["GM9999"] == "GM9999"
    assert DINKELLAND not in names
    (row,) = [row for row in breakdown_page(found, ("municipality",), INDEX).rows if row.code == "GM9999"]
    assert (row.name, row.figure, row.wider) == ("GM9999", None, None)


def test_a_size_is_called_as_others_say_it(database: Database, shipped: Questionnaire) -> None:
    names = read_outcomes(database, shipped, publish_release(database, shipped), []).names

    assert names.of_dimension["size"]["1"] == "Eén persoon"
    assert names.of_dimension["size"]["2-9"] == "2 tot en met 9 mensen"
