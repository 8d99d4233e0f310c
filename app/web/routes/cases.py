"""A case of an adviser organisation, and its report."""

from fastapi import Request
from starlette.responses import Response

from app.domain.audit import AuditAction
from app.domain.dutch_days import day_of
from app.rendering.html import Edition
from app.services import cases
from app.web.case_page import CasePage
from app.web.current_case import CurrentCase
from app.web.dependencies import CurrentSite, Now
from app.web.responses import download, page, see_other
from app.web.routing import page_router
from app.web.shared_scan import shared_scan
from app.web.signed_in import CurrentAccount

router = page_router()

_PDF_NAME = "arbeidsproductiviteitsscan.pdf"


@router.get("/adviseur/dossiers/{key}")
def show_case(request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, now: Now) -> Response:
    number = site.reports.hard_number(case.scan) if case.has_figures else None
    shared = shared_scan(case.scan, site.operator, hard_number=number, today=day_of(now))
    lines = cases.looks_at(site.database, case, account.organisation.id)
    response = page(request, "adviser/case.html", {"case": case, "page": CasePage(case, lines), "shared": shared})
    cases.log_look(site.database, case, AuditAction.OPENED, by=account, now=now)
    return response


@router.get("/adviseur/dossiers/{key}/rapport.pdf")
def download_case_report(
    request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, now: Now
) -> Response:
    if not case.scan.is_finished:
        return see_other(request, "show_case", key=case.key)
    pdf = site.reports.pdf(case.scan, Edition.FULL, site.renderer.render, with_figures=case.has_figures, now=now)
    cases.log_look(site.database, case, AuditAction.DOWNLOADED, by=account, now=now)
    return download(pdf, "application/pdf", _PDF_NAME)
