"""The organisations of the demo: advisers in real regions, provinces and an admin, with invented people."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.account import Kind
from app.domain.action import Door
from app.domain.administration import OrganisationDetails
from app.domain.invented.model import InventedAdvisers, InventedModel, InventedOrganisation
from app.domain.invented.people import InventedPerson, invent_people
from app.domain.questionnaire import Questionnaire

_DESK = "balie"


@dataclass(frozen=True, slots=True)
class InventedTeam:
    """An organisation with its people; advisers have the area and the name of their door."""

    kind: Kind
    details: OrganisationDetails
    people: Sequence[InventedPerson]


def invent_teams(model: InventedModel, questionnaire: Questionnaire, draw: random.Random) -> Iterator[InventedTeam]:
    """Invent the organisations: first those of advisers, then the provinces and the admins."""
    doors = {door.id: door for door in questionnaire.doors}
    for advisers in model.organisations.advisers:
        yield _advisers(model, advisers, doors[advisers.door], draw)
    for province in model.organisations.provinces:
        yield _team(model, Kind.PROVINCE, province, draw)
    for admin in model.organisations.admins:
        yield _team(model, Kind.ADMIN, admin, draw)


def _advisers(model: InventedModel, advisers: InventedAdvisers, door: Door, draw: random.Random) -> InventedTeam:
    email = f"{_DESK}@{advisers.host}"
    details = OrganisationDetails(door.name, email, municipalities=door.municipalities, door=door.id)
    return InventedTeam(Kind.ADVISER, details, _people(model, advisers, draw))


def _team(model: InventedModel, kind: Kind, organisation: InventedOrganisation, draw: random.Random) -> InventedTeam:
    email = f"{_DESK}@{organisation.host}"
    details = OrganisationDetails(organisation.name, email, province=organisation.province)
    return InventedTeam(kind, details, _people(model, organisation, draw))


def _people(
    model: InventedModel, of: InventedAdvisers | InventedOrganisation, draw: random.Random
) -> Sequence[InventedPerson]:
    return tuple(invent_people(model.names, of.host, of.people, draw))
