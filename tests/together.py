"""Advisers who fill in a scan together with its owner, each in a browser of their own."""

from fastapi import FastAPI

from app.domain.account import Account
from tests.accounts import account, organisation, signed_in
from tests.page import Page
from tests.visitor import COMPANY, Visitor
from tests.web.whole_site import stranger


def adviser(
    site: FastAPI, *, name: str = "Anna de Boer", organisation_name: str = "Ondernemershuis Salland"
) -> Visitor:
    return signed_in(site, account_of_adviser(site, name=name, organisation_name=organisation_name))


def account_of_adviser(site: FastAPI, *, name: str = "Anna de Boer", organisation_name: str = "O") -> Account:
    database = site.state.site.database
    return account(database, organisation(database, name=organisation_name), name=name)


def start_together(visitor: Visitor, **company: str) -> Page:
    return visitor.post("/adviseur/samen", COMPANY | company)


def owner_link(page: Page) -> str:
    """Return the path of the link to the scan on the page that shows it."""
    (link,) = [found for found in page.links().values() if "/verder/" in found]
    return link[link.index("/verder/") :]


def owner_with(site: FastAPI, link: str) -> Visitor:
    """Return the owner, who opened the link on a telephone."""
    owner = stranger(site)
    assert owner.post(link, {}).status == 200
    return owner
