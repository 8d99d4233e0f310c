"""The guide to a talk about a case, as its page and its paper show it today."""

from datetime import datetime

from app.domain.case import Case
from app.domain.dutch_days import day_of
from app.rendering.guide_page import GuidePage, guide_page
from app.services.guides import guide_of
from app.web.site import Site


def prepared_guide(site: Site, case: Case, *, now: datetime) -> GuidePage:
    return guide_page(
        guide_of(site.database, case, site.operator, now=now),
        site.operator,
        company=case.name,
        details=case.details,
        made_on=day_of(now),
        ends_on=case.ends_on,
    )
