"""What guards every request: posts from this site only, known hosts, bodies of a form's size, headers."""

from collections.abc import Callable, Mapping

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import text
from starlette.responses import Response as Answer

from app.domain.errors import StorageBusyError
from app.web.responses import page
from app.web.security import security_headers
from tests.visitor import COMPANY, Visitor
from tests.web.at_the_door import Anna
from tests.web.whole_site import NOWHERE, ORIGIN, ask, asked, contents, finisher, secret_of, stranger

HEADERS = {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
FORGED: tuple[Mapping[str, str], ...] = (
    {"host": "evil.example"},
    {"host": "127.0.0.1.evil.example"},
    {"host": "127.0.0.1:8000@evil.example"},
    {"host": "127.0.0.1:evil"},
    {"host": "evil.example#127.0.0.1"},
    {"host": "127.0.0.1:6666"},
    {"x-forwarded-host": "evil.example"},
    {"x-forwarded-proto": "https", "x-forwarded-port": "6666"},
    {"forwarded": "host=evil.example;proto=https"},
    {"x-original-url": "/evil.example", "x-rewrite-url": "/evil.example"},
    {"x-http-method-override": "DELETE", "x-forwarded-prefix": "//evil.example"},
)
ELSEWHERE = (
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "%2f%2fevil.example",
    "evil.example%0d%0aX-Evil: 1",
)
NAMES = (
    "naar",
    "next",
    "url",
    "return",
    "return_to",
    "redirect",
    "redirect_uri",
    "to",
    "back",
    "then",
    "controle",
    "scan",
    "page",
)


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://127.0.0.1:8000"}])
def test_a_post_from_this_site_is_welcome(visitor: Visitor, headers: Mapping[str, str]) -> None:
    visitor.start()

    response = visitor.client.post("/scan/vraag/planning", data={"answer": "b"}, headers=dict(headers))

    assert response.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_another_host_name_is_refused(visitor: Visitor, host: str) -> None:
    assert visitor.client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["scan.nl", "scan.nl:6666"])
def test_a_host_name_without_its_www_is_refused_and_not_sent_on(make_app: Callable[..., FastAPI], host: str) -> None:
    client = TestClient(make_app(public_url="https://www.scan.nl"), base_url="https://www.scan.nl")

    reply = client.get("/", headers={"host": host}, follow_redirects=False)

    assert (reply.status_code, "location" in reply.headers) == (400, False)


def test_a_forged_host_is_in_no_answer_and_in_no_mail(site: FastAPI) -> None:
    owner = finisher(site)

    for headers in FORGED:
        for _method, route in asked(site, "GET"):
            path = route.path.format_map({**NOWHERE, "secret": secret_of(owner)})
            if not path.endswith(".pdf"):
                reply = owner.client.get(path, headers=dict(headers), follow_redirects=False)
                assert_at_home(reply.text + str(reply.headers), path)
        said = {"sec-fetch-site": "same-origin", **headers}
        owner.client.post("/scan/bewaren", data={"email": f"eigenaar{len(said)}@bedrijf.example"}, headers=said)

    letters = contents(owner.site.database)["outbox"]
    assert letters
    for letter in letters:
        assert f"{ORIGIN}/verder/" in str(letter["text"])
        assert_at_home(f"{letter['text']} {letter['html']} {letter['subject']}", "a letter")


def test_a_forged_host_is_in_no_mail_about_an_account(site: FastAPI, anna: Anna) -> None:
    for headers in FORGED:
        said = {"sec-fetch-site": "same-origin", **headers}
        anna.visitor.client.post("/inloggen/vergeten", data={"email": anna.account.email}, headers=said)

    letters = contents(site.state.site.database)["outbox"]
    assert letters
    for letter in letters:
        assert f"{ORIGIN}/inloggen/link/" in str(letter["text"])
        assert_at_home(f"{letter['text']} {letter['html']} {letter['subject']}", "a letter")


def assert_at_home(said: str, place: str) -> None:
    # Not the bare words: tokens and numbers of requests are drawn at random.
    for forged in (".evil", "evil.", ":evil", ":6666"):
        assert forged not in said, place


def test_nothing_leads_to_another_site(site: FastAPI) -> None:
    owner = finisher(site)

    for elsewhere in ELSEWHERE:
        query = "&".join(f"{name}={elsewhere}" for name in NAMES)
        for _method, route in asked(site, "GET"):
            for place in (elsewhere, "planning") if "{" in route.path else ("",):
                path = route.path.format_map(dict.fromkeys(NOWHERE, place))
                for address in (f"{path}?{query}", f"{path}/?{query}", f"{elsewhere}{path}"):
                    if not path.endswith(".pdf"):
                        assert_stays(owner, "GET", address)
        for _method, route in asked(site, "POST"):
            if not route.path.endswith(("sluiten", "verwijderen")):
                path = route.path.format_map({**NOWHERE, "secret": secret_of(owner)})
                assert_stays(owner, "POST", f"{path}?{query}", dict.fromkeys(NAMES[:10], elsewhere))


def assert_stays(visitor: Visitor, method: str, address: str, extra: Mapping[str, str] | None = None) -> None:
    form = {**COMPANY, "answer": "b", "theme": "processen", **(extra or {})} if method == "POST" else None
    address = address if address.startswith("/") and not address.startswith("//") else f"{ORIGIN}/{address}"
    reply = visitor.client.request(method, address, data=form, headers={"origin": ORIGIN}, follow_redirects=False)
    location = reply.headers.get("location", "/")
    assert location.startswith("/"), address
    assert not location.startswith(("//", "/\\")), address
    assert "x-evil" not in reply.headers
    assert "evil" not in location.partition("?")[0], address


def test_an_address_with_a_sign_that_no_text_has_leads_nowhere(site: FastAPI) -> None:
    """PostgreSQL stores no such sign, and says so with an error."""
    visitor = stranger(site)
    for method, route in asked(site):
        if "{" in route.path:
            path = route.path.format_map(dict.fromkeys(NOWHERE, "%00"))
            reply = visitor.client.request(method, path, headers={"origin": ORIGIN}, follow_redirects=False)
            assert reply.status_code == 404, path


def test_a_large_body_is_refused(visitor: Visitor) -> None:
    assert visitor.post("/start", COMPANY | {"extra": "x" * 300_000}).status == 413


@pytest.mark.parametrize("body", ["size=1&size=2", "a=1&" * 60, "sector=" + "x" * 6000])
def test_a_form_no_page_sends_is_refused(visitor: Visitor, body: str) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded", "origin": "http://127.0.0.1:8000"}

    assert visitor.client.post("/start", content=body, headers=kind).status_code == 400


def test_a_file_is_refused(visitor: Visitor) -> None:
    response = visitor.client.post("/start", files={"sector": b"x"}, headers={"origin": "http://127.0.0.1:8000"})

    assert response.status_code == 400


def test_every_answer_says_how_strict_a_browser_must_be(site: FastAPI) -> None:
    for reply in every_kind_of_answer(site):
        place = f"{reply.request.method} {reply.url.path}: {reply.status_code}"
        assert HEADERS.items() <= dict(reply.headers).items(), place
        policy = reply.headers["content-security-policy"]
        assert policy.startswith("default-src 'self'; style-src 'self' 'sha256-"), place
        assert policy.endswith("object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"), place
        assert "unsafe" not in policy, place
        assert not {"server", "x-powered-by"} & set(reply.headers), place
        if "/scan/" in reply.url.path or "set-cookie" in reply.headers or "/verder/" in reply.url.path:
            assert reply.headers.get("cache-control") == "no-store", place


def every_kind_of_answer(site: FastAPI) -> list[Response]:
    """Return answers of every route and of every status."""
    site.state.site.renderer.start()
    owner, nobody = finisher(site), stranger(site, at="10.0.0.9", catches=True)
    replies = [ask(owner, method, route, secret_of(owner)) for method, route in asked(site, "GET", "PUT")]
    break_down(site)
    style = site.state.site.templates.env.globals["static"]("site.css")
    for path in ("/bestaat-niet", "/scan/verder", style, f"{style}x", *BROKEN):
        replies.append(nobody.client.get(path))
    replies += [nobody.client.get("/", headers={"host": "evil.example"}), nobody.client.put("/")]
    for form in ({}, COMPANY, {"x": "y" * 3000}, {"x": "y" * 300_000}):
        replies.append(press(nobody, "/start", form))
    for form in ({"answer": "b"}, {"answer": "b", "then": "stay"}, {"answer": "c", "seen": "a"}):
        replies.append(press(owner, "/scan/vraag/planning", form))
    replies += [press(nobody, "/verder/x", {}) for _ in range(31)]
    replies += [press(owner, path, {}) for path in ("/scan/controle", "/scan/verwijderen")]
    replies.append(nobody.client.post("/start", headers={"sec-fetch-site": "cross-site"}))
    found = {reply.status_code for reply in replies}
    assert found >= {200, 204, 301, 303, 400, 403, 404, 405, 409, 413, 422, 429, 500, 503}
    return replies


def press(visitor: Visitor, path: str, form: Mapping[str, str]) -> Response:
    return visitor.client.post(path, data=dict(form), headers={"origin": ORIGIN}, follow_redirects=False)


BROKEN = ("/stuk", "/stuk-op-een-pagina", "/stuk-in-de-opslag", "/scan/vol")


def break_down(site: FastAPI) -> None:
    """Add an address for each place where something can go wrong."""

    def fail_in_storage() -> None:
        with site.state.site.database.read() as session:
            session.execute(text("SELECT geheim FROM nergens WHERE code = :code"), {"code": "geheim"})

    def fail_on_a_page(request: Request) -> Answer:
        return page(request, "owner/check.html", {"geheim": "geheim"})

    def fail_for_now() -> None:
        raise StorageBusyError

    handlers: list[Callable[..., object]] = [lambda: 1 / 0, fail_on_a_page, fail_in_storage, fail_for_now]
    for path, handler in zip(BROKEN, handlers, strict=True):
        site.add_api_route(path, handler, response_model=None)


def test_a_fault_of_our_own_tells_nothing(site: FastAPI) -> None:
    break_down(site)
    visitor = stranger(site, catches=True)

    for path in BROKEN:
        broken = visitor.get(path)
        assert broken.status in (500, 503), path
        said = broken.response.text + str(broken.response.headers)
        for inside in (
            "Traceback",
            "Error",
            "SELECT",
            "geheim",
            "nergens",
            "/app/",
            ".py",
            "sqlite",
            "psycopg",
            "jinja",
        ):
            assert inside not in said, f"{path} tells {inside}"


def test_pages_run_nothing_from_elsewhere_and_nothing_inline(visitor: Visitor) -> None:
    policy = visitor.get("/").response.headers["content-security-policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_are_not_kept_by_browsers(visitor: Visitor) -> None:
    assert visitor.finish().response.headers["cache-control"] == "no-store"


def test_https_is_remembered_where_it_is_used() -> None:
    headers = [security_headers(is_https=https, document_styles=["'none'"]).headers for https in (True, False)]

    assert ["Strict-Transport-Security" in found for found in headers] == [True, False]
