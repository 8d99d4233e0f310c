"""What an owner sees of companies alike comes from stored releases: no scan of anybody else has a part in it."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import event
from sqlmodel import col, func, select

import app
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain.questionnaire import Questionnaire
from app.services.comparison import find_group
from tests.page import Page, text_of
from tests.published import publish_release
from tests.redteam.test_province_queries import CONTRACT, tables_asked
from tests.visitor import Visitor
from tests.web.conftest import site
from tests.web.whole_site import finisher

__all__ = ["site"]

OF_RELEASES = {"release", "release_cell"}
COMPANY = {"sector": "ict", "size": "2-9", "municipality": "Deventer"}


@pytest.fixture
def owner(site: FastAPI) -> Visitor:
    return finisher(site, **COMPANY)


@contextmanager
def statements_asked(database: Database) -> Iterator[set[str]]:
    """Note every query for as long as this goes on."""
    found = set[str]()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.add(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield found
    event.remove(database.engine, "before_cursor_execute", note)


def like_you(page: Page) -> list[str]:
    """Return what the section says, by its parts."""
    (found,) = [part for part in page.all("section") if part.get("class") == "like-you"]
    return [text_of(part) for part in found]


def test_it_asks_for_releases_alone(owner: Visitor, shipped: Questionnaire) -> None:
    publish_release(owner.site.database, shipped)

    with tables_asked(owner.site.database) as asked:
        found = find_group(owner.site.database, shipped, sector="ict", size="2-9", municipality="GM0150")

    assert found
    assert asked == OF_RELEASES


def test_a_release_adds_no_question_about_scans_to_the_result(owner: Visitor, shipped: Questionnaire) -> None:
    with statements_asked(owner.site.database) as before:
        owner.get("/scan/resultaat")
    publish_release(owner.site.database, shipped)
    with statements_asked(owner.site.database) as after:
        page = owner.get("/scan/resultaat")

    assert like_you(page)
    assert {statement for statement in after if "release" not in statement} <= before
    assert {statement for statement in after - before if "release_cell" in statement}


def test_scans_of_others_change_nothing_in_it(owner: Visitor, site: FastAPI, shipped: Questionnaire) -> None:
    publish_release(owner.site.database, shipped)
    before, naive = like_you(owner.get("/scan/resultaat")), live_count(owner)

    finisher(site, **COMPANY)

    assert like_you(owner.get("/scan/resultaat")) == before
    assert live_count(owner) == naive + 1


def live_count(owner: Visitor) -> int:
    """Count as a naive page would: whoever is there now."""
    with owner.site.database.read() as session:
        return session.exec(select(func.count()).where(col(ScanRow.sector) == "ict")).one()


def test_it_is_under_the_contract() -> None:
    project = tomllib.loads((Path(app.__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [each for each in project["tool"]["importlinter"]["contracts"] if each["name"] == CONTRACT]

    assert {"app.services.comparison", "app.web.like_you_page"} <= set(contract["source_modules"])
