"""How far ahead advisers look whom to call, and until when an owner is still written to about a day that passed."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.content import read_yaml
from app.domain.parsed import Parsed, Text


class FollowUpRules(Parsed):
    soon_days: Annotated[int, Field(ge=1, le=31)]
    most_cases: Annotated[int, Field(ge=1, le=100)]
    owner_mail_days: Annotated[int, Field(ge=0, le=31)]
    source: Text


@cache
def follow_up_rules() -> FollowUpRules:
    return FollowUpRules.model_validate(read_yaml(Path(__file__).parent / "follow_ups.yaml", "follow_ups.yaml"))
