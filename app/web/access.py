"""Who may use which pages: the one place that says so. A page whose module is not named here is not on the site."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from fastapi import Depends, FastAPI
from starlette.routing import BaseRoute

from app.domain.account import Kind
from app.web.current_scan import current_scan
from app.web.forms import read_form
from app.web.routes import (
    account,
    admin,
    admin_accounts,
    agreed_actions,
    agreeing,
    answering,
    asking,
    breakdowns,
    campaigns,
    case_list,
    cases,
    figures,
    follow_ups,
    forgotten,
    from_adviser,
    guides,
    handling,
    health,
    joining,
    leaving,
    notes,
    open_data,
    open_data_api,
    outcome_papers,
    own_actions,
    pages,
    participation,
    passing_on,
    planning,
    portfolio,
    posters,
    profile,
    province,
    release_files,
    result,
    returning,
    saving,
    scan_log,
    second_views,
    setting_up,
    sharing,
    signing_in,
    starting,
    timelines,
    together,
    trends,
    via,
    workshops,
)
from app.web.routing import page_router
from app.web.security import refuse_foreign_posts, refuse_impossible_addresses, refuse_large_bodies
from app.web.signed_in import current_account, only

# What comes before every page, whoever asks for it, and before what guards that page.
_EVERYWHERE = (
    Depends(refuse_foreign_posts),
    Depends(refuse_large_bodies),
    Depends(refuse_impossible_addresses),
    Depends(read_form),
)


@dataclass(frozen=True, slots=True)
class Access:
    """The modules of pages for one kind of visitor, whom `guard` lets through; the others get its error."""

    guard: Callable[..., object] | None
    modules: Sequence[ModuleType]


ACCESS: Mapping[str, Access] = {
    "everybody": Access(
        None,
        (
            pages,
            health,
            via,
            starting,
            returning,
            joining,
            passing_on,
            signing_in,
            setting_up,
            forgotten,
            open_data,
            open_data_api,
        ),
    ),
    "owner": Access(
        current_scan,
        (
            profile,
            answering,
            result,
            planning,
            figures,
            saving,
            sharing,
            from_adviser,
            own_actions,
            agreeing,
            scan_log,
            leaving,
        ),
    ),
    "account": Access(current_account, (account,)),
    "adviser": Access(
        only(Kind.ADVISER),
        (
            together,
            case_list,
            portfolio,
            workshops,
            cases,
            handling,
            second_views,
            guides,
            notes,
            agreed_actions,
            follow_ups,
            timelines,
            asking,
        ),
    ),
    "province": Access(only(Kind.PROVINCE), (province, breakdowns, trends, outcome_papers, release_files)),
    "admin": Access(only(Kind.ADMIN), (admin, admin_accounts, participation, campaigns, posters)),
}


def add_pages(app: FastAPI) -> None:
    """Add every page, with what guards it."""
    app.router.routes.extend(_pages())


@cache
def _pages() -> Sequence[BaseRoute]:
    """Return the pages of any site: the sites of one process share them, since working them out takes a while."""
    router = page_router()
    for access in ACCESS.values():
        guards = [Depends(access.guard)] if access.guard else []
        for module in access.modules:
            router.include_router(module.router, dependencies=[*_EVERYWHERE, *guards])
    return router.routes
