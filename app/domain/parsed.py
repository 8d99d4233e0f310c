"""The base of all that is read from data, and the kinds of values in it."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


def _exact(value: object) -> object:
    """Read a YAML decimal as it is written: 18.75 is 75/4, never a binary neighbour of it."""
    return str(value) if isinstance(value, float) else value


Number = Annotated[Fraction, BeforeValidator(_exact)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=40)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Points = Annotated[Number, Field(ge=0, le=100)]
Share = Annotated[Number, Field(ge=0, le=1)]
Weight = Annotated[Number, Field(gt=0)]
Size = Literal["S", "M", "L"]


class Parsed(BaseModel):
    """Base of everything read from data: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
