"""A case of an adviser organisation, and its report."""

from datetime import date

from fastapi import Request
from starlette.responses import Response

from app.domain.audit import AuditAction
from app.domain.case import Case
from app.domain.dutch_days import day_of
from app.rendering.html import Edition
from app.services import agreed_actions, cases, notes, second_views
from app.web.case_page import CasePage
from app.web.case_work import CaseWork
from app.web.current_case import CurrentCase
from app.web.dependencies import Now
from app.web.first_look import first_look
from app.web.handling_page import HandlingInWords
from app.web.notes import Note
from app.web.responses import download, page, see_other
from app.web.routing import page_router
from app.web.scan_site import CurrentScanSite
from app.web.shared_scan import shared_scan
from app.web.signed_in import CurrentAccount
from app.web.site import Site

router = page_router()

_PDF_NAME = "arbeidsproductiviteitsscan.pdf"


@router.get("/adviseur/dossiers/{key}")
def show_case(
    request: Request, site: CurrentScanSite, account: CurrentAccount, case: CurrentCase, now: Now
) -> Response:
    number = site.reports.hard_number(case.scan) if case.has_figures else None
    shared = shared_scan(case.scan, site.operator, hard_number=number, today=day_of(now))
    shown = CasePage(
        case=case,
        lines=cases.looks_at(site.database, case, account.organisation.id),
        handling=HandlingInWords(case, account, day_of(now)),
        first=first_look(case.scan.report) if case.scan.is_finished else None,
        work=_work(site, case, today=day_of(now)),
        was_handled=Note.HANDLED in request.query_params,
    )
    response = page(request, "adviser/case.html", {"case": case, "page": shown, "shared": shared})
    cases.log_look(site.database, case, AuditAction.OPENED, by=account, now=now)
    return response


def _work(site: Site, case: Case, *, today: date) -> CaseWork:
    return CaseWork(
        views=len(second_views.views_of(site.database, case)),
        actions=agreed_actions.actions_of(site.database, case.id),
        notes=notes.notes_of(site.database, case.id),
        today=today,
    )


@router.get("/adviseur/dossiers/{key}/rapport.pdf")
def download_case_report(
    request: Request, site: CurrentScanSite, account: CurrentAccount, case: CurrentCase, now: Now
) -> Response:
    if not case.scan.is_finished:
        return see_other(request, "show_case", key=case.key)
    pdf = site.reports.pdf(case.scan, Edition.FULL, site.renderer.render, with_figures=case.has_figures, now=now)
    cases.log_look(site.database, case, AuditAction.DOWNLOADED, by=account, now=now)
    return download(pdf, "application/pdf", _PDF_NAME)
