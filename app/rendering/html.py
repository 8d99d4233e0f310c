"""The report as one HTML document that stands alone: the same for the printer of a browser and for the PDF."""

from datetime import date
from enum import StrEnum

from app.domain.operator import Operator
from app.domain.report import Report
from app.rendering.hard_number import HardNumberCard
from app.rendering.report_page import report_page
from app.rendering.stylesheets import style_source, stylesheet
from app.rendering.templates import REPORT_TEMPLATES, report_environment

_STYLE = "report.css"


class Edition(StrEnum):
    """How much a report tells: all of it, or two pages."""

    FULL = "full"
    SHORT = "short"


def report_html(
    report: Report,
    operator: Operator,
    *,
    made_on: date,
    today: date,
    company: str | None = None,
    with_adviser: bool = False,
    hard_number: HardNumberCard | None = None,
    back: str | None = None,
    edition: Edition = Edition.FULL,
) -> str:
    """Return the report as a complete document that asks nothing of any address.

    `today` decides what is said of schemes. `back` is the path of the page to return to, which a screen shows and
    paper does not.
    """
    template = report_environment().get_template(f"{REPORT_TEMPLATES.name}/{edition}_report.html")
    page = report_page(
        report,
        operator,
        made_on=made_on,
        today=today,
        company=company,
        with_adviser=with_adviser,
        hard_number=hard_number,
    )
    return template.render(report=report, page=page, back=back, stylesheet=stylesheet(_STYLE))


def report_style_source() -> str:
    """Return the source expression that lets a Content-Security-Policy allow the stylesheet in the report."""
    return style_source(_STYLE)
