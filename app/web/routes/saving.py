"""Leaving a scan for later: the link to come back with, on the page and by mail."""

from dataclasses import replace

from fastapi import Request
from starlette.responses import Response

from app.domain.scan import Scan
from app.rendering.letters import link_letter
from app.services import mailed_links
from app.web.current_scan import CurrentScan, CurrentSecret, PostedScan
from app.web.dependencies import CurrentPostman, CurrentSite, CurrentVisitor, Now
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.saved_page import SavedPage, read_email
from app.web.site import Site

router = page_router()


@router.get("/scan/bewaren")
def show_saved(request: Request, site: CurrentSite, secret: CurrentSecret, scan: CurrentScan) -> Response:
    return page(request, "owner/saved.html", {"page": _saved_page(request, site, secret, scan)})


@router.post("/scan/bewaren")
def mail_link(
    request: Request,
    site: CurrentSite,
    postman: CurrentPostman,
    secret: CurrentSecret,
    scan: PostedScan,
    form: SubmittedForm,
    visitor: CurrentVisitor,
    now: Now,
) -> Response:
    shown = replace(_saved_page(request, site, secret, scan), email=form.get("email", ""))
    recipient, errors = read_email(form)
    if recipient is None:
        return page(request, "owner/saved.html", {"page": replace(shown, errors=errors)}, 422)
    letter = link_letter(shown.link, kept_until=shown.kept_until, is_finished=scan.is_finished)
    most = mailed_links.promise_link(
        site.database, site.secret_key, scan.id, letter, recipient=recipient, visitor=visitor, now=now
    )
    if most is not None:
        errors = {"email": message("saved", "too_many", most=str(most))}
        return page(request, "owner/saved.html", {"page": replace(shown, errors=errors)}, 429)
    postman.wake()
    return see_other(request, "show_mailed")


@router.get("/scan/bewaren/gemaild")
def show_mailed(request: Request, scan: CurrentScan) -> Response:
    return page(request, "owner/mailed.html", {"is_finished": scan.is_finished})


def _saved_page(request: Request, site: Site, secret: str, scan: Scan) -> SavedPage:
    return SavedPage(
        scan=scan,
        link=site.settings.origin + request.app.url_path_for("show_return", secret=secret),
        kept_until=scan.kept_until(site.operator.retention),
        can_mail=site.postman is not None,
    )
