"""The scan as a file that its owner keeps."""

import json
from datetime import datetime

from fastapi import FastAPI

from app.db.scan_tables import AnswerRow
from app.domain.questionnaire import Questionnaire
from tests.conftest import NOW
from tests.visitor import Visitor
from tests.web.whole_site import answerer, scan_of


def test_it_holds_what_was_filled_in_and_what_followed(visitor: Visitor, shipped: Questionnaire) -> None:
    visitor.finish(number=2)

    response = visitor.client.get("/scan/scanbestand.json")

    kept = json.loads(response.content)
    assert "attachment" in response.headers["content-disposition"]
    assert kept["profile"]["municipality"] == "GM0150"
    assert kept["answers"] == {question.id: "c" for question in shipped.questions if question.is_core}
    assert kept["index"] == 66.7
    assert kept["questionnaire"] == {"version": shipped.version, "hash": shipped.hash}


def test_a_scan_that_is_under_way_can_be_kept_too(visitor: Visitor) -> None:
    visitor.start()
    visitor.post("/scan/vraag/planning", {"answer": "b"})

    kept = json.loads(visitor.client.get("/scan/scanbestand.json").content)

    assert kept["answers"] == {"planning": "b"}
    assert kept["index"] is None


def test_it_tells_when_everything_happened(visitor: Visitor) -> None:
    visitor.finish()

    kept = json.loads(visitor.client.get("/scan/scanbestand.json").content)

    scan = scan_of(visitor)
    moments = [datetime.fromisoformat(kept[name]) for name in ("started_at", "changed_at", "finished_at")]
    assert moments == [scan.started_at, scan.changed_at, scan.finished_at]
    assert kept["answered_at"].keys() == scan.answers.keys()
    assert all(moments[0] <= datetime.fromisoformat(given) <= moments[1] for given in kept["answered_at"].values())


def test_a_scan_that_is_under_way_has_no_moment_of_finishing(visitor: Visitor) -> None:
    visitor.start()

    assert json.loads(visitor.client.get("/scan/scanbestand.json").content)["finished_at"] is None


def test_it_holds_answers_that_are_hidden_now_and_themes_asked_in_full(site: FastAPI) -> None:
    owner = answerer(site)
    owner.post("/scan/overzicht", {"theme": "processen"})
    with owner.site.database.write() as session:
        session.add(AnswerRow(scan_id=scan_of(owner).id, question_id="verdwenen", code="b", answered_at=NOW))

    kept = json.loads(owner.client.get("/scan/scanbestand.json").content)

    assert kept["deepened"] == ["processen"]
    assert kept["answers_not_asked_now"] == {"verdwenen": "b"}
    assert datetime.fromisoformat(kept["answered_at"]["verdwenen"]) == NOW
