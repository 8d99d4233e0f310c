"""No word of a scan reaches who may not see it, and no field of a form reaches the scan of another."""

import json
from collections.abc import Iterator, Mapping

import pytest
from fastapi import FastAPI
from prometheus_client import generate_latest

from app.services.expired_shares import expire_shares
from tests.accounts import again
from tests.conftest import NOW
from tests.hostile.found_forms import FoundForm, all_forms
from tests.hostile.sending import stores_nothing
from tests.hostile.test_foreign_objects import guess
from tests.hostile.world import ELSEWHERE, OVER, UNSHARED, WAITING, WITHDRAWN, Actor, World, make_world
from tests.log_lines import Written
from tests.visitor import ORIGIN
from tests.web.desk import mails
from tests.web.sharing import CONTACT, agreed
from tests.web.whole_site import asked, contents, finisher

WORDS = (WAITING, ELSEWHERE, UNSHARED, WITHDRAWN, OVER)


@pytest.fixture
def world(site: FastAPI) -> World:
    return make_world(site)


def words_in(text: str) -> set[str]:
    return {word for word in WORDS if word in text.lower()}


@stores_nothing
def test_the_words_of_a_scan_are_on_the_pages_of_its_advisers_alone(site: FastAPI, world: World) -> None:
    for name, actor in world.actors.items():
        found = {word for text in texts_for(site, world, actor) for word in words_in(text)}
        assert found == ({actor.own} if actor.own else set()), name


def texts_for(site: FastAPI, world: World, actor: Actor) -> Iterator[str]:
    """Yield every page as this actor gets it, those of a case for each case that there is or was."""
    keys = [names["key"] for names in world.scans.values() if "key" in names]
    for _method, route in asked(site, "GET"):
        if not route.path.startswith(("/scan/", "/doorgeven")) and not route.path.endswith(".pdf"):
            for key in keys if "{key}" in route.path else ("",):
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

    for actor, form in forms(world):
        send(actor, form, {})
        for value in foreign_in(form.page, world, actor):
            for name in form.names:
                assert send(actor, form, {name: value}) == send(actor, form, {name: unlike(value)}), (form.action, name)

    assert of_scans(world) == before


def forms(world: World) -> Iterator[tuple[Actor, FoundForm]]:
    for name in ("adviser", "admin"):
        actor = world.actors[name]
        found = all_forms(actor.visitor, (actor.pages,), world.cast.places)
        # What is told of a company is tried with owners.
        yield from ((actor, form) for form in found if form.names and form.action != "/adviseur/samen")


def send(actor: Actor, form: FoundForm, changes: Mapping[str, str]) -> tuple[int, int]:
    """Send a form with these changes; return the status and the length of the answer but for what was changed."""
    data = {**form.valid, **changes}
    reply = actor.visitor.client.post(form.action, data=data, headers={"origin": ORIGIN}, follow_redirects=False)
    text = reply.text
    assert words_in(text) <= {actor.own}
    for value in changes.values():
        text = text.replace(value, "") if len(value) > 9 else ""
    return reply.status_code, len(text)


def foreign_in(page: str, world: World, actor: Actor) -> list[str]:
    """Return what is foreign to this actor and no choice on the page; to an administrator no number is foreign."""
    choices = set(actor.visitor.get(page).values("organisation"))
    foreign = world.foreign_to(actor).values()
    return sorted(value for value in set(foreign) - choices if actor.own or not value.isdecimal())


def unlike(value: str) -> str:
    return str(int(value) + 500) if value.isdecimal() and len(value) < 5 else guess(value)


def of_scans(world: World) -> list[object]:
    """Return all rows of the scans that were there first, but for the wish of the own advisers to pass one on."""
    tables, hashes = contents(world.cast.owner.site.database), {names["hash"] for names in world.scans.values()}
    ids = {int(names["id"]) for names in world.scans.values()}
    return [
        [row for row in tables["scan"] if row["secret_hash"] in hashes],
        [row for row in tables["answer"] if row["scan_id"] in ids],
        [row for row in tables["consent"] if row["scan_hash"] in hashes],
        tables["adviser_case"],
    ]
