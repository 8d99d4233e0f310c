"""Every route: what each kind of visitor gets there."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.services.sessions import Stage
from tests.accounts import again, signed_in
from tests.visitor import Visitor
from tests.web.cast import make_cast
from tests.web.whole_site import ask, asked, beginner, finisher, scan_of, secret_of, stranger

# Nobody: without a cookie. Guesser: with a cookie that opens nothing. Beginner: with a scan just started. Finisher:
# with a finished one that is shared, and waits to be passed on. Other: a finisher who uses the links and the forms of
# that one.
POLICY = {
    #                                   nobody guesser beginner finisher other
    "GET /": (200, 200, 200, 200, 200),
    "GET /vraag": (200, 200, 200, 200, 200),
    "GET /methode": (200, 200, 200, 200, 200),
    "GET /methode/uitkomsten": (200, 200, 200, 200, 200),
    "GET /open-data": (200, 200, 200, 200, 200),
    # What is not open data is not there, whoever asks: the API knows nobody.
    "GET /api/v1/releases": (200, 200, 200, 200, 200),
    "GET /api/v1/releases/{release_id}": (404, 404, 404, 404, 404),
    "GET /api/v1/releases/{release_id}/cells": (404, 404, 404, 404, 404),
    "GET /api/v1/releases/{release_id}/cells.csv": (404, 404, 404, 404, 404),
    "GET /api/v1/releases/{release_id}/cells.csv-metadata.json": (404, 404, 404, 404, 404),
    "GET /api/v1/openapi.json": (200, 200, 200, 200, 200),
    "GET /privacy": (200, 200, 200, 200, 200),
    "GET /cookies-en-javascript": (200, 200, 200, 200, 200),
    "GET /toegankelijkheid": (200, 200, 200, 200, 200),
    "GET /.well-known/security.txt": (200, 200, 200, 200, 200),
    "GET /security.txt": (301, 301, 301, 301, 301),
    "GET /robots.txt": (200, 200, 200, 200, 200),
    "GET /healthz": (200, 200, 200, 200, 200),
    "GET /readyz": (200, 200, 200, 200, 200),
    "GET /gesloten": (200, 200, 200, 200, 200),
    "GET /verwijderd": (200, 200, 200, 200, 200),
    "GET /via/{campaign_code}": (303, 303, 303, 200, 200),
    "GET /start": (200, 200, 200, 200, 200),
    "POST /start": (303, 303, 303, 303, 303),
    "GET /verder/{secret}": (200, 200, 200, 200, 200),
    "POST /verder/{secret}": (404, 404, 303, 303, 303),
    "GET /workshop": (200, 200, 200, 200, 200),
    "POST /workshop": (422, 422, 303, 303, 303),
    # The links of nobody, guesser and beginner have a code of no workshop.
    "GET /workshop/{code}": (404, 404, 404, 200, 200),
    "GET /workshop/{code}/begin": (404, 404, 404, 200, 200),
    "POST /workshop/{code}/begin": (404, 404, 404, 303, 303),
    "POST /workshop/{code}/meedoen": (404, 404, 404, 303, 409),
    "GET /doorgeven/{token}": (404, 404, 404, 200, 200),
    # Who has the link may answer, once.
    "POST /doorgeven/{token}": (404, 404, 404, 303, 404),
    "GET /doorgegeven": (200, 200, 200, 200, 200),
    "GET /niet-doorgegeven": (200, 200, 200, 200, 200),
    "GET /scan/verder": (404, 404, 303, 303, 303),
    "GET /scan/overzicht": (404, 404, 200, 200, 200),
    "POST /scan/overzicht": (404, 404, 303, 303, 409),
    "GET /scan/vraag/{question_id}": (404, 404, 200, 200, 200),
    "POST /scan/vraag/{question_id}": (404, 404, 303, 303, 409),
    "GET /scan/bedrijf": (404, 404, 200, 200, 200),
    "POST /scan/bedrijf": (404, 404, 303, 303, 409),
    "GET /scan/controle": (404, 404, 200, 200, 200),
    "POST /scan/controle": (404, 404, 422, 303, 409),
    "GET /scan/resultaat": (404, 404, 303, 200, 200),
    "GET /scan/plan": (404, 404, 303, 200, 200),
    "POST /scan/plan": (404, 404, 303, 303, 409),
    "POST /scan/plan/weglaten": (404, 404, 303, 303, 409),
    "POST /scan/plan/terugzetten": (404, 404, 303, 303, 409),
    "GET /scan/cijfers": (404, 404, 303, 200, 200),
    "POST /scan/cijfers": (404, 404, 303, 303, 409),
    "GET /scan/rapport": (404, 404, 303, 200, 200),
    "GET /scan/rapport.pdf": (404, 404, 303, 200, 200),
    "GET /scan/rapport-kort": (404, 404, 303, 200, 200),
    "GET /scan/rapport-kort.pdf": (404, 404, 303, 200, 200),
    "GET /scan/scanbestand.json": (404, 404, 200, 200, 200),
    "GET /scan/bewaren": (404, 404, 200, 200, 200),
    "POST /scan/bewaren": (404, 404, 303, 303, 409),
    "GET /scan/bewaren/gemaild": (404, 404, 200, 200, 200),
    "GET /scan/delen": (404, 404, 303, 200, 200),
    "POST /scan/delen": (404, 404, 303, 303, 409),
    "GET /scan/delen/voorbeeld": (404, 404, 303, 200, 200),
    "POST /scan/delen/gegevens": (404, 404, 409, 303, 409),
    "POST /scan/delen/afspraak": (404, 404, 409, 303, 409),
    "GET /scan/delen/intrekken": (404, 404, 200, 200, 200),
    "POST /scan/delen/intrekken": (404, 404, 303, 303, 409),
    "GET /scan/adviseur": (404, 404, 200, 200, 200),
    "POST /scan/adviseur/blik/{question_id}": (404, 404, 409, 303, 409),
    "POST /scan/adviseur/afspraken/{agreed_id}": (404, 404, 409, 303, 409),
    "POST /scan/doorgeven": (404, 404, 404, 303, 409),
    "GET /scan/logboek": (404, 404, 200, 200, 200),
    "GET /scan/sluiten": (404, 404, 200, 200, 200),
    "POST /scan/sluiten": (404, 404, 303, 303, 303),
    "GET /scan/verwijderen": (404, 404, 200, 200, 200),
    "POST /scan/verwijderen": (404, 404, 303, 303, 409),
}
# Owner: the finisher above, without an account. Half-way: who gave a password and no code yet. Adviser: of the
# organisation that sees the scan. Other: of another one. Those last four are signed in. Forms with a password or a code
# are sent without one, so 422 says that the form is theirs to fill in.
POLICY_OF_WHO_SIGNS_IN = {
    #                                     nobody owner half-way adviser other province admin
    "GET /inloggen": (200, 200, 200, 303, 303, 303, 303),
    "POST /inloggen": (422, 422, 422, 422, 422, 422, 422),
    "GET /inloggen/code": (303, 303, 200, 303, 303, 303, 303),
    "POST /inloggen/code": (303, 303, 422, 303, 303, 303, 303),
    "GET /inloggen/herstelcode": (303, 303, 200, 303, 303, 303, 303),
    "POST /inloggen/herstelcode": (303, 303, 422, 303, 303, 303, 303),
    "GET /inloggen/link/{token}": (200, 200, 200, 200, 200, 200, 200),
    # The first uses it up.
    "POST /inloggen/link/{token}": (303, 404, 404, 404, 404, 404, 404),
    "GET /inloggen/wachtwoord": (303, 303, 303, 303, 303, 303, 303),
    "POST /inloggen/wachtwoord": (303, 303, 303, 303, 303, 303, 303),
    "GET /inloggen/app": (303, 303, 303, 303, 303, 303, 303),
    "POST /inloggen/app": (303, 303, 303, 303, 303, 303, 303),
    "GET /inloggen/vergeten": (200, 200, 200, 200, 200, 200, 200),
    "POST /inloggen/vergeten": (303, 303, 303, 303, 303, 303, 303),
    "GET /inloggen/vergeten/gevraagd": (200, 200, 200, 200, 200, 200, 200),
    "POST /uitloggen": (303, 303, 303, 303, 303, 303, 303),
    "GET /uitgelogd": (200, 200, 200, 200, 200, 200, 200),
    "GET /account": (303, 303, 303, 200, 200, 200, 200),
    "POST /account/overal-uitloggen": (403, 403, 403, 303, 303, 303, 303),
    "GET /account/wachtwoord": (303, 303, 303, 200, 200, 200, 200),
    "POST /account/wachtwoord": (403, 403, 403, 422, 422, 422, 422),
    "GET /account/herstelcodes": (303, 303, 303, 200, 200, 200, 200),
    "POST /account/herstelcodes": (403, 403, 403, 422, 422, 422, 422),
    "GET /adviseur": (303, 303, 303, 200, 200, 403, 403),
    "GET /adviseur/dossiers.csv": (303, 303, 303, 200, 200, 403, 403),
    "GET /adviseur/portefeuille": (303, 303, 303, 200, 200, 403, 403),
    "GET /adviseur/workshops": (303, 303, 303, 200, 200, 403, 403),
    "POST /adviseur/workshops": (403, 403, 403, 303, 303, 403, 403),
    "GET /adviseur/workshops/{workshop_key}": (303, 303, 303, 200, 404, 403, 403),
    "POST /adviseur/workshops/{workshop_key}/sluiten": (403, 403, 403, 303, 404, 403, 403),
    "GET /adviseur/opvolgen": (303, 303, 303, 200, 200, 403, 403),
    "GET /adviseur/samen": (303, 303, 303, 200, 200, 403, 403),
    "POST /adviseur/samen": (403, 403, 403, 303, 303, 403, 403),
    "GET /adviseur/samen/klaar": (303, 303, 303, 200, 200, 403, 403),
    "GET /adviseur/dossiers/{key}": (303, 303, 303, 200, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/rapport.pdf": (303, 303, 303, 200, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/blik": (303, 303, 303, 200, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/blik-delen": (303, 303, 303, 200, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/blik-delen": (403, 403, 403, 303, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/blik/{question_id}": (303, 303, 303, 200, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/blik/{question_id}": (403, 403, 403, 303, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/blik/{question_id}/verwijderen": (403, 403, 403, 303, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/gespreksgids": (303, 303, 303, 200, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/gespreksgids.pdf": (303, 303, 303, 200, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/notities": (303, 303, 303, 200, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/notities": (403, 403, 403, 303, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/notities/{note_id}": (303, 303, 303, 200, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/notities/{note_id}": (403, 403, 403, 303, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/notities/{note_id}/verwijderen": (403, 403, 403, 303, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/afspraken": (303, 303, 303, 200, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/afspraken": (403, 403, 403, 303, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/afspraken/{agreed_id}": (303, 303, 303, 200, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/afspraken/{agreed_id}": (403, 403, 403, 303, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/afspraken/{agreed_id}/verwijderen": (403, 403, 403, 303, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/opvolging": (303, 303, 303, 200, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/opvolging": (403, 403, 403, 303, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/tijdlijn": (303, 303, 303, 200, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/behandeling": (303, 303, 303, 200, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/behandeling": (403, 403, 403, 303, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/oppakken": (403, 403, 403, 303, 404, 403, 403),
    "GET /adviseur/dossiers/{key}/doorgeven": (303, 303, 303, 200, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/doorgeven": (403, 403, 403, 303, 404, 403, 403),
    "POST /adviseur/dossiers/{key}/doorgeven/intrekken": (403, 403, 403, 303, 404, 403, 403),
    "GET /provincie": (303, 303, 303, 403, 403, 200, 403),
    "GET /provincie/{release_id}": (303, 303, 303, 403, 403, 200, 403),
    "GET /provincie/{release_id}/uitgesplitst": (303, 303, 303, 403, 403, 200, 403),
    "GET /provincie/{release_id}/verloop": (303, 303, 303, 403, 403, 200, 403),
    "GET /provincie/{release_id}/vergelijken": (303, 303, 303, 403, 403, 200, 403),
    "GET /provincie/{release_id}/afdrukken": (303, 303, 303, 403, 403, 200, 403),
    "GET /provincie/{release_id}/uitkomsten.pdf": (303, 303, 303, 403, 403, 200, 403),
    "GET /provincie/{release_id}/downloads": (303, 303, 303, 403, 403, 200, 403),
    "GET /provincie/{release_id}/cijfers.csv": (303, 303, 303, 403, 403, 200, 403),
    "GET /provincie/{release_id}/cijfers.json": (303, 303, 303, 403, 403, 200, 403),
    "POST /provincie/{release_id}/openbaar": (403, 403, 403, 403, 403, 303, 403),
    "POST /provincie/{release_id}/niet-openbaar": (403, 403, 403, 403, 403, 303, 403),
    "GET /beheer": (303, 303, 303, 403, 403, 403, 200),
    "GET /beheer/deelname": (303, 303, 303, 403, 403, 403, 200),
    "GET /beheer/campagnes": (303, 303, 303, 403, 403, 403, 200),
    "GET /beheer/nieuwe-campagne": (303, 303, 303, 403, 403, 403, 200),
    "POST /beheer/nieuwe-campagne": (403, 403, 403, 403, 403, 403, 303),
    "GET /beheer/campagnes/{campaign_code}": (303, 303, 303, 403, 403, 403, 200),
    "GET /beheer/campagnes/{campaign_code}/{sheet}.pdf": (303, 303, 303, 403, 403, 403, 200),
    "GET /beheer/campagnes/{campaign_code}/wijzigen": (303, 303, 303, 403, 403, 403, 200),
    "POST /beheer/campagnes/{campaign_code}/wijzigen": (403, 403, 403, 403, 403, 403, 303),
    "POST /beheer/campagnes/{campaign_code}/beeindigen": (403, 403, 403, 403, 403, 403, 303),
    "POST /beheer/campagnes/{campaign_code}/hervatten": (403, 403, 403, 403, 403, 403, 303),
    "GET /beheer/organisaties/nieuw/{kind}": (303, 303, 303, 403, 403, 403, 200),
    "POST /beheer/organisaties/nieuw/{kind}": (403, 403, 403, 403, 403, 403, 303),
    "GET /beheer/organisaties/{organisation_id}": (303, 303, 303, 403, 403, 403, 200),
    "POST /beheer/organisaties/{organisation_id}/uitnodigen": (403, 403, 403, 403, 403, 403, 303),
    "GET /beheer/organisaties/{organisation_id}/wijzigen": (303, 303, 303, 403, 403, 403, 200),
    "POST /beheer/organisaties/{organisation_id}/wijzigen": (403, 403, 403, 403, 403, 403, 303),
    "GET /beheer/organisaties/{organisation_id}/sluiten": (303, 303, 303, 403, 403, 403, 200),
    "POST /beheer/organisaties/{organisation_id}/sluiten": (403, 403, 403, 403, 403, 403, 303),
    "POST /beheer/organisaties/{organisation_id}/heropenen": (403, 403, 403, 403, 403, 403, 303),
    "GET /beheer/accounts/{account_id}": (303, 303, 303, 403, 403, 403, 200),
    "POST /beheer/accounts/{account_id}/uitnodigen": (403, 403, 403, 403, 403, 403, 303),
    "GET /beheer/accounts/{account_id}/app": (303, 303, 303, 403, 403, 403, 200),
    "POST /beheer/accounts/{account_id}/app": (403, 403, 403, 403, 403, 403, 303),
    "POST /beheer/accounts/{account_id}/uitloggen": (403, 403, 403, 403, 403, 403, 303),
    "POST /beheer/accounts/{account_id}/blokkeren": (403, 403, 403, 403, 403, 403, 303),
    "POST /beheer/accounts/{account_id}/deblokkeren": (403, 403, 403, 403, 403, 403, 303),
}
OWN_STEPS = {Stage.CHOOSING_PASSWORD: "/inloggen/wachtwoord", Stage.ADDING_APP: "/inloggen/app"}
# Each guesser has an address of its own: one who tries all routes would be kept from trying on.
_LAST_NUMBERS = count(1)


def test_every_route_is_in_one_table(site: FastAPI) -> None:
    names = sorted(f"{method} {route.path}" for method, route in asked(site))

    assert sorted([*POLICY, *POLICY_OF_WHO_SIGNS_IN]) == names


def in_table(site: FastAPI, table: Iterable[str]) -> Iterator[tuple[str, str, APIRoute]]:
    for method, route in asked(site):
        if f"{method} {route.path}" in table:
            yield f"{method} {route.path}", method, route


def test_every_owner_gets_what_the_table_says(site: FastAPI) -> None:
    site.state.site.renderer.start()
    readers = owners(site)
    found: dict[str, tuple[int, ...]] = {}

    for name, method, route in in_table(site, POLICY):
        fresh = readers if method == "GET" else owners(site)
        found[name] = tuple(status(owner, method, route) for owner in fresh)

    assert found == POLICY


Owner = tuple[Visitor, Mapping[str, str], Mapping[str, Mapping[str, str]]]


def owners(site: FastAPI) -> list[Owner]:
    """Return each kind of visitor, with what fills in addresses and forms, by route or for all."""
    nobody, guesser = stranger(site), stranger(site, at=f"10.0.0.{next(_LAST_NUMBERS)}")
    guesser.client.cookies.set("scan", "x" * 43)
    starter, cast = beginner(site), make_cast(site)
    shared = {**cast.forms, "": {"scan": scan_of(cast.owner).mark}}
    own = {**cast.forms, "": {"scan": scan_of(starter).mark}}
    return [
        (nobody, {"secret": "x" * 43}, {}),
        (guesser, {"secret": "y" * 43}, {}),
        (starter, {"secret": secret_of(starter)}, own),
        (cast.owner, cast.places, shared),
        (finisher(site), cast.places, shared),
    ]


def status(owner: Owner, method: str, route: APIRoute) -> int:
    visitor, places, forms = owner
    form = {**forms.get("", {}), **forms.get(route.path, {})}
    return ask(visitor, method, route, places["secret"], places=places, **form).status_code


def test_who_is_signed_in_gets_no_more_of_scans_than_nobody(site: FastAPI) -> None:
    cast = make_cast(site)

    for name, method, route in in_table(site, POLICY):
        for visitor in cast.signed_in:
            reply = ask(again(visitor), method, route)
            assert reply.status_code == POLICY[name][0], name


def test_everybody_who_signs_in_gets_what_the_table_says(site: FastAPI) -> None:
    site.state.site.renderer.start()
    readers = make_cast(site)
    found: dict[str, tuple[int, ...]] = {}

    for name, method, route in in_table(site, POLICY_OF_WHO_SIGNS_IN):
        cast = readers if method == "GET" else make_cast(site)
        browsers = [stranger(site), cast.owner, *map(again, cast.signed_in)]
        found[name] = tuple(cast.ask(browser, method, route).status_code for browser in browsers)

    assert found == POLICY_OF_WHO_SIGNS_IN


@pytest.mark.parametrize("stage", OWN_STEPS)
def test_who_chooses_a_password_or_adds_an_app_sees_that_step_alone(site: FastAPI, stage: Stage) -> None:
    cast = make_cast(site)

    for name, method, route in in_table(site, POLICY_OF_WHO_SIGNS_IN):
        reply = cast.ask(signed_in(site, cast.unfinished, stage), method, route)
        own = 200 if method == "GET" else 422
        expected = own if route.path == OWN_STEPS[stage] else POLICY_OF_WHO_SIGNS_IN[name][0]
        assert reply.status_code == expected, name
