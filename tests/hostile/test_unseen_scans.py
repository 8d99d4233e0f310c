"""No word of a scan reaches who may not see it, and no field of a form reaches the scan of another."""

import json
import re
from collections.abc import Iterator, Mapping

import pytest
from fastapi import FastAPI
from prometheus_client import generate_latest

from app.services.expired_shares import expire_shares
from tests.accounts import again
from tests.conftest import NOW
from tests.hostile.found_forms import FoundForm, all_forms
from tests.hostile.sending import stores_nothing
from tests.hostile.test_foreign_objects import guess, without
from tests.hostile.world import ELSEWHERE, KEPT, OVER, UNSHARED, WAITING, WITHDRAWN, Actor, World, make_world
from tests.log_lines import Written
from tests.page import Page
from tests.visitor import ORIGIN
from tests.web.desk import mails, withdraw
from tests.web.sharing import CONTACT, agreed
from tests.web.whole_site import asked, contents, finisher

WORDS = (WAITING, ELSEWHERE, UNSHARED, WITHDRAWN, OVER, KEPT)
_HASH = re.compile("[0-9a-f]{12,}")
OF_A_CASE = ("second_view", "note", "agreed_action", "case_event")
HANDLED = ("status", "assignee_id", "follow_up_on", "reminded_at", "changed_at", "view_shared_at")


@pytest.fixture
def world(site: FastAPI) -> World:
    return make_world(site)


def words_in(text: str) -> set[str]:
    return {word for word in WORDS if word in text.lower()}


@stores_nothing
def test_the_words_of_a_scan_are_on_the_pages_of_its_advisers_alone(site: FastAPI, world: World) -> None:
    for name, actor in world.actors.items():
        found = {word for text in texts_for(site, world, actor) for word in words_in(text)}
        assert found == words_of(actor), name


def words_of(actor: Actor) -> set[str]:
    return {WAITING: {WAITING, KEPT}, ELSEWHERE: {ELSEWHERE}}.get(actor.own, set())


@stores_nothing
def test_what_advisers_keep_to_themselves_is_nowhere_else(site: FastAPI, world: World, written: Written) -> None:
    owner, cast = world.cast.owner, world.cast

    shown = [cast.ask(owner, "GET", route).text for _method, route in asked(site, "GET") if is_of_owners(route.path)]
    cast.ask(owner, "POST", next(route for _, route in asked(site, "POST") if route.path == "/scan/bewaren"))
    cast.adviser.get(f"/adviseur/dossiers/{cast.places['key']}/tijdlijn")

    assert len(mails(site.state.site.database)) > 1
    told = [mail.subject + mail.text + mail.html for mail in mails(site.state.site.database)]
    figures = generate_latest(site.state.site.metrics.registry).decode()
    assert KEPT not in "".join([*shown, *told, figures, json.dumps(written())])


def is_of_owners(path: str) -> bool:
    return path.startswith(("/scan/", "/doorgeven")) and not path.endswith(".pdf")


def test_nothing_of_a_case_is_left_once_it_is_withdrawn(site: FastAPI, world: World) -> None:
    withdraw(world.cast.owner)

    assert not {WAITING, KEPT} & words_for(site, world, "adviser")
    assert KEPT not in str(contents(site.state.site.database))


@stores_nothing
def test_what_advisers_wrote_does_not_go_along_with_a_case(site: FastAPI, world: World) -> None:
    cast = world.cast

    cast.owner.post("/scan/doorgeven", {**cast.forms["/scan/doorgeven"], "decision": "ja"})

    assert words_for(site, world, "other adviser") == {ELSEWHERE, WAITING}
    assert words_for(site, world, "adviser") == set()
    assert KEPT not in str(contents(site.state.site.database))


def words_for(site: FastAPI, world: World, name: str) -> set[str]:
    return {word for text in texts_for(site, world, world.actors[name]) for word in words_in(text)}


def texts_for(site: FastAPI, world: World, actor: Actor) -> Iterator[str]:
    """Yield every page as this actor gets it, those of a case for each case that there is or was."""
    cases = contents(site.state.site.database)["adviser_case"]
    keys = {names["key"] for names in world.scans.values() if "key" in names} | {str(case["key"]) for case in cases}
    for _method, route in asked(site, "GET"):
        if not route.path.startswith(("/scan/", "/doorgeven")) and not route.path.endswith(".pdf"):
            for key in sorted(keys) if "{key}" in route.path else ("",):
                yield world.cast.ask(again(actor.visitor), "GET", route, {"key": key}).text


@stores_nothing
def test_a_report_is_for_the_advisers_of_the_case_alone(site: FastAPI, world: World) -> None:
    site.state.site.renderer.start()
    path = f"/adviseur/dossiers/{world.cast.places['key']}/rapport.pdf"

    browsers = {name: again(actor.visitor).client for name, actor in world.actors.items()}
    found = {name: browser.get(path, follow_redirects=False).content for name, browser in browsers.items()}

    assert [name for name, report in found.items() if report.startswith(b"%PDF")] == ["adviser", "colleague"]


def test_no_letter_log_line_or_figure_tells_who_shares(site: FastAPI, written: Written) -> None:
    world = make_world(site)
    owner = finisher(site, company_name=f"Bakkerij {UNSHARED}")
    told = {**CONTACT, "contact_name": f"Jan van {UNSHARED}", "question": f"Wat doet {UNSHARED}?"}
    database = site.state.site.database
    sent = mails(database)

    for advisers in (world.cast.advisers, world.cast.others):
        owner.post("/scan/delen", {"organisation": str(advisers.id), **told, **agreed()})
        sent += mails(database)
        owner.post("/scan/delen/intrekken", {})
    world.cast.adviser.get(f"/adviseur/dossiers/{world.cast.places['key']}")
    world.cast.adviser.post(f"/adviseur/dossiers/{world.scans[ELSEWHERE]['key']}/doorgeven", {"reason": "x"})
    world.cast.owner.post("/scan/doorgeven", {**world.cast.forms["/scan/doorgeven"], "decision": "ja"})
    sent += mails(database)
    expire_shares(database, can_mail=True, now=NOW.replace(year=2099))

    sent += mails(database)
    subjects = {mail.subject for mail in sent}
    assert len(subjects) >= 7
    assert words_in("".join(mail.subject + mail.text + mail.html for mail in sent)) == set()
    assert words_in(json.dumps(written())) == set()
    assert words_in(generate_latest(site.state.site.metrics.registry).decode()) == set()
    assert words_in(str(contents(site.state.site.database)["audit_line"])) == set()


@stores_nothing
def test_no_field_reaches_what_is_of_another(site: FastAPI, world: World) -> None:
    before = of_scans(world)

    for at, (actor, form) in enumerate(forms(world)):
        send(actor, form, {})
        values = foreign_in(form.page, world, actor)
        # Where anything may be typed, a number and a hash will do.
        few = (values[0], values[-1])
        for value in (*few, *values[1 + at % 3 :: 3]):
            for name in form.names if value in few else form.choices:
                assert send(actor, form, {name: value}) == send(actor, form, {name: unlike(value)}), (form.action, name)

    assert of_scans(world) == before


def forms(world: World) -> Iterator[tuple[Actor, FoundForm]]:
    for name in ("adviser", "admin"):
        actor = world.actors[name]
        found = all_forms(actor.visitor, (actor.pages,), world.cast.places)
        # What is told of a company is tried with owners, and what is gone says no more to anything.
        left_out = ("/adviseur/samen", "/verwijderen")
        yield from ((actor, form) for form in found if form.names and not form.action.endswith(left_out))


def send(actor: Actor, form: FoundForm, changes: Mapping[str, str]) -> tuple[int, int]:
    """Send a form with these changes; return the status and the length of the answer but for all that is a hash."""
    data = {**form.valid, **changes}
    reply = actor.visitor.client.post(form.action, data=data, headers={"origin": ORIGIN}, follow_redirects=False)
    assert words_in(reply.text) <= words_of(actor)
    is_long = all(len(value) > 9 for value in changes.values())
    return reply.status_code, len(_HASH.sub("", reply.text)) if is_long else 0


def foreign_in(page: str, world: World, actor: Actor) -> list[str]:
    """Return what is foreign to this actor and no choice on the page; to an administrator no number is foreign."""
    choices = choices_on(actor.visitor.get(page))
    foreign = world.foreign_to(actor).values()
    return sorted(value for value in set(foreign) - choices if actor.own or not value.isdecimal())


def choices_on(page: Page) -> set[str]:
    return {choice.get("value", "") for tag in ("input", "option") for choice in page.all(tag)}


def unlike(value: str) -> str:
    return str(int(value) + 500) if value.isdecimal() and len(value) < 5 else guess(value)


def of_scans(world: World) -> list[object]:
    """Return all rows of the scans that were there first, but for what their own advisers do with `WAITING`."""
    tables, hashes = contents(world.cast.owner.site.database), {names["hash"] for names in world.scans.values()}
    ids, own = {int(names["id"]) for names in world.scans.values()}, int(world.scans[WAITING]["case"])
    return [
        [row for row in tables["scan"] if row["secret_hash"] in hashes],
        [row for row in tables["answer"] if row["scan_id"] in ids],
        [row for row in tables["consent"] if row["scan_hash"] in hashes],
        [without(row, *HANDLED) for row in tables["adviser_case"]],
        [row for table in OF_A_CASE for row in tables[table] if row["case_id"] != own],
        [row for row in tables["workshop"] if row["organisation_id"] != world.cast.advisers.id],
    ]
