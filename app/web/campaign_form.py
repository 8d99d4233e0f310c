"""The form of a campaign: what was typed is read, or a message per field says what to do."""

from collections.abc import Mapping

from app.domain.campaign import (
    LONGEST_CODE,
    LONGEST_NAME,
    SHORTEST_CODE,
    Campaign,
    CampaignDetails,
    CampaignKind,
    is_campaign_code,
)
from app.web.forms import has_ink, one_line
from app.web.messages import message


def read_campaign_details(form: Mapping[str, str]) -> tuple[CampaignDetails | None, dict[str, str]]:
    """Read what is told of a campaign, or None and a message per field in the order of the page."""
    errors: dict[str, str] = {}
    name, kind = one_line(form, "name"), form.get("kind", "")
    if not has_ink(name):
        errors["name"] = message("campaigns", "name")
    elif len(name) > LONGEST_NAME:
        errors["name"] = message("campaigns", "name_long", length=str(len(name)), most=str(LONGEST_NAME))
    if kind not in set(CampaignKind):
        errors["kind"] = message("campaigns", "kind")
    return (None, errors) if errors else (CampaignDetails(CampaignKind(kind), name), {})


def read_chosen_code(form: Mapping[str, str]) -> tuple[str | None, dict[str, str]]:
    """Read the code that was chosen, None for one to be made, or a message."""
    typed = one_line(form, "code").lower()
    if not typed or is_campaign_code(typed):
        return typed or None, {}
    shortest, longest = str(SHORTEST_CODE), str(LONGEST_CODE)
    return None, {"code": message("campaigns", "code", typed=typed, shortest=shortest, longest=longest)}


def code_taken(code: str | None) -> dict[str, str]:
    return {"code": message("campaigns", "code_taken", typed=code or "")}


def typed_campaign(campaign: Campaign) -> dict[str, str]:
    """Return what is told of a campaign as it would be typed in the form."""
    return {"name": campaign.name, "kind": campaign.kind}
