"""Everybody who visits one site: an owner who shares a scan, its advisers, and those whom it does not concern."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx2 import Response

from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.domain.account import Account, Kind, Organisation
from app.domain.dutch_days import day_of
from app.domain.pass_on import PassOnWish
from app.domain.sharing import OwnerDetails
from app.rendering.letters import Letter, pass_on_letter
from app.services import account_links, cases, passing_on, second_factor
from app.services.account_links import Purpose
from app.services.sessions import Stage
from app.web.pass_on_page import PassOnPage
from app.web.share_form import typed_details
from tests.accounts import account, organisation, signed_in
from tests.signing_in import finish
from tests.visitor import Visitor
from tests.web.desk import DETAILS, share
from tests.web.sharing import agreed
from tests.web.whole_site import ask, finisher, scan_of, secret_of

# The names of organisations and the addresses of people are theirs alone.
_NUMBERS = count(1)


@dataclass(frozen=True)
class Cast:
    """An owner whose scan `advisers` see, who asked to pass it on to `others`, and a browser of everybody.

    `places` fills in the addresses of pages about them, and `forms` is what their pages send, by route.
    """

    owner: Visitor
    half_way: Visitor
    adviser: Visitor
    other: Visitor
    province: Visitor
    admin: Visitor
    advisers: Organisation
    others: Organisation
    half_way_account: Account
    unfinished: Account
    places: Mapping[str, str]
    forms: Mapping[str, Mapping[str, str]]

    @property
    def signed_in(self) -> tuple[Visitor, ...]:
        return self.half_way, self.adviser, self.other, self.province, self.admin

    def ask(self, visitor: Visitor, method: str, route: APIRoute, places: Mapping[str, str] | None = None) -> Response:
        """Ask for the page of this route that is about these people, or send its form."""
        filled_in = self.places_for(route) | dict(places or {})
        return ask(visitor, method, route, filled_in["secret"], places=filled_in, **self.forms.get(route.path, {}))

    def places_for(self, route: APIRoute) -> dict[str, str]:
        is_of_account = route.path.startswith("/inloggen/")
        return {**self.places, "token": self.places["account_token" if is_of_account else "token"]}


def make_cast(site: FastAPI, *, details: OwnerDetails = DETAILS, **company: str) -> Cast:
    database, number = site.state.site.database, next(_NUMBERS)
    advisers = organisation(database, name=f"Ondernemershuis {number}")
    others = organisation(database, name=f"Kennispoort {number}")
    province = organisation(database, Kind.PROVINCE, name=f"Provincie {number}", province="Overijssel")
    admins = organisation(database, Kind.ADMIN, name=f"Beheer {number}")
    anna, hans, ine = (account(database, advisers, name=name) for name in ("Anna de Boer", "Hans Smit", "Ine Kok"))
    bert = account(database, others, name="Bert Bos")
    finish(database, site.state.site.secret_key, hans)
    _show_app(database, ine)
    owner = finisher(site, **company)
    key = share(owner, advisers, details=details).rpartition("/")[2]
    token = _ask_to_pass_on(owner, key, others, by=anna)
    return Cast(
        owner=owner,
        half_way=signed_in(site, hans, Stage.PASSWORD_GIVEN),
        adviser=signed_in(site, anna),
        other=signed_in(site, bert),
        province=signed_in(site, account(database, province, name="Petra Vos")),
        admin=signed_in(site, account(database, admins, name="Bea Jansen")),
        advisers=advisers,
        others=others,
        half_way_account=hans,
        unfinished=ine,
        places={
            "secret": secret_of(owner),
            "question_id": "planning",
            "token": token,
            "account_token": _invite(database, ine),
            "key": key,
            "kind": "adviesorganisatie",
            "organisation_id": str(others.id),
            "account_id": str(bert.id),
        },
        forms=_forms(owner, details, advisers, others),
    )


def _ask_to_pass_on(owner: Visitor, key: str, target: Organisation, *, by: Account) -> str:
    """Ask as this adviser whether a case may be passed on, and return the token for the owner to answer with."""
    site, now = owner.site, datetime.now(UTC)
    tokens: list[str] = []
    case = cases.get_case(site.database, site.published, key, organisation_id=by.organisation.id, today=day_of(now))

    def write(token: str, wish: PassOnWish) -> Letter:
        tokens.append(token)
        return pass_on_letter(f"https://scan.example/doorgeven/{token}", wish)

    assert passing_on.ask(site.database, case, target, "Zij kennen uw vak.", by=by, write=write, now=now) is None
    return tokens[0]


def _show_app(database: Database, who: Account) -> None:
    """Make the secret of an app that is about to be added."""
    with database.write() as session:
        session.get_one(AccountRow, who.id).totp_nonce = second_factor.new_nonce()


def _invite(database: Database, who: Account) -> str:
    with database.write() as session:
        return account_links.make_link(session, who.id, Purpose.INVITATION, now=datetime.now(UTC))


def _forms(
    owner: Visitor, details: OwnerDetails, advisers: Organisation, others: Organisation
) -> Mapping[str, Mapping[str, str]]:
    wish = passing_on.find_wish(owner.site.database, scan_of(owner).id, now=datetime.now(UTC))
    assert wish is not None
    told, refused = typed_details(details), {"decision": "nee", "seen": PassOnPage(wish).seen}
    return {
        "/scan/delen": {"organisation": str(advisers.id), **told, **agreed()},
        "/scan/delen/gegevens": told,
        "/scan/delen/afspraak": agreed(),
        "/scan/doorgeven": refused,
        "/doorgeven/{token}": refused,
        "/adviseur/dossiers/{key}/doorgeven": {"organisation": str(others.id), "reason": "Daarom", "seen": wish.mark},
    }
