"""Organisations of every kind, their people, and scans in every state of being shared, each with its own word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import FastAPI

from app.domain.account import Kind, Organisation
from app.domain.sharing import OwnerDetails
from tests.accounts import account, organisation, signed_in
from tests.visitor import Visitor
from tests.web.cast import Cast, make_cast
from tests.web.desk import in_days, share, withdraw
from tests.web.whole_site import contents, finisher, scan_of

WAITING, ELSEWHERE, UNSHARED, WITHDRAWN, OVER = "zwaluw", "merel", "kievit", "grutto", "fazant"
"""What is in the name of the company, in those of its owner and in the question to the advisers."""


@dataclass(frozen=True)
class Actor:
    """Somebody, how the addresses of their pages begin, and the only scan that they may see, by its word."""

    visitor: Visitor
    pages: str
    own: str = ""


@dataclass(frozen=True)
class World:
    """Advisers see `WAITING`, which waits to be passed on, and others see `ELSEWHERE`; nobody sees the rest."""

    cast: Cast
    actors: Mapping[str, Actor]
    scans: Mapping[str, Mapping[str, str]]
    people: Mapping[str, str]

    def foreign_to(self, actor: Actor) -> dict[str, str]:
        """Return all that names what this actor may not see."""
        scans = {f"{what} of {word}": value for word, names in self.scans.items() for what, value in names.items()}
        own = set(self.scans[actor.own].values()) if actor.own else set()
        return {what: value for what, value in (scans | dict(self.people)).items() if value not in own}


def make_world(site: FastAPI) -> World:
    cast = make_cast(site, details=_details(WAITING), **_company(WAITING))
    owners = {word: finisher(site, **_company(word)) for word in (ELSEWHERE, UNSHARED, WITHDRAWN, OVER)}
    _share(owners[ELSEWHERE], cast.others, ELSEWHERE)
    _share(owners[OVER], cast.advisers, OVER, ends_on=in_days(-1))
    key = _share(owners[WITHDRAWN], cast.advisers, WITHDRAWN)
    withdraw(owners[WITHDRAWN])
    scans = {word: _names_of(owner) for word, owner in (owners | {WAITING: cast.owner}).items()}
    scans[WITHDRAWN]["key"] = key
    return World(cast, _actors(site, cast), scans, _names_of_people(cast))


def _company(word: str) -> dict[str, str]:
    return {"company_name": f"Bakkerij {word}", "kvk": str(10_000_000 + sum(map(ord, word)))}


def _details(word: str) -> OwnerDetails:
    return OwnerDetails(f"Jan van {word}", f"{word}@bedrijf.example", "0570 12 34 56", f"Hoe begint {word}?")


def _share(owner: Visitor, advisers: Organisation, word: str, *, ends_on: date | None = None) -> str:
    return share(owner, advisers, details=_details(word), ends_on=ends_on).rpartition("/")[2]


def _names_of(owner: Visitor) -> dict[str, str]:
    """Return all that tells a scan from others, but for the secret that opens it and the token of a letter."""
    scan, tables = scan_of(owner), contents(owner.site.database)
    (row,) = (row for row in tables["scan"] if row["id"] == scan.id)
    found = {"id": scan.id, "mark": scan.mark, "hash": row["secret_hash"], "kvk": row["kvk_token"]}
    for consent in (row for row in tables["consent"] if row["scan_hash"] == found["hash"]):
        found["consent"] = consent["key"]
    for case in (row for row in tables["adviser_case"] if row["scan_id"] == scan.id):
        found |= {"case": case["id"], "key": case["key"]}
        for wish in (row for row in tables["pass_on"] if row["case_id"] == case["id"]):
            found["wish"] = wish["token_hash"]
    return {what: str(value) for what, value in found.items()}


def _names_of_people(cast: Cast) -> dict[str, str]:
    tables = contents(cast.owner.site.database)
    columns = {"organisation": "id", "account": "id", "account_session": "token_hash", "account_link": "token_hash"}
    return {
        f"{table} {number}": str(row[column])
        for table, column in columns.items()
        for number, row in enumerate(tables[table])
    }


def _actors(site: FastAPI, cast: Cast) -> dict[str, Actor]:
    database = site.state.site.database
    second = organisation(database, Kind.PROVINCE, name="Tweede provincie", province="Gelderland")
    colleagues = [
        signed_in(site, account(database, of, name=name))
        for of, name in ((cast.advisers, "Cas Dijk"), (cast.others, "Dora Pals"))
    ]
    return {
        "half-way": Actor(cast.half_way, "/inloggen/code"),
        "adviser": Actor(cast.adviser, "/adviseur", WAITING),
        "colleague": Actor(colleagues[0], "/adviseur", WAITING),
        "other adviser": Actor(cast.other, "/adviseur", ELSEWHERE),
        "other colleague": Actor(colleagues[1], "/adviseur", ELSEWHERE),
        "province": Actor(cast.province, "/provincie"),
        "second province": Actor(signed_in(site, account(database, second, name="Ed Prins")), "/provincie"),
        "admin": Actor(cast.admin, "/beheer"),
    }
