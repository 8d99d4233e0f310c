"""The kinds of numbers in `invented.yaml`, with what each may be."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, StringConstraints

from app.domain.parsed import Code, Slug, Text

_Number = TypeVar("_Number", bound=float)


def in_order(bounds: tuple[_Number, _Number]) -> tuple[_Number, _Number]:
    """Return two bounds as they are. Raises ValueError."""
    if bounds[0] > bounds[1]:
        raise ValueError("expected the lower bound first")
    return bounds


Chance = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
Weights = Annotated[dict[Code, Positive], Field(min_length=1)]
Range = Annotated[tuple[Positive, Positive], AfterValidator(in_order)]
Hours = Annotated[
    tuple[Annotated[float, Field(ge=0, le=23)], Annotated[float, Field(ge=0, le=23)]], AfterValidator(in_order)
]
Shifts = dict[Code, dict[Slug, Annotated[float, Field(ge=-1, le=1)]]]
Count = Annotated[int, Field(ge=1)]
ExampleHost = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.example$")]
MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^GM[0-9]{4}$")]
Counts = Annotated[tuple[Count, Count], AfterValidator(in_order)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
