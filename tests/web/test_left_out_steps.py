"""Steps that an owner leaves out of the plan and puts back, on the result page, on paper and in the file."""

import json

import pytest

from app.services import plans
from tests.conftest import NOW
from tests.page import Page, text_of
from tests.visitor import Visitor
from tests.web.plan_form import DROP, PLAN, RESTORE, buttons, first_action, save, steps
from tests.web.whole_site import scan_of


def drop_everything(visitor: Visitor) -> Page:
    scan = scan_of(visitor)
    for action in scan.questionnaire.actions:
        plans.drop_action(visitor.site.database, scan, action.id, now=NOW)
    return visitor.get("/scan/resultaat")


def test_every_step_can_be_left_out(owner: Visitor) -> None:
    page = owner.get("/scan/resultaat")

    assert len(buttons(page, DROP)) == len(steps(page)) == 5


def test_a_step_that_is_left_out_makes_room_for_another(owner: Visitor) -> None:
    before = steps(owner.get("/scan/resultaat"))

    page = owner.post(DROP, {"action": first_action(owner)})

    assert (page.path, page.response.url.fragment) == ("/scan/resultaat", "bericht")
    assert f"Deze stap is weg uit uw plan: {before[0]}" in page.text
    assert before[0] not in steps(page)
    assert len(steps(page)) == 5


def test_the_notice_stands_where_the_address_leads(owner: Visitor) -> None:
    page = owner.post(DROP, {"action": first_action(owner)})

    (place,) = [found for found in page.root.iter() if found.get("id") == "bericht"]
    assert "Ongedaan maken" in text_of(place)
    assert place.get("tabindex") == "-1"


def test_what_was_left_out_can_be_put_back_from_the_notice_and_the_list(owner: Visitor) -> None:
    action_id = first_action(owner)

    page = owner.post(DROP, {"action": action_id})

    assert buttons(page, RESTORE) == [action_id, action_id]
    assert buttons(owner.get(PLAN), RESTORE) == [action_id]


def test_a_step_that_is_put_back_is_in_the_plan_again(owner: Visitor) -> None:
    before, action_id = steps(owner.get("/scan/resultaat")), first_action(owner)
    owner.post(DROP, {"action": action_id})

    page = owner.post(RESTORE, {"action": action_id})

    assert steps(page) == before
    assert f"Deze stap doet weer mee: {before[0]}" in page.text
    assert "Het is nu stap 1." in page.text
    assert "Deze stappen liet u weg" not in page.text


def test_a_step_that_others_go_before_is_put_back_too(owner: Visitor) -> None:
    plan = buttons(owner.get("/scan/resultaat"), DROP)
    other = next(action.id for action in owner.site.questionnaire.actions if action.id not in plan)
    owner.post(DROP, {"action": other})

    page = owner.post(RESTORE, {"action": other})

    assert "Andere stappen gaan voor" in page.text


@pytest.mark.parametrize("path", [DROP, RESTORE])
@pytest.mark.parametrize("form", [{}, {"action": ""}, {"action": "verdwenen"}, {"action": "<b>"}])
def test_an_action_that_is_not_there_is_not_found(owner: Visitor, path: str, form: dict[str, str]) -> None:
    assert owner.post(path, form).status == 404


@pytest.mark.parametrize("path", [DROP, RESTORE])
def test_sending_it_twice_is_harmless(owner: Visitor, path: str) -> None:
    form = {"action": first_action(owner)}

    first, second = (owner.post(path, form) for _ in range(2))

    assert first.text == second.text


@pytest.mark.parametrize(
    "query", ["weggelaten=verdwenen", "teruggezet=verdwenen", "weggelaten=", "weggelaten=dagstart"]
)
def test_a_notice_tells_only_what_is_so(owner: Visitor, query: str) -> None:
    assert "Deze stap" not in owner.get(f"/scan/resultaat?{query}").text.replace("Deze stappen", "")


def test_without_any_step_left_it_says_what_to_do(owner: Visitor) -> None:
    page = drop_everything(owner)

    assert steps(page) == []
    assert "Er staat nu geen stap in uw plan." in page.text
    assert "Begin met stap 1." not in page.text
    assert buttons(page, RESTORE)


def test_the_paper_and_the_file_do_without_steps_too(owner: Visitor) -> None:
    drop_everything(owner)

    assert owner.get("/scan/rapport").status == 200
    assert json.loads(owner.client.get("/scan/scanbestand.json").content)["actions"] == []


def test_the_file_tells_what_was_changed(owner: Visitor) -> None:
    action_id = first_action(owner)
    save(owner, goal="kosten", target_technologie="onderweg")
    owner.post(DROP, {"action": action_id})

    kept = json.loads(owner.client.get("/scan/scanbestand.json").content)

    assert kept["profile"]["goal"] == "kosten"
    assert kept["choices"] == {"targets": {"technologie": "onderweg"}, "dropped": [action_id]}
