"""Organisations of every kind, their people, and scans in every state of being shared, each with its own word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fastapi import FastAPI

from app.domain.account import Account, Kind, Organisation
from app.domain.agreed_action import Agreement
from app.domain.case import Case, CaseStatus, Handling
from app.domain.follow_up import FollowUp
from app.domain.sharing import OwnerDetails
from app.services import agreed_actions, case_handling, follow_ups, notes, second_views, workshops
from app.services.case_handling import HandingOver
from app.services.second_views import NewView
from tests.accounts import account, organisation, signed_in
from tests.published import publish_release
from tests.visitor import Visitor
from tests.web.cast import Cast, case_of, make_cast
from tests.web.desk import in_days, share, withdraw
from tests.web.whole_site import contents, finisher, scan_of

WAITING, ELSEWHERE, UNSHARED, WITHDRAWN, OVER = "zwaluw", "merel", "kievit", "grutto", "fazant"
"""What is in the name of the company, in those of its owner and in the question to the advisers."""
KEPT = "wielewaal"
"""What is in all that the advisers of `WAITING` write for themselves alone."""


@dataclass(frozen=True)
class Actor:
    """Somebody, how the addresses of their pages begin, and all they may see: a scan, by its word, or a release."""

    visitor: Visitor
    pages: str
    own: str = ""
    province: str = ""


@dataclass(frozen=True)
class World:
    """Advisers see `WAITING`, which waits to be passed on, and others see `ELSEWHERE`; nobody sees the rest.

    Of each release, which is not open, its own province alone sees the outcomes.
    """

    cast: Cast
    actors: Mapping[str, Actor]
    scans: Mapping[str, Mapping[str, str]]
    releases: Mapping[str, str]
    people: Mapping[str, str]

    def foreign_to(self, actor: Actor) -> dict[str, str]:
        """Return all that names what this actor may not see; a number may name something else that is theirs."""
        scans = {
            f"{what} of {word}": value
            for word, names in self.scans.items()
            for what, value in names.items()
            if word != actor.own
        }
        releases = {
            f"release {province}": name for province, name in self.releases.items() if province != actor.province
        }
        own = {value for value in self.scans.get(actor.own, {}).values() if not value.isdecimal()}
        # Administrators see every campaign.
        people = {what: value for what, value in self.people.items() if (what, actor.pages) != ("campaign", "/beheer")}
        return {what: value for what, value in (scans | releases | people).items() if value not in own}

    def places_of(self, actor: Actor) -> dict[str, str]:
        """Return what fills in the addresses of the case or the release that is this actor's own."""
        return {place: min(found) for place in (*OF_CASES, "release_id") if (found := self.own_values(actor, place))}

    def own_values(self, actor: Actor, place: str) -> set[str]:
        """Return what may stand at this place in the addresses of this actor's own case or release."""
        if place == "release_id":
            return {name for province, name in self.releases.items() if province == actor.province}
        what = OF_CASES.get(place, place)
        return {value for name, value in self.scans.get(actor.own, {}).items() if name.startswith(what)}


OF_CASES = {"key": "key", "note_id": "note", "agreed_id": "agreed", "workshop_key": "workshop"}
"""What can stand in the address of a page about a case, by how its names begin."""


def make_world(site: FastAPI) -> World:
    cast = make_cast(site, details=_details(WAITING), **_company(WAITING))
    owners = {word: finisher(site, **_company(word)) for word in (ELSEWHERE, UNSHARED, WITHDRAWN, OVER)}
    elsewhere = _share(owners[ELSEWHERE], cast.others, ELSEWHERE)
    _share(owners[OVER], cast.advisers, OVER, ends_on=in_days(-1))
    key = _share(owners[WITHDRAWN], cast.advisers, WITHDRAWN)
    withdraw(owners[WITHDRAWN])
    database = site.state.site.database
    cas = account(database, cast.advisers, name="Cas Dijk")
    dora = account(database, cast.others, name="Dora Pals")
    _work_on(cast.owner, cast.places["key"], KEPT, by=cas)
    _work_on(owners[ELSEWHERE], elsewhere, ELSEWHERE, by=dora)
    scans = {word: _names_of(owner) for word, owner in (owners | {WAITING: cast.owner}).items()}
    scans[WITHDRAWN]["key"] = key
    scans[WAITING]["workshop"] = cast.places["workshop_key"]
    scans[ELSEWHERE]["workshop"] = workshops.open_workshop(database, f"Dag van {ELSEWHERE}", by=dora, now=_now())
    gelderland = publish_release(database, site.state.site.questionnaire, "Gelderland", tier="S")
    releases = {"Overijssel": cast.places["release_id"], "Gelderland": gelderland.id}
    people = _names_of_people(cast) | {"campaign": cast.places["campaign_code"]}
    return World(cast, _actors(site, cast, cas, dora), scans, releases, people)


def _now() -> datetime:
    return datetime.now(UTC)


def _work_on(owner: Visitor, key: str, word: str, *, by: Account) -> None:
    """Do at a case all that advisers do among themselves, with this word in what they write."""
    database, case = owner.site.database, case_of(owner, key, by)
    view = NewView("b", f"Daar denk ik aan {word}.", case.scan.answers["ai"])
    second_views.set_view(database, case, "ai", view, by=by, now=_now())
    notes.write_note(database, case, f"Denk aan {word}.", is_shared=False, by=by, now=_now())
    agreed_actions.agree(database, case, Agreement("Een scherm ophangen", "Jan"), by=by, now=_now())
    _hand_over(owner, case, word, by=by)
    told = FollowUp({}, CaseStatus.FOLLOWING_UP, in_days(9), f"Jan sprak over {word}.")
    follow_ups.record(database, case, told, by=by, seen=None, now=_now())


def _hand_over(owner: Visitor, case: Case, word: str, *, by: Account) -> None:
    database = owner.site.database
    first, *_ = (one for one in case_handling.colleagues_of(database, by.organisation.id) if one.id != by.id)
    wanted = Handling(CaseStatus.CONTACTED, first.id, in_days(5))
    over = HandingOver(f"Let op {word}.")
    assert case_handling.change_handling(database, case, wanted, over, by=by, seen=case.handling.digest, now=_now())


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
        for table, what in {"note": "note", "agreed_action": "agreed"}.items():
            of_case = [row["id"] for row in tables[table] if row["case_id"] == case["id"]]
            found |= {f"{what} {number}": number for number in of_case}
    return {what: str(value) for what, value in found.items()}


def _names_of_people(cast: Cast) -> dict[str, str]:
    tables = contents(cast.owner.site.database)
    columns = {"organisation": "id", "account": "id", "account_session": "token_hash", "account_link": "token_hash"}
    return {
        f"{table} {number}": str(row[column])
        for table, column in columns.items()
        for number, row in enumerate(tables[table])
    }


def _actors(site: FastAPI, cast: Cast, cas: Account, dora: Account) -> dict[str, Actor]:
    database = site.state.site.database
    second = organisation(database, Kind.PROVINCE, name="Tweede provincie", province="Gelderland")
    return {
        "half-way": Actor(cast.half_way, "/inloggen/code"),
        "adviser": Actor(cast.adviser, "/adviseur", WAITING),
        "colleague": Actor(signed_in(site, cas), "/adviseur", WAITING),
        "other adviser": Actor(cast.other, "/adviseur", ELSEWHERE),
        "other colleague": Actor(signed_in(site, dora), "/adviseur", ELSEWHERE),
        "province": Actor(cast.province, "/provincie", province="Overijssel"),
        "second province": Actor(
            signed_in(site, account(database, second, name="Ed Prins")), "/provincie", province="Gelderland"
        ),
        "admin": Actor(cast.admin, "/beheer"),
    }
