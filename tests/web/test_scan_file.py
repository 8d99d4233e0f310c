"""The scan as a file that its owner keeps."""

import json
from datetime import datetime
from typing import Any

from fastapi import FastAPI
from sqlmodel import select

from app.db.account_tables import AccountRow
from app.db.case_tables import AgreedActionRow, NoteRow, SecondViewRow
from app.db.scan_tables import AnswerRow
from app.db.sharing_tables import CaseRow
from app.domain.questionnaire import Questionnaire
from tests.conftest import NOW
from tests.visitor import Visitor
from tests.web.desk import Desk, make_desk, withdraw
from tests.web.whole_site import answerer, scan_of


def test_it_holds_what_was_filled_in_and_what_followed(visitor: Visitor, shipped: Questionnaire) -> None:
    visitor.finish(number=2)

    response = visitor.client.get("/scan/scanbestand.json")

    kept = json.loads(response.content)
    assert "attachment" in response.headers["content-disposition"]
    assert kept["profile"]["municipality"] == "GM0150"
    assert kept["answers"] == {question.id: "c" for question in shipped.questions if question.is_core}
    assert kept["index"] == 66.7
    assert kept["doubt"] == "too_fast"
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


def desk_with_work(site: FastAPI) -> Desk:
    """A case with one of everything that its owner sees, and with what is not shared."""
    desk = make_desk(site)
    with desk.database.write() as session:
        case_id, account_id = session.exec(select(CaseRow.id)).one(), session.exec(select(AccountRow.id)).first()
        of = {"case_id": case_id, "account_id": account_id, "changed_at": NOW}
        view = {"code": "b", "reason": "Intern", "shared_by": "Anna", "shared_at": NOW}
        shown = {"shared_code": "c", "shared_reason": "Gezien", "response": "Klopt", "responded_at": NOW}
        session.add(SecondViewRow.model_validate(of | view | shown | {"question_id": "planning"}))
        session.add(SecondViewRow.model_validate(of | {"question_id": "data", "code": "b", "reason": "Intern"}))
        for text, is_shared in (("Voor u", True), ("Intern", False)):
            session.add(NoteRow.model_validate(of | {"text": text, "is_shared": is_shared, "written_at": NOW}))
        agreed = {"title": "Dagstart", "who": "Jan", "status": "started", "added_at": NOW}
        session.add(AgreedActionRow.model_validate(of | agreed))
    return desk


def kept_by(owner: Visitor) -> Any:
    return json.loads(owner.client.get("/scan/scanbestand.json").content)


def test_it_holds_what_advisers_share_and_what_the_owner_said_to_it(site: FastAPI) -> None:
    added = kept_by(desk_with_work(site).owner)["sharing"]["from_adviser"]

    assert [(view["code"], view["reason"], view["response"]) for view in added["views"]] == [("c", "Gezien", "Klopt")]
    assert [note["text"] for note in added["notes"]] == ["Voor u"]
    assert [(action["title"], action["status"]) for action in added["agreed_actions"]] == [("Dagstart", "started")]


def test_it_holds_nothing_that_was_not_shared(site: FastAPI) -> None:
    assert "Intern" not in desk_with_work(site).owner.client.get("/scan/scanbestand.json").text


def test_after_a_withdrawal_it_holds_nothing_of_advisers(site: FastAPI) -> None:
    desk = desk_with_work(site)

    withdraw(desk.owner)

    assert kept_by(desk.owner)["sharing"]["from_adviser"] is None
