"""Every form of the site, with somebody to whom it is open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import FastAPI

from app.db import campaigns
from app.db.account_tables import AccountRow, OrganisationRow
from app.db.campaign_tables import CampaignRow
from app.domain.campaign import CampaignDetails, CampaignKind
from app.services.sessions import Stage
from tests.accounts import account, organisation, signed_in
from tests.hostile.found_forms import OF_OWNERS, FoundForm, all_forms
from tests.published import publish_release
from tests.visitor import Visitor
from tests.web.cast import Cast, make_cast
from tests.web.whole_site import beginner, planner, stranger

_OF_ADVISERS = ("/adviseur", "/account", "/uitloggen")


@dataclass(frozen=True)
class Reader:
    """Somebody, how the addresses begin of what is theirs, and what fills in the rest."""

    visitor: Visitor
    begins: tuple[str, ...]
    places: Mapping[str, str]


def readers(site: FastAPI, cast: Cast) -> Iterator[Reader]:
    """Yield everybody to whom some page is open; administrators and provinces for each state of theirs."""
    link = {**cast.places, "token": cast.places["account_token"]}
    yield Reader(cast.owner, (*OF_OWNERS, "/doorgeven"), cast.places)
    yield Reader(planner(site), ("/scan/",), cast.places)
    yield Reader(beginner(site), ("/workshop",), cast.places)
    yield Reader(stranger(site), ("/inloggen",), link)
    yield Reader(cast.half_way, ("/inloggen/code", "/inloggen/herstelcode"), link)
    for stage, path in ((Stage.CHOOSING_PASSWORD, "/inloggen/wachtwoord"), (Stage.ADDING_APP, "/inloggen/app")):
        yield Reader(signed_in(site, cast.unfinished, stage), (path,), link)
    yield Reader(cast.adviser, _OF_ADVISERS, cast.places)
    yield Reader(cast.admin, ("/beheer",), cast.places)
    over = ("/beheer/organisaties/", "/beheer/accounts", "/beheer/campagnes/")
    yield Reader(cast.admin, over, {**cast.places, **_not_in_use(site)})
    yield Reader(cast.province, ("/provincie",), cast.places)
    yield Reader(cast.province, ("/provincie/",), {**cast.places, **_opened(site)})
    for person in (cast.unfinished, cast.half_way_account):
        yield Reader(cast.admin, ("/beheer/accounts",), {**cast.places, "account_id": str(person.id)})


def _not_in_use(site: FastAPI) -> dict[str, str]:
    """Return a closed organisation, a blocked account and a campaign that ended."""
    database, now = site.state.site.database, datetime.now(UTC)
    closed = organisation(database, name="Gesloten loket")
    blocked = account(database, organisation(database, name="Loket van Dirk"), name="Dirk Bos")
    with database.write() as session:
        session.get_one(OrganisationRow, closed.id).closed_at = now
        session.get_one(AccountRow, blocked.id).blocked_at = now
        ended = CampaignDetails(CampaignKind.ASSOCIATION, "Ondernemerskring De Voorzet")
        campaigns.insert_campaign(session, "voorzet", "voorzet", ended, now=now)
        session.get_one(CampaignRow, "voorzet").closed_at = now
    return {"organisation_id": str(closed.id), "account_id": str(blocked.id), "campaign_code": "voorzet"}


def _opened(site: FastAPI) -> dict[str, str]:
    """Return a release that is open data."""
    stored = site.state.site
    return {"release_id": publish_release(stored.database, stored.questionnaire, period="2024", is_open=True).id}


def forms_of_everybody(site: FastAPI) -> list[tuple[Visitor, FoundForm]]:
    found: dict[str, tuple[Visitor, FoundForm]] = {}
    cast = make_cast(site)
    # There is something to share.
    cast.adviser.post(f"/adviseur/dossiers/{cast.places['key']}/blik/ai", {"answer": "d", "reason": "Zo zag ik het."})
    for reader in readers(site, cast):
        for form in all_forms(reader.visitor, reader.begins, reader.places):
            found.setdefault(form.action, (reader.visitor, form))
    return list(found.values())
