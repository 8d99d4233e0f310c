"""Finds companies like that of an owner in stored releases. It is told a sector, a size and a place, never a scan."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from app.content import read_yaml
from app.db.engine import Database
from app.domain.changes import newest_first
from app.domain.comparison import CompanyKind, ComparisonRules, Group
from app.domain.cube import Key
from app.domain.distribution import Distribution, distribution
from app.domain.outcomes import Outcome, Outcomes
from app.domain.questionnaire import Questionnaire
from app.domain.release_specification import By, table_name
from app.municipalities import municipalities
from app.services.outcomes import read_outcomes, specification_of
from app.services.published_releases import list_releases

# From the finest on.
_GROUPS: Sequence[By] = (("sector", "size"), ("main_group", "size"), ("sector",), ("main_group",))
_DISTRIBUTED: Sequence[By] = (("sector",), ("main_group",))


@cache
def comparison_rules() -> ComparisonRules:
    path = Path(__file__).with_suffix(".yaml")
    return ComparisonRules.model_validate(read_yaml(path, path.name))


def find_group(
    database: Database, questionnaire: Questionnaire, *, sector: str, size: str, municipality: str | None
) -> Group | None:
    """Find companies like this one in the latest release of its province that shows any, the finest group it shows."""
    place = municipalities().get(municipality or "")
    if place is None:
        return None
    for release in newest_first(list_releases(database, province=place.province)):
        outcomes = read_outcomes(database, questionnaire, release, list(map(table_name, _GROUPS)))
        if found := _group(outcomes, sector, size):
            return found
    return None


def _group(outcomes: Outcomes, sector: str, size: str) -> Group | None:
    by, outcome = next(_shown(outcomes, _GROUPS, sector, size), (None, None))
    if by is None or outcome is None or outcome.companies is None:
        return None
    distributed, distributions = _distributions(outcomes, sector)
    return Group(
        release=outcomes.release,
        kind=_kind(outcomes, by, outcome),
        size=outcomes.names.of_dimension["size"][size] if "size" in by else None,
        companies=outcome.companies,
        means=outcome.means,
        distributed=distributed,
        distributions=distributions,
    )


def _shown(outcomes: Outcomes, tables: Sequence[By], sector: str, size: str) -> Iterator[tuple[By, Outcome]]:
    """Yield the cells of this sector and size that are shown."""
    group_of = specification_of(outcomes.release).dimensions.group_of
    for by in tables:
        table = outcomes.tables.get(table_name(by))
        kind = sector if "sector" in by else group_of.get(sector, "")
        outcome = table.find(Key(sector=kind, size=size if "size" in by else "")) if table else None
        if outcome and outcome.is_shown:
            yield by, outcome


def _kind(outcomes: Outcomes, by: By, outcome: Outcome) -> CompanyKind:
    return CompanyKind(outcomes.names.of(by, outcome.key)[0], is_sector=by[0] == "sector")


def _distributions(outcomes: Outcomes, sector: str) -> tuple[CompanyKind | None, Mapping[str, Distribution]]:
    """Return how companies of the finest kind that tells so are distributed, of any size."""
    for by, outcome in _shown(outcomes, _DISTRIBUTED, sector, ""):
        if outcome.shares:
            return _kind(outcomes, by, outcome), {
                element: distribution(shares, outcomes.display) for element, shares in outcome.shares.items()
            }
    return None, {}
