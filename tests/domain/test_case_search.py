"""What an address asks of the list of cases, and what is left out of it."""

from dataclasses import replace

import pytest

from app.domain.case_search import PER_PAGE, CaseList, CaseSearch, SearchChoices, read_search, search_choices
from tests.builders import both_elements

CHOICES = SearchChoices(
    sectors=["zorg", "ict"],
    sizes=["1", "2-9"],
    municipalities=["GM0150"],
    elements=["technologie"],
    levels=["begin", "onderweg", "sterk"],
)
ALL = {
    "text": "Jansen",
    "status": "contacted",
    "whose": "mine",
    "new": "1",
    "sector": "zorg",
    "size": "2-9",
    "municipality": "GM0150",
    "element": "technologie",
    "below": "sterk",
    "sort": "name",
    "page": "3",
}


def case_list(*, page: int, count: int) -> CaseList:
    return CaseList([], page=page, count=count, has_any=True, municipalities=[])


def test_a_search_says_in_an_address_what_it_was_read_from() -> None:
    search, ignored = read_search(ALL, CHOICES)

    assert search.parameters == ALL
    assert not ignored


def test_nothing_asked_is_all_of_it_from_the_first_page() -> None:
    assert read_search({"status": "", "text": ""}, CHOICES) == (CaseSearch(), [])
    assert not CaseSearch().parameters


def test_order_and_page_are_no_filters() -> None:
    assert list(CaseSearch(sort="name", page=2, sector="zorg").chosen) == ["sector"]


@pytest.mark.parametrize("name", [name for name in ALL if name not in ("text", "page", "element", "below")])
def test_what_cannot_be_chosen_is_left_out_and_named(name: str) -> None:
    assert read_search({name: "onzin"}, CHOICES) == (CaseSearch(), [name])


@pytest.mark.parametrize(
    "asked",
    [{"element": "technologie"}, {"below": "sterk"}, {"element": "technologie", "below": "begin"}],
    ids=["no level", "no element", "nothing is below the lowest"],
)
def test_an_element_goes_with_a_level(asked: dict[str, str]) -> None:
    search, ignored = read_search(asked, CHOICES)

    assert search == CaseSearch()
    assert set(ignored) == set(asked)


def test_a_name_that_no_list_knows_is_told_once() -> None:
    assert read_search({"utm_source": "x", "__class__": "y", "utm_medium": ""}, CHOICES) == (CaseSearch(), ["other"])


@pytest.mark.parametrize(
    ("asked", "page", "ignored"),
    [
        ("2", 2, []),
        ("0", 1, []),
        ("9" * 5000, 999_999, []),
        ("-1", 1, ["page"]),
        ("twee", 1, ["page"]),
        ("²", 1, ["page"]),
    ],
)
def test_a_page_is_a_number_from_one(asked: str, page: int, ignored: list[str]) -> None:
    assert read_search({"page": asked}, CHOICES) == (CaseSearch(page=page), ignored)


def test_a_long_text_is_cut_and_that_is_told() -> None:
    search, ignored = read_search({"text": "a" * 101}, CHOICES)

    assert search.text == "a" * 100
    assert ignored == ["text"]


def test_words_are_sought_one_by_one_in_folded_letters() -> None:
    assert CaseSearch(text=" Café  DE ").words == ["cafe", "de"]
    assert len(CaseSearch(text="a " * 20).words) == 8


def test_levels_below_one_are_all_before_it() -> None:
    assert CHOICES.below("sterk") == ["begin", "onderweg"]


def test_one_chooses_from_what_the_questionnaire_has() -> None:
    questionnaire = both_elements()

    choices = search_choices(questionnaire, ["GM0150"])

    assert replace(choices, municipalities=()) == SearchChoices(
        sectors=[sector.id for sector in questionnaire.profile.sectors],
        sizes=[size.id for size in questionnaire.profile.sizes],
        municipalities=(),
        elements=[element.id for element in questionnaire.elements],
        levels=[level.id for level in questionnaire.levels],
    )


@pytest.mark.parametrize(("page", "count", "expected"), [(1, 7, (1, 7, 1)), (2, 50, (26, 50, 2)), (3, 51, (51, 51, 3))])
def test_a_page_of_a_list_tells_where_it_stands(page: int, count: int, expected: tuple[int, int, int]) -> None:
    assert PER_PAGE == 25

    found = case_list(page=page, count=count)

    assert (found.first, found.last, found.pages) == expected


def test_an_empty_list_has_one_page() -> None:
    assert case_list(page=1, count=0).pages == 1
