"""The pages of campaigns for administrators: all of them with counts, one with its link, and its form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from app.domain.campaign import Campaign, CampaignKind
from app.domain.participation import QUARTERS, Participation, Step, total_of
from app.rendering.qr import qr_code
from app.web.admin_page import LogLine, NamedChoice
from app.web.messages import message
from app.web.participation_page import CountCell, CountsRow, YearLink, cells_of, step_names, year_links


@dataclass(frozen=True, slots=True)
class CampaignCountsRow:
    """One campaign of a list, with the counts of the year."""

    campaign: Campaign
    cells: Sequence[CountCell]

    @property
    def kind(self) -> str:
        return message("campaign_kinds", self.campaign.kind)


@dataclass(frozen=True, slots=True)
class CampaignsPage:
    """All campaigns. Without scans there is nothing to count."""

    campaigns: Sequence[Campaign]
    found: Participation | None

    @property
    def rows(self) -> Sequence[CampaignCountsRow]:
        """Those that run, by name, and then those that ended."""
        in_order = sorted(self.campaigns, key=lambda campaign: campaign.is_closed)
        return [CampaignCountsRow(campaign, self._cells(campaign)) for campaign in in_order]

    def _cells(self, campaign: Campaign) -> Sequence[CountCell]:
        return cells_of(total_of(quarters_of(self.found, campaign)))

    @property
    def steps(self) -> Sequence[str]:
        return step_names()

    @property
    def years(self) -> Sequence[YearLink]:
        return year_links(self.found)


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """One campaign, with the counts of a year."""

    campaign: Campaign
    link: str
    found: Participation | None
    log: Sequence[LogLine]

    @property
    def kind(self) -> str:
        return message("campaign_kinds", self.campaign.kind)

    @property
    def qr_code(self) -> Markup:
        return qr_code(self.link)

    @property
    def years(self) -> Sequence[YearLink]:
        return year_links(self.found)

    @property
    def year(self) -> str:
        return str(self.found.year) if self.found else ""

    @property
    def steps(self) -> Sequence[str]:
        return step_names()

    @property
    def has_scans(self) -> bool:
        return any(self._quarters.values())

    @property
    def rows(self) -> Sequence[CountsRow]:
        """The quarters, and then the whole year."""
        quarters = self._quarters
        rows = [
            CountsRow(message("participation_quarters", str(quarter)), cells_of(quarters.get(quarter, {})))
            for quarter in QUARTERS
        ]
        return [*rows, CountsRow(message("campaigns", "whole_year", year=self.year), cells_of(total_of(quarters)))]

    @property
    def _quarters(self) -> Mapping[int, Mapping[Step, int]]:
        return quarters_of(self.found, self.campaign)


def quarters_of(found: Participation | None, campaign: Campaign) -> Mapping[int, Mapping[Step, int]]:
    return found.by_channel.get(campaign.code, {}) if found else {}


@dataclass(frozen=True, slots=True)
class CampaignForm:
    """The form of a campaign, new or there; `values` is what was typed or is stored."""

    values: Mapping[str, str]
    campaign: Campaign | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def kinds(self) -> Sequence[NamedChoice]:
        return [NamedChoice(kind, message("campaign_kinds", kind)) for kind in CampaignKind]
