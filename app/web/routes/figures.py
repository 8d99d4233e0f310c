"""The owner tells amounts and hours, for one number that is the owner's alone."""

from fastapi import Request
from starlette.responses import Response

from app.services import figures
from app.web.current_scan import FinishedPostedScan, FinishedScan
from app.web.dependencies import CurrentSite, Now
from app.web.figures_page import asked_before, changed_figures_page, figures_page, read_figures, typed_figures
from app.web.forms import SubmittedForm
from app.web.responses import page, see_other
from app.web.routing import page_router

router = page_router()


@router.get("/scan/cijfers")
def show_figures(request: Request, site: CurrentSite, scan: FinishedScan) -> Response:
    typed = typed_figures(figures.figures_of(site.database, scan))
    return page(request, "owner/figures.html", {"page": figures_page(scan, typed)})


@router.post("/scan/cijfers")
def save_figures(
    request: Request, site: CurrentSite, scan: FinishedPostedScan, form: SubmittedForm, now: Now
) -> Response:
    told, errors = read_figures(form)
    if told is None:
        return page(request, "owner/figures.html", {"page": figures_page(scan, form, errors=errors)}, 422)
    checks = figures.number_of(scan, told, site.settings.data_dir).checks
    if {check.id for check in checks} - set(asked_before(form)):
        return page(request, "owner/figures.html", {"page": figures_page(scan, form, questions=checks)}, 422)
    confirmed = [check.id for check in checks]
    seen = form.get("seen")
    if stored := figures.keep_figures(site.database, scan, told, confirmed=confirmed, seen=seen, now=now):
        return page(request, "owner/figures.html", {"page": changed_figures_page(scan, stored, told, form)}, 409)
    return see_other(request, "show_result", at="cijfer")
