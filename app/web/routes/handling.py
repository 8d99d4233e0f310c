"""Advisers say how far a case is, who looks after it and when it is followed up."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import Response

from app.domain.account import Account
from app.domain.case import Case
from app.domain.case_search import CaseSearch, Whose
from app.domain.dutch_days import day_of
from app.rendering.letters import handed_over_letter
from app.services import case_events, case_handling
from app.services.case_handling import HandingOver
from app.web.current_case import CurrentCase, current_case
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.handling_form import read_handling
from app.web.handling_page import HANDLED, HandlingInWords, HandlingPage
from app.web.notes import Note
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount
from app.web.site import Site

router = page_router()


@router.get("/adviseur/dossiers/{key}/behandeling")
def show_handling(
    request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, now: Now
) -> Response:
    return page(request, "adviser/handling.html", {"case": case, "page": _page(site, account, case, now=now)})


@router.post("/adviseur/dossiers/{key}/behandeling")
def change_handling(
    request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, form: SubmittedForm, now: Now
) -> Response:
    shown = _page(site, account, case, values=form, now=now)
    wanted, message, errors = read_handling(form, case, shown.colleagues, today=day_of(now))
    if errors:
        shown = _page(site, account, case, values=form, errors=errors, now=now)
        return page(request, "adviser/handling.html", {"case": case, "page": shown}, 422)
    letter = handed_over_letter(_link_to_own_cases(site, request)) if site.postman else None
    over = HandingOver(message, letter)
    seen = form.get("seen", "")
    if not case_handling.change_handling(site.database, case, wanted, over, by=account, seen=seen, now=now):
        return _changed_meanwhile(request, site, account, case, form, now=now)
    if site.postman:
        site.postman.wake()
    return see_other(request, "show_case", Note.HANDLED, key=case.key)


@router.post("/adviseur/dossiers/{key}/oppakken")
def take_case(
    request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, form: SubmittedForm, now: Now
) -> Response:
    if not case_handling.take_case(site.database, case, by=account, seen=form.get("seen", ""), now=now):
        return _changed_meanwhile(request, site, account, case, {"assignee": str(account.id)}, now=now)
    return see_other(request, "show_case", Note.HANDLED, key=case.key)


def _changed_meanwhile(
    request: Request, site: Site, account: Account, case: Case, values: Mapping[str, str], *, now: datetime
) -> Response:
    """Show what a colleague stored, and beside it what was sent and is not."""
    there = current_case(site, account, case.key, now)
    shown = _page(site, account, there, values=values, is_clash=True, now=now)
    return page(request, "adviser/handling.html", {"case": there, "page": shown}, 409)


def _page(
    site: Site,
    account: Account,
    case: Case,
    *,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    is_clash: bool = False,
    now: datetime,
) -> HandlingPage:
    return HandlingPage(
        now=HandlingInWords(case, account, day_of(now)),
        colleagues=case_handling.colleagues_of(site.database, account.organisation.id),
        can_mail=site.postman is not None,
        values=values or {},
        errors=errors or {},
        clash=case_events.last_event_of(site.database, case, HANDLED) if is_clash else None,
    )


def _link_to_own_cases(site: Site, request: Request) -> str:
    query = urlencode(CaseSearch(whose=Whose.MINE).parameters)
    return f"{site.settings.origin}{request.app.url_path_for('show_cases')}?{query}"
