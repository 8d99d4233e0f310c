"""The site as the pages about a scan use it: with what makes its report."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.services.reports import Reports
from app.services.reports_ahead import ReportsAhead
from app.web.dependencies import at_once
from app.web.site import Site


@dataclass(frozen=True, slots=True)
class ScanSite(Site):
    reports: Reports
    ahead: ReportsAhead


def current_scan_site(request: Request) -> ScanSite:
    site: ScanSite = request.app.state.site
    return site


CurrentScanSite = Annotated[ScanSite, Depends(at_once(current_scan_site))]
