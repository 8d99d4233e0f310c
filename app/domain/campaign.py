"""Campaigns: the codes by which those who bring the scan to owners see how many come."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_NAME = 80
SHORTEST_CODE = 3
LONGEST_CODE = 20
MADE_LENGTH = 5
# No two of these look alike, on paper or in handwriting, and without vowels they make no words.
MADE_SIGNS = "23456789cfhjkmprtvxy"
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = re.compile(r"[a-z0-9]+")


class CampaignKind(StrEnum):
    """Who brings the scan to owners."""

    SERVICE_POINT = "service_point"
    MUNICIPALITY = "municipality"
    PARK_MANAGER = "park_manager"
    ASSOCIATION = "association"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CampaignDetails:
    """What an administrator tells of a campaign."""

    kind: CampaignKind
    name: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A way by which owners come to the scan; its code never changes, since it is on paper."""

    code: str
    kind: CampaignKind
    name: str
    added_at: datetime
    closed_at: datetime | None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


def is_campaign_code(text: str) -> bool:
    """Tell whether a campaign may have this code: a-z, 0-9 and single hyphens between."""
    return SHORTEST_CODE <= len(text) <= LONGEST_CODE and _CODE.fullmatch(text) is not None


def letters_of(typed: str) -> str | None:
    """Return what tells codes apart, however somebody writes one; None if no campaign could have it."""
    signs = unicodedata.normalize("NFKC", typed).lower()
    letters = "".join(sign for sign in signs if not _is_between(sign))
    return letters if len(letters) <= LONGEST_CODE and _LETTERS.fullmatch(letters) else None


def _is_between(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Pd", "Pc", "Cf")
