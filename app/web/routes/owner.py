"""The visit of an owner: profile, questions, check, result and report."""

import json
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.domain.company import Company
from app.domain.errors import ScanNotFinishedError
from app.rendering.charts import wheel
from app.rendering.json_documents import scan_json
from app.services import reports, scans
from app.services.scans import Scan
from app.web import forms
from app.web.company_pages import ProfilePage, changed_profile_page, profile_page
from app.web.dependencies import (
    CurrentScan,
    CurrentSite,
    FromCheck,
    HasScan,
    Now,
    PostedScan,
    forget_scan,
    page,
    remember_scan,
    see_other,
)
from app.web.forms import SubmittedForm
from app.web.routing import page_router

router = page_router()

_PDF_NAME = "arbeidsproductiviteitsscan.pdf"
_JSON_NAME = "arbeidsproductiviteitsscan.json"


def finished_scan(scan: CurrentScan) -> Scan:
    """Return the scan if it has a result. Raises ScanNotFinishedError."""
    if not scan.is_finished:
        raise ScanNotFinishedError
    return scan


FinishedScan = Annotated[Scan, Depends(finished_scan)]


@router.get("/start")
def show_start(request: Request, site: CurrentSite, has_scan: HasScan) -> Response:
    empty = ProfilePage(site.questionnaire.profile, values={})
    return page(request, "owner/profile.html", {"page": empty, "has_scan": has_scan})


@router.post("/start")
def start_scan(request: Request, site: CurrentSite, form: SubmittedForm, has_scan: HasScan, now: Now) -> Response:
    profile, errors = forms.read_profile(form, site.questionnaire.profile)
    told, more_errors = forms.read_company(form, site.secret_key)
    if profile is None or told is None:
        wrong = ProfilePage(site.questionnaire.profile, form, errors=errors | more_errors)
        return page(request, "owner/profile.html", {"page": wrong, "has_scan": has_scan}, 422)
    secret = scans.start_scan(site.database, site.questionnaire, profile, Company(**told), now=now)
    site.metrics.scans_started.inc()
    return remember_scan(see_other(request, "continue_scan"), site, secret)


@router.get("/scan/bedrijf")
def show_profile(request: Request, scan: CurrentScan, from_check: FromCheck = "") -> Response:
    typed = forms.typed_profile(scan) | ({"to_check": "1"} if from_check else {})
    return page(request, "owner/profile.html", {"page": profile_page(scan, typed), "has_scan": True})


@router.post("/scan/bedrijf")
def save_profile(request: Request, site: CurrentSite, scan: PostedScan, form: SubmittedForm, now: Now) -> Response:
    profile, errors = forms.read_profile(form, scan.questionnaire.profile)
    told, more_errors = forms.read_company(form, site.secret_key)
    if profile is None or told is None:
        wrong = profile_page(scan, form, errors=errors | more_errors)
        return page(request, "owner/profile.html", {"page": wrong, "has_scan": True}, 422)
    if stored := scans.change_profile(site.database, scan, profile, told, seen=form.get("seen"), now=now):
        changed = changed_profile_page(stored, profile, told, form)
        return page(request, "owner/profile.html", {"page": changed, "has_scan": True}, 409)
    return see_other(request, "show_check" if "to_check" in form else "continue_scan")


@router.get("/scan/resultaat")
def show_result(request: Request, scan: FinishedScan) -> Response:
    report = reports.report_of(scan)
    shown = {"report": report, "wheel": wheel(report.elements), "can_deepen": scan.can_deepen}
    return page(request, "owner/result.html", shown)


@router.get("/scan/rapport")
def show_printable(request: Request, scan: FinishedScan) -> Response:
    document = reports.report_document(scan, back=request.app.url_path_for("show_result"))
    return Response(document, media_type="text/html", headers={"Cache-Control": "no-store"})


@router.get("/scan/rapport.pdf")
def download_report(site: CurrentSite, scan: FinishedScan, now: Now) -> Response:
    pdf = reports.report_pdf(site.database, site.renderer, scan, now=now)
    headers = {"Content-Disposition": f'attachment; filename="{_PDF_NAME}"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.get("/scan/scanbestand.json")
def download_scan(scan: CurrentScan) -> Response:
    document = json.dumps(scan_json(reports.report_of(scan), scan.company), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="{_JSON_NAME}"', "Cache-Control": "no-store"}
    return Response(document, media_type="application/json", headers=headers)


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
