from app.domain.display import INDEX
from app.domain.other_provinces import of_same_period, side_by_side
from app.domain.outcomes import Figure, Outcome
from tests.outcomes import figure, outcomes, release

OWN, DRENTHE, GELDERLAND = release(), release(province="Drenthe"), release(province="Gelderland")


def index(outcome: Outcome) -> Figure | None:
    return outcome.means.get(INDEX)


def test_provinces_come_by_name_after_the_own_one() -> None:
    assert of_same_period(OWN, [GELDERLAND, OWN, DRENTHE], own="Overijssel") == [OWN, DRENTHE, GELDERLAND]


def test_the_own_province_comes_first_beside_the_release_of_another() -> None:
    assert of_same_period(GELDERLAND, [GELDERLAND, OWN, DRENTHE], own="Overijssel") == [OWN, DRENTHE, GELDERLAND]


def test_without_an_own_release_the_one_that_is_looked_at_comes_first() -> None:
    assert of_same_period(GELDERLAND, [GELDERLAND, DRENTHE], own="Overijssel") == [GELDERLAND, DRENTHE]


def test_other_periods_and_kinds_do_not_count() -> None:
    others = [release("2024", "Drenthe"), release("2025Q1", "Gelderland")]

    assert of_same_period(OWN, others, own="Overijssel") == [OWN]


def test_each_province_but_the_first_differs_from_the_first() -> None:
    first, other = side_by_side(index, [outcomes(OWN, "50"), outcomes(DRENTHE, "54")])

    assert first.difference is None
    assert other.figure == figure("54")
    assert other.difference == figure("54").minus(figure("50"))


def test_from_a_hidden_province_nothing_differs() -> None:
    first, other = side_by_side(index, [outcomes(OWN, None), outcomes(DRENTHE, "54")])

    assert first.is_hidden
    assert other.difference is None
    assert not other.is_hidden


def test_a_hidden_province_does_not_differ() -> None:
    _, other = side_by_side(index, [outcomes(OWN, "50"), outcomes(DRENTHE, None)])

    assert other.is_hidden
    assert other.difference is None


def test_a_main_group_is_compared_with_the_same_one() -> None:
    own = outcomes(OWN, "50", main_groups={"zorg": "40", "techniek": "60"})
    drenthe = outcomes(DRENTHE, "50", main_groups={"techniek": "66", "zorg": "41"})

    found = side_by_side(index, [own, drenthe], main_group="techniek")

    assert [each.figure for each in found] == [figure("60"), figure("66")]


def test_a_province_without_main_groups_has_no_cell() -> None:
    own = outcomes(OWN, "50", main_groups={"zorg": "40"})

    _, other = side_by_side(index, [own, outcomes(DRENTHE)], main_group="zorg")

    assert other.outcome is None
    assert other.figure is None
    assert not other.is_hidden


def test_a_province_tells_when_its_questions_are_others() -> None:
    asked_otherwise = outcomes(release(province="Drenthe", questionnaire="q2"))

    found = side_by_side(index, [outcomes(OWN), asked_otherwise, outcomes(GELDERLAND)])

    assert [each.has_other_questions for each in found] == [False, True, False]
