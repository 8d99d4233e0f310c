"""What stands out in a release: each kind of rule, when it applies and when it does not."""

from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import ValidationError

from app.domain.cube import Key
from app.domain.display import BALANCE, INDEX
from app.domain.outcomes import Outcomes
from app.domain.standing_out import Finding, Leaning, standing_out
from app.domain.standing_out_rules import StandingOutRules
from tests.domain.releases import outcome, outcomes, shares

ZORG, ICT, HORECA = (Key(sector=sector) for sector in ("zorg", "ict", "horeca"))
LOWEST = {"kind": "lowest_element", "least": 2, "sentence": "$element"}
HIGHEST = {"kind": "highest_element", "least": 2, "sentence": "$element"}
BELOW = {"kind": "group_below", "tables": ["sector", "main_group"], "least": 5, "margins": 2, "at_most": 1} | {
    "sentence": "$group $element"
}
ABOVE = BELOW | {"kind": "group_above"}
RISE = {"kind": "rise", "least": 2, "at_most": 2, "sentence": "$element"}
FALL = RISE | {"kind": "fall"}
STEPS = {"kind": "many_on_lowest_steps", "steps": 2, "least": 40, "at_most": 2, "sentence": "$percent"}


def rules(*each: dict[str, Any], most: int = 6) -> StandingOutRules:
    document = {"most": most, "balance_from": 5, "index": "de totaalscore", "rules": each, "source": "redactioneel"}
    return StandingOutRules.model_validate(document)


def found(now: Outcomes, *each: dict[str, Any], before: Outcomes | None = None, most: int = 6) -> Sequence[Finding]:
    return standing_out(rules(*each, most=most), now, before).findings


def about(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.group, finding.element) for finding in findings]


def test_the_lowest_and_the_highest_element_stand_out() -> None:
    now = outcomes(outcome(technologie=60, slimmer_werken=50, co_creatie=40))

    assert about(found(now, LOWEST, HIGHEST)) == [("", "co_creatie"), ("", "technologie")]


@pytest.mark.parametrize(("lowest", "margin"), [(48.5, 0.1), (45, 4)], ids=["too near", "within the noise"])
def test_an_element_that_is_hardly_the_lowest_does_not(lowest: float, margin: float) -> None:
    now = outcomes(outcome(technologie=60, slimmer_werken=50, co_creatie=lowest, margin=margin))

    assert found(now, LOWEST) == []


def test_a_sentence_has_its_names_and_numbers() -> None:
    (finding,) = found(outcomes(outcome(technologie=60, slimmer_werken=50, co_creatie=44)), LOWEST)

    assert finding.names == {"element": "Co-creatie"}
    assert finding.numbers == {"value": 44, "points": 6}
    assert finding.strength == 3


@pytest.mark.parametrize(
    ("balance", "margin", "leaning"),
    [
        (5, 1, Leaning.AHEAD),
        (-5, 1, Leaning.BEHIND),
        (4.9, 1, Leaning.EVEN),
        (-4.9, 1, Leaning.EVEN),
        (6, 6, Leaning.EVEN),
    ],
)
def test_technology_is_further_from_so_many_points_and_beyond_the_noise(
    balance: float, margin: float, leaning: Leaning
) -> None:
    now = outcomes(outcome(balans=balance, margin=margin))

    assert standing_out(rules(), now, None).leaning is leaning


@pytest.mark.parametrize(("balance", "kind"), [(7, "technology_ahead"), (-7, "technology_behind")])
def test_a_sentence_says_the_same_of_the_balance(balance: float, kind: str) -> None:
    both = [{"kind": each, "sentence": each} for each in ("technology_ahead", "technology_behind")]

    (finding,) = found(outcomes(outcome(balans=balance)), *both)

    assert finding.sentence == kind
    assert finding.element == BALANCE
    assert finding.numbers == {"points": 7}


def test_groups_stand_out_below_and_above_the_province() -> None:
    sectors = [outcome(ZORG, technologie=40), outcome(ICT, technologie=61), outcome(HORECA, technologie=52)]
    now = outcomes(outcome(technologie=50), sectors=sectors)

    assert about(found(now, BELOW, ABOVE)) == [("ict", "technologie"), ("zorg", "technologie")]


def test_a_group_is_called_by_its_name_and_told_of_in_its_table() -> None:
    now = outcomes(outcome(technologie=50), sectors=[outcome(ZORG, technologie=40)])

    (finding,) = found(now, BELOW)

    assert finding.names == {"group": "Zorg", "element": "Technologie"}
    assert finding.numbers == {"value": 40, "total": 50, "points": 10}
    assert finding.table == "sector"


@pytest.mark.parametrize(("value", "margin"), [(45.1, 0.1), (44, 3)], ids=["too near", "no more than twice the margin"])
def test_a_group_that_hardly_differs_does_not_stand_out(value: float, margin: float) -> None:
    now = outcomes(outcome(technologie=50, margin=0), sectors=[outcome(ZORG, technologie=value, margin=margin)])

    assert found(now, BELOW) == []


def test_the_index_of_a_group_is_told_of_before_its_elements() -> None:
    sectors = [outcome(ZORG, index=44, technologie=20), outcome(ICT, index=50, technologie=20, co_creatie=10)]
    now = outcomes(outcome(index=50, technologie=50, co_creatie=50), sectors=sectors)

    assert about(found(now, BELOW | {"at_most": 2})) == [("ict", "co_creatie"), ("zorg", INDEX)]


def test_a_group_is_told_of_once_by_what_is_most_telling() -> None:
    now = outcomes(outcome(technologie=50, co_creatie=50), sectors=[outcome(ZORG, technologie=30, co_creatie=60)])

    assert about(found(now, ABOVE, BELOW)) == [("zorg", "technologie")]


def test_main_groups_count_where_no_sector_is_shown() -> None:
    groups = [outcome(Key(sector="zorg"), technologie=40)]
    now = outcomes(outcome(technologie=50), sectors=[outcome(ZORG), outcome(ICT)], main_groups=groups)

    assert [finding.table for finding in found(now, BELOW)] == ["main_group"]


def test_a_hidden_group_is_not_told_of() -> None:
    sectors = [outcome(ZORG), outcome(ICT, technologie=50)]

    assert found(outcomes(outcome(technologie=50), sectors=sectors), BELOW, ABOVE) == []


def test_a_release_without_the_table_says_nothing_of_groups() -> None:
    assert found(outcomes(outcome(technologie=50)), BELOW | {"tables": ["size"]}) == []


def test_what_went_up_and_down_stands_out() -> None:
    before = outcomes(outcome(index=50, technologie=50, co_creatie=50))
    now = outcomes(outcome(index=53, technologie=56, co_creatie=45))

    findings = found(now, RISE, FALL, before=before)

    assert about(findings) == [("", "technologie"), ("", "co_creatie"), ("", INDEX)]
    assert findings[0].numbers == {"value": 56, "earlier": 50, "points": 6}
    assert all(finding.is_change for finding in findings)


@pytest.mark.parametrize(("value", "margin"), [(51.9, 0.1), (53, 3)], ids=["too small", "within the noise"])
def test_what_hardly_changed_does_not(value: float, margin: float) -> None:
    before = outcomes(outcome(technologie=50, margin=margin))

    assert found(outcomes(outcome(technologie=value, margin=margin)), RISE, before=before) == []


def test_nothing_changed_since_nothing() -> None:
    assert found(outcomes(outcome(technologie=50)), RISE, FALL) == []


def test_many_companies_on_the_lowest_steps_stand_out() -> None:
    low = outcome(technologie=30, distribution={"technologie": shares(20, 40, 30, 10, None)})

    (finding,) = found(outcomes(low), STEPS)

    assert finding.element == "technologie"
    assert finding.numbers == {"percent": 60}


@pytest.mark.parametrize(
    "percents", [(15, 24, 30, 21, 10), (20, 21, 30, 19, 10), (None, 45, 30, 20, None)], ids=["few", "noise", "untold"]
)
def test_fewer_do_not(percents: tuple[float | None, ...]) -> None:
    distribution = {"technologie": shares(*percents, margin=3)}

    assert found(outcomes(outcome(technologie=40, distribution=distribution)), STEPS) == []


def test_the_most_telling_come_first_and_no_more_than_so_many() -> None:
    sectors = [outcome(ZORG, technologie=45), outcome(ICT, technologie=60)]
    now = outcomes(outcome(technologie=50, slimmer_werken=42, co_creatie=40, margin=0.1), sectors=sectors)

    findings = found(now, LOWEST, BELOW, HIGHEST, ABOVE, most=3)

    assert about(findings) == [("", "technologie"), ("ict", "technologie"), ("", "co_creatie")]


def test_a_release_that_hides_everything_has_nothing_that_stands_out() -> None:
    told = standing_out(rules(LOWEST, HIGHEST, BELOW, STEPS, RISE), outcomes(outcome()), outcomes(outcome()))

    assert told.leaning is None
    assert told.findings == []


@pytest.mark.parametrize("sentence", ["$group scoort laag", "100 $ meer"])
def test_a_sentence_without_a_place_for_it_is_refused(sentence: str) -> None:
    with pytest.raises(ValidationError, match="A sentence of lowest_element has no place for"):
        rules(LOWEST | {"sentence": sentence})


def test_another_kind_of_rule_is_refused() -> None:
    with pytest.raises(ValidationError, match="does not match any of the expected tags"):
        rules({"kind": "most_beautiful", "sentence": "Mooi"})
