"""Workshops: the page of the adviser, what owners do with the code, and that neither shows who is who."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from sqlmodel import select, update

from app.db.attempt_tables import FailedAttemptsRow
from app.db.workshop_tables import WorkshopRow, WorkshopScanRow
from app.domain.workshop import Progress
from app.services.workshop_rules import workshop_rules
from app.web.workshop_page import Counts
from tests.accounts import account, organisation, signed_in
from tests.page import Page
from tests.together import adviser
from tests.visitor import COMPANY, Visitor
from tests.web.whole_site import beginner, finisher, secret_of, stranger

TITLE = "Tijd winnen & meer"
OTHER = "Kennispoort Zwolle"


def opened(anna: Visitor, title: str = TITLE) -> Page:
    return anna.post("/adviseur/workshops", {"title": title})


def code_of(anna: Visitor) -> str:
    """Return the code of the only workshop."""
    with anna.site.database.read() as session:
        return session.exec(select(WorkshopRow.code)).one()


def begin(visitor: Visitor, code: str, **changes: str) -> Page:
    """Fill in the form of the workshop, as a telephone does after the code was scanned."""
    path = visitor.get(f"/workshop/{code}").links()["Begin met de scan"]
    return visitor.post(path, visitor.get(path).filled_in() | COMPANY | changes)


def counts_on(page: Page) -> list[str]:
    return ["".join(found.itertext()).strip() for found in page.all("dd")]


def links(visitor: Visitor) -> int:
    with visitor.site.database.read() as session:
        return len(session.exec(select(WorkshopScanRow)).all())


def test_the_screen_shows_where_to_go_and_the_code(site: FastAPI) -> None:
    anna = adviser(site)

    page = opened(anna)

    code = code_of(anna)
    assert page.heading == "Doe mee op uw telefoon"
    assert f"127.0.0.1:8000/workshop Vul daar deze code in: {code[:3]} {code[3:]}" in page.text
    assert [found.get("aria-label") for found in page.all("div") if found.get("role") == "img"] == [
        f"QR-code van http://127.0.0.1:8000/workshop/{code}"
    ]
    assert "Minder dan 5 deelnemers" in page.text


def test_six_telephones_join_and_the_adviser_sees_counts_alone(site: FastAPI) -> None:
    anna = adviser(site)
    screen = opened(anna).path
    code = code_of(anna)
    owners = [finisher(site, company_name="Zilverdraad") for _ in range(5)]
    for owner in owners:
        assert owner.post(f"/workshop/{code}/meedoen", {}).status == 200
    owners.append(stranger(site))
    assert begin(owners[-1], code).path.startswith("/scan/vraag/")

    page = anna.get(screen)
    assert counts_on(page) == ["6", "5 of meer", "hoogstens 1"]
    assert "Zilverdraad" not in page.response.text
    closed = anna.post(f"{screen}/sluiten", {})
    assert (closed.heading, counts_on(closed)) == ("De workshop is voorbij", ["6", "5 of meer", "hoogstens 1"])
    assert "zelf met u te delen" in closed.text
    assert [owner.get("/scan/overzicht").status for owner in owners] == [200] * 6


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (Progress(6, None), ["6", "minder dan 5", "2 of meer"]),
        (Progress(6, 5), ["6", "5 of meer", "hoogstens 1"]),
        (Progress(5, 5), ["5", "iedereen", "niemand"]),
    ],
)
def test_counts_say_what_follows_and_no_more(progress: Progress, expected: list[str]) -> None:
    counts = Counts(progress)

    assert [counts.joined, counts.finished, counts.busy] == expected


def test_below_five_there_are_no_counts(site: FastAPI) -> None:
    anna = adviser(site)
    screen = opened(anna).path
    finisher(site).post(f"/workshop/{code_of(anna)}/meedoen", {})

    page = anna.get(screen)

    assert (counts_on(page), "Minder dan 5 deelnemers" in page.text) == ([], True)
    anna.post(f"{screen}/sluiten", {})
    assert "minder dan 5 deelnemers" in anna.get("/adviseur/workshops").text


def test_the_privacy_page_says_from_how_many_there_are_counts(site: FastAPI) -> None:
    assert f"pas vanaf {workshop_rules().least_to_count} deelnemers" in stranger(site).get("/privacy").text


def test_another_organisation_finds_no_such_workshop(site: FastAPI) -> None:
    anna, bert = adviser(site), adviser(site, name="Bert Bos", organisation_name=OTHER)
    screen = opened(anna).path

    nowhere = bert.get(f"/adviseur/workshops/{'0' * 32}")
    for page in (bert.get(screen), bert.post(f"{screen}/sluiten", {})):
        assert (page.status, page.response.text) == (404, nowhere.response.text)
    assert TITLE not in bert.get("/adviseur/workshops").text
    assert anna.get(screen).heading == "Doe mee op uw telefoon"


def test_a_colleague_sees_it_and_may_close_it(site: FastAPI) -> None:
    own = organisation(site.state.site.database)
    anna, hans = (signed_in(site, account(site.state.site.database, own, name=name)) for name in ("Anna", "Hans"))
    screen = opened(anna).path

    assert hans.get("/adviseur/workshops").links()[TITLE] == screen
    assert hans.post(f"{screen}/sluiten", {}).heading == "De workshop is voorbij"


def test_a_workshop_needs_a_name_that_is_not_too_long(site: FastAPI) -> None:
    anna = adviser(site)

    assert opened(anna, " ").errors == [("#title", "Geef de workshop een naam.")]
    long = opened(anna, "x" * 81)
    assert long.errors == [("#title", "De naam heeft 81 tekens. Kort hem in tot 80 tekens.")]
    assert long.field("title").get("value") == "x" * 81


def test_the_code_may_be_typed_in_small_letters_and_with_spaces(site: FastAPI) -> None:
    anna = adviser(site)
    opened(anna)
    code = code_of(anna)

    page = stranger(site).post("/workshop", {"workshop": f" {code[:3].lower()} - {code[3:]}"})

    assert (page.path, page.heading) == (f"/workshop/{code}", "Welkom bij de workshop")
    assert f"“{TITLE}” van Ondernemershuis Salland" in page.text


def test_it_promises_as_many_minutes_as_the_home_page(site: FastAPI) -> None:
    anna, owner = adviser(site), stranger(site)
    opened(anna)
    minutes = re.compile(r"ongeveer \d+ minuten")

    pages = [owner.get(path).text.lower() for path in ("/", f"/workshop/{code_of(anna)}")]

    assert len({minutes.findall(text)[0] for text in pages}) == 1


def test_a_wrong_a_closed_and_an_expired_code_get_the_same_page(site: FastAPI) -> None:
    anna, owner = adviser(site), stranger(site)
    screen = opened(anna).path
    code, wrong = code_of(anna), "222222"
    assert begin(owner, code).status == 200
    anna.post(f"{screen}/sluiten", {})
    closed = stranger(site).get(f"/workshop/{code}")
    with anna.site.database.write() as session:
        session.exec(update(WorkshopRow).values(closed_at=None, expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    expired = stranger(site).get(f"/workshop/{code}")

    unknown = stranger(site).get(f"/workshop/{wrong}")

    assert closed.response.text == expired.response.text == unknown.response.text.replace(wrong, code)
    assert (unknown.status, unknown.field("workshop").get("value")) == (404, wrong)
    typed = stranger(site).post("/workshop", {"workshop": wrong})
    assert (typed.status, typed.errors) == (422, unknown.errors)


def test_who_tries_many_codes_waits_and_keeps_the_scan_that_is_open(site: FastAPI) -> None:
    owner = beginner(site)
    owner.post("/workshop", {"workshop": "222222"})
    with owner.site.database.write() as session:
        session.exec(update(FailedAttemptsRow).values(count=workshop_rules().wrong_codes))

    page = owner.post("/workshop", {"workshop": "222222"})

    assert (page.status, page.heading) == (429, "Wacht even met de code")
    assert owner.get("/scan/overzicht").status == 200


def test_a_form_that_is_sent_twice_starts_one_scan(site: FastAPI) -> None:
    anna, owner = adviser(site), stranger(site)
    opened(anna)
    path = f"/workshop/{code_of(anna)}/begin"
    form = owner.get(path).filled_in() | COMPANY

    owner.post(path, form)
    first = secret_of(owner)
    owner.post(path, form)

    assert (secret_of(owner), links(owner)) == (first, 1)


def test_a_form_with_a_mark_of_its_own_shares_no_scan(site: FastAPI) -> None:
    anna = adviser(site)
    opened(anna)
    path = f"/workshop/{code_of(anna)}/begin"

    secrets = set()
    for _ in range(2):
        owner = stranger(site)
        owner.post(path, COMPANY | {"mark": "x"})
        secrets.add(secret_of(owner))

    assert len(secrets) == 2


def test_a_form_with_an_error_keeps_what_was_typed(site: FastAPI) -> None:
    anna, owner = adviser(site), stranger(site)
    opened(anna)

    page = begin(owner, code_of(anna), municipality="", company_name="Jansen")

    assert (page.status, [target for target, _ in page.errors]) == (422, ["#municipality"])
    assert page.field("company_name").get("value") == "Jansen"


def test_who_is_too_late_may_do_the_scan_apart_from_the_workshop(site: FastAPI) -> None:
    anna, owner = adviser(site), stranger(site)
    screen = opened(anna).path
    path = f"/workshop/{code_of(anna)}/begin"
    form = owner.get(path).filled_in() | COMPANY | {"company_name": "Jansen"}
    anna.post(f"{screen}/sluiten", {})

    page = owner.post(path, form)

    assert (page.status, "Deze workshop is voorbij of vol" in page.text) == (404, True)
    assert page.field("company_name").get("value") == "Jansen"
    assert [found.get("action") for found in page.all("form")] == ["/start"]


def test_a_scan_that_is_open_may_take_part(site: FastAPI) -> None:
    anna, owner = adviser(site), beginner(site)
    opened(anna)
    code = code_of(anna)
    assert "In deze browser staat al een scan open." in owner.get(f"/workshop/{code}").text
    assert "U heeft al een scan in deze browser." in owner.get(f"/workshop/{code}/begin").text

    secret = secret_of(owner)
    assert [owner.post(f"/workshop/{code}/meedoen", {}).path.split("/")[1] for _ in range(2)] == ["scan"] * 2

    assert (links(owner), secret_of(owner)) == (1, secret)
    assert owner.post("/workshop/222222/meedoen", {}).status == 404
