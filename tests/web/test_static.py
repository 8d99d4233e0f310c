"""Stylesheet and pictures."""

from tests.visitor import Visitor


def test_browsers_may_keep_them_for_ever(visitor: Visitor) -> None:
    styles = [link.get("href", "") for link in visitor.get("/").all("link") if link.get("rel") == "stylesheet"]

    response = visitor.client.get(styles[0])

    assert response.status_code == 200
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_page_asks_nothing_of_another_site(visitor: Visitor) -> None:
    page = visitor.finish()

    sources = [element.get(name) or "" for element in page.root.iter() for name in ("src", "href")]
    assert not [source for source in sources if source.startswith(("http:", "https:", "//"))]


def test_a_question_weighs_under_30_kb_with_its_stylesheet(visitor: Visitor) -> None:
    page = visitor.start()
    assets = [link.get("href", "") for link in page.all("link")]

    weight = len(page.response.content) + sum(len(visitor.client.get(asset).content) for asset in assets)

    assert weight < 30_000
    assert len(assets) <= 2
