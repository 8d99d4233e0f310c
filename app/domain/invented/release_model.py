"""Which releases the demo has, as parsed from `invented.yaml`."""

from typing import Annotated

from pydantic import Field

from app.domain.invented.numbers import Chance, Count
from app.domain.parsed import Parsed, Text


class ReleasedProvince(Parsed):
    """A province whose outcomes are made; `earlier` is how many scans came a year before, as a part of all others."""

    province: Text
    earlier: Chance = 0
    quarters: bool = False
    is_open: bool = False


class ReleasesModel(Parsed):
    """Which outcomes are made, and when: so many days after a period is over, at this hour."""

    source: Text
    days_after: Count
    hour: Annotated[int, Field(ge=0, le=23)]
    provinces: tuple[ReleasedProvince, ...]
