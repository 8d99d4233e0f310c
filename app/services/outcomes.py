"""Reads published releases with the names that belong to them, for pages, paper and the comparison."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from app.db.engine import Database
from app.domain.outcomes import Names, Outcomes, outcome_table
from app.domain.questionnaire import Questionnaire
from app.domain.release import Cell, Release
from app.domain.release_specification import By, Dimension, Dimensions, ReleaseSpecification, table_name
from app.municipalities import municipalities
from app.services.published_releases import get_table


def read_outcomes(
    database: Database, questionnaire: Questionnaire, release: Release, tables: Collection[str]
) -> Outcomes:
    """Return those of these tables that a release has, in the words of this questionnaire."""
    specification, published = specification_of(release), published_in(release)
    cells = {by: get_table(database, release.id, table_name(by)).cells for by in published if table_name(by) in tables}
    names = _names(questionnaire, specification.dimensions, release.province, cells)
    return Outcomes(
        release=release,
        names=names,
        published=published,
        tables={table_name(by): outcome_table(by, found, names) for by, found in cells.items()},
        display=specification.display,
    )


def published_in(release: Release) -> Sequence[By]:
    """Return which tables a release has."""
    return next(tier for tier in specification_of(release).tiers if tier.id == release.tier).published


def specification_of(release: Release) -> ReleaseSpecification:
    """Return what a release was made by, as it was then."""
    return _parse(release.specification)


@lru_cache(maxsize=32)
def _parse(document: str) -> ReleaseSpecification:
    return ReleaseSpecification.model_validate_json(document)


def _names(
    questionnaire: Questionnaire, dimensions: Dimensions, province: str, cells: Mapping[By, Sequence[Cell]]
) -> Names:
    profile, inside = questionnaire.profile, [each for each in municipalities().values() if each.province == province]
    elements = {element.id: element.name for element in questionnaire.elements}
    regions = {each.region: each.region_name for each in inside}
    names = {each.code: each.name for each in inside}
    return Names(
        of_dimension={
            "region": _by_name(_called(_places_in(cells, "region") or list(regions), regions)),
            "municipality": _by_name(_called(_places_in(cells, "municipality") or list(names), names)),
            "main_group": {group.id: group.label for group in dimensions.main_groups},
            "sector": _called(dimensions.sectors, {sector.id: sector.label for sector in profile.sectors}),
            "size": _called(dimensions.sizes, {size.id: size.plain_label for size in profile.sizes}),
        },
        elements=_called(dimensions.elements, elements),
        wider={"municipality": {each.code: each.region for each in inside}, "sector": dimensions.group_of},
    )


def _places_in(cells: Mapping[By, Sequence[Cell]], dimension: Dimension) -> Sequence[str]:
    """Return the codes in the tables that were read: a release keeps the division of its year."""
    return [cell.region for by, found in cells.items() if dimension in by for cell in found]


def _by_name(names: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(names.items(), key=lambda one: one[1]))


def _called(codes: Sequence[str], labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return what each code is called; one that a later questionnaire or division lacks stands for itself."""
    return {code: labels.get(code, code) for code in codes}
