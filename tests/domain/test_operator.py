"""Who runs the site: ways to reach it, and the doors that take every question."""

import pytest
from pydantic import ValidationError

from app.domain.action import Door
from app.domain.operator import Contact, Operator, Retention

TWENTE, COUNTRY = (
    Door(id="novel_t", name="Novel-T", helps_with="-", source="-", municipalities=("GM0153",)),
    Door(id="kvk", name="KVK", helps_with="-", source="-"),
)
OTHER = Door(id="oost_nl", name="Oost NL", helps_with="-", source="-")


def operator(*first_doors: str) -> Operator:
    retention = Retention(draft_days=1, finished_days=1, backup_days=1, source="-")
    return Operator(desk=Contact(name="Ondernemershuis"), first_doors=first_doors, retention=retention)


@pytest.mark.parametrize(
    ("municipality", "expected"), [("GM0153", [TWENTE]), ("GM0363", [COUNTRY]), (None, [TWENTE, COUNTRY])]
)
def test_a_question_goes_to_the_first_door_that_is_open(municipality: str | None, expected: list[Door]) -> None:
    found = operator("novel_t", "kvk").doors_for_questions((COUNTRY, OTHER, TWENTE), municipality)

    assert found == expected


def test_a_door_that_left_the_content_is_not_named() -> None:
    assert operator("weg", "kvk").doors_for_questions((COUNTRY,), None) == [COUNTRY]


def test_a_door_has_the_contact_that_was_filled_in() -> None:
    contact = Contact(name="Loket", phone="038-123 45 67")
    known = operator().model_copy(update={"doors": {"kvk": contact}})

    assert (known.contact_of(COUNTRY), known.contact_of(TWENTE)) == (contact, None)


def test_the_best_way_comes_first_and_only_safe_pages_count() -> None:
    contact = Contact(name="Meldpunt", email="lek@huis.example", website="http://huis.example", phone="038-123 45 67")

    assert contact.addresses == ["mailto:lek@huis.example", "tel:0381234567"]


def test_only_ways_that_there_are_are_told() -> None:
    contact = Contact(name="Meldpunt", website="https://huis.example", phone="038-123 45 67")

    assert contact.ways == ["038-123 45 67", "https://huis.example"]


@pytest.mark.parametrize(("ways", "expected"), [({}, False), ({"postal_address": "Plein 1, 8000 AA Zwolle"}, True)])
def test_any_way_makes_a_contact_reachable(ways: dict[str, str], expected: bool) -> None:
    assert Contact.model_validate({"name": "Meldpunt"} | ways).is_reachable is expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "a@b.example?bcc=c@d.example"},
        {"email": "a b@c.example"},
        {"email": "a?bcc=b@c.example"},
        {"phone": "bel ons"},
        {"website": "javascript:alert(1)"},
        {"name": ""},
    ],
)
def test_an_address_that_does_something_else_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Contact.model_validate({"name": "Meldpunt"} | wrong)


def test_a_file_from_before_there_were_accounts_keeps_the_log_a_year_and_proof_of_consent_two() -> None:
    retention = operator().retention

    assert (retention.log_days, retention.consent_days) == (365, 730)


def test_the_log_is_kept_no_shorter_than_the_database_allows() -> None:
    with pytest.raises(ValidationError):
        Retention(draft_days=1, finished_days=1, backup_days=1, log_days=364, source="-")
