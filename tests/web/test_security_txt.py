"""Where to report a leak: /.well-known/security.txt, by RFC 9116."""

from datetime import UTC, datetime, timedelta

from tests.visitor import Visitor

ADDRESS = "/.well-known/security.txt"


def fields(visitor: Visitor) -> list[tuple[str, str]]:
    lines = visitor.client.get(ADDRESS).text.splitlines()
    return [(name, value) for name, _, value in (line.partition(": ") for line in lines)]


def test_it_has_the_fields_of_the_standard(in_use: Visitor) -> None:
    assert [entry for entry in fields(in_use) if entry[0] != "Expires"] == [
        ("Contact", "mailto:lek@provincie.example"),
        ("Contact", "https://provincie.example/lek"),
        ("Contact", "tel:+31381234567"),
        ("Preferred-Languages", "nl, en"),
        ("Canonical", f"http://127.0.0.1:8000{ADDRESS}"),
    ]


def test_it_expires_within_a_year_and_not_soon(in_use: Visitor) -> None:
    expires = datetime.strptime(dict(fields(in_use))["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)

    assert timedelta(days=90) < expires - datetime.now(UTC) < timedelta(days=365)


def test_it_is_plain_text(in_use: Visitor) -> None:
    assert in_use.client.get(ADDRESS).headers["content-type"] == "text/plain; charset=utf-8"


def test_the_old_address_leads_to_it(in_use: Visitor) -> None:
    response = in_use.client.get("/security.txt", follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (301, ADDRESS)


def test_without_a_contact_it_is_not_there(visitor: Visitor) -> None:
    assert visitor.get(ADDRESS).status == 404
    assert visitor.get("/security.txt").status == 404
