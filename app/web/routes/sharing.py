"""The owner shares a scan with advisers, sees what they get, and changes what was agreed or stops."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from fastapi import Request
from starlette.responses import Response

from app.domain.dutch_days import day_of
from app.domain.scan import Scan
from app.domain.sharing import Share
from app.rendering.letters import Letter, shared_letter, withdrawn_letter
from app.services import passing_on, sharing
from app.services.from_adviser import count_from_adviser
from app.web.current_scan import AdviserBeside, CurrentScan, FinishedScan, PostedScan, finished_scan
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.notes import Note
from app.web.pass_on_page import PassOnPage
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.scan_site import CurrentScanSite, ScanSite
from app.web.share_form import read_details, read_share, read_terms, typed_details
from app.web.share_page import (
    SharedPage,
    SharePage,
    days_to_share,
    default_day,
    other_details,
    other_terms,
    typed_terms,
)
from app.web.shared_scan import shared_scan
from app.web.site import Site

router = page_router()


@router.get("/scan/delen")
def show_sharing(request: Request, site: CurrentScanSite, scan: CurrentScan, now: Now) -> Response:
    if share := sharing.find_share(site.database, scan.id, today=day_of(now)):
        shown = _shared_page(site, scan, share, now=now)
        return page(request, "owner/shared.html", {"page": shown, "is_changed": Note.ADJUSTED in request.query_params})
    untyped = {
        "organisation": request.query_params.get("met", ""),
        "ends_on": _default_day(site, scan, now=now).isoformat(),
    }
    return page(request, "owner/share.html", {"page": _share_page(site, finished_scan(scan), untyped, now=now)})


@router.post("/scan/delen")
def share_scan(
    request: Request, site: CurrentScanSite, scan: PostedScan, beside: AdviserBeside, form: SubmittedForm, now: Now
) -> Response:
    shown = _share_page(site, finished_scan(scan), form, now=now)
    asked, errors = read_share(
        form, shown.advisers, today=day_of(now), last_day=shown.days[-1].day, has_figures=shown.has_figures
    )
    if asked is None:
        return page(request, "owner/share.html", {"page": replace(shown, errors=errors)}, 422)
    there = sharing.share_scan(
        site.database,
        scan.id,
        asked.organisation.id,
        asked.details,
        consent_version=asked.terms.text_version,
        ends_on=asked.terms.ends_on,
        scope=asked.terms.scope,
        letter=_letter_to_advisers(request, site),
        beside=beside,
        now=now,
    )
    if there:
        refused = _shared_page(site, scan, there, now=now, typed=typed_details(asked.details))
        return _changing(request, replace(refused, refused=asked.organisation), 409)
    _wake(site)
    return see_other(request, "show_sharing")


def _letter_to_advisers(request: Request, site: Site) -> Letter | None:
    if site.postman is None:
        return None
    return shared_letter(site.settings.origin + request.app.url_path_for("show_sign_in"))


@router.get("/scan/delen/voorbeeld")
def show_preview(request: Request, site: CurrentScanSite, scan: FinishedScan, now: Now) -> Response:
    number = site.reports.hard_number(scan) if "cijfers" in request.query_params else None
    shared = shared_scan(scan, site.operator, hard_number=number, today=day_of(now))
    return page(request, "owner/share_preview.html", {"shared": shared, "has_figures": _has_figures(site, scan)})


@router.post("/scan/delen/gegevens")
def change_shared_details(
    request: Request, site: CurrentScanSite, scan: PostedScan, beside: AdviserBeside, form: SubmittedForm, now: Now
) -> Response:
    shown = _shared_page(site, scan, sharing.get_share(site.database, scan.id, today=day_of(now)), now=now, typed=form)
    details, errors = read_details(form)
    if errors:
        return _changing(request, replace(shown, errors=errors), 422)
    if there := sharing.change_details(site.database, scan.id, details, seen=form.get("seen"), beside=beside, now=now):
        shown = _shared_page(site, scan, there, now=now, typed=form)
        return _changing(request, other_details(shown, details), 409)
    return see_other(request, "show_sharing", Note.ADJUSTED)


@router.post("/scan/delen/afspraak")
def change_shared_terms(
    request: Request, site: CurrentScanSite, scan: PostedScan, beside: AdviserBeside, form: SubmittedForm, now: Now
) -> Response:
    chosen = {"figures": "", **form}
    shown = _shared_page(
        site, scan, sharing.get_share(site.database, scan.id, today=day_of(now)), now=now, typed=chosen
    )
    terms, errors = read_terms(form, today=day_of(now), last_day=shown.days[-1].day, has_figures=shown.has_figures)
    if terms is None:
        return _changing(request, replace(shown, errors=errors), 422)
    if there := sharing.agree_anew(site.database, scan.id, terms, seen=form.get("seen"), beside=beside, now=now):
        shown = _shared_page(site, scan, there, now=now, typed=chosen)
        return _changing(request, other_terms(shown, terms), 409)
    return see_other(request, "show_sharing", Note.ADJUSTED)


@router.get("/scan/delen/intrekken")
def show_withdrawal(request: Request, site: CurrentSite, scan: CurrentScan, now: Now) -> Response:
    share = sharing.find_share(site.database, scan.id, today=day_of(now))
    shown = {"scan": scan, "share": share, "tells": site.postman is not None}
    return page(request, "owner/withdraw.html", shown | {"has_withdrawn": Note.WITHDRAWN in request.query_params})


@router.post("/scan/delen/intrekken")
def withdraw(request: Request, site: CurrentSite, scan: PostedScan, beside: AdviserBeside, now: Now) -> Response:
    letter = withdrawn_letter() if site.postman else None
    sharing.withdraw(site.database, scan.id, letter=letter, beside=beside, now=now)
    _wake(site)
    return see_other(request, "show_withdrawal", Note.WITHDRAWN)


def _share_page(site: ScanSite, scan: Scan, values: Mapping[str, str], *, now: datetime) -> SharePage:
    return SharePage(
        scan=scan,
        advisers=sharing.find_advisers(site.database, scan.profile.municipality),
        days=days_to_share(day_of(now), kept_until=scan.kept_until(site.operator.retention)),
        has_figures=_has_figures(site, scan),
        can_mail=site.postman is not None,
        values=values,
    )


def _shared_page(
    site: ScanSite, scan: Scan, share: Share, *, now: datetime, typed: Mapping[str, str] | None = None
) -> SharedPage:
    """Return the page of a share, with what was typed in one of its forms and what is stored in the other."""
    kept_until = scan.kept_until(site.operator.retention)
    stored = typed_terms(share, today=day_of(now), default=_default_day(site, scan, now=now))
    wish = passing_on.find_wish(site.database, scan.id, now=now)
    return SharedPage(
        scan=scan,
        share=share,
        days=days_to_share(day_of(now), kept_until=kept_until, agreed=share.terms.ends_on),
        has_figures=_has_figures(site, scan),
        can_mail=site.postman is not None,
        values=stored | dict(typed or {}),
        pass_on=PassOnPage(wish, scan) if wish else None,
        from_adviser=count_from_adviser(site.database, scan.id, today=day_of(now)),
    )


def _changing(request: Request, shown: SharedPage, status: int) -> Response:
    return page(request, "owner/shared.html", {"page": shown, "is_changed": False}, status)


def _default_day(site: Site, scan: Scan, *, now: datetime) -> date:
    return default_day(day_of(now), kept_until=scan.kept_until(site.operator.retention))


def _has_figures(site: ScanSite, scan: Scan) -> bool:
    number = site.reports.hard_number(scan)
    return number is not None and number.euros is not None


def _wake(site: Site) -> None:
    if site.postman:
        site.postman.wake()
