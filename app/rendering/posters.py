"""The posters, flyers and cards of a campaign, on which stand a line, a QR code, a link and a code to type."""

from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from app.domain.campaign import Campaign, CampaignKind
from app.domain.operator import Operator
from app.rendering.qr import titled_qr_code
from app.rendering.stylesheets import stylesheet
from app.rendering.templates import REPORT_TEMPLATES, report_environment

_CARDS = 10
# More signs than this do not fit on a line of large letters.
_LONG = 32


class Sheet(StrEnum):
    """What is printed: a poster, a flyer, one business card, or a sheet of them to cut."""

    A4 = "a4"
    A5 = "a5"
    CARD = "kaart"
    CARDS = "kaartjes"


_TEMPLATES = {Sheet.A4: "poster", Sheet.A5: "poster", Sheet.CARD: "cards", Sheet.CARDS: "cards"}


@dataclass(frozen=True, slots=True)
class PosterPage:
    """What stands on every sheet. `link` is the whole address of the campaign."""

    sheet: Sheet
    campaign: Campaign
    operator: Operator
    link: str

    @property
    def site(self) -> str:
        """The first part of the link as people read and type it."""
        return self._readable.partition("/")[0]

    @property
    def path(self) -> str:
        return self._readable.removeprefix(self.site)

    @property
    def has_long_link(self) -> bool:
        return len(self._readable) > _LONG

    @property
    def _readable(self) -> str:
        return self.link.removeprefix("https://").removeprefix("http://")

    @property
    def offered_by(self) -> str:
        return (self.operator.controller or self.operator.desk).name

    @property
    def partner(self) -> str | None:
        """Who brings the scan to owners; a newsletter or a meeting is none."""
        return None if self.campaign.kind is CampaignKind.OTHER else self.campaign.name

    def qr_code(self, title: str) -> Markup:
        return titled_qr_code(self.link, title)

    @property
    def is_to_cut(self) -> bool:
        return self.sheet is Sheet.CARDS

    @property
    def cards(self) -> range:
        return range(_CARDS if self.is_to_cut else 1)


def poster_html(page: PosterPage) -> str:
    """Return a sheet as a complete document that asks nothing of any address."""
    template = report_environment().get_template(f"{REPORT_TEMPLATES.name}/{_TEMPLATES[page.sheet]}.html")
    return template.render(page=page, back=None, stylesheet=stylesheet("poster.css"))
