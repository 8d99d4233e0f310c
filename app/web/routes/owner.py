"""The visit of an owner: profile, questions, check, result and report."""

from datetime import datetime

from fastapi import Request
from starlette.responses import Response

from app.domain.company import Company
from app.domain.scan import Scan, day_of
from app.rendering.charts import wheel
from app.rendering.html import Edition
from app.rendering.j_curve_chart import j_curve_chart
from app.rendering.plan_cards import plan_cards
from app.services import reports, scans
from app.services.figures import number_card
from app.web import forms
from app.web.company_pages import ProfilePage, changed_profile_page, profile_page
from app.web.dependencies import (
    JUST_STARTED,
    REWORDED,
    CurrentScan,
    CurrentSecret,
    CurrentSite,
    FinishedScan,
    FromCheck,
    Now,
    PostedScan,
    Site,
    forget_scan,
    page,
    remember_scan,
    see_other,
)
from app.web.forms import SubmittedForm
from app.web.plan_pages import plan_change
from app.web.routing import page_router

router = page_router()

_PDF_NAMES = {
    Edition.FULL: "arbeidsproductiviteitsscan.pdf",
    Edition.SHORT: "arbeidsproductiviteitsscan-kort.pdf",
}
_JSON_NAME = "arbeidsproductiviteitsscan.json"


@router.get("/start")
def show_start(request: Request, site: CurrentSite) -> Response:
    empty = ProfilePage(site.questionnaire.profile, values={})
    return page(request, "owner/profile.html", {"page": empty})


@router.post("/start")
def start_scan(request: Request, site: CurrentSite, form: SubmittedForm, now: Now) -> Response:
    profile, errors = forms.read_profile(form, site.questionnaire.profile)
    told, more_errors = forms.read_company(form, site.secret_key)
    if profile is None or told is None:
        wrong = ProfilePage(site.questionnaire.profile, form, errors=errors | more_errors)
        return page(request, "owner/profile.html", {"page": wrong}, 422)
    secret = scans.start_scan(site.database, site.questionnaire, profile, Company(**told), now=now)
    site.metrics.scans_started.inc()
    return remember_scan(see_other(request, "continue_scan", JUST_STARTED), site, secret)


@router.get("/scan/bedrijf")
def show_profile(request: Request, scan: CurrentScan, from_check: FromCheck = "") -> Response:
    typed = forms.typed_profile(scan) | ({"to_check": "1"} if from_check else {})
    return page(request, "owner/profile.html", {"page": profile_page(scan, typed)})


@router.post("/scan/bedrijf")
def save_profile(request: Request, site: CurrentSite, scan: PostedScan, form: SubmittedForm, now: Now) -> Response:
    profile, errors = forms.read_profile(form, scan.questionnaire.profile)
    told, more_errors = forms.read_company(form, site.secret_key)
    if profile is None or told is None:
        wrong = profile_page(scan, form, errors=errors | more_errors)
        return page(request, "owner/profile.html", {"page": wrong}, 422)
    if stored := scans.change_profile(site.database, scan, profile, told, seen=form.get("seen"), now=now):
        changed = changed_profile_page(stored, profile, told, form)
        return page(request, "owner/profile.html", {"page": changed}, 409)
    if scan.is_worded_otherwise_for(profile):
        return see_other(request, "show_check", REWORDED)
    return see_other(request, "show_check" if "to_check" in form else "continue_scan")


@router.get("/scan/resultaat")
def show_result(request: Request, site: CurrentSite, scan: FinishedScan, secret: CurrentSecret, now: Now) -> Response:
    report = reports.report_of(scan)
    cards = tuple(plan_cards(report, site.organisation, today=day_of(now)))
    shown = {"scan": scan, "report": report, "plan": cards, "wheel": wheel(report.elements)}
    shown["j_curve"] = j_curve_chart(report.j_curve)
    shown["hard_number"] = number_card(site.database, scan, site.settings.data_dir)
    shown["change"] = plan_change(report, request.query_params)
    response = page(request, "owner/result.html", shown)
    site.ahead.hand_in(secret)
    return response


@router.get("/scan/rapport")
def show_printable(request: Request, site: CurrentSite, scan: FinishedScan, now: Now) -> Response:
    return _printable(request, site, scan, edition=Edition.FULL, now=now)


@router.get("/scan/rapport-kort")
def show_short_printable(request: Request, site: CurrentSite, scan: FinishedScan, now: Now) -> Response:
    return _printable(request, site, scan, edition=Edition.SHORT, now=now)


def _printable(request: Request, site: Site, scan: Scan, *, edition: Edition, now: datetime) -> Response:
    back = request.app.url_path_for("show_result")
    number = number_card(site.database, scan, site.settings.data_dir)
    document = reports.report_document(scan, site.organisation, hard_number=number, edition=edition, now=now, back=back)
    return Response(document, media_type="text/html", headers={"Cache-Control": "no-store"})


@router.get("/scan/rapport.pdf")
def download_report(site: CurrentSite, scan: FinishedScan, now: Now) -> Response:
    return _download(site, scan, edition=Edition.FULL, now=now)


@router.get("/scan/rapport-kort.pdf")
def download_short_report(site: CurrentSite, scan: FinishedScan, now: Now) -> Response:
    return _download(site, scan, edition=Edition.SHORT, now=now)


def _download(site: Site, scan: Scan, *, edition: Edition, now: datetime) -> Response:
    number = number_card(site.database, scan, site.settings.data_dir)
    pdf = reports.report_pdf(
        site.database, site.renderer.render, scan, site.organisation, hard_number=number, edition=edition, now=now
    )
    headers = {"Content-Disposition": f'attachment; filename="{_PDF_NAMES[edition]}"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.get("/scan/scanbestand.json")
def download_scan(site: CurrentSite, scan: CurrentScan) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{_JSON_NAME}"', "Cache-Control": "no-store"}
    return Response(reports.scan_file(site.database, scan), media_type="application/json", headers=headers)


@router.get("/scan/sluiten")
def show_closing(request: Request, scan: CurrentScan) -> Response:
    return page(request, "owner/close.html")


@router.post("/scan/sluiten")
def close_scan(request: Request, site: CurrentSite, scan: CurrentScan) -> Response:
    response = forget_scan(see_other(request, "show_closed"), site)
    # The pages that a browser keeps to go back to, go too; over plain http it may do nothing.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@router.get("/gesloten")
def show_closed(request: Request) -> Response:
    return page(request, "owner/closed.html")


@router.get("/scan/verwijderen")
def show_deletion(request: Request, scan: CurrentScan) -> Response:
    return page(request, "owner/delete.html", {"scan": scan})


@router.post("/scan/verwijderen")
def delete_scan(request: Request, site: CurrentSite, scan: PostedScan, now: Now) -> Response:
    scans.delete_scan(site.database, scan.id, now=now)
    return forget_scan(see_other(request, "show_deleted"), site)


@router.get("/verwijderd")
def show_deleted(request: Request) -> Response:
    return page(request, "owner/deleted.html")
