"""What one organisation has is to all others as if it were not there, whatever they put in an address or a form."""

import re
from collections.abc import Iterator, Mapping
from itertools import count

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx2 import Response

from tests.accounts import again
from tests.hostile.sending import stores_nothing
from tests.hostile.world import OF_CASES, Actor, World, make_world
from tests.web.whole_site import NOWHERE, Contents, asked, contents, stranger

_ADDRESSES = count(1)
COUNTED = {"failed_attempts"}
VARYING = ("x-request-id", "content-length")
# What can be meant in an address, by how the names of all that is foreign begin.
MEANT = {"organisation_id": "organisation", "account_id": "account ", "kind": "organisation", "question_id": "mark"}
MEANT |= {"release_id": "release ", "campaign_code": "campaign", "sheet": "organisation"} | OF_CASES


@pytest.fixture
def world(site: FastAPI) -> World:
    return make_world(site)


def answer(reply: Response, value: str) -> tuple[object, ...]:
    """Return all of an answer but for the address that was asked, which a page may repeat."""
    asked_for = re.compile(f"(?:(?<=/)|(?<=%2F)){re.escape(value)}(?![\\w-])")
    headers = {name: text for name, text in reply.headers.items() if name not in VARYING}
    headers["set-cookie"] = headers.get("set-cookie", "").partition("expires")[0]
    return reply.status_code, asked_for.sub("…", reply.text), asked_for.sub("…", str(headers))


def with_a_place(site: FastAPI) -> Iterator[tuple[str, APIRoute, str]]:
    """Yield each page and form of who signs in, with what its address can name."""
    for method, route in asked(site):
        if route.path.startswith(("/adviseur", "/provincie", "/beheer", "/account")):
            for place in re.findall(r"{(\w+)}", route.path):
                yield method, route, place


@pytest.mark.parametrize("name", ["adviser", "other adviser"])
def test_an_address_with_what_is_foreign_is_as_one_with_nothing(site: FastAPI, world: World, name: str) -> None:
    assert_nothing_is_there(site, world, world.actors[name], world.foreign_to(world.actors[name]))


@stores_nothing
@pytest.mark.parametrize("name", ["province", "second province", "half-way", "admin"])
def test_whoever_it_does_not_concern_gets_what_a_guess_gets(site: FastAPI, world: World, name: str) -> None:
    actor = world.actors[name]
    # To an administrator no organisation, no account and no campaign is foreign.
    foreign = {
        what: value for what, value in world.foreign_to(actor).items() if name != "admin" or is_of_scan(what, value)
    }

    assert_nothing_is_there(site, world, actor, foreign)


def is_of_scan(what: str, value: str) -> bool:
    return " of " in what and not value.isdecimal()


def assert_nothing_is_there(site: FastAPI, world: World, actor: Actor, foreign: Mapping[str, str]) -> None:
    before = contents(site.state.site.database)
    for at, (method, route, place) in enumerate(with_a_place(site)):
        expected = asked_by(world, actor, method, route, place, NOWHERE["key"])
        assert expected[0] in (303, 403, 404)
        for what, value in tried(at, place, foreign, is_own_page=route.path.startswith(actor.pages)).items():
            if value in world.own_values(actor, place):
                continue
            assert asked_by(world, actor, method, route, place, value) == expected, f"{route.path} with {what}"
    assert changed(before, contents(site.state.site.database)) == set()


def tried(at: int, place: str, foreign: Mapping[str, str], *, is_own_page: bool) -> Mapping[str, str]:
    """Return what to try: all that can be meant and, on a page of one's own, the rest in turn."""
    meant = {what: value for what, value in foreign.items() if what.startswith(MEANT[place])}
    rest = list(foreign.items() - meant.items())
    return meant | dict(sorted(rest)[at % 5 :: 5] if is_own_page else [])


def asked_by(world: World, actor: Actor, method: str, route: APIRoute, place: str, value: str) -> tuple[object, ...]:
    places = world.places_of(actor) | {place: value}
    return answer(world.cast.ask(again(actor.visitor), method, route, places), value)


def changed(before: Contents, after: Contents) -> set[str]:
    return {table for table in before if before[table] != after[table]}


def test_no_name_of_anything_stands_in_for_the_token_of_a_letter(site: FastAPI, world: World) -> None:
    before = contents(site.state.site.database)

    for method, route in asked(site):
        if "{token}" in route.path or (method == "POST" and "{secret}" in route.path):
            expected = guessed(site, world, method, route, NOWHERE["token"])
            for what, value in world.foreign_to(Actor(stranger(site), "")).items():
                assert guessed(site, world, method, route, value) == expected, f"{route.path} with {what}"

    assert changed(before, contents(site.state.site.database)) == COUNTED


def guessed(site: FastAPI, world: World, method: str, route: APIRoute, value: str) -> tuple[object, ...]:
    # From an address of its own, since who guesses often is refused.
    number = next(_ADDRESSES)
    browser = stranger(site, at=f"10.1.{number // 250}.{number % 250}")
    return answer(world.cast.ask(browser, method, route, {"token": value, "secret": value}), value)
