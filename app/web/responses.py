"""What handlers answer with: a page or the way to another, and the cookie by which a browser keeps the scan open."""

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from app.web.notes import Note
from app.web.site import Site, current_site

COOKIE_DAYS = 90


def has_scan(request: Request) -> bool:
    return current_site(request).cookie in request.cookies


def page(request: Request, template: str, context: Mapping[str, object] | None = None, status: int = 200) -> Response:
    shown = {"has_scan": has_scan(request), **(context or {})}
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


def forget_scan(response: Response, site: Site) -> Response:
    """Close the scan in this browser."""
    response.delete_cookie(site.cookie, httponly=True, samesite="lax", secure=site.settings.is_https)
    return response


def forget_dead_scan(request: Request, response: Response) -> Response:
    """Forget the cookie that opened nothing: it counts as a guess, and so it counts once."""
    return forget_scan(response, current_site(request)) if has_scan(request) else response


def remember_scan(response: Response, site: Site, secret: str) -> Response:
    """Let this browser keep the scan open."""
    response.set_cookie(
        site.cookie,
        secret,
        max_age=COOKIE_DAYS * 24 * 3600,
        httponly=True,
        samesite="lax",
        secure=site.settings.is_https,
    )
    return response
