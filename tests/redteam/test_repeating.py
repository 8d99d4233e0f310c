"""Asking the same thing again and again takes noise away if it is fresh each time; of a release it never is."""

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.content import read_release_specification
from app.db.engine import Database
from app.domain.cube import Cube
from app.domain.query import tabulate
from app.domain.questionnaire import Questionnaire
from app.domain.release_errors import ReleaseExistsError
from app.services.published_releases import get_table, get_tables
from tests.databases import on_both, on_sqlite
from tests.finished_scans import ALMERE, finish, release, terms
from tests.redteam.fresh_releases import Releases
from tests.redteam.naive_site import invented

ID, TIMES, REQUESTS = "flevoland-2025", 1000, 100
_READ = """
import sys
from app.db.engine import Database
from app.services.published_releases import get_tables
print(*(table.digest for table in get_tables(Database(sys.argv[1]), sys.argv[2])))
"""


@pytest.fixture
def released(database: Database, shipped: Questionnaire) -> Database:
    finish(database, shipped)
    release(database, terms(shipped))
    return database


def digests(database: Database) -> list[str]:
    return [table.digest for table in get_tables(database, ID)]


def read_elsewhere(url: str, *, processes: int) -> list[list[str]]:
    """Have processes read at once, each of which was never there before."""
    command = [sys.executable, "-c", _READ, url, ID]
    folder = Path(__file__).parents[2]
    started = [subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return [process.communicate()[0].split() for process in started]


@on_sqlite
def test_a_thousand_readings_are_one(released: Database) -> None:
    assert len({get_table(released, ID, "total").digest for _ in range(TIMES)}) == 1


@on_both
def test_two_processes_and_a_restart_read_the_same(released: Database, database_url: str) -> None:
    before = digests(released)
    found = read_elsewhere(database_url, processes=2)
    released.close()

    with closing(Database(database_url)) as restarted:
        assert [*found, digests(restarted)] == [before] * 3


@on_both
def test_a_release_that_is_made_again_is_refused_and_stays(released: Database, shipped: Questionnaire) -> None:
    before = digests(released)

    with pytest.raises(ReleaseExistsError):
        release(released, terms(shipped))

    assert digests(released) == before


def test_a_site_that_draws_noise_for_each_request_gives_the_truth_away() -> None:
    """It is the very noise of a release, drawn by the same library."""
    specification, cube = read_release_specification(), Cube({ALMERE: "AM11"}, read_release_specification().dimensions)
    companies = [replace(each, base=each.base._replace(municipality=ALMERE)) for each in invented(20)]
    site = Releases(specification, specification.tiers[0], cube, rho=specification.budget.rho_per_year)
    (query, *_), true = site.asked, np.array(tabulate(site.asked[0], cube, companies))

    answers = np.array([site.measured(companies)[0].values for _ in range(REQUESTS)])

    assert error(answers[0] - true) > query.deviation / 2
    assert error(answers.mean(axis=0) - true) < query.deviation / 5


def error(of: NDArray[np.float64]) -> float:
    return float(np.sqrt((of**2).mean()))
