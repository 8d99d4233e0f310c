"""A scan that is shared: its owner reads what was agreed, changes it, and stops as easily as it began."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from sqlmodel import select

from app.db.account_tables import OrganisationRow
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import ConsentRow
from app.domain.account import Organisation
from app.services.expired_shares import expire_shares
from app.web.sharing_consent import current_sharing_text
from tests.accounts import account, organisation, signed_in
from tests.conftest import NOW
from tests.page import text_of
from tests.visitor import Visitor
from tests.web.sharing import CONTACT, agreed, cases, consents, later, mailing_owner, share, waiting_mail
from tests.web.test_figures import TOLD
from tests.web.whole_site import scan_of


@pytest.fixture
def owner(make_app: Callable[..., FastAPI]) -> Visitor:
    """An owner with a plan, on a site that can mail."""
    return mailing_owner(make_app)


@pytest.fixture
def advisers(database: Database) -> Organisation:
    return organisation(database)


@pytest.fixture
def sharer(owner: Visitor, advisers: Organisation) -> Visitor:
    share(owner, advisers)
    return owner


def seen(sharer: Visitor, number: int) -> str:
    """Return what the form of the details (0) or that of the terms (1) says it saw."""
    return sharer.get("/scan/delen").values("seen")[number]


def test_details_are_changed(sharer: Visitor) -> None:
    page = sharer.post("/scan/delen/gegevens", CONTACT | {"question": "Iets anders", "seen": seen(sharer, 0)})

    assert (page.path, "Uw wijziging is opgeslagen." in page.text) == ("/scan/delen", True)
    assert cases(sharer)[0].question == "Iets anders"


def test_wrong_details_are_told_in_an_open_form(sharer: Visitor) -> None:
    page = sharer.post("/scan/delen/gegevens", CONTACT | {"contact_email": "jan", "seen": seen(sharer, 0)})

    assert (page.status, [target for target, _ in page.errors]) == (422, ["#contact_email"])
    assert any(details.get("open") is not None for details in page.all("details"))


def test_details_that_another_tab_changed_are_told(sharer: Visitor) -> None:
    stale = seen(sharer, 0)
    sharer.post("/scan/delen/gegevens", CONTACT | {"contact_name": "Piet", "seen": stale})

    page = sharer.post("/scan/delen/gegevens", CONTACT | {"contact_name": "Klaas", "seen": stale})

    assert (page.status, page.errors) == (409, [("#contact_name", "Bij “Uw naam” staat nu bij ons: Piet.")])
    assert page.field("contact_name").get("value") == "Klaas"
    assert cases(sharer)[0].contact_name == "Piet"


def test_after_a_mistake_what_another_tab_changed_is_told_too(sharer: Visitor) -> None:
    stale = seen(sharer, 0)
    sharer.post("/scan/delen/gegevens", CONTACT | {"contact_name": "Piet", "seen": stale})
    mistaken = sharer.post("/scan/delen/gegevens", CONTACT | {"contact_email": "jan", "seen": stale})

    page = sharer.post("/scan/delen/gegevens", CONTACT | {"seen": mistaken.values("seen")[0]})

    assert page.status == 409
    assert cases(sharer)[0].contact_name == "Piet"


def test_it_is_prolonged_with_one_button(sharer: Visitor) -> None:
    sharer.post("/scan/delen/afspraak", agreed(ends_on=later(300), seen=seen(sharer, 1)))

    assert cases(sharer)[0].ends_on.isoformat() == later(300)
    assert [consent.ended_by for consent in consents(sharer)] == ["replaced", None]


def test_near_the_end_the_latest_day_is_chosen(sharer: Visitor) -> None:
    sharer.post("/scan/delen/afspraak", agreed(ends_on=later(5)))

    page = sharer.get("/scan/delen")

    assert page.chosen("ends_on") == [page.values("ends_on")[-1]]


def test_terms_are_not_changed_on_another_text(sharer: Visitor) -> None:
    page = sharer.post("/scan/delen/afspraak", agreed(ends_on=later(300), consent_version="1999.1"))

    assert (page.status, [target for target, _ in page.errors]) == (422, ["#consent"])
    assert len(consents(sharer)) == 1


def test_terms_that_another_tab_changed_are_told(sharer: Visitor) -> None:
    stale = seen(sharer, 1)
    sharer.post("/scan/delen/afspraak", agreed(ends_on=later(200), seen=stale))

    page = sharer.post("/scan/delen/afspraak", agreed(ends_on=later(300), seen=stale))

    assert (page.status, [target for target, _ in page.errors]) == (409, ["#ends_on"])
    assert cases(sharer)[0].ends_on.isoformat() == later(200)


def test_a_closed_organisation_is_told_and_cannot_be_prolonged(sharer: Visitor, database: Database) -> None:
    with database.write() as session:
        session.get_one(OrganisationRow, cases(sharer)[0].organisation_id).closed_at = NOW

    page = sharer.get("/scan/delen")

    assert "Deze organisatie doet nu niet mee." in page.text
    assert page.values("ends_on") == []
    assert sharer.post("/scan/delen/afspraak", agreed(ends_on=later(300))).status == 404


@pytest.mark.parametrize("path", ["/scan/delen/gegevens", "/scan/delen/afspraak"])
def test_a_change_after_stopping_keeps_what_was_typed(sharer: Visitor, path: str) -> None:
    sharer.post("/scan/delen/intrekken", {})

    page = sharer.post(path, CONTACT | agreed())

    assert (page.status, page.heading) == (409, "U deelt deze scan niet meer")
    assert "Wie doet dat al?" in page.text


def test_stopping_takes_as_many_steps_as_sharing(sharer: Visitor) -> None:
    assert sharer.get("/scan/resultaat").links()["Stop met delen"] == "/scan/delen/intrekken"

    page = sharer.post("/scan/delen/intrekken", {})

    assert (page.path, page.heading) == ("/scan/delen/intrekken", "U deelt uw scan niet meer")
    assert page.links()["opnieuw delen"] == "/scan/delen"


def test_looking_at_the_page_to_stop_stops_nothing(sharer: Visitor) -> None:
    page = sharer.get("/scan/delen/intrekken")

    assert all(words in page.text for words in ("Dit wissen wij", "Dit blijft", "1 jaar", "2 jaar"))
    assert len(cases(sharer)) == 1


def test_stopping_ends_it_at_once_and_tells_the_organisation(sharer: Visitor) -> None:
    sharer.post("/scan/delen/intrekken", {})

    assert (cases(sharer), [consent.ended_by for consent in consents(sharer)]) == ([], ["owner"])
    assert [mail.subject for mail in waiting_mail(sharer)] == ["Een ondernemer deelt een scan niet meer met u"]


def test_an_adviser_who_has_it_open_gets_nothing_more(
    sharer: Visitor, advisers: Organisation, database: Database
) -> None:
    adviser = signed_in(sharer.client.app, account(database, advisers))  # type: ignore[arg-type]  # any ASGI app
    path = f"/adviseur/dossiers/{cases(sharer)[0].key}"
    before = adviser.get(path).status

    sharer.post("/scan/delen/intrekken", {})

    assert (before, adviser.get(path).status) == (200, 404)


@pytest.mark.parametrize("figures", [False, True])
def test_an_adviser_sees_just_what_the_preview_shows(
    owner: Visitor, advisers: Organisation, database: Database, figures: bool
) -> None:
    owner.post("/scan/cijfers", TOLD)
    share(owner, advisers, **({"figures": "1"} if figures else {}))
    adviser = signed_in(owner.client.app, account(database, advisers))  # type: ignore[arg-type]  # any ASGI app

    preview = owner.get(f"/scan/delen/voorbeeld{'?cijfers=1' if figures else ''}")
    seen = adviser.get(f"/adviseur/dossiers/{cases(owner)[0].key}")

    handling, contact, question, first, work, *shared, looks = (text_of(section) for section in seen.all("section"))
    assert shared == [text_of(section) for section in preview.all("section")]
    assert ("De toegevoegde waarde" in preview.text) is figures
    begins = ("In behandeling", "Contact", "Vraag", "Hier eerst", "Wat u en uw", "Wie van u")
    found = zip((handling, contact, question, first, work, looks), begins, strict=True)
    assert all(section.startswith(words) for section, words in found)


def test_stopping_works_when_questions_are_open_again(sharer: Visitor) -> None:
    with sharer.site.database.write() as session:
        session.get_one(ScanRow, scan_of(sharer).id).finished_at = None

    assert sharer.get("/scan/delen").heading == "U deelt uw scan"
    page = sharer.post("/scan/delen/intrekken", {})

    assert (cases(sharer), page.heading) == ([], "U deelt uw scan niet meer")


def test_where_nothing_is_shared_there_is_nothing_to_stop(owner: Visitor) -> None:
    assert "U deelt uw scan nu met niemand." in owner.get("/scan/delen/intrekken").text
    assert owner.post("/scan/delen/intrekken", {}).status == 200


def test_the_page_to_delete_says_that_sharing_stops(sharer: Visitor, advisers: Organisation) -> None:
    text = sharer.get("/scan/verwijderen").text

    assert f"U deelt uw scan met {advisers.name}. Ook dat stopt dan meteen." in text


def test_deleting_the_scan_ends_it(sharer: Visitor) -> None:
    sharer.post("/scan/verwijderen", {})

    assert (cases(sharer), [consent.ended_by for consent in consents(sharer)]) == ([], ["scan_removed"])
    assert [mail.subject for mail in waiting_mail(sharer)] == ["Een gedeelde scan is verwijderd"]


def test_a_share_that_is_over_shows_the_form_again(sharer: Visitor) -> None:
    with sharer.site.database.write() as session:
        case = session.merge(cases(sharer)[0])
        case.ends_on = (datetime.now(UTC) - timedelta(2)).date()

    assert sharer.get("/scan/delen").heading == "Deel uw scan met een adviseur"


def test_a_plan_leads_to_the_organisation_behind_a_door(
    owner: Visitor, advisers: Organisation, database: Database
) -> None:
    door = scan_of(owner).report.plan[0].door.id
    with database.write() as session:
        session.get_one(OrganisationRow, advisers.id).door = door

    links = owner.get("/scan/resultaat").links()

    assert links[f"Deel uw scan met {advisers.name}"] == f"/scan/delen?met={advisers.id}"


def test_questions_lead_to_the_organisation_of_the_municipality(owner: Visitor, advisers: Organisation) -> None:
    links = owner.get("/vraag").links()

    assert links[f"Deel uw scan met {advisers.name}"] == f"/scan/delen?met={advisers.id}"


def test_who_shares_reads_with_a_question_who_can_see_the_scan(sharer: Visitor, advisers: Organisation) -> None:
    page = sharer.get("/vraag")

    assert f"U deelt uw scan met {advisers.name}. Wie daar als adviseur inlogt, kan hem zien." in page.text
    assert page.links()["Bekijk of wijzig wat u deelt"] == "/scan/delen"
    assert f"Deel uw scan met {advisers.name}" not in page.links()


def test_a_stranger_with_a_question_is_not_asked_to_share(visitor: Visitor, advisers: Organisation) -> None:
    assert advisers.name not in visitor.get("/vraag").links()
    assert "Laat een adviseur meekijken" not in visitor.get("/vraag").text


def test_mail_that_ends_soon_says_where_to_prolong(sharer: Visitor) -> None:
    sharer.post("/scan/delen/afspraak", agreed(ends_on=later(10)))

    expire_shares(sharer.site.database, can_mail=True, now=datetime.now(UTC))

    mail = waiting_mail(sharer)[-1]
    assert mail.recipient == "jan@bedrijf.example"
    assert "Bekijk of wijzig wat u deelt" in mail.text
    assert "/verder/" not in mail.text + mail.html
    assert "Bekijk of wijzig wat u deelt" in sharer.get("/scan/resultaat").links()


def agreed_to_the_first_text(sharer: Visitor) -> None:
    with sharer.site.database.write() as session:
        for consent in session.exec(select(ConsentRow)):
            consent.text_version = "2026.1"
            session.add(consent)


def test_who_agreed_to_an_earlier_text_is_told_at_the_top_that_there_is_a_new_one(sharer: Visitor) -> None:
    before = sharer.get("/scan/delen").links()
    agreed_to_the_first_text(sharer)

    page = sharer.get("/scan/delen")

    assert ("Lees de nieuwe tekst" in before, page.links()["Lees de nieuwe tekst"]) == (False, "#afspraak")
    assert "Dit geldt vanaf nu, als u akkoord gaat:" in page.text


def test_agreeing_anew_is_agreeing_to_the_new_text(sharer: Visitor) -> None:
    agreed_to_the_first_text(sharer)

    sharer.post("/scan/delen/afspraak", agreed(seen=seen(sharer, 1)))

    assert [consent.text_version for consent in consents(sharer)] == ["2026.1", current_sharing_text().version]


def test_before_withdrawing_it_says_what_goes_and_where_to_keep_it(sharer: Visitor) -> None:
    page = sharer.get("/scan/delen/intrekken")

    assert page.links()["Sla dan eerst uw scanbestand op"] == "/scan/scanbestand.json"
    assert "De notities, de eigen blik en de afspraken van de adviseur, en wat u daarop antwoordde." in page.text
