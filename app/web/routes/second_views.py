"""Advisers write what they would answer, beside the answers of the owner, and share that."""

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.domain.case import Case
from app.domain.errors import CasePartNotFoundError
from app.domain.question import Question
from app.domain.second_view import SecondView
from app.rendering.letters import from_adviser_letter
from app.services import second_views
from app.services.second_views import views_of
from app.web.current_case import CurrentCase
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.second_view_page import SecondViewPage, SecondViewsPage, read_view, second_view_page
from app.web.signed_in import CurrentAccount
from app.web.site import Site

router = page_router()


def asked_question(case: CurrentCase, question_id: str) -> Question:
    """Return a question that the owner is asked. Raises CasePartNotFoundError."""
    found = next((question for question in case.scan.asked if question.id == question_id), None)
    if found is None:
        raise CasePartNotFoundError
    return found


AskedQuestion = Annotated[Question, Depends(asked_question)]


@router.get("/adviseur/dossiers/{key}/blik")
def show_second_views(request: Request, site: CurrentSite, case: CurrentCase) -> Response:
    return page(request, "adviser/second_views.html", {"case": case, "page": _views(site, case)})


@router.get("/adviseur/dossiers/{key}/blik-delen")
def show_sharing_views(request: Request, site: CurrentSite, case: CurrentCase) -> Response:
    return page(request, "adviser/share_views.html", {"case": case, "page": _views(site, case)})


@router.post("/adviseur/dossiers/{key}/blik-delen")
def share_views(
    request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, form: SubmittedForm, now: Now
) -> Response:
    letter = from_adviser_letter(account.organisation.name) if site.postman else None
    there = second_views.share_views(site.database, case, seen=form.get("seen"), letter=letter, by=account, now=now)
    if there is not None:
        shown = SecondViewsPage(case, there, site.postman is not None, is_refused=True)
        return page(request, "adviser/share_views.html", {"case": case, "page": shown}, 409)
    if site.postman:
        site.postman.wake()
    return see_other(request, "show_second_views", key=case.key)


@router.get("/adviseur/dossiers/{key}/blik/{question_id}")
def show_second_view(request: Request, site: CurrentSite, case: CurrentCase, question: AskedQuestion) -> Response:
    if not case.scan.is_finished:
        return see_other(request, "show_second_views", key=case.key)
    return _form(request, second_view_page(case, question, _view(site, case, question)))


@router.post("/adviseur/dossiers/{key}/blik/{question_id}")
def save_second_view(
    request: Request,
    site: CurrentSite,
    account: CurrentAccount,
    case: CurrentCase,
    question: AskedQuestion,
    form: SubmittedForm,
    now: Now,
) -> Response:
    shown = replace(second_view_page(case, question, _view(site, case, question)), values=form)
    new, errors = read_view(form, case, question)
    if new is None:
        return _form(request, replace(shown, errors=errors), 422)
    meanwhile = second_views.set_view(site.database, case, question.id, new, seen=form.get("seen"), by=account, now=now)
    if meanwhile:
        there = second_view_page(case, question, meanwhile.view)
        return _form(request, replace(there, values=form, meanwhile=meanwhile), 409)
    return see_other(request, "show_second_views", key=case.key, at=f"vraag-{question.id}")


@router.post("/adviseur/dossiers/{key}/blik/{question_id}/verwijderen")
def remove_second_view(
    request: Request,
    site: CurrentSite,
    account: CurrentAccount,
    case: CurrentCase,
    question_id: str,
    form: SubmittedForm,
    now: Now,
) -> Response:
    if second_views.remove_view(site.database, case, question_id, seen=form.get("seen"), by=account, now=now):
        shown = replace(_views(site, case), is_refused=True)
        return page(request, "adviser/second_views.html", {"case": case, "page": shown}, 409)
    return see_other(request, "show_second_views", key=case.key)


def _views(site: Site, case: Case) -> SecondViewsPage:
    return SecondViewsPage(case, views_of(site.database, case), site.postman is not None)


def _view(site: Site, case: Case, question: Question) -> SecondView | None:
    return next((view for view in views_of(site.database, case) if view.question_id == question.id), None)


def _form(request: Request, shown: SecondViewPage, status: int = 200) -> Response:
    return page(request, "adviser/second_view.html", {"case": shown.case, "page": shown}, status)
