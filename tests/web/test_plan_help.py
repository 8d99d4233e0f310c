"""What the plan on the result page says of who can help: contacts and schemes of whoever runs the site."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.content import ORGANISATION_FILE
from tests.visitor import Visitor


@pytest.fixture
def helped(make_app: Callable[..., FastAPI], tmp_path: Path) -> Visitor:
    """A visitor of a site that knows how to reach every door, and when the SLIM subsidy opens."""
    document = yaml.safe_load(ORGANISATION_FILE.read_text(encoding="utf-8"))
    doors = yaml.safe_load(Path("scan_questions/doors.yaml").read_text(encoding="utf-8"))["doors"]
    document["doors"] = {door["id"]: {"name": door["name"], "phone": "0570 12 34 56"} for door in doors}
    slim = {"checked_on": "2026-11-01", "opens_on": "2027-03-01", "closes_on": "2027-03-31"}
    document["schemes"]["checks"] = {"slim": slim}
    path = tmp_path / "organisation.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return Visitor(TestClient(make_app(organisation=str(path)), base_url="http://127.0.0.1:8000"))


def test_each_step_says_how_to_reach_who_helps(helped: Visitor) -> None:
    page = helped.finish(number=1)

    assert page.text.count("0570 12 34 56") == page.text.count("Wie helpt")
    assert page.links()["0570 12 34 56"] == "tel:0570123456"
