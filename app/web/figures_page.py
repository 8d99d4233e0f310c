"""Amounts and hours as a form, with questions about them that are asked once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from pydantic import ValidationError

from app.domain.figures import Figures
from app.domain.productivity import Check
from app.domain.scan import Scan
from app.rendering.filters import amount
from app.services.figures import ToldFigures, hard_number_rules
from app.web.changed_elsewhere import StoredField, told_at_fields, told_in_summary
from app.web.dutch_numbers import read_number
from app.web.messages import message

_ABOVE_ZERO = ("hours_worked", "labour_years", "persons")


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """`questions` are asked now; `asked` names all that were asked before what was typed is stored.

    When another page stored something else meanwhile, `elsewhere` says per field what, away from that field.
    """

    scan: Scan
    values: Mapping[str, str]
    errors: Mapping[str, str]
    questions: Sequence[Check]
    asked: str
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def no_reference(self) -> str | None:
        """Why nothing will stand beside what these figures come to."""
        return hard_number_rules().reason_without_reference(self.scan.profile.sector)


def figures_page(
    scan: Scan,
    values: Mapping[str, str],
    *,
    errors: Mapping[str, str] | None = None,
    questions: Sequence[Check] = (),
) -> FiguresPage:
    asked = dict.fromkeys([*asked_before(values), *(check.id for check in questions)])
    return FiguresPage(scan, values, errors or {}, questions, ",".join(asked))


def changed_figures_page(scan: Scan, stored: ToldFigures, told: Figures, values: Mapping[str, str]) -> FiguresPage:
    """Return the form again for figures that were changed elsewhere meanwhile, with what was typed here."""
    there = typed_figures(stored)
    changed = {
        name: StoredField(message("figure_names", name), there.get(name) or message("company", "not_told"))
        for name, value in told
        if value != getattr(stored.figures, name)
    }
    page = figures_page(scan, {**values, "seen": stored.digest}, errors=told_at_fields(changed))
    return replace(page, elsewhere=told_in_summary(changed))


def typed_figures(told: ToldFigures) -> dict[str, str]:
    """Return figures as they would be typed in the form."""
    values = {name: amount(Fraction(value)) for name, value in told.figures if value is not None}
    year = told.figures.year
    hidden = {"asked": ",".join(told.confirmed), "seen": told.digest}
    return values | ({"year": str(year)} if year else {}) | hidden


def asked_before(values: Mapping[str, str]) -> list[str]:
    """Return the ids of the checks that the form asked about."""
    known = {check.id for check in hard_number_rules().checks}
    return [check_id for check_id in values.get("asked", "").split(",") if check_id in known]


def read_figures(form: Mapping[str, str]) -> tuple[Figures | None, dict[str, str]]:
    """Read amounts and hours, or None and a message per field in the order of the page."""
    told: dict[str, object] = {}
    errors: dict[str, str] = {}
    for name in Figures.model_fields:
        if typed := form.get(name, ""):
            number = read_number(typed)
            told[name] = int(number) if number is not None and number.denominator == 1 else number
            if number is None:
                errors[name] = message("figures", "no_number", typed=" ".join(typed.split()))
    try:
        figures = Figures.model_validate(told)
    except ValidationError as error:
        wrong = [str(detail["loc"][0]) for detail in error.errors(include_url=False)]
        errors |= {name: _limit(name) for name in wrong if name not in errors}
        return None, {name: errors[name] for name in Figures.model_fields if name in errors}
    return (None, errors) if errors else (figures, {})


def _limit(name: str) -> str:
    if name in _ABOVE_ZERO:
        return message("figures", "above_zero")
    return message("figures", name if name in ("year", "result") else "from_zero")
