"""The scan as a file that its owner keeps."""

import json

from app.domain.questionnaire import Questionnaire
from tests.visitor import Visitor


def test_it_holds_what_was_filled_in_and_what_followed(visitor: Visitor, shipped: Questionnaire) -> None:
    visitor.finish(number=2)

    response = visitor.client.get("/scan/scanbestand.json")

    kept = json.loads(response.content)
    assert "attachment" in response.headers["content-disposition"]
    assert kept["profile"]["municipality"] == "GM0150"
    assert kept["answers"] == {question.id: "c" for question in shipped.questions}
    assert kept["index"] == 66.7
    assert kept["questionnaire"] == {"version": shipped.version, "hash": shipped.hash}


def test_a_scan_that_is_under_way_can_be_kept_too(visitor: Visitor) -> None:
    visitor.start()
    visitor.post("/scan/vraag/planning", {"answer": "b"})

    kept = json.loads(visitor.client.get("/scan/scanbestand.json").content)

    assert kept["answers"] == {"planning": "b"}
    assert kept["index"] is None
