"""Advisers ask the owner of a case whether it may be passed on, or take that back."""

from dataclasses import replace
from datetime import datetime

from fastapi import Request
from starlette.responses import Response

from app.domain.account import Account
from app.domain.case import Case
from app.domain.pass_on import PassOnWish
from app.rendering.letters import Letter, pass_on_letter
from app.services import passing_on, sharing
from app.web.asking_page import AskingPage, read_asking, without
from app.web.current_case import CurrentCase
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount
from app.web.site import Site

router = page_router()


@router.get("/adviseur/dossiers/{key}/doorgeven")
def show_asking(request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, now: Now) -> Response:
    return page(request, "adviser/asking.html", {"page": _page(site, account, case, now=now)})


@router.post("/adviseur/dossiers/{key}/doorgeven")
def ask_to_pass_on(
    request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, form: SubmittedForm, now: Now
) -> Response:
    shown = replace(_page(site, account, case, now=now), values=form)
    target, reason, errors = read_asking(form, shown.advisers)
    if target is None or errors:
        return page(request, "adviser/asking.html", {"page": replace(shown, errors=errors)}, 422)

    def letter(token: str, wish: PassOnWish) -> Letter:
        link = site.settings.origin + request.app.url_path_for("show_pass_on", token=token)
        return pass_on_letter(link, wish)

    write = letter if site.postman else None
    waiting = passing_on.ask(
        site.database, case, target, reason, by=account, seen=form.get("seen"), write=write, now=now
    )
    if waiting:
        return page(request, "adviser/asking.html", {"page": replace(shown, wish=waiting, is_refused=True)}, 409)
    if site.postman:
        site.postman.wake()
    return see_other(request, "show_asking", key=case.key)


@router.post("/adviseur/dossiers/{key}/doorgeven/intrekken")
def cancel_pass_on(
    request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, now: Now
) -> Response:
    passing_on.cancel(site.database, case, by=account, now=now)
    return see_other(request, "show_asking", key=case.key)


def _page(site: Site, account: Account, case: Case, *, now: datetime) -> AskingPage:
    advisers = sharing.find_advisers(site.database, case.scan.profile.municipality)
    return AskingPage(
        case=case,
        advisers=without(advisers, account.organisation),
        wish=passing_on.find_wish(site.database, case.scan.id, now=now),
        can_mail=site.postman is not None,
    )
