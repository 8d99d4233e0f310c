"""Addresses that no page has."""

from tests.visitor import Visitor


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
        "/adviseur/",
        "/adviseur/dossiers",
        "/beheer/organisaties",
        "/doorgeven",
        "/inloggen/link/",
    ):
        assert visitor.get(path).status == 404, path


def test_a_strange_query_is_no_error(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.get("/scan/vraag/planning?controle=xyz&controle=&x=%00").status == 200
