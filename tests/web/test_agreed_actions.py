"""What was agreed: written down from the plan or in own words, changed, and how the owner says it goes."""

import re

import pytest
from fastapi import FastAPI
from sqlmodel import update

from app.db.case_tables import AgreedActionRow
from app.rendering.filters import long_date
from app.web.dates import short_date
from tests.accounts import account, signed_in
from tests.page import Page
from tests.visitor import Visitor
from tests.web.desk import Desk, in_days, make_desk, share
from tests.web.whole_site import contents, finisher, scan_of

OWN = {"step": "own", "title": "Offertes vragen", "who": "Jan", "due_on": ""}
ODD = "<script>alert(1)</script> =HYPERLINK(1)"


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


def actions(desk: Desk) -> str:
    return f"{desk.path}/afspraken"


def agreed(desk: Desk, form: dict[str, str] = OWN) -> str:
    """Write down what was agreed and return the path of its page."""
    desk.adviser.post(actions(desk), form)
    return f"{actions(desk)}/{stored(desk)[-1]['id']}"


def stored(desk: Desk) -> list[dict[str, object]]:
    return [dict(row) for row in contents(desk.database)["agreed_action"]]


def seen(page: Page) -> str:
    return page.values("seen")[0]


def tell(owner: Visitor, number: str, status: str, **form: str) -> Page:
    return owner.post(f"/scan/adviseur/afspraken/{number}", {f"status-{number}": status, **form})


def test_with_nothing_agreed_it_offers_the_steps_of_the_plan(desk: Desk) -> None:
    page, plan = desk.adviser.get(actions(desk)), scan_of(desk.owner).report.plan

    assert "Er zijn nog geen afspraken. Begin met de eerste stap uit het plan." in page.text
    assert page.values("step") == [*(step.action.id for step in plan), "own"]


def test_a_step_of_the_plan_keeps_its_title_and_is_offered_no_more(desk: Desk) -> None:
    step = scan_of(desk.owner).report.plan[0].action

    page = desk.adviser.post(actions(desk), OWN | {"step": step.id, "title": ""})

    assert (stored(desk)[0]["title"], stored(desk)[0]["action_id"]) == (step.title, step.id)
    assert step.id not in page.values("step")


def test_a_step_that_a_colleague_agreed_meanwhile_is_not_agreed_again(desk: Desk) -> None:
    step = scan_of(desk.owner).report.plan[0].action.id
    hans = signed_in(desk.site, account(desk.database, desk.own, name="Hans Smit"))
    hans.post(actions(desk), OWN | {"step": step, "title": "", "who": "Piet"})

    page = desk.adviser.post(actions(desk), OWN | {"step": step, "title": ""})

    assert page.status == 409
    assert "Over deze stap schreef Hans Smit intussen al een afspraak op: Piet doet" in page.text
    assert len(stored(desk)) == 1


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"step": "", "title": ""}, "#step"),
        ({"step": "weg"}, "#step"),
        ({"title": "\u200b"}, "#title"),
        ({"title": "x" * 121}, "#title"),
        ({"who": ""}, "#who"),
        ({"who": "x" * 81}, "#who"),
        ({"due_on": "31-2-2028"}, "#due_on"),
        ({"due_on": "1-1-2020"}, "#due_on"),
    ],
)
def test_it_keeps_what_was_typed_after_an_error(desk: Desk, form: dict[str, str], field: str) -> None:
    page = desk.adviser.post(actions(desk), OWN | form)

    assert page.status == 422
    assert [target for target, _ in page.errors] == [field]
    assert page.field("who").get("value") == (OWN | form)["who"]
    assert stored(desk) == []


def test_one_chooses_between_a_step_and_own_words(desk: Desk) -> None:
    step = scan_of(desk.owner).report.plan[0].action.id

    page = desk.adviser.post(actions(desk), OWN | {"step": step})

    assert page.errors == [
        ("#title", "U koos een stap uit het plan en typte een eigen afspraak. Kies één van de twee.")
    ]


def test_what_is_late_says_so_and_may_keep_its_day(desk: Desk) -> None:
    path, day = agreed(desk), in_days(-3)
    with desk.database.write() as session:
        session.exec(update(AgreedActionRow).values(due_on=day))

    page = desk.adviser.post(path, desk.adviser.get(path).filled_in() | {"who": "Piet"})

    assert f"Wie: Piet Klaar op: {long_date(day)}. Die dag is voorbij." in page.text


def test_a_change_is_shown_in_the_list(desk: Desk) -> None:
    path, day = agreed(desk), in_days(9)
    form = {"title": ODD, "who": "Piet", "due_on": short_date(day), "status": "started"}

    page = desk.adviser.post(path, form | {"seen": seen(desk.adviser.get(path))})

    assert page.path == actions(desk)
    assert f"{ODD} Begonnen Wie: Piet Klaar op: {long_date(day)}." in page.text


@pytest.mark.parametrize("what", ["", "/verwijderen"])
def test_what_a_colleague_changed_meanwhile_is_shown_beside_what_was_typed(desk: Desk, what: str) -> None:
    path, hans = agreed(desk), signed_in(desk.site, account(desk.database, desk.own, name="Hans Smit"))
    stale, form = seen(desk.adviser.get(path)), {"title": "Offertes", "who": "Piet", "status": "done"}
    hans.post(path, form)

    page = desk.adviser.post(path + what, form | {"who": "Klaas", "sure": "1", "seen": stale})

    assert page.status == 409
    assert "Deze afspraak is intussen gewijzigd, door Hans Smit" in page.text
    assert "Wie: Piet" in page.text
    assert page.field("who").get("value") == ("Piet" if what else "Klaas")
    assert [row["who"] for row in stored(desk)] == ["Piet"]


def test_an_error_does_not_hide_what_a_colleague_changed(desk: Desk) -> None:
    path, hans = agreed(desk), signed_in(desk.site, account(desk.database, desk.own, name="Hans Smit"))
    stale, form = seen(desk.adviser.get(path)), {"title": "Offertes", "who": "Klaas", "status": "done"}
    hans.post(path, form | {"who": "Piet"})

    page = desk.adviser.post(path, form | {"title": "", "seen": stale})

    assert page.status == 422
    assert desk.adviser.post(path, form | {"seen": seen(page)}).status == 409


def test_what_is_removed_is_gone_for_the_owner_too(desk: Desk) -> None:
    path = agreed(desk)

    assert desk.adviser.post(f"{path}/verwijderen", {}).status == 422
    desk.adviser.post(f"{path}/verwijderen", {"sure": "1", "seen": seen(desk.adviser.get(path))})

    assert stored(desk) == []
    assert "Offertes vragen" not in desk.owner.get("/scan/adviseur").text


def test_the_owner_sees_what_was_agreed_and_says_how_it_goes(desk: Desk) -> None:
    number = agreed(desk, OWN | {"title": ODD}).rpartition("/")[2]
    before = desk.owner.get("/scan/adviseur")

    after = tell(desk.owner, number, "started", seen=before.values("seen")[-1])

    assert f"{ODD} Nog niet begonnen Wie: Jan" in before.text
    assert (after.path, after.chosen(f"status-{number}")) == ("/scan/adviseur", ["started"])
    assert f"{ODD} Begonnen" in desk.adviser.get(actions(desk)).text


def test_an_owner_who_chooses_nothing_is_asked_again(desk: Desk) -> None:
    number = agreed(desk).rpartition("/")[2]

    page = desk.owner.post(f"/scan/adviseur/afspraken/{number}", {})

    assert (page.status, page.errors) == (422, [(f"#status-{number}", "Kies hoe het gaat.")])


def test_an_owner_who_saw_another_agreement_sees_what_is_there_and_can_say_it_again(desk: Desk) -> None:
    path = agreed(desk)
    number, stale = path.rpartition("/")[2], desk.owner.get("/scan/adviseur").values("seen")[-1]
    desk.adviser.post(path, {"title": "Drie offertes", "who": "Piet", "status": "started"})

    page = tell(desk.owner, number, "done", seen=stale)

    assert (page.status, page.chosen(f"status-{number}")) == (409, ["done"])
    assert "Drie offertes" in page.text
    assert tell(desk.owner, number, "done", seen=seen(page)).status == 200
    assert [row["status"] for row in stored(desk)] == ["done"]


def test_an_owner_finds_no_agreement_of_another_and_is_told_so_in_the_same_words(desk: Desk) -> None:
    number, other = agreed(desk).rpartition("/")[2], finisher(desk.site)
    share(other, desk.own)

    replies = [tell(other, which, "done") for which in (number, "999", "x")]

    assert {(page.status, page.heading) for page in replies} == {(404, "Dit staat er niet (meer)")}
    assert re.findall("Uw scan|Dit dossier", replies[0].text) == ["Uw scan"]
    assert [row["status"] for row in stored(desk)] == ["planned"]
