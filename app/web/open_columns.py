"""The description of the columns of a release, for whoever has its figures as CSV."""

from fastapi import Request

from app.domain.release import Release
from app.rendering.open_data import csvw
from app.services.open_data import open_dataset, title_of
from app.web.api_answers import address
from app.web.site import current_site


def open_columns(request: Request, release: Release) -> bytes:
    controller = current_site(request).operator.controller
    return csvw(
        open_dataset(),
        title=title_of(release),
        address="cells.csv",
        published_at=release.published_at,
        method=address(request, "show_outcomes_method"),
        publisher=controller.name if controller else None,
    )
