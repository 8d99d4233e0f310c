"""Advisers keep what was agreed with the owner of a case."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from fastapi import Request
from starlette.responses import Response

from app.domain.agreed_action import AgreedAction
from app.domain.case import Case
from app.domain.dutch_days import day_of
from app.services import agreed_actions
from app.web.agreement_form import filled_agreement, read_agreement, read_new_agreement
from app.web.agreements_page import AgreementPage, AgreementsPage, ShownAction, plan_of
from app.web.case_parts import NamedAgreedAction
from app.web.current_case import CurrentCase
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount
from app.web.site import Site

router = page_router()


@router.get("/adviseur/dossiers/{key}/afspraken")
def show_agreed_actions(request: Request, site: CurrentSite, case: CurrentCase, now: Now) -> Response:
    return _all(request, _all_of(site, case, now=now))


@router.post("/adviseur/dossiers/{key}/afspraken")
def agree_action(
    request: Request, site: CurrentSite, account: CurrentAccount, form: SubmittedForm, case: CurrentCase, now: Now
) -> Response:
    steps = {step.action.id: step.action.title for step in plan_of(case)}
    agreed, errors = read_new_agreement(form, steps, today=day_of(now))
    if agreed is None:
        return _all(request, replace(_all_of(site, case, now=now), values=form, errors=errors), 422)
    there = agreed_actions.agree(site.database, case, agreed, by=account, now=now)
    if there:
        return _all(request, replace(_all_of(site, case, now=now), values=form, there=there), 409)
    return see_other(request, "show_agreed_actions", key=case.key)


def _all_of(site: Site, case: Case, *, now: datetime) -> AgreementsPage:
    return AgreementsPage(case, agreed_actions.actions_of(site.database, case.id), day_of(now))


def _all(request: Request, shown: AgreementsPage, status: int = 200) -> Response:
    return page(request, "adviser/agreed_actions.html", {"case": shown.case, "page": shown}, status)


@router.get("/adviseur/dossiers/{key}/afspraken/{agreed_id}")
def show_agreed_action(request: Request, case: CurrentCase, action: NamedAgreedAction, now: Now) -> Response:
    return _one(request, _page(case, action, now=now))


@router.post("/adviseur/dossiers/{key}/afspraken/{agreed_id}")
def change_agreed_action(
    request: Request,
    site: CurrentSite,
    account: CurrentAccount,
    form: SubmittedForm,
    case: CurrentCase,
    action: NamedAgreedAction,
    now: Now,
) -> Response:
    wanted, errors = read_agreement(form, action, today=day_of(now))
    if wanted is None:
        return _one(request, _page(case, action, values=form, errors=errors, now=now), 422)
    there = agreed_actions.change_action(
        site.database, case, action.id, wanted, seen=form.get("seen"), by=account, now=now
    )
    if there:
        return _one(request, _changed(site, _page(case, there, values=form, now=now)), 409)
    return see_other(request, "show_agreed_actions", key=case.key, at=f"afspraak-{action.id}")


@router.post("/adviseur/dossiers/{key}/afspraken/{agreed_id}/verwijderen")
def remove_agreed_action(
    request: Request,
    site: CurrentSite,
    account: CurrentAccount,
    form: SubmittedForm,
    case: CurrentCase,
    action: NamedAgreedAction,
    now: Now,
) -> Response:
    if "sure" not in form:
        return _one(request, _page(case, action, errors={"sure": message("agreement", "sure")}, now=now), 422)
    there = agreed_actions.remove_action(site.database, case, action.id, seen=form.get("seen"), by=account, now=now)
    if there:
        return _one(request, _changed(site, _page(case, there, now=now)), 409)
    return see_other(request, "show_agreed_actions", key=case.key)


def _page(
    case: Case,
    action: AgreedAction,
    *,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    now: datetime,
) -> AgreementPage:
    return AgreementPage(case, ShownAction(action, day_of(now)), values or filled_agreement(action), errors or {})


def _changed(site: Site, shown: AgreementPage) -> AgreementPage:
    """Return the page with who changed what it is about meanwhile."""
    by = agreed_actions.last_changed_by(site.database, shown.case.id, shown.action)
    return replace(shown, is_changed=True, changed_by=by)


def _one(request: Request, shown: AgreementPage, status: int = 200) -> Response:
    return page(request, "adviser/agreed_action.html", {"case": shown.case, "page": shown}, status)
