"""What handlers answer with: a page, or the way to another."""

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from app.web.notes import Note
from app.web.scan_cookie import has_scan
from app.web.site import current_site


def page(request: Request, template: str, context: Mapping[str, object] | None = None, status: int = 200) -> Response:
    shown = {"has_scan": has_scan(request), "account": getattr(request.state, "account", None), **(context or {})}
    return current_site(request).templates.TemplateResponse(
        request, template, shown, status_code=status, headers={"Cache-Control": "no-store"}
    )


def see_other(
    request: Request, name: str, note: Note | None = None, *, about: str = "1", at: str = "", **params: str
) -> RedirectResponse:
    """Answer a form: go and look at this page, with a note in its query for what it should tell, about what, and at
    which id.
    """
    query, place = (f"?{note}={about}" if note else ""), (f"#{at}" if at else "")
    address = request.app.url_path_for(name, **params) + query + place
    return RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})
