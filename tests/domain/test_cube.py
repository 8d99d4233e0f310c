"""The tables of a release: which cells there are, and to which of them a company belongs."""

import pytest

from app.domain.contribution import Base
from app.domain.cube import Key
from app.domain.release_specification import By
from tests.releases import cube

BASE = Base("GM3", "bouw", "2-9")
TABLES: list[By] = [
    (),
    ("region",),
    ("municipality",),
    ("main_group",),
    ("sector",),
    ("size",),
    ("municipality", "main_group"),
    ("region", "size"),
    ("sector", "size"),
]


@pytest.mark.parametrize(
    ("by", "key"),
    [
        ((), Key()),
        (("region",), Key(region="AM2")),
        (("municipality",), Key(region="GM3")),
        (("main_group",), Key(sector="techniek")),
        (("sector",), Key(sector="bouw")),
        (("size",), Key(size="2-9")),
        (("municipality", "main_group"), Key("GM3", "techniek")),
        (("sector", "size"), Key("", "bouw", "2-9")),
    ],
)
def test_a_company_belongs_to_the_cell_of_what_it_is(by: By, key: Key) -> None:
    assert cube().key(by, BASE) == key


@pytest.mark.parametrize(
    ("by", "cells"),
    [
        ((), 1),
        (("region",), 2),
        (("municipality",), 3),
        (("sector",), 3),
        (("main_group",), 2),
        (("sector", "size"), 6),
    ],
)
def test_a_table_has_a_cell_for_each_of_the_lists(by: By, cells: int) -> None:
    assert len(cube().keys(by)) == cells


@pytest.mark.parametrize("by", TABLES)
def test_no_cell_stands_there_twice(by: By) -> None:
    keys = cube().keys(by)

    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("by", TABLES)
def test_every_finest_cell_is_part_of_a_cell(by: By) -> None:
    assert {cube().key(by, base) for base in cube().bases()} == set(cube().keys(by))


def test_the_finest_cells_are_by_municipality_sector_and_size() -> None:
    assert len(set(cube().bases())) == 3 * 3 * 2


def test_cells_are_always_in_the_same_order() -> None:
    assert cube().keys(("municipality", "size")) == cube().keys(("municipality", "size"))


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        (BASE, True),
        (BASE._replace(municipality="GM9"), False),
        (BASE._replace(sector="visserij"), False),
        (BASE._replace(size="groot"), False),
    ],
)
def test_only_companies_in_the_lists_belong(base: Base, expected: bool) -> None:
    assert cube().has(base) is expected
