"""The organisations of the demo stand in real regions; their people are invented."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from app.domain.account import Kind
from app.domain.invented.model import InventedModel
from app.domain.invented.organisations import InventedTeam, invent_teams
from app.domain.questionnaire import Questionnaire
from app.municipalities import municipalities


@pytest.fixture(scope="module")
def teams(model: InventedModel, shipped: Questionnaire) -> Sequence[InventedTeam]:
    return list(invent_teams(model, shipped, random.Random(1)))


def test_there_are_three_of_advisers_three_provinces_and_an_admin(teams: Sequence[InventedTeam]) -> None:
    assert Counter(team.kind for team in teams) == {Kind.ADVISER: 3, Kind.PROVINCE: 3, Kind.ADMIN: 1}


def test_advisers_have_the_name_and_the_area_of_their_door(
    teams: Sequence[InventedTeam], shipped: Questionnaire
) -> None:
    doors = {door.id: door for door in shipped.doors}
    advisers = [team for team in teams if team.kind is Kind.ADVISER]

    for team in advisers:
        door = doors[str(team.details.door)]
        assert (team.details.name, team.details.municipalities) == (door.name, door.municipalities)


def test_a_company_lies_in_the_area_of_one_organisation_at_most(teams: Sequence[InventedTeam]) -> None:
    areas = Counter(code for team in teams for code in team.details.municipalities)

    assert set(areas.values()) == {1}


def test_provinces_are_called_as_in_the_facts(teams: Sequence[InventedTeam]) -> None:
    known = {municipality.province for municipality in municipalities().values()}
    provinces = {team.details.province for team in teams if team.kind is Kind.PROVINCE}

    assert provinces == {"Overijssel", "Gelderland", "Drenthe"}
    assert provinces <= known


def test_every_organisation_has_people(teams: Sequence[InventedTeam]) -> None:
    assert all(team.people for team in teams)


def test_nobody_has_an_address_that_can_exist(teams: Sequence[InventedTeam]) -> None:
    emails = [str(team.details.email) for team in teams] + [person.email for team in teams for person in team.people]

    assert all(email.endswith(".example") for email in emails)
    assert len(set(emails)) == len(emails)
