"""For how long a scan can be shared, and when its owner hears that this ends."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.content import read_yaml
from app.domain.parsed import Parsed, Text


class SharingRules(Parsed):
    months: tuple[Annotated[int, Field(ge=1, le=24)], ...]
    default_months: int
    warning_days: Annotated[int, Field(ge=1, le=60)]
    source: Text


@cache
def sharing_rules() -> SharingRules:
    return SharingRules.model_validate(read_yaml(Path(__file__).parent / "sharing.yaml", "sharing.yaml"))
