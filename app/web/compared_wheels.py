"""Two wheels side by side: from the answers of an owner, and with the views of advisers in their place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.question import Question
from app.domain.report import ElementResult
from app.domain.scan import Scan
from app.domain.second_view import compare
from app.rendering.charts import Wheel, wheel
from app.rendering.filters import points, rounded
from app.web.messages import message


@dataclass(frozen=True, slots=True)
class ComparedElement:
    """An element with both scores, and in words how much the second differs from the first."""

    number: int
    colour: str
    own: ElementResult
    other: ElementResult
    difference: str


@dataclass(frozen=True, slots=True)
class ComparedWheels:
    """`opened`, `closed` and `idle` are the texts of questions that views make or keep from counting."""

    own: Wheel
    other: Wheel
    elements: Sequence[ComparedElement]
    opened: Sequence[str]
    closed: Sequence[str]
    idle: Sequence[str]


def compared_wheels(scan: Scan, views: Mapping[str, str]) -> ComparedWheels:
    """Draw what follows from a scan without and with views, by question."""
    compared = compare(scan, views)
    own, other = wheel(compared.own.elements), wheel(compared.other.elements)

    def texts(questions: Sequence[Question]) -> Sequence[str]:
        return [question.wording_for(scan.profile).text for question in questions]

    return ComparedWheels(
        own=own,
        other=other,
        elements=[
            ComparedElement(
                mine.number, mine.colour, mine.result, theirs.result, _difference(mine.result, theirs.result)
            )
            for mine, theirs in zip(own.slices, other.slices, strict=True)
        ],
        opened=texts(compared.opened),
        closed=texts(compared.closed),
        idle=texts(compared.idle),
    )


def _difference(own: ElementResult, other: ElementResult) -> str:
    """Say how much the scores differ as they are shown, so that the figures on a page agree."""
    if not (own.score.is_shown and other.score.is_shown):
        return message("second_view", "unknown")
    difference = rounded(other.score.value, 1) - rounded(own.score.value, 1)
    if not difference:
        return message("second_view", "same")
    direction = "higher" if difference > 0 else "lower"
    return message("second_view", direction, points=points(abs(difference)))
