"""The company profile, before the questions and later on."""

from collections.abc import Callable

import pytest

from tests.visitor import COMPANY, Visitor

TOLD = ["may_count", "company_name", "kvk"]


def test_it_starts_a_scan_and_goes_to_the_first_question(visitor: Visitor) -> None:
    page = visitor.start()

    assert page.path == "/scan/vraag/planning"
    assert "scan" in visitor.client.cookies


def test_it_stores_nothing_until_it_is_right(visitor: Visitor) -> None:
    page = visitor.post("/start", {})

    assert page.status == 422
    assert not visitor.client.cookies


def test_it_names_every_missing_field_in_order(visitor: Visitor) -> None:
    page = visitor.post("/start", {})

    assert page.title.startswith("Fout:")
    required = ["sector", "size", "municipality", "family_business", "goal", "may_count"]
    assert [target for target, _ in page.errors] == [f"#{name}" for name in required]
    ids = {element.get("id") for element in page.root.iter()}
    assert all(target[1:] in ids for target, _ in page.errors)


def test_it_keeps_what_was_typed_after_an_error(visitor: Visitor) -> None:
    page = visitor.post("/start", COMPANY | {"municipality": "Devnter"})

    assert page.field("municipality").get("value") == "Devnter"
    assert page.chosen("size") == ["2-9"]
    assert page.errors == [
        ("#municipality", "Wij kennen “Devnter” niet als gemeente. Bedoelt u Deventer? Of vul uw postcode in.")
    ]


def test_the_errors_stand_in_the_order_of_the_fields(visitor: Visitor) -> None:
    page = visitor.post("/start", {"company_name": "x" * 81, "kvk": "1"})

    targets = [target[1:] for target, _ in page.errors]
    ids = [element.get("id") for element in page.root.iter() if element.get("id") in targets]
    assert ids == targets == ["sector", "size", "municipality", "family_business", "goal", *TOLD]


def test_what_one_need_not_tell_is_folded_until_there_is_something_to_see(visitor: Visitor) -> None:
    def is_open(**typed: str) -> bool:
        page = visitor.post("/start", typed)
        return any(part.get("open") is not None and part.findall(".//*[@id='kvk']") for part in page.all("details"))

    assert not is_open()
    assert is_open(kvk="123")
    assert is_open(company_name="x" * 81)


def test_every_field_says_why_it_is_asked(visitor: Visitor) -> None:
    page = visitor.get("/start")

    ids = {element.get("id") for element in page.root.iter()}
    assert {f"{name}-hint" for name in {*COMPANY, *TOLD} - {"consent_version"}} <= ids


def test_a_name_that_may_be_meant_can_be_chosen(visitor: Visitor) -> None:
    page = visitor.start(municipality="Bergen")
    assert len(page.values("similar_municipality")) == 3

    visitor.post("/start", page.filled_in() | {"similar_municipality": "GM0373"})

    assert visitor.get("/scan/bedrijf").field("municipality").get("value") == "Bergen (NH.)"


def test_a_name_that_was_put_right_goes_before_the_choice(visitor: Visitor) -> None:
    visitor.start(municipality="Zwolle", similar_municipality="GM0373")

    assert visitor.get("/scan/bedrijf").field("municipality").get("value") == "Zwolle"


def test_what_a_postcode_stands_for_is_shown_and_can_be_changed(visitor: Visitor) -> None:
    visitor.start(municipality="7411 AB")
    assert "Deventer" in visitor.get("/scan/controle").text

    visitor.change_company(municipality="Zutphen")

    assert "Zutphen" in visitor.get("/scan/controle").text


@pytest.mark.parametrize("typed", ["Deventer", "deventer ", "7411", "7411 AB", "7411ab"])
def test_it_knows_a_municipality_by_name_or_postcode(visitor: Visitor, typed: str) -> None:
    visitor.start(municipality=typed)

    assert visitor.get("/scan/bedrijf").field("municipality").get("value") == "Deventer"


@pytest.mark.parametrize("field", ["sector", "size", "goal", "family_business"])
def test_it_refuses_a_choice_that_is_not_there(visitor: Visitor, field: str) -> None:
    page = visitor.post("/start", COMPANY | {field: "anders"})

    assert page.status == 422
    assert [target for target, _ in page.errors] == [f"#{field}"]


def test_it_shows_a_hostile_text_as_text(visitor: Visitor) -> None:
    page = visitor.post("/start", COMPANY | {"municipality": '"><img src=x onerror=alert(1)>{{7*7}}${typed}'})

    assert page.field("municipality").get("value") == '"><img src=x onerror=alert(1)>{{7*7}}${typed}'
    assert not page.all("img")


def test_it_shows_and_changes_the_profile_of_a_scan(visitor: Visitor) -> None:
    visitor.start()

    visitor.post("/scan/bedrijf", COMPANY | {"size": "10-49", "family_business": "no"})

    page = visitor.get("/scan/bedrijf")
    assert (page.chosen("size"), page.chosen("family_business")) == (["10-49"], ["no"])


def test_it_keeps_the_stored_profile_after_an_error(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.post("/scan/bedrijf", COMPANY | {"size": ""}).status == 422

    assert visitor.get("/scan/bedrijf").chosen("size") == ["2-9"]


def test_each_browser_has_its_own_scan(visit: Callable[[], Visitor]) -> None:
    one, other = visit(), visit()
    one.start(size="2-9")
    other.start(size="10-49")

    assert one.get("/scan/bedrijf").chosen("size") == ["2-9"]
