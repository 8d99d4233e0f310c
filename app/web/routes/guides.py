"""Advisers prepare the talk with an owner, on screen and on paper."""

from fastapi import Request
from starlette.responses import Response

from app.domain.audit import AuditAction
from app.rendering.guide_page import guide_html
from app.services import cases
from app.web.current_case import CurrentCase
from app.web.dependencies import CurrentSite, Now
from app.web.prepared_guide import prepared_guide
from app.web.responses import download, page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount

router = page_router()

_PDF_NAME = "gespreksgids.pdf"


@router.get("/adviseur/dossiers/{key}/gespreksgids")
def show_guide(request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, now: Now) -> Response:
    if not case.scan.is_finished:
        return page(request, "adviser/no_guide.html", {"case": case})
    shown = prepared_guide(site, case, now=now)
    cases.log_look(site.database, case, AuditAction.OPENED, by=account, now=now)
    return page(request, "adviser/guide.html", {"case": case, "page": shown})


@router.get("/adviseur/dossiers/{key}/gespreksgids.pdf")
def download_guide(
    request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, now: Now
) -> Response:
    if not case.scan.is_finished:
        return see_other(request, "show_guide", key=case.key)
    pdf = site.renderer.render(guide_html(prepared_guide(site, case, now=now)))
    cases.log_look(site.database, case, AuditAction.PREPARED, by=account, now=now)
    return download(pdf, "application/pdf", _PDF_NAME)
