"""How outcomes of a province are made, in the numbers of the specification in use, for the public page about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from app.content import read_release_specification
from app.domain.guarantee import epsilon
from app.domain.guess_table import GuessTable, guess_table
from app.domain.open_data import Licence
from app.domain.questionnaire import Questionnaire
from app.domain.release_specification import By, ReleaseSpecification
from app.services.open_data import open_dataset
from app.web.messages import message


@dataclass(frozen=True, slots=True)
class TierRow:
    """How outcomes are split where from `from_number` to `below` scans are expected.

    A row that `adds` has what the one before it has, and these tables too.
    """

    from_number: Fraction
    below: Fraction | None
    quarters: bool
    adds: bool
    tables: Sequence[str]


@dataclass(frozen=True, slots=True)
class OutcomesMethodPage:
    """`least_seconds` is how long a scan that counts takes at least, if there is a rule about it."""

    specification: ReleaseSpecification
    guesses: GuessTable
    least_seconds: int | None

    @property
    def licence(self) -> Licence:
        return open_dataset().licence

    @property
    def element_count(self) -> int:
        return len(self.specification.dimensions.elements)

    @property
    def rho_of_quarter(self) -> Fraction:
        return Fraction(self.specification.budget.quarter, 1000)

    @property
    def rho_of_year(self) -> Fraction:
        return Fraction(self.specification.budget.rho_per_year, 1000)

    @property
    def epsilon_of_quarter(self) -> Fraction:
        return self._epsilon(self.rho_of_quarter)

    @property
    def epsilon_of_year(self) -> Fraction:
        return self._epsilon(self.rho_of_year)

    def _epsilon(self, rho: Fraction) -> Fraction:
        return Fraction(epsilon(float(rho), self.specification.budget.delta))

    @property
    def one_in(self) -> Fraction:
        """Of how many times delta is one."""
        return 1 / self.specification.budget.delta

    @property
    def wrong_of_hundred(self) -> int:
        return 100 - round(100 * self.guesses.weakest.year)

    @property
    def tiers_source(self) -> str:
        """Where the tiers come from, without the marks that a name of the program has in the file."""
        return self.specification.tiers_source.replace("`", "")

    @property
    def tiers(self) -> Iterator[TierRow]:
        from_number, before = Fraction(0), set[By]()
        for tier in self.specification.tiers:
            below, adds = Fraction(tier.below) if tier.below else None, bool(before) and before < {*tier.published}
            tables = [_name(by) for by in tier.published if not (adds and by in before)]
            yield TierRow(from_number, below, tier.quarters, adds, tables)
            from_number, before = below or from_number, {*tier.published}


def _name(by: By) -> str:
    parts = [message("dimension", dimension) for dimension in by]
    return " en ".join(parts) or message("dimension", "total")


def outcomes_method_page(specification_file: Path, questionnaire: Questionnaire) -> OutcomesMethodPage:
    """Work out what the page says. Raises ContentError when the specification cannot be read."""
    specification, guesses = _worked_out(specification_file)
    counting = questionnaire.counting
    return OutcomesMethodPage(specification, guesses, counting.least_seconds if counting else None)


@cache
def _worked_out(specification_file: Path) -> tuple[ReleaseSpecification, GuessTable]:
    specification = read_release_specification(specification_file)
    return specification, guess_table(specification)
