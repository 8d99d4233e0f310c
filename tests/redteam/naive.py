"""Designs that look safe and are not: the attacks in this folder have to succeed against them.

They give exact figures of any group that somebody asks for, and hide groups below a threshold.
"""

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.domain.contribution import BINS, PARTS, Base, Contribution

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class ExactCell:
    """By element the mean to 2 decimals, and how many companies are nearest to each of five levels."""

    n: int
    means: tuple[float, ...]
    distribution: tuple[tuple[int, ...], ...]


def exact_table(companies: Sequence[Contribution], key: Callable[[Base], K], k: int) -> Mapping[K, ExactCell]:
    """Return a cell for each group of at least k companies; the others are hidden."""
    groups: dict[K, list[Contribution]] = {}
    for company in companies:
        groups.setdefault(key(company.base), []).append(company)
    return {found: _exact(group) for found, group in groups.items() if len(group) >= k}


def level(score: int) -> int:
    """Return the nearest of the five levels, from 0 to 4."""
    return (2 * score + PARTS) // (2 * PARTS)


def _exact(group: Sequence[Contribution]) -> ExactCell:
    by_element = list(zip(*(company.scores for company in group), strict=True))
    return ExactCell(
        n=len(group),
        means=tuple(round(sum(scores) / len(group), 2) for scores in by_element),
        distribution=tuple(_levels(scores) for scores in by_element),
    )


def _levels(scores: Sequence[int]) -> tuple[int, ...]:
    chosen = [level(score) for score in scores]
    return tuple(chosen.count(each) for each in range(BINS))


class CellKeyCounts:
    """Counts with a small bounded noise that is fixed for each set of companies, whoever asks and how often."""

    WIDEST = 2

    def __init__(self, companies: Sequence[Contribution], *, secret: bytes) -> None:
        self._companies = companies
        self._keys = [_random_number(secret + number.to_bytes(4)) for number in range(len(companies))]

    def count(self, chosen: Callable[[Base], bool]) -> int:
        """Return about how many companies there are of a choice that the asker makes."""
        keys = [key for key, company in zip(self._keys, self._companies, strict=True) if chosen(company.base)]
        noise = _random_number(sum(keys).to_bytes(16)) % (2 * self.WIDEST + 1) - self.WIDEST
        return len(keys) + noise if keys else 0


def _random_number(seed: bytes) -> int:
    return int.from_bytes(hashlib.sha256(seed).digest()[:8])
