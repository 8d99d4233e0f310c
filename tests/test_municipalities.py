"""Municipalities by name and by postcode."""

import pytest

from app.domain.questionnaire import Questionnaire
from app.municipalities import find_municipality, municipalities, similar_municipalities


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Zwolle", "GM0193"),
        ("  zwolle", "GM0193"),
        ("8011", "GM0193"),
        ("8011 PK", "GM0193"),
        ("Súdwest-Fryslân", "GM1900"),
        ("sudwest fryslan", "GM1900"),
        ("Den Haag", "GM0518"),
        ("’s-Gravenhage", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("gemeente Zwolle", "GM0193"),
        ("7411 AB Deventer", "GM0150"),
    ],
)
def test_it_is_found_as_people_write_it(typed: str, code: str) -> None:
    found = find_municipality(typed)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("typed", ["", " ", "Atlantis", "0000", "123", "80112233", "x" * 2000, "٤٤٤٤"])
def test_something_else_is_not_found(typed: str) -> None:
    assert find_municipality(typed) is None


def test_a_slip_of_the_pen_gives_a_suggestion() -> None:
    assert similar_names("Enschedee")[0] == "Enschede"
    assert similar_names("qqqqq") == []


def test_half_a_name_gives_all_that_begin_with_it() -> None:
    assert set(similar_names("Bergen")) == {"Bergen (NH.)", "Bergen (L.)", "Bergen op Zoom"}
    assert similar_names("sudwest") == ["Súdwest-Fryslân"]
    assert similar_names("Holten")[0] == "Rijssen-Holten"


def test_there_are_at_most_three_suggestions() -> None:
    assert len(similar_names("Noord")) == 3
    assert similar_names("A") == []


def similar_names(typed: str) -> list[str]:
    return [found.name for found in similar_municipalities(typed)]


def test_there_are_342_and_25_of_them_in_overijssel() -> None:
    assert len(municipalities()) == 342
    assert len([found for found in municipalities().values() if found.province == "Overijssel"]) == 25


def test_doors_serve_municipalities_that_exist(shipped: Questionnaire) -> None:
    assert {code for door in shipped.doors for code in door.municipalities} <= set(municipalities())
