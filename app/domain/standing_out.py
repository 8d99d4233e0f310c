"""What stands out in a release: which rules of the document that says so apply to its figures.

The noise of two figures counts as unrelated. A group is a part of the province, so that their noise goes up and down
together, and a difference between them is surer than is reckoned here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import chain, islice
from operator import attrgetter

from app.domain.cube import Key
from app.domain.display import BALANCE, INDEX
from app.domain.outcomes import Figure, Outcome, Outcomes, OutcomeTable, code_in
from app.domain.release_specification import By, table_name
from app.domain.standing_out_rules import (
    BalanceRule,
    ChangeRule,
    ExtremeRule,
    GroupRule,
    Rule,
    StandingOutRules,
    StepsRule,
)


class Leaning(StrEnum):
    """Whether technology is further than the rest."""

    AHEAD = "ahead"
    EVEN = "even"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, with names and numbers for its places, about an element, the index or the balance.

    `strength` is how many times it is what the rule asks; `group` is a code in `table`, and empty for all companies.
    """

    sentence: str
    names: Mapping[str, str]
    numbers: Mapping[str, Fraction]
    strength: Fraction
    element: str
    table: str = ""
    group: str = ""
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class StandingOut:
    """The findings, the most telling first, and whether technology is further; None where that is hidden."""

    leaning: Leaning | None
    findings: Sequence[Finding]


def standing_out(rules: StandingOutRules, now: Outcomes, before: Outcomes | None) -> StandingOut:
    """Apply the rules to a release and to the one before it. Each group is told of once, by what is most telling."""
    facts = _Facts(rules, now, before)
    found = chain.from_iterable(_found(facts, rule) for rule in rules.rules)
    return StandingOut(facts.leaning, list(islice(_once_by_group(_strongest(found)), rules.most)))


def _strongest(found: Iterable[Finding], at_most: int | None = None) -> Sequence[Finding]:
    return sorted(found, key=attrgetter("strength"), reverse=True)[:at_most]


def _once_by_group(found: Sequence[Finding]) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for finding in found:
        about = (finding.table, finding.group)
        if not finding.group or about not in told:
            yield finding
        told.add(about)


@dataclass(frozen=True, slots=True)
class _Apart:
    """An element or the index in two cells."""

    element: str
    name: str
    figure: Figure
    other: Figure

    @property
    def difference(self) -> Figure:
        return self.figure.minus(self.other)

    @property
    def points(self) -> Fraction:
        return self.difference.size

    def goes(self, sign: int, *, least: Fraction, margins: Fraction) -> bool:
        """Tell whether it goes up or down, by at least so many points and more than so many times the margin."""
        return sign * self.difference.value >= least and self.points > margins * self.difference.margin


@dataclass(frozen=True, slots=True)
class _Facts:
    """The figures that rules are about."""

    rules: StandingOutRules
    now: Outcomes
    before: Outcomes | None

    @property
    def total(self) -> Outcome:
        return self.now.total

    @property
    def names(self) -> Mapping[str, str]:
        """What sentences call the index and the elements, the index first."""
        return {INDEX: self.rules.index, **self.now.names.elements}

    @property
    def elements(self) -> Sequence[tuple[str, Figure]]:
        """The means of the elements that are shown, the lowest first."""
        shown = [(name, self.total.means[name]) for name in self.now.names.elements if name in self.total.means]
        return sorted(shown, key=lambda one: one[1].value)

    @property
    def leaning(self) -> Leaning | None:
        balance = self.total.means.get(BALANCE)
        if balance is None:
            return None
        if balance.size < self.rules.balance_from or not balance.is_beyond_noise:
            return Leaning.EVEN
        return Leaning.AHEAD if balance.value > 0 else Leaning.BEHIND

    def apart(self, one: Outcome, other: Outcome) -> Iterator["_Apart"]:
        """Yield the elements and the index that both show, the index first."""
        for element, name in self.names.items():
            if element in one.means and element in other.means:
                yield _Apart(element, name, one.means[element], other.means[element])

    def first_table(self, names: Sequence[str]) -> OutcomeTable | None:
        """Return the first of these tables that shows anything."""
        tables = [self.now.tables[name] for name in names if name in self.now.tables]
        return next((table for table in tables if any(outcome.is_shown for outcome in table.outcomes)), None)


def _found(facts: _Facts, rule: Rule) -> Iterator[Finding]:
    match rule:
        case ExtremeRule():
            yield from _extreme(facts, rule)
        case BalanceRule():
            yield from _balance(facts, rule)
        case GroupRule():
            yield from _strongest(_groups(facts, rule), rule.at_most)
        case ChangeRule():
            yield from _strongest(_changes(facts, rule), rule.at_most)
        case _:
            yield from _strongest(_lowest_steps(facts, rule), rule.at_most)


def _extreme(facts: _Facts, rule: ExtremeRule) -> Iterator[Finding]:
    ordered = facts.elements if rule.kind == "lowest_element" else facts.elements[::-1]
    if len(ordered) < 2:
        return
    (element, figure), (_, following) = ordered[:2]
    gap = figure.minus(following)
    if gap.is_beyond_noise and gap.size >= rule.least:
        numbers = {"value": figure.value, "points": gap.size}
        names = {"element": facts.names[element]}
        yield Finding(rule.sentence, names, numbers, gap.size / rule.least, element)


def _balance(facts: _Facts, rule: BalanceRule) -> Iterator[Finding]:
    asked = Leaning.AHEAD if rule.kind == "technology_ahead" else Leaning.BEHIND
    if facts.leaning is asked:
        size = facts.total.means[BALANCE].size
        yield Finding(rule.sentence, {}, {"points": size}, size / facts.rules.balance_from, BALANCE)


def _groups(facts: _Facts, rule: GroupRule) -> Iterator[Finding]:
    """Find groups, each by the index or else by the element that differs most."""
    table, sign = facts.first_table(rule.tables), -1 if rule.kind == "group_below" else 1
    if table is None:
        return
    for outcome in table.outcomes:
        apart = [
            each
            for each in facts.apart(outcome, facts.total)
            if each.goes(sign, least=rule.least, margins=rule.margins)
        ]
        if apart:
            most = apart[0] if apart[0].element == INDEX else max(apart, key=attrgetter("points"))
            yield _of_group(facts, rule, table.by, outcome.key, most)


def _of_group(facts: _Facts, rule: GroupRule, by: By, key: Key, told: _Apart) -> Finding:
    (group,) = facts.now.names.of(by, key)
    return Finding(
        rule.sentence,
        {"group": group, "element": told.name},
        {"value": told.figure.value, "total": told.other.value, "points": told.points},
        told.points / rule.least,
        told.element,
        table=table_name(by),
        group=code_in(key, by[0]),
    )


def _changes(facts: _Facts, rule: ChangeRule) -> Iterator[Finding]:
    sign = 1 if rule.kind == "rise" else -1
    for each in facts.apart(facts.total, facts.before.total) if facts.before else ():
        if each.goes(sign, least=rule.least, margins=Fraction(1)):
            numbers = {"value": each.figure.value, "earlier": each.other.value, "points": each.points}
            strength = each.points / rule.least
            yield Finding(rule.sentence, {"element": each.name}, numbers, strength, each.element, is_change=True)


def _lowest_steps(facts: _Facts, rule: StepsRule) -> Iterator[Finding]:
    """Find elements by shares that are told as numbers: one that is told as "few" or "nearly all" does not count."""
    for element, name in facts.now.names.elements.items():
        shown = [share.figure for share in facts.total.shares.get(element, ())[: rule.steps] if share.figure]
        percent = sum((figure.value for figure in shown), Fraction(0))
        squared = sum((figure.margin**2 for figure in shown), Fraction(0))
        if len(shown) == rule.steps and percent - Fraction(float(squared) ** 0.5) >= rule.least:
            yield Finding(rule.sentence, {"element": name}, {"percent": percent}, percent / rule.least, element)
