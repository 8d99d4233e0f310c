"""A release at a glance, as it is read: beside which other release, and with which rules."""

import pytest

from app.db.engine import Database
from app.domain.glance import Glance
from app.domain.questionnaire import Questionnaire
from app.domain.standing_out import Leaning
from app.services.glances import glance_of, standing_out_rules
from tests.published import publish_release


def test_the_rules_have_a_source_and_a_sentence_of_every_kind() -> None:
    rules = standing_out_rules()

    assert rules.source
    assert {rule.kind for rule in rules.rules} == {
        "lowest_element",
        "highest_element",
        "technology_ahead",
        "technology_behind",
        "group_below",
        "group_above",
        "rise",
        "fall",
        "many_on_lowest_steps",
    }


@pytest.fixture
def own(database: Database, shipped: Questionnaire) -> Glance:
    publish_release(database, shipped, period="2024", tier="B", companies=500, lift=-8)
    release = publish_release(database, shipped)
    return glance_of(database, shipped, release, province="Overijssel")


def test_a_release_of_ones_own_is_compared_with_the_year_before(own: Glance) -> None:
    assert own.before is not None
    assert own.before.release.id == "overijssel-2024"


def test_a_year_without_figures_is_passed_over(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, period="2023", tier="B", companies=500)
    publish_release(database, shipped, period="2024", tier="S", companies=12)
    release = publish_release(database, shipped)

    before = glance_of(database, shipped, release, province="Overijssel").before

    assert before is not None
    assert before.release.id == "overijssel-2023"


def test_a_first_year_with_figures_is_compared_with_none(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, period="2024", tier="S", companies=12)
    release = publish_release(database, shipped)

    assert glance_of(database, shipped, release, province="Overijssel").before is None


def test_it_finds_what_was_drawn(own: Glance) -> None:
    findings = own.standing_out.findings

    assert own.standing_out.leaning is Leaning.AHEAD
    assert {"zelforganisatie", "balans"} <= {finding.element for finding in findings}
    assert ("sector", "ict") in {(finding.table, finding.group) for finding in findings}
    assert any(finding.is_change for finding in findings)


def test_it_finds_the_same_each_time(own: Glance, database: Database, shipped: Questionnaire) -> None:
    again = glance_of(database, shipped, own.outcomes.release, province="Overijssel")

    assert again.standing_out == own.standing_out


def test_it_is_not_compared_with_what_the_reader_may_not_see(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, "Gelderland", "2024")
    release = publish_release(database, shipped, "Gelderland", is_open=True)

    assert glance_of(database, shipped, release, province="Overijssel").before is None
    assert glance_of(database, shipped, release, province="Gelderland").before is not None


def test_a_release_about_few_companies_has_nothing_to_tell(database: Database, shipped: Questionnaire) -> None:
    release = publish_release(database, shipped, companies=12, tier="S")

    found = glance_of(database, shipped, release, province="Overijssel")

    assert not found.outcomes.total.is_shown
    assert found.standing_out.leaning is None
    assert not found.standing_out.findings
