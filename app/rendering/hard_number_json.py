"""The hard number and its references as JSON for other programs."""

from fractions import Fraction

from app.domain.productivity import HardNumber, ReferenceFigure
from app.rendering.filters import rounded
from app.rendering.json_documents import Json


def hard_number_json(number: HardNumber) -> Json:
    """Return value added in euros with two decimals, null where a figure is missing, beside the reference."""
    return {
        "year": number.figures.year,
        "value_added": {
            "used": _hundredths(number.value_added),
            "by_subtraction": _hundredths(number.by_subtraction),
            "by_addition": _hundredths(number.by_addition),
        },
        "unit": number.unit and str(number.unit),
        "labour": _hundredths(number.labour),
        "per_unit": _hundredths(number.per_unit),
        "questions": [{"id": check.id, "text": check.question} for check in number.checks],
        "reference": number.reference and reference_json(number.reference),
        "years_apart": number.years_apart,
        "no_reference": number.no_reference,
        "context": [reference_json(figure) for figure in number.context],
    }


def reference_json(figure: ReferenceFigure) -> Json:
    return figure.model_dump(mode="json") | {"value": _hundredths(figure.value)}


def _hundredths(value: Fraction | None) -> float | None:
    return None if value is None else float(rounded(value, 2))
