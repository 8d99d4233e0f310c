"""The numbers behind the invented companies fit what they are about."""

from collections.abc import Iterable

import pytest
from pydantic import ValidationError

from app.domain.invented.model import InventedModel
from app.domain.questionnaire import Questionnaire
from app.municipalities import municipalities


def ids(choices: Iterable[object]) -> set[str]:
    return {str(getattr(choice, "id", "")) for choice in choices}


def test_every_block_names_its_source(model: InventedModel) -> None:
    assert all(block.source for _, block in model)


def test_every_sector_of_the_scan_has_companies(model: InventedModel, shipped: Questionnaire) -> None:
    sectors = ids(shipped.profile.sectors)

    for by_sector in (
        model.companies.sectors,
        model.strengths.by_sector,
        model.figures.labour_years_per_person,
        model.figures.share_of_turnover,
        model.names.companies,
    ):
        assert by_sector.keys() == sectors
    for some in (model.companies.sizes_in, model.companies.goals_in, model.figures.per_hour_elsewhere):
        assert some.keys() <= sectors


def test_every_size_of_the_scan_has_companies(model: InventedModel, shipped: Questionnaire) -> None:
    sizes = ids(shipped.profile.sizes)

    companies, figures = model.companies, model.figures
    for by_size in (companies.sizes, companies.family_business, figures.by_size, figures.persons):
        assert by_size.keys() == sizes
    assert all(weights.keys() == sizes for weights in companies.sizes_in.values())
    assert model.strengths.by_size.keys() == sizes


def test_goals_are_those_of_the_scan(model: InventedModel, shipped: Questionnaire) -> None:
    goals = ids(shipped.profile.goals)

    assert model.companies.goals.keys() == goals
    assert all(weights.keys() == goals for weights in model.companies.goals_in.values())


def test_every_element_has_a_strength(model: InventedModel, shipped: Questionnaire) -> None:
    elements = ids(shipped.elements)

    assert model.strengths.mean.keys() == elements
    assert model.strengths.each_year.keys() <= elements
    assert all(shift.keys() <= elements for shift in model.strengths.by_sector.values())
    assert all(shift.keys() <= elements for shift in model.strengths.by_size.values())


def test_harder_questions_are_questions_of_the_scan(model: InventedModel, shipped: Questionnaire) -> None:
    assert model.answers.harder.keys() <= shipped.question_by_id.keys()


def test_companies_stand_in_the_provinces_of_which_there_are_outcomes(model: InventedModel) -> None:
    provinces = {municipalities()[code].province for code in model.municipalities.weights}

    assert provinces == {each.province for each in model.releases.provinces}


def test_every_first_door_of_a_region_has_companies(model: InventedModel, shipped: Questionnaire) -> None:
    doors = {door.id: door for door in shipped.doors}

    for door_id in ("ondernemershuis_stedendriehoek", "novel_t", "kennispoort_zwolle"):
        near = doors[door_id].municipalities or ()
        assert len(model.municipalities.weights.keys() & set(near)) >= 5


def test_a_range_begins_with_its_lower_bound(model: InventedModel) -> None:
    document = model.model_dump()
    document["moments"]["minutes"] = (20, 8)

    with pytest.raises(ValidationError, match="lower bound first"):
        InventedModel.model_validate(document)
