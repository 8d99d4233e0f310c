"""The description of the open-data API, as OpenAPI, with the words of the open data."""

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

from fastapi import Request
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from app.domain.operator import Contact
from app.rendering.open_data import described
from app.services.open_data import open_dataset
from app.web.api_answers import PROBLEM
from app.web.api_words import api_words
from app.web.site import current_site

Described = dict[str, Any]


def api_description(request: Request, routes: Sequence[BaseRoute]) -> Described:
    """Describe these routes, each by GET alone: HEAD answers the same without a body."""
    dataset, site = open_dataset(), current_site(request)
    document = get_openapi(
        title=dataset.title,
        version=dataset.version,
        description=dataset.description,
        routes=list(_by_get(routes)),
        servers=[{"url": site.settings.origin}],
        license_info={"name": dataset.licence.name, "url": dataset.licence.address},
    )
    document["info"]["contact"] = _contact(site.operator.controller or site.operator.desk)
    for path in document["paths"].values():
        _put_in_words(path["get"])
    _explain(document["components"]["schemas"])
    return document


def _by_get(routes: Sequence[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            one = copy(route)
            one.methods = {"GET"}
            yield one


def _contact(contact: Contact) -> Described:
    found = {"name": contact.name, "email": contact.email, "url": contact.website}
    return {name: value for name, value in found.items() if value}


def _put_in_words(operation: Described) -> None:
    """Say what an operation is for, and that its errors are problems."""
    operation |= api_words()["operations"][operation["operationId"]]
    for status, response in operation["responses"].items():
        if status >= "400":
            response["content"] = {PROBLEM: response["content"]["application/json"]}


def _explain(schemas: Described) -> None:
    """Say what stands in each column, and give an example of each kind of answer."""
    for column in open_dataset().columns:
        schemas["OpenCell"]["properties"][column.name]["description"] = described(column)
    for name, example in api_words()["examples"].items():
        schemas[name]["examples"] = [example]
