"""The pages with which owners share a scan, those of who signs in, and the errors that only they get."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache

from fastapi import FastAPI
from sqlmodel import col, delete, update

from app.db.account_tables import OrganisationRow
from app.db.scan_tables import AnswerRow
from app.domain.account import Kind
from app.services.passing_on import MOST_QUESTIONS_A_DAY
from app.services.sessions import Stage
from app.services.sign_in_limits import MOST_BY_VISITOR_OF_ACCOUNT
from tests.accounts import account, organisation, signed_in
from tests.page import Page
from tests.signing_in import app_code, finish
from tests.together import start_together
from tests.visitor import Visitor
from tests.web.cast import Cast, make_cast
from tests.web.desk import withdraw
from tests.web.sharing import CONTACT
from tests.web.whole_site import FORMS, beginner, finisher, scan_of, stranger

SHARE = "/scan/delen"
_WRONG = {"contact_name": "", "contact_email": "geen adres", "contact_phone": "x", "question": "x" * 1001}
_CODE = "/inloggen/code"


@lru_cache(maxsize=1)
def _cast(site: FastAPI) -> Cast:
    """Return people about whom pages that change nothing can be shown."""
    return make_cast(site)


def _case(cast: Cast) -> str:
    return f"/adviseur/dossiers/{cast.places['key']}"


@contextmanager
def _without_advisers(site: FastAPI) -> Iterator[None]:
    closed_at, is_open = datetime(2026, 1, 1, tzinfo=UTC), col(OrganisationRow.closed_at).is_(None)
    with site.state.site.database.write() as session:
        session.exec(update(OrganisationRow).where(is_open).values(closed_at=closed_at))
    yield
    with site.state.site.database.write() as session:
        was_open = col(OrganisationRow.closed_at) == closed_at
        session.exec(update(OrganisationRow).where(was_open).values(closed_at=None))


def _share_with_nobody(site: FastAPI) -> Page:
    with _without_advisers(site):
        return finisher(site).get(SHARE)


def _shared_after_a_second_tab(site: FastAPI) -> Page:
    owner = make_cast(site).owner
    stale = owner.get(SHARE).values("seen")
    for seen in stale:
        owner.post(f"{SHARE}/gegevens", {**CONTACT, "contact_name": "Piet", "seen": seen})
    return owner.post(f"{SHARE}/gegevens", {**CONTACT, "contact_name": "Klaas", "seen": stale[0]})


def _log(site: FastAPI) -> Page:
    cast = make_cast(site)
    cast.adviser.get(_case(cast))
    return cast.owner.get("/scan/logboek")


def _passed_on(site: FastAPI) -> Page:
    cast = make_cast(site)
    form = {**cast.forms["/scan/doorgeven"], "decision": "ja"}
    return cast.owner.post(f"/doorgeven/{cast.places['token']}", form)


def _not_shared(site: FastAPI) -> Page:
    cast = make_cast(site)
    withdraw(cast.owner)
    return cast.owner.post(f"{SHARE}/gegevens", CONTACT)


def _case_open_again(site: FastAPI) -> Page:
    cast = make_cast(site)
    of_a_question = col(AnswerRow.question_id) == "planning"
    with cast.owner.site.database.write() as session:
        session.exec(delete(AnswerRow).where(of_a_question, col(AnswerRow.scan_id) == scan_of(cast.owner).id))
    return cast.adviser.get(_case(cast))


def _asked_too_often(site: FastAPI) -> Page:
    cast = make_cast(site)
    asking = f"{_case(cast)}/doorgeven"
    for _ in range(MOST_QUESTIONS_A_DAY):
        form = {**cast.forms["/adviseur/dossiers/{key}/doorgeven"], "seen": cast.adviser.get(asking).values("seen")[0]}
        page = cast.adviser.post(asking, form)
    return page


def _together(site: FastAPI) -> Visitor:
    adviser = make_cast(site).adviser
    start_together(adviser, company_name="Jansen & zonen")
    return adviser


def _visit_over(site: FastAPI) -> Page:
    adviser = _together(site)
    visit = adviser.client.cookies["scan"]
    adviser.post("/scan/sluiten", {})
    adviser.client.cookies.set("scan", visit)
    return adviser.get("/scan/overzicht")


def _at(site: FastAPI, stage: Stage, path: str, form: Mapping[str, str] | None = None) -> Page:
    cast = make_cast(site)
    who = cast.half_way_account if stage is Stage.PASSWORD_GIVEN else cast.unfinished
    visitor = signed_in(site, who, stage)
    return visitor.get(path) if form is None else visitor.post(path, form)


def _recovery_codes(site: FastAPI) -> Page:
    who = make_cast(site).half_way_account
    secret = finish(site.state.site.database, site.state.site.secret_key, who)
    return signed_in(site, who).post("/account/herstelcodes", {"code": app_code(secret)})


def _too_many_sign_ins(site: FastAPI) -> Page:
    visitor = stranger(site, at="10.0.0.8")
    return [visitor.post("/inloggen", FORMS["/inloggen"]) for _ in range(MOST_BY_VISITOR_OF_ACCOUNT + 1)][-1]


def _admin(site: FastAPI, path: str, form: Mapping[str, str] | None = None) -> Page:
    """Return a page of administrators, or what comes of a form; `{0}` is an organisation and `{1}` a person of it."""
    cast = _cast(site)
    address = path.format(cast.places["organisation_id"], cast.places["account_id"])
    return cast.admin.get(address) if form is None else cast.admin.post(address, form)


def _closed(site: FastAPI) -> Page:
    database = site.state.site.database
    closed = organisation(database, name="Gesloten loket")
    account(database, closed, name="Kees Mol")
    return _cast(site).admin.post(f"/beheer/organisaties/{closed.id}/sluiten", {})


def _own_account(site: FastAPI) -> Page:
    database = site.state.site.database
    who = account(database, organisation(database, Kind.ADMIN, name="Beheer zelf"), name="Zoë Smit")
    return signed_in(site, who).post(f"/beheer/accounts/{who.id}/blokkeren", {})


SHARED: dict[str, Callable[[FastAPI], Page]] = {
    "share": lambda site: (_cast(site), finisher(site))[1].get(SHARE),
    "share_with_errors": lambda site: (_cast(site), finisher(site))[1].post(SHARE, _WRONG),
    "share_with_nobody": _share_with_nobody,
    "preview": lambda site: finisher(site).get(f"{SHARE}/voorbeeld"),
    "shared": lambda site: _cast(site).owner.get(SHARE),
    "shared_after_a_second_tab": _shared_after_a_second_tab,
    "withdraw": lambda site: _cast(site).owner.get(f"{SHARE}/intrekken"),
    "log": _log,
    "log_without_lines": lambda site: beginner(site).get("/scan/logboek"),
    "passon": lambda site: stranger(site).get(f"/doorgeven/{_cast(site).places['token']}"),
    "passedon": _passed_on,
    "no_pass_on_404": lambda site: stranger(site).get(f"/doorgeven/{'z' * 43}"),
    "not_shared_409": _not_shared,
    "signin_with_errors": lambda site: stranger(site).post("/inloggen", {}),
    "code_with_an_error": lambda site: _at(site, Stage.PASSWORD_GIVEN, _CODE, {"code": "000000"}),
    "recovery": lambda site: _at(site, Stage.PASSWORD_GIVEN, "/inloggen/herstelcode"),
    "invitation": lambda site: stranger(site).get(f"/inloggen/link/{_cast(site).places['account_token']}"),
    "link_404": lambda site: stranger(site).get(f"/inloggen/link/{'z' * 43}"),
    "password_with_an_error": lambda site: _at(
        site, Stage.CHOOSING_PASSWORD, "/inloggen/wachtwoord", {"new_password": "welkom"}
    ),
    "app": lambda site: _at(site, Stage.ADDING_APP, "/inloggen/app"),
    "codes": _recovery_codes,
    "forgotten": lambda site: stranger(site).get("/inloggen/vergeten"),
    "asked": lambda site: stranger(site).get("/inloggen/vergeten/gevraagd"),
    "signedout": lambda site: stranger(site).get("/uitgelogd"),
    "notsignedin_403": lambda site: stranger(site).post("/adviseur/samen", FORMS["/start"]),
    "toomanysignins_429": _too_many_sign_ins,
    "account": lambda site: _cast(site).adviser.get("/account"),
    "change_with_errors": lambda site: _cast(site).adviser.post("/account/wachtwoord", {}),
    "renew": lambda site: _cast(site).adviser.get("/account/herstelcodes"),
    "cases": lambda site: _cast(site).adviser.get("/adviseur"),
    "cases_without_any": lambda site: _cast(site).other.get("/adviseur"),
    "case": lambda site: _cast(site).adviser.get(_case(_cast(site))),
    "case_open_again": _case_open_again,
    "no_case_404": lambda site: _cast(site).other.get(_case(_cast(site))),
    "asking_with_errors": lambda site: _cast(site).adviser.post(f"{_case(_cast(site))}/doorgeven", {}),
    "toomanywishes_429": _asked_too_often,
    "together": lambda site: _cast(site).adviser.get("/adviseur/samen"),
    "saved_together": lambda site: _together(site).get("/scan/bewaren"),
    "togetherclose": lambda site: _together(site).get("/scan/sluiten"),
    "togetherended": lambda site: _cast(site).adviser.get("/adviseur/samen/klaar"),
    "visitover_404": _visit_over,
    "otherkind_403": lambda site: _cast(site).admin.get("/adviseur"),
    "province": lambda site: _cast(site).province.get("/provincie"),
    "admin": lambda site: _admin(site, "/beheer"),
    "participation": lambda site: _admin(site, "/beheer/deelname"),
    "organisation_with_errors": lambda site: _admin(site, "/beheer/organisaties/{0}/uitnodigen", {}),
    "organisation_closed": _closed,
    "organisationform_with_errors": lambda site: _admin(site, "/beheer/organisaties/nieuw/adviesorganisatie", {}),
    "closing": lambda site: _admin(site, "/beheer/organisaties/{0}/sluiten"),
    "person": lambda site: _admin(site, "/beheer/accounts/{1}"),
    "appreset": lambda site: _admin(site, "/beheer/accounts/{1}/app"),
    "ownaccount_409": _own_account,
}
