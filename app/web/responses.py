"""What handlers answer with: a page, or the way to another."""

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from app.domain.account import Account, Kind
from app.web.notes import Note
from app.web.scan_cookie import has_scan
from app.web.signed_in import HOMES, has_account
from app.web.site import current_site
from app.web.tabs import case_tabs, desk_tabs


def page(request: Request, template: str, context: Mapping[str, object] | None = None, status: int = 200) -> Response:
    found = {name: getattr(request.state, name, None) for name in ("account", "visit")}
    account: Account | None = found["account"]
    shown = {
        "has_scan": has_scan(request),
        "has_account": has_account(request),
        "account_home": HOMES[account.kind] if account else None,
        "desk": desk_tabs(request) if account and account.kind is Kind.ADVISER else (),
        # Nothing was stored, since somebody else stored something first.
        "is_conflict": status == 409,
        "of_case": case_tabs(request, request.path_params["key"]) if "key" in request.path_params else (),
        **found,
        **(context or {}),
    }
    return current_site(request).templates.TemplateResponse(
        request, template, shown, status_code=status, headers={"Cache-Control": "no-store"}
    )


def download(content: bytes | str, media_type: str, name: str) -> Response:
    """Answer with a file to keep, under this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def see_other(
    request: Request, name: str, note: Note | None = None, *, about: str = "1", at: str = "", **params: str
) -> RedirectResponse:
    """Answer a form: go and look at this page, with a note in its query for what it should tell, about what, and at
    which id.
    """
    query, place = (f"?{note}={quote(about)}" if note else ""), (f"#{at}" if at else "")
    address = request.app.url_path_for(name, **params) + query + place
    return go_to(address)


def go_to(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})


def clear_pages(response: Response) -> Response:
    """Have the browser forget the pages that it keeps to go back to; over plain http it may do nothing."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
