from app.db.engine import Database
from app.domain.cube import Key
from app.domain.display import BALANCE, INDEX
from app.domain.questionnaire import Questionnaire
from app.services.outcomes import read_outcomes
from tests.published import publish_release


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


def test_a_code_that_the_questionnaire_lacks_stands_for_itself(database: Database, shipped: Questionnaire) -> None:
    fewer = shipped.profile.model_copy(update={"sectors": shipped.profile.sectors[1:]})
    release = publish_release(database, shipped)

    names = read_outcomes(database, shipped.model_copy(update={"profile": fewer}), release, []).names

    assert names.of_dimension["sector"]["ict"] == "ict"
