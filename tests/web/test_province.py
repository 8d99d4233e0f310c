"""The page of a province, before there are outcomes."""

import re

import pytest
from fastapi import FastAPI

from app.db.engine import Database
from app.domain.account import Kind
from tests import accounts
from tests.page import Page


@pytest.fixture
def page(site: FastAPI, database: Database) -> Page:
    province = accounts.organisation(database, Kind.PROVINCE, name="Provincie <Gelderland>", province="Gelderland")
    return accounts.signed_in(site, accounts.account(database, province)).get("/provincie")


def test_it_says_whose_outcomes_will_stand_here(page: Page) -> None:
    assert "namens Provincie <Gelderland>" in page.text
    assert "bedrijven in Gelderland" in page.text


def test_it_says_that_there_is_nothing_yet_and_whom_to_ask(page: Page) -> None:
    assert "Er staan nog geen uitkomsten" in page.text
    assert any(target.startswith("mailto:") for target in page.links().values())


def test_it_has_no_figure(page: Page) -> None:
    assert not re.search(r"\d", page.text.partition("Heeft u een vraag?")[0])
