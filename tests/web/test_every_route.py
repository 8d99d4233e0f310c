"""Every route, whatever it is for."""

from fastapi.routing import APIRoute
from starlette.routing import Mount

from tests.visitor import Visitor

WITHOUT_A_SCAN = {"/", "/start", "/verder/{secret}", "/verwijderd", "/healthz", "/readyz"}


def test_every_route_without_a_scan_is_known(visitor: Visitor) -> None:
    routes = [route for route in visitor.routes if not isinstance(route, Mount)]

    assert routes
    for route in routes:
        assert isinstance(route, APIRoute)
        assert route.path in WITHOUT_A_SCAN or route.path.startswith("/scan/")


def test_every_scan_page_is_closed_without_a_scan(visitor: Visitor) -> None:
    for route in visitor.routes:
        if isinstance(route, APIRoute) and route.path.startswith("/scan/"):
            path = route.path.replace("{question_id}", "planning")
            for method in route.methods or ():
                headers = {"origin": "http://127.0.0.1:8000"}
                assert visitor.client.request(method, path, data={}, headers=headers).status_code == 404


def test_no_get_changes_anything(visitor: Visitor) -> None:
    text = visitor.finish().text

    for path in (
        "/",
        "/start",
        "/scan/bedrijf",
        "/scan/vraag/planning",
        "/scan/controle",
        "/scan/bewaren",
        "/verder/x",
    ):
        visitor.get(path)

    assert visitor.get("/scan/resultaat").text == text


def test_handlers_have_a_page_or_an_answer_for_each_method(visitor: Visitor) -> None:
    assert visitor.post("/", {}).status == 405
    assert visitor.get("/bestaat-niet").status == 404


def test_head_answers_as_get_does(visitor: Visitor) -> None:
    assert visitor.client.head("/").status_code == 200
    assert visitor.client.head("/scan/resultaat").status_code == 404


def test_a_strange_query_is_no_error(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.get("/scan/vraag/planning?controle=xyz&controle=&x=%00").status == 200
