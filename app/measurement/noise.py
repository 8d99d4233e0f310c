"""Answers queries with noise: OpenDP's discrete Gaussian, its privacy map and its composition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import opendp.prelude as dp

from app.domain.contribution import Contribution
from app.domain.cube import Cube, Key
from app.domain.query import Query, tabulate
from app.domain.release import Measurement, Part

# How companies become tables is our own; OpenDP asks to be told so.
dp.enable_features("contrib", "honest-but-curious")


@dataclass(frozen=True, slots=True)
class Measured:
    """The answer to a query, with noise: numbers by cell, by element and by bin."""

    query: Query
    keys: Sequence[Key]
    values: Sequence[int]

    def as_measurements(self) -> Iterator[Measurement]:
        query = self.query
        for at, value in enumerate(self.values):
            cell, within = divmod(at, query.length)
            element, of_bin = divmod(within, query.bins)
            name = "" if query.part is Part.COUNT else query.elements[element]
            yield Measurement(query.table.name, *self.keys[cell], query.part, name, of_bin, value)


def measure(asked: Sequence[Query], cube: Cube, companies: Sequence[Contribution], *, rho: int) -> Sequence[Measured]:
    """Answer all queries at once, with noise that is never the same twice.

    Raises ValueError, and draws nothing, beyond a rho of so many thousandths, or on anything but companies.
    """
    mechanism = composed(asked, cube)
    if not mechanism.check(1, rho / 1000):
        raise ValueError(f"this spends more than a rho of {rho / 1000}")
    # The proof holds in the domain of the mechanism, and OpenDP itself does not look whether data is in it.
    if not mechanism.input_domain.member(list(companies)):
        raise ValueError("these are not all companies with scores on the scale")
    answers = mechanism(list(companies))
    return [Measured(query, cube.keys(query.table.by), found) for query, found in zip(asked, answers, strict=True)]


def composed(asked: Sequence[Query], cube: Cube) -> dp.Measurement:
    """Return one mechanism for all queries, on a list of companies; its map tells what each spends, as rho."""
    return dp.c.make_composition([_noisy(query, cube) for query in asked])


def _noisy(query: Query, cube: Cube) -> dp.Measurement:
    tabulated = dp.t.make_user_transformation(
        dp.user_domain("companies", _are_companies),
        dp.symmetric_distance(),
        dp.vector_domain(dp.atom_domain(T="i64")),
        dp.l2_distance(T="f64"),
        function=lambda companies: tabulate(query, cube, companies),
        stability_map=lambda companies: companies * query.distance,
    )
    noisy: dp.Measurement = tabulated >> dp.m.then_gaussian(scale=query.deviation)
    return noisy


def _are_companies(data: object) -> bool:
    return isinstance(data, list) and all(isinstance(each, Contribution) and each.is_on_scale for each in data)
