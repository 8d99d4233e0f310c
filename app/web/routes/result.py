"""What follows from the answers: the result page, the report on paper, and the scan as a file."""

from datetime import datetime

from fastapi import Request
from starlette.responses import Response

from app.domain.comparison import Group
from app.domain.dutch_days import day_of
from app.domain.scan import Scan
from app.rendering.html import Edition
from app.services import sharing
from app.services.comparison import find_group
from app.services.from_adviser import count_from_adviser
from app.web.current_scan import CurrentScan, CurrentSecret, FinishedScan
from app.web.dependencies import Now
from app.web.responses import download, page
from app.web.result_page import result_page
from app.web.routing import page_router
from app.web.scan_site import CurrentScanSite, ScanSite

router = page_router()

_PDF_NAMES = {
    Edition.FULL: "arbeidsproductiviteitsscan.pdf",
    Edition.SHORT: "arbeidsproductiviteitsscan-kort.pdf",
}
_JSON_NAME = "arbeidsproductiviteitsscan.json"


@router.get("/scan/resultaat")
def show_result(
    request: Request, site: CurrentScanSite, scan: FinishedScan, secret: CurrentSecret, now: Now
) -> Response:
    number = site.reports.hard_number(scan)
    shown = result_page(
        scan,
        site.operator,
        like_you=_companies_like(scan, site),
        hard_number=number,
        share=sharing.find_share(site.database, scan.id, today=day_of(now)),
        from_adviser=count_from_adviser(site.database, scan.id, today=day_of(now)),
        advisers=sharing.find_advisers(site.database, scan.profile.municipality).all,
        query=request.query_params,
        today=day_of(now),
    )
    response = page(request, "owner/result.html", {"page": shown})
    site.ahead.hand_in(secret)
    return response


def _companies_like(scan: Scan, site: ScanSite) -> Group | None:
    told = scan.profile
    return find_group(
        site.database, site.questionnaire, sector=told.sector, size=told.size, municipality=told.municipality
    )


@router.get("/scan/rapport")
def show_printable(request: Request, site: CurrentScanSite, scan: FinishedScan, now: Now) -> Response:
    return _printable(request, site, scan, Edition.FULL, now=now)


@router.get("/scan/rapport-kort")
def show_short_printable(request: Request, site: CurrentScanSite, scan: FinishedScan, now: Now) -> Response:
    return _printable(request, site, scan, Edition.SHORT, now=now)


def _printable(request: Request, site: ScanSite, scan: Scan, edition: Edition, *, now: datetime) -> Response:
    document = site.reports.document(scan, edition, now=now, back=request.app.url_path_for("show_result"))
    return Response(document, media_type="text/html", headers={"Cache-Control": "no-store"})


@router.get("/scan/rapport.pdf")
def download_report(site: CurrentScanSite, scan: FinishedScan, now: Now) -> Response:
    return _pdf(site, scan, Edition.FULL, now=now)


@router.get("/scan/rapport-kort.pdf")
def download_short_report(site: CurrentScanSite, scan: FinishedScan, now: Now) -> Response:
    return _pdf(site, scan, Edition.SHORT, now=now)


def _pdf(site: ScanSite, scan: Scan, edition: Edition, *, now: datetime) -> Response:
    pdf = site.reports.pdf(scan, edition, site.renderer.render, now=now)
    return download(pdf, "application/pdf", _PDF_NAMES[edition])


@router.get("/scan/scanbestand.json")
def download_scan(site: CurrentScanSite, scan: CurrentScan, now: Now) -> Response:
    return download(site.reports.file(scan, now=now), "application/json", _JSON_NAME)
