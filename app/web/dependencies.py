"""What any handler asks for: the site it belongs to, the time, who delivers mail, where a visitor comes from."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from fastapi import Depends, HTTPException, Query, Request

from app.services.account_links import LinkTo
from app.services.postman import Postman
from app.services.pseudonyms import visitor_token
from app.web.site import Site, current_site

Found = TypeVar("Found")


def at_once(find: Callable[[Request], Found]) -> Callable[[Request], Awaitable[Found]]:
    """Make a dependency of a function that waits for nothing. FastAPI would hand it to a thread, which takes longer."""

    async def find_at_once(request: Request) -> Found:
        return find(request)

    return find_at_once


CurrentSite = Annotated[Site, Depends(at_once(current_site))]


def current_time(_request: Request) -> datetime:
    return datetime.now(UTC)


Now = Annotated[datetime, Depends(at_once(current_time))]


def current_postman(request: Request) -> Postman:
    """Return who delivers mail. A site without mail has no page for what needs it."""
    postman = current_site(request).postman
    if postman is None:
        raise HTTPException(404)
    return postman


CurrentPostman = Annotated[Postman, Depends(at_once(current_postman))]


def current_link_to(request: Request) -> LinkTo:
    """Make links by which people choose a password, for in mail."""
    return lambda token: (
        current_site(request).settings.origin + request.app.url_path_for("show_account_link", token=token)
    )


CurrentLinkTo = Annotated[LinkTo, Depends(at_once(current_link_to))]


def current_visitor(request: Request) -> str:
    """Return a stand-in for the address of this visitor."""
    return visitor_token(current_site(request).secret_key, request.client.host if request.client else "")


CurrentVisitor = Annotated[str, Depends(at_once(current_visitor))]
FromCheck = Annotated[str, Query(alias="controle")]
