"""Every route: what each kind of visitor gets there, and that looking, or a form from elsewhere, changes nothing."""

from collections.abc import Mapping
from itertools import count

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Mount

from tests.page import Page
from tests.visitor import Visitor
from tests.web.whole_site import (
    FORMS,
    ORIGIN,
    Contents,
    answerer,
    ask,
    asked,
    beginner,
    contents,
    finisher,
    planner,
    scan_of,
    secret_of,
    stranger,
)

# Nobody: without a cookie. Guesser: with a cookie that opens nothing. Beginner: with a scan just started. Finisher:
# with a finished one. Other: a finisher who uses the link and the forms of somebody else's scan.
POLICY = {
    #                                   nobody guesser beginner finisher other
    "GET /": (200, 200, 200, 200, 200),
    "GET /vraag": (200, 200, 200, 200, 200),
    "GET /methode": (200, 200, 200, 200, 200),
    "GET /privacy": (200, 200, 200, 200, 200),
    "GET /cookies-en-javascript": (200, 200, 200, 200, 200),
    "GET /toegankelijkheid": (200, 200, 200, 200, 200),
    "GET /.well-known/security.txt": (200, 200, 200, 200, 200),
    "GET /security.txt": (301, 301, 301, 301, 301),
    "GET /robots.txt": (200, 200, 200, 200, 200),
    "GET /healthz": (200, 200, 200, 200, 200),
    "GET /readyz": (200, 200, 200, 200, 200),
    "GET /gesloten": (200, 200, 200, 200, 200),
    "GET /verwijderd": (200, 200, 200, 200, 200),
    "GET /inloggen": (200, 200, 200, 200, 200),
    "GET /account": (303, 303, 303, 303, 303),
    "GET /adviseur": (303, 303, 303, 303, 303),
    "GET /provincie": (303, 303, 303, 303, 303),
    "GET /beheer": (303, 303, 303, 303, 303),
    "GET /start": (200, 200, 200, 200, 200),
    "POST /start": (303, 303, 303, 303, 303),
    "GET /verder/{secret}": (200, 200, 200, 200, 200),
    "POST /verder/{secret}": (404, 404, 303, 303, 303),
    "GET /scan/verder": (404, 404, 303, 303, 303),
    "GET /scan/overzicht": (404, 404, 200, 200, 200),
    "POST /scan/overzicht": (404, 404, 303, 303, 409),
    "GET /scan/vraag/{question_id}": (404, 404, 200, 200, 200),
    "POST /scan/vraag/{question_id}": (404, 404, 303, 303, 409),
    "GET /scan/bedrijf": (404, 404, 200, 200, 200),
    "POST /scan/bedrijf": (404, 404, 303, 303, 409),
    "GET /scan/controle": (404, 404, 200, 200, 200),
    "POST /scan/controle": (404, 404, 422, 303, 409),
    "GET /scan/resultaat": (404, 404, 303, 200, 200),
    "GET /scan/plan": (404, 404, 303, 200, 200),
    "POST /scan/plan": (404, 404, 303, 303, 409),
    "POST /scan/plan/weglaten": (404, 404, 303, 303, 409),
    "POST /scan/plan/terugzetten": (404, 404, 303, 303, 409),
    "GET /scan/cijfers": (404, 404, 303, 200, 200),
    "POST /scan/cijfers": (404, 404, 303, 303, 409),
    "GET /scan/rapport": (404, 404, 303, 200, 200),
    "GET /scan/rapport.pdf": (404, 404, 303, 200, 200),
    "GET /scan/rapport-kort": (404, 404, 303, 200, 200),
    "GET /scan/rapport-kort.pdf": (404, 404, 303, 200, 200),
    "GET /scan/scanbestand.json": (404, 404, 200, 200, 200),
    "GET /scan/bewaren": (404, 404, 200, 200, 200),
    "POST /scan/bewaren": (404, 404, 303, 303, 409),
    "GET /scan/bewaren/gemaild": (404, 404, 200, 200, 200),
    "GET /scan/sluiten": (404, 404, 200, 200, 200),
    "POST /scan/sluiten": (404, 404, 303, 303, 303),
    "GET /scan/verwijderen": (404, 404, 200, 200, 200),
    "POST /scan/verwijderen": (404, 404, 303, 303, 409),
}
# Each guesser has an address of its own: one who tries all routes would be kept from trying on.
_LAST_NUMBERS = count(1)
MAY_KEEP = {"/scan/rapport.pdf": {"report"}, "/scan/rapport-kort.pdf": {"report"}}
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


def visitors(site: FastAPI) -> list[tuple[Visitor, str, dict[str, str]]]:
    """Return each kind of visitor, with the secret of the link and the mark of the form that they use."""
    nobody, guesser = stranger(site), stranger(site, at=f"10.0.0.{next(_LAST_NUMBERS)}")
    guesser.client.cookies.set("scan", "x" * 43)
    found: list[tuple[Visitor, str, dict[str, str]]] = [(nobody, "x" * 43, {}), (guesser, "y" * 43, {})]
    for owner in (beginner(site), finisher(site)):
        found.append((owner, secret_of(owner), {"scan": scan_of(owner).mark}))
    (owner, secret, form), other = found[-1], finisher(site)
    return [*found, (other, secret, form)]


def test_every_route_is_a_page_or_a_folder_of_files(visitor: Visitor) -> None:
    assert all(isinstance(route, APIRoute | Mount) for route in visitor.routes)


def test_every_visitor_gets_what_the_table_says(site: FastAPI) -> None:
    site.state.site.renderer.start()
    readers = visitors(site)
    found: dict[str, tuple[int, ...]] = {}

    for method, route in asked(site):
        fresh = readers if method == "GET" else visitors(site)
        statuses = [ask(visitor, method, route, secret, **form).status_code for visitor, secret, form in fresh]
        found[f"{method} {route.path}"] = tuple(statuses)

    assert found == POLICY


def test_head_says_what_get_says_and_no_more(site: FastAPI) -> None:
    for visitor in (stranger(site), beginner(site)):
        for _method, route in asked(site, "GET"):
            head = ask(visitor, "HEAD", route)
            assert (head.status_code, head.content) == (ask(visitor, "GET", route).status_code, b""), route.path


def test_no_other_method_is_answered(site: FastAPI) -> None:
    owner = finisher(site)
    before = contents(owner.site.database)

    for method in ("OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        for _method, route in asked(site):
            assert ask(owner, method, route).status_code == 405

    assert contents(owner.site.database) == before


def test_no_look_at_a_page_changes_anything(site: FastAPI) -> None:
    site.state.site.renderer.start()
    for visitor in (stranger(site), beginner(site), answerer(site), planner(site)):
        secret = visitor.client.cookies.get("scan") or "x"
        before = contents(visitor.site.database)
        for _method, route in asked(site, "GET"):
            ask(visitor, "GET", route, secret)
            after = contents(visitor.site.database)
            assert changed(before, after) <= MAY_KEEP.get(route.path, set()), route.path
            before = after


def changed(before: Contents, after: Contents) -> set[str]:
    return {table for table in before if before[table] != after[table]}


def test_a_form_from_elsewhere_changes_nothing(site: FastAPI) -> None:
    owner = finisher(site)
    before = contents(owner.site.database)

    for _method, route in asked(site, "POST"):
        path = route.path.format(question_id="planning", secret=secret_of(owner))
        for headers in ELSEWHERE:
            reply = owner.client.post(path, data=FORMS.get(route.path, {}), headers=dict(headers))
            assert Page(reply).status == 403, f"{path} takes {headers}"
            assert "set-cookie" not in reply.headers

    assert contents(owner.site.database) == before


def test_an_address_that_is_not_there_is_not_found(visitor: Visitor) -> None:
    for path in (
        "/bestaat-niet",
        "/start/",
        "/scan",
        "/scan/",
        "/scan/vraag",
        "/verder",
        "/verder/",
        "/static",
        "//start/x",
    ):
        assert visitor.get(path).status == 404, path


def test_a_strange_query_is_no_error(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.get("/scan/vraag/planning?controle=xyz&controle=&x=%00").status == 200
