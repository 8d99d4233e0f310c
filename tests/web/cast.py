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
from app.domain.agreed_action import Agreement
from app.domain.campaign import CampaignDetails, CampaignKind
from app.domain.case import Case
from app.domain.dutch_days import day_of
from app.domain.pass_on import PassOnWish
from app.domain.sharing import OwnerDetails
from app.domain.workshop import Workshop
from app.rendering.letters import Letter, pass_on_letter
from app.services import (
    account_links,
    agreed_actions,
    campaigns,
    cases,
    notes,
    passing_on,
    second_factor,
    second_views,
    workshops,
)
from app.services.account_links import Purpose
from app.services.published_releases import list_releases
from app.services.second_views import NewView
from app.services.sessions import Stage
from app.web.pass_on_page import PassOnPage
from app.web.share_form import typed_details
from tests.accounts import account, organisation, signed_in
from tests.published import publish_release
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
    bea = account(database, admins, name="Bea Jansen")
    bert = account(database, others, name="Bert Bos")
    finish(database, site.state.site.secret_key, hans)
    _show_app(database, ine)
    owner = finisher(site, **company)
    key = share(owner, advisers, details=details).rpartition("/")[2]
    token = _ask_to_pass_on(owner, key, others, by=anna)
    workshop = _hold_workshop(database, anna)
    _share_view(owner, key, by=anna)
    note_id, agreed_id = _note_and_agree(owner, key, by=anna)
    return Cast(
        owner=owner,
        half_way=signed_in(site, hans, Stage.PASSWORD_GIVEN),
        adviser=signed_in(site, anna),
        other=signed_in(site, bert),
        province=signed_in(site, account(database, province, name="Petra Vos")),
        admin=signed_in(site, bea),
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
            "note_id": str(note_id),
            "agreed_id": str(agreed_id),
            "kind": "adviesorganisatie",
            "organisation_id": str(others.id),
            "account_id": str(bert.id),
            "workshop_key": workshop.key,
            "code": workshop.code,
            "campaign_code": _start_campaign(site, bea),
            "release_id": _publish_release(site, "Overijssel"),
            "sheet": "a4",
        },
        forms={
            **_forms(owner, details, advisers, others),
            "/workshop": {"workshop": workshop.code},
            "/scan/adviseur/afspraken/{agreed_id}": {f"status-{agreed_id}": "started"},
        },
    )


def _share_view(owner: Visitor, key: str, *, by: Account) -> None:
    """Share as this adviser another answer to a question."""
    case, now = case_of(owner, key, by), datetime.now(UTC)
    new = NewView("c", "Ik zag het anders.", case.scan.answers["planning"])
    second_views.set_view(owner.site.database, case, "planning", new, by=by, now=now)
    second_views.share_views(owner.site.database, case, by=by, now=now)


def _note_and_agree(owner: Visitor, key: str, *, by: Account) -> tuple[int, int]:
    """Write down a note and what was agreed, as this adviser, and return their ids."""
    database, case, now = owner.site.database, case_of(owner, key, by), datetime.now(UTC)
    notes.write_note(database, case, "Jan wil eerst een planbord.", is_shared=True, by=by, now=now)
    agreed_actions.agree(database, case, Agreement("Een planbord ophangen", "Jan"), by=by, now=now)
    (note,), (action,) = notes.notes_of(database, case.id), agreed_actions.actions_of(database, case.id)
    return note.id, action.id


def case_of(owner: Visitor, key: str, by: Account) -> Case:
    site, today = owner.site, day_of(datetime.now(UTC))
    return cases.get_case(site.database, site.published, key, organisation_id=by.organisation.id, today=today)


def _ask_to_pass_on(owner: Visitor, key: str, target: Organisation, *, by: Account) -> str:
    """Ask as this adviser whether a case may be passed on, and return the token for the owner to answer with."""
    site, now = owner.site, datetime.now(UTC)
    tokens: list[str] = []
    case = case_of(owner, key, by)

    def write(token: str, wish: PassOnWish) -> Letter:
        tokens.append(token)
        return pass_on_letter(f"https://scan.example/doorgeven/{token}", wish)

    assert passing_on.ask(site.database, case, target, "Zij kennen uw vak.", by=by, write=write, now=now) is None
    return tokens[0]


def _hold_workshop(database: Database, who: Account) -> Workshop:
    now = datetime.now(UTC)
    key = workshops.open_workshop(database, "Tijd winnen", by=who, now=now)
    return workshops.get_workshop(database, key, organisation_id=who.organisation.id, now=now)


def _publish_release(site: FastAPI, province: str) -> str:
    """Publish outcomes of this province, unless the site has them, and return the id of the release.

    They are few: who compares all that a site keeps before and after each page reads them again and again.
    """
    database = site.state.site.database
    found = list_releases(database, province=province)
    return (found[0] if found else publish_release(database, site.state.site.questionnaire, province, tier="S")).id


def _start_campaign(site: FastAPI, who: Account) -> str:
    details = CampaignDetails(CampaignKind.PARK_MANAGER, "Parkmanagement Hessenpoort")
    started = campaigns.add_campaign(site.state.site.database, details, by=who, now=datetime.now(UTC))
    assert started is not None
    return started.code


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
        "/adviseur/dossiers/{key}/behandeling": {"status": "new"},
        "/adviseur/dossiers/{key}/doorgeven": {"organisation": str(others.id), "reason": "Daarom", "seen": wish.mark},
    }
