"""Two groups that differ by one company give that company away, if one may ask about any group."""

import json
from dataclasses import astuple
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from app.db.engine import Database
from app.domain.contribution import Base, Contribution
from app.domain.errors import ReleaseNotFoundError
from app.domain.questionnaire import Questionnaire
from app.services.published_releases import get_table, get_tables
from tests.databases import on_both
from tests.finished_scans import finish, release, terms
from tests.redteam.naive_site import Levels, NaiveSite, but_not, combined, inside, invented, levels, only_one_in

FEW, K = 200, 5
IDS = ["flevoland-2025", "Flevoland-2025", "flevoland-2025 ", "flevoland-2025q1", "flevoland-%", "*", ""]
NAMES = ["total", "size", "region", "main_group", "sector", "total,size", "-size", "size!=1", "%", "", "' OR 1=1 --"]
# The site itself refuses an address with a zero byte.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@pytest.fixture
def released(database: Database, shipped: Questionnaire) -> Database:
    for _ in range(3):
        finish(database, shipped)
    release(database, terms(shipped))
    return database


def exposed_by_differencing(site: NaiveSite, target: Contribution) -> Levels | None:
    """Ask about a group of the target, and about all of it except a smaller one, until one company is left."""
    wider = [Base(*each) for each in product(*(("", own) for own in target.base))]
    for group, without in product(wider, wider):
        everybody, others = site.ask(inside(group)), site.ask(but_not(inside(group), inside(without)))
        if everybody and others and (found := only_one_in(combined((1, everybody), (-1, others)))):
            return found
    return None


def test_a_naive_site_exposes_a_tenth_or_more_of_companies() -> None:
    site = NaiveSite(invented(FEW), K)
    tried = site.companies[::4]

    found = [exposed_by_differencing(site, company) for company in tried]

    exposed = [(company, each) for company, each in zip(tried, found, strict=True) if each]
    assert all(each == levels(company) for company, each in exposed)
    assert len(exposed) >= len(tried) / 10


@on_both
def test_every_figure_that_is_read_is_one_that_was_stored(released: Database) -> None:
    columns = SQLModel.metadata.tables["release_cell"].c
    with released.read() as session:
        stored = session.connection().execute(columns.release_id.table.select()).all()

    read = [cell for table in get_tables(released, "flevoland-2025") for cell in table.cells]

    assert sorted(json.dumps(astuple(cell)) for cell in read) == sorted(json.dumps(tuple(row)[1:]) for row in stored)


@on_both
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(asked=st.tuples(st.sampled_from(IDS) | WORDS, st.sampled_from(NAMES) | WORDS))
def test_whatever_is_asked_a_table_is_given_whole_or_not_at_all(released: Database, asked: tuple[str, str]) -> None:
    whole = {(table.release.id, table.name): table for table in get_tables(released, "flevoland-2025")}

    if asked in whole:
        assert get_table(released, *asked) == whole[asked]
    else:
        with pytest.raises(ReleaseNotFoundError):
            get_table(released, *asked)
