"""What guards every request and response, whatever the route."""

from collections.abc import Iterable

from fastapi import HTTPException, Request
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

_LARGEST_BODY = 256 * 1024
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def security_headers(*, is_https: bool, document_styles: Iterable[str]) -> Secure:
    """Return the headers of every response; HSTS only where the site is reached over https.

    `document_styles` are the source expressions of the style elements that may stand in a page: those of documents.
    """
    policy = ContentSecurityPolicy().default_src("'self'").style_src("'self'", *document_styles)
    policy = policy.img_src("'self'", "data:")
    policy = policy.object_src("'none'").base_uri("'none'").form_action("'self'").frame_ancestors("'none'")
    return Secure(
        csp=policy,
        # Not no-referrer: browsers would then send "Origin: null" with our own forms.
        referrer=ReferrerPolicy().same_origin(),
        hsts=StrictTransportSecurity().max_age(63072000).include_subdomains() if is_https else None,
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        permissions=PermissionsPolicy().geolocation().camera().microphone(),
    )


async def refuse_foreign_posts(request: Request) -> None:
    """Refuse a post from another site with 403, by what browsers say in Sec-Fetch-Site or else in Origin.

    A post with a cookie that says neither is refused too. See docs/adr/0003-no-tokens-in-forms.md.
    """
    if request.method not in _SAFE_METHODS and not _is_own(request):
        raise HTTPException(403)


async def refuse_large_bodies(request: Request) -> None:
    """Refuse a body larger than any form of this site with 413; browsers say the length of a form beforehand."""
    if request.method not in _SAFE_METHODS:
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > _LARGEST_BODY:
            raise HTTPException(413)


async def refuse_impossible_addresses(request: Request) -> None:
    """Say 404 to an address with a sign that no text has, over which PostgreSQL would stumble."""
    if "\0" in request.scope["path"]:
        raise HTTPException(404)


def _is_own(request: Request) -> bool:
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    if origin is not None:
        return origin.partition("://")[2] == request.headers.get("host")
    return "cookie" not in request.headers
