"""From how many participants a workshop is counted, how long it lasts and how many codes one may try."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.content import read_yaml
from app.domain.parsed import Parsed, Text


class WorkshopRules(Parsed):
    least_to_count: Annotated[int, Field(ge=5)]
    hours: Annotated[int, Field(ge=1, le=24)]
    most_participants: Annotated[int, Field(ge=5, le=1000)]
    kept_days: Annotated[int, Field(ge=1)]
    wrong_codes: Annotated[int, Field(ge=30)]
    source: Text


@cache
def workshop_rules() -> WorkshopRules:
    return WorkshopRules.model_validate(read_yaml(Path(__file__).parent / "workshops.yaml", "workshops.yaml"))
