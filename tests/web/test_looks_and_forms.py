"""Every route, for everybody who may use it: looking, or a form from elsewhere, changes nothing."""

from collections.abc import Iterator, Mapping

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.services.sessions import Stage
from tests.accounts import again, signed_in
from tests.page import Page
from tests.visitor import Visitor
from tests.web.cast import Cast, make_cast
from tests.web.whole_site import FORMS, ORIGIN, Contents, answerer, asked, beginner, contents, planner, stranger

# Who may see a case leaves a line in the log, and what is made once need not be made again.
MAY_KEEP = {
    "/scan/rapport.pdf": {"report"},
    "/scan/rapport-kort.pdf": {"report"},
    "/adviseur/dossiers.csv": {"audit_line"},
    "/adviseur/dossiers/{key}": {"audit_line", "case_visit"},
    "/adviseur/dossiers/{key}/rapport.pdf": {"audit_line", "case_visit", "report"},
    "/adviseur/dossiers/{key}/gespreksgids": {"audit_line", "case_visit"},
    "/adviseur/dossiers/{key}/gespreksgids.pdf": {"audit_line", "case_visit"},
}
ELSEWHERE: tuple[Mapping[str, str], ...] = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "origin": ORIGIN},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": f"{ORIGIN}.evil.example"},
    {"origin": "127.0.0.1:8000"},
    {},
)


def who_may_use(site: FastAPI, cast: Cast, path: str) -> Visitor:
    """Return somebody to whom a page is open, or an owner for one that is for everybody."""
    who = {
        "/adviseur": cast.adviser,
        "/provincie": cast.province,
        "/beheer": cast.admin,
        "/account": cast.adviser,
        "/inloggen/code": cast.half_way,
        "/inloggen/herstelcode": cast.half_way,
        "/inloggen/wachtwoord": signed_in(site, cast.unfinished, Stage.CHOOSING_PASSWORD),
        "/inloggen/app": signed_in(site, cast.unfinished, Stage.ADDING_APP),
        "/uitloggen": cast.adviser,
    }
    found = [visitor for begins, visitor in who.items() if path.startswith(begins)]
    return again(found[0]) if found else cast.owner


def looks(site: FastAPI, cast: Cast) -> Iterator[tuple[Visitor, APIRoute]]:
    """Yield every page with who may see it, and those for owners with each of them."""
    others = (stranger(site), beginner(site), answerer(site), planner(site))
    for _method, route in asked(site, "GET"):
        yield who_may_use(site, cast, route.path), route
        if not route.path.startswith(("/inloggen", "/account", "/adviseur", "/provincie", "/beheer")):
            yield from ((visitor, route) for visitor in others)


def test_no_look_at_a_page_changes_anything(site: FastAPI) -> None:
    site.state.site.renderer.start()
    cast = make_cast(site)
    seen = list(looks(site, cast))
    before = contents(site.state.site.database)

    for visitor, route in seen:
        assert cast.ask(visitor, "GET", route).status_code in (200, 301, 303, 404), route.path
        after = contents(site.state.site.database)
        assert changed(before, after) <= MAY_KEEP.get(route.path, set()), route.path
        before = after


def changed(before: Contents, after: Contents) -> set[str]:
    return {table for table in before if before[table] != after[table]}


def test_head_says_what_get_says_and_no_more(site: FastAPI) -> None:
    site.state.site.renderer.start()
    cast = make_cast(site)

    for visitor, route in looks(site, cast):
        head, get = (cast.ask(visitor, method, route) for method in ("HEAD", "GET"))
        assert (head.status_code, head.content) == (get.status_code, b""), route.path


def test_no_other_method_is_answered(site: FastAPI) -> None:
    cast = make_cast(site)
    before = contents(site.state.site.database)

    for path, route in {route.path: route for _method, route in asked(site)}.items():
        visitor = who_may_use(site, cast, path)
        for method in ("OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
            assert cast.ask(visitor, method, route).status_code == 405, path

    assert changed(before, contents(site.state.site.database)) <= {"account_session"}


def test_a_form_from_elsewhere_changes_nothing(site: FastAPI) -> None:
    cast = make_cast(site)

    for _method, route in asked(site, "POST"):
        visitor = who_may_use(site, cast, route.path)
        before = contents(site.state.site.database)
        for headers in ELSEWHERE:
            reply = send(cast, visitor, route, headers)
            assert reply.status == 403, f"{route.path} takes {headers}"
            assert "set-cookie" not in reply.response.headers
        assert contents(site.state.site.database) == before, route.path


def send(cast: Cast, visitor: Visitor, route: APIRoute, headers: Mapping[str, str]) -> Page:
    path = route.path.format_map(cast.places_for(route))
    form = {**FORMS.get(route.path, {}), **cast.forms.get(route.path, {})}
    return Page(visitor.client.post(path, data=form, headers=dict(headers), follow_redirects=False))
