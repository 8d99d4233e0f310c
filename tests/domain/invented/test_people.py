"""Invented people cannot be mistaken for, or mailed as, anyone."""

import random

from app.domain.invented.model import InventedModel
from app.domain.invented.people import invent_people, invent_person


def test_a_person_has_a_made_up_surname(model: InventedModel) -> None:
    first, last = invent_person(model.names, "beheer.example", random.Random(1)).name.split()

    assert first in model.names.first
    assert last.startswith(model.names.surname_begins)


def test_an_address_is_the_name_at_a_host_that_cannot_exist(model: InventedModel) -> None:
    person = invent_person(model.names, "beheer.example", random.Random(1))

    assert person.email == f"{person.name.lower().replace(' ', '.')}@beheer.example"


def test_people_of_one_host_have_different_addresses(model: InventedModel) -> None:
    few = model.names.model_copy(
        update={"first": ("Anna", "Bram"), "surname_begins": ("Kwebbel",), "surname_ends": ("stra",)}
    )

    people = list(invent_people(few, "beheer.example", 2, random.Random(1)))

    assert {person.email for person in people} == {"anna.kwebbelstra@beheer.example", "bram.kwebbelstra@beheer.example"}
