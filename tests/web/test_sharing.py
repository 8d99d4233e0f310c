"""Sharing a scan: the owner reads what advisers see, chooses with whom and until when, and agrees."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from app.db.account_tables import OrganisationRow
from app.db.engine import Database
from app.domain.account import Kind, Organisation
from app.web.sharing_consent import current_sharing_text
from tests.accounts import organisation
from tests.conftest import NOW
from tests.mail_server import MailBox, running
from tests.together import adviser, start_together
from tests.visitor import ORIGIN, Visitor
from tests.waiting import wait_until
from tests.web.sharing import CONTACT, cases, consents, later, mailing_owner, share, waiting_mail
from tests.web.test_figures import TOLD
from tests.web.whole_site import finisher


@pytest.fixture
def owner(make_app: Callable[..., FastAPI]) -> Visitor:
    """An owner with a plan, on a site that can mail."""
    return mailing_owner(make_app)


@pytest.fixture
def advisers(database: Database) -> Organisation:
    return organisation(database)


def elsewhere(database: Database, *, name: str = "Kennispoort Zwolle", area: tuple[str, ...] = ("GM0193",)) -> int:
    """Add an organisation of advisers in another area, and return its id."""
    added = organisation(database, name=name)
    with database.write() as session:
        session.get_one(OrganisationRow, added.id).municipalities = list(area)
    return added.id


def test_without_organisations_it_leads_to_somebody_to_ask(owner: Visitor) -> None:
    page = owner.get("/scan/delen")

    assert "Er doet nu nog geen organisatie met adviseurs mee." in page.text
    assert page.links()["Stel een vraag"] == "/vraag"
    assert page.values("organisation") == []


def test_the_organisation_of_the_municipality_comes_first(
    owner: Visitor, advisers: Organisation, database: Database
) -> None:
    far, national = elsewhere(database), elsewhere(database, name="KVK", area=())

    page = owner.get("/scan/delen")

    assert page.values("organisation") == [str(one) for one in (advisers.id, national, far)]
    assert page.text.index("Bij u in de buurt") < page.text.index("Voor het hele land") < page.text.index("Zwolle")


def test_no_province_and_no_closed_organisation_is_offered(owner: Visitor, database: Database) -> None:
    organisation(database, Kind.PROVINCE, name="Provincie Overijssel")
    closed = organisation(database, name="Gesloten")
    with database.write() as session:
        session.get_one(OrganisationRow, closed.id).closed_at = NOW

    assert owner.get("/scan/delen").values("organisation") == []


def test_it_says_before_choosing_what_they_see_and_what_not(owner: Visitor, advisers: Organisation) -> None:
    page = owner.get("/scan/delen")

    text = current_sharing_text()
    said = (*text.sees, *text.hides, *text.adds, *text.afterwards, text.purpose, text.mail, text.agree, text.withdraw)
    assert all(line and line in page.text for line in said)
    assert page.links()["Bekijk precies wat de adviseur ziet"] == "/scan/delen/voorbeeld"


def test_nothing_is_agreed_to_or_chosen_beforehand(owner: Visitor, advisers: Organisation) -> None:
    page = owner.get("/scan/delen")

    assert (page.chosen("organisation"), page.chosen("consent")) == ([], [])
    assert len(page.values("ends_on")) == 3


def test_a_link_from_a_step_chooses_its_organisation(owner: Visitor, advisers: Organisation) -> None:
    assert owner.get(f"/scan/delen?met={advisers.id}").chosen("organisation") == [str(advisers.id)]


def test_a_scan_with_open_questions_cannot_be_shared(visitor: Visitor, advisers: Organisation) -> None:
    visitor.start()

    assert share(visitor, advisers).path == "/scan/vraag/planning"
    assert cases(visitor) == []


def test_the_example_is_what_an_adviser_sees(owner: Visitor, advisers: Organisation) -> None:
    page = owner.get("/scan/delen/voorbeeld")

    assert "Dit is een voorbeeld. U deelt nog niets door te kijken." in page.text
    assert "Alle antwoorden" in page.text
    assert "geheime link" not in page.text


def test_it_is_shared_as_it_was_filled_in(owner: Visitor, advisers: Organisation) -> None:
    page = share(owner, advisers)

    (case,) = cases(owner)
    told = (case.contact_name, case.contact_email, case.contact_phone, case.question)
    assert (page.status, page.path, page.heading) == (200, "/scan/delen", "U deelt uw scan")
    assert told == tuple(CONTACT.values())
    assert (case.organisation_id, case.ends_on.isoformat()) == (advisers.id, later(100))


def test_the_proof_says_which_text_and_how_much(owner: Visitor, advisers: Organisation) -> None:
    share(owner, advisers)

    (consent,) = consents(owner)
    assert (consent.text_version, consent.scope) == (current_sharing_text().version, "case")


def test_afterwards_it_says_with_whom_until_when_and_what_was_told(owner: Visitor, advisers: Organisation) -> None:
    text = share(owner, advisers).text

    for words in (advisers.name, "Jan de Vries", "jan@bedrijf.example", "0570 12 34 56", "Wie doet dat al?"):
        assert words in text


def test_the_letter_names_nobody(owner: Visitor, advisers: Organisation) -> None:
    share(owner, advisers)

    (mail,) = waiting_mail(owner)
    assert mail.recipient == advisers.email
    assert f"{ORIGIN}/inloggen" in mail.text
    assert not any(word in mail.text + mail.html for word in ("Jan", "jan@", "dagstart", "Deventer"))


def test_where_the_site_cannot_mail_no_letter_waits(visitor: Visitor, advisers: Organisation) -> None:
    visitor.finish()

    assert share(visitor, advisers).heading == "U deelt uw scan"
    assert waiting_mail(visitor) == []


def test_a_real_mail_server_gets_both_letters(make_app: Callable[..., FastAPI], advisers: Organisation) -> None:
    box = MailBox()
    with running(box) as port:
        sharer = mailing_owner(make_app, port=port)
        assert sharer.site.postman
        sharer.site.postman.start()
        share(sharer, advisers)
        # A letter that still waits would go with the share.
        wait_until(lambda: len(box.messages) == 1)
        sharer.post("/scan/delen/intrekken", {})
        wait_until(lambda: len(box.messages) == 2)
        sharer.site.postman.stop()

    assert {mail["Subject"] for mail in box.messages} == {
        "Een ondernemer vraagt om uw advies",
        "Een ondernemer deelt een scan niet meer met u",
    }
    assert set(box.recipients) == {advisers.email}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation": ""}, "organisation"),
        ({"organisation": "99999"}, "organisation"),
        ({"organisation": "' OR 1=1 --"}, "organisation"),
        ({"ends_on": ""}, "ends_on"),
        ({"ends_on": "2027-02-31"}, "ends_on"),
        ({"ends_on": later(-1)}, "ends_on"),
        ({"ends_on": later(500)}, "ends_on"),
        ({"contact_name": " "}, "contact_name"),
        ({"contact_name": "\u200d"}, "contact_name"),
        ({"contact_name": "x" * 81}, "contact_name"),
        ({"contact_email": "", "contact_phone": ""}, "contact_email"),
        ({"contact_email": "jan"}, "contact_email"),
        ({"contact_phone": "bel mij"}, "contact_phone"),
        ({"contact_phone": "0" * 31}, "contact_phone"),
        ({"question": "x" * 1001}, "question"),
        ({"consent_version": "1999.1"}, "consent"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(
    owner: Visitor, advisers: Organisation, changes: dict[str, str], field: str
) -> None:
    page = share(owner, advisers, **changes)

    typed = CONTACT | changes
    assert (page.status, [target for target, _ in page.errors]) == (422, [f"#{field}"])
    assert page.field("question").text == typed["question"]
    assert page.field("contact_phone").get("value") == typed["contact_phone"].strip()
    assert cases(owner) == []


def test_mistakes_are_told_in_the_order_of_the_page(owner: Visitor, advisers: Organisation) -> None:
    page = owner.post("/scan/delen", {"contact_phone": "bel mij"})

    told = [target.removeprefix("#") for target, _ in page.errors]
    assert told == ["organisation", "ends_on", "contact_name", "contact_phone", "consent"]


def test_without_the_tick_nothing_is_shared(owner: Visitor, advisers: Organisation) -> None:
    form = CONTACT | {"organisation": str(advisers.id), "ends_on": later(90)}

    page = owner.post("/scan/delen", form | {"consent_version": current_sharing_text().version})

    assert page.errors == [("#consent", "Kruis dit aan als u ermee akkoord gaat. Zonder uw akkoord delen wij niets.")]
    assert cases(owner) == []


def test_a_text_that_changed_is_asked_again_with_the_tick_off(owner: Visitor, advisers: Organisation) -> None:
    page = share(owner, advisers, consent_version="1999.1")

    assert page.chosen("consent") == []
    assert page.chosen("organisation") == [str(advisers.id)]


@pytest.mark.parametrize("kind", [Kind.PROVINCE, Kind.ADMIN])
def test_an_organisation_without_advisers_is_as_unknown_as_any(
    owner: Visitor, advisers: Organisation, database: Database, kind: Kind
) -> None:
    other = organisation(database, kind, name="Provincie Overijssel")

    known, unknown = (share(owner, advisers, organisation=chosen).errors for chosen in (str(other.id), "99999"))

    assert known == unknown


def test_without_javascript_one_way_to_reach_the_owner_is_enough(owner: Visitor, advisers: Organisation) -> None:
    share(owner, advisers, contact_email="", question="")

    assert [(case.contact_email, case.contact_phone, case.question) for case in cases(owner)] == [
        (None, "0570 12 34 56", "")
    ]


def test_figures_are_offered_only_when_there_are_some(owner: Visitor, advisers: Organisation) -> None:
    before = owner.get("/scan/delen").values("figures")
    owner.post("/scan/cijfers", TOLD)

    assert (before, owner.get("/scan/delen").values("figures")) == ([], ["1"])


def test_figures_are_shared_only_when_ticked(owner: Visitor, advisers: Organisation) -> None:
    owner.post("/scan/cijfers", TOLD)

    share(owner, advisers, figures="1")

    assert [consent.scope for consent in consents(owner)] == ["case_and_figures"]


def test_a_tick_for_figures_that_are_not_there_shares_none(owner: Visitor, advisers: Organisation) -> None:
    share(owner, advisers, figures="1")

    assert [consent.scope for consent in consents(owner)] == ["case"]


def test_the_example_has_the_figures_only_when_asked(owner: Visitor, advisers: Organisation) -> None:
    owner.post("/scan/cijfers", TOLD)

    without, with_figures = (owner.get(f"/scan/delen/voorbeeld{query}").text for query in ("", "?cijfers=1"))

    assert ("De toegevoegde waarde" in without, "De toegevoegde waarde" in with_figures) == (False, True)


def test_a_second_tab_with_another_organisation_is_told(
    owner: Visitor, advisers: Organisation, database: Database
) -> None:
    other = elsewhere(database)
    share(owner, advisers)

    page = share(owner, advisers, organisation=str(other), question="Een andere vraag")

    assert (page.status, page.heading) == (409, "U deelt uw scan")
    assert "U deelt uw scan al met Ondernemershuis Regio Stedendriehoek." in page.text
    assert page.field("question").text == "Een andere vraag"
    assert [case.organisation_id for case in cases(owner)] == [advisers.id]


def test_a_form_of_an_earlier_scan_shares_nothing(site: FastAPI, database: Database) -> None:
    owner, advisers = finisher(site), organisation(database)

    assert share(owner, advisers, scan="f" * 12).status == 409
    assert cases(owner) == []


def test_the_scan_file_says_what_is_shared_and_agreed_to(owner: Visitor, advisers: Organisation) -> None:
    share(owner, advisers)

    shared = owner.client.get("/scan/scanbestand.json").json()["sharing"]

    assert (shared["now"]["organisation"], shared["now"]["contact"]["name"]) == (advisers.name, "Jan de Vries")
    assert [consent["ended_by"] for consent in shared["consents"]] == [None]


def test_two_owners_see_only_their_own_share(
    visit: Callable[[], Visitor], owner: Visitor, advisers: Organisation
) -> None:
    other = visit()
    other.finish()
    share(owner, advisers)

    assert other.get("/scan/delen").heading == "Deel uw scan met een adviseur"
    assert "Jan de Vries" not in other.get("/scan/logboek").text


def test_beside_an_adviser_the_log_says_who_was_there(site: FastAPI, database: Database) -> None:
    anna, advisers = adviser(site), organisation(database)
    start_together(anna)
    anna.answer_all()
    anna.post("/scan/controle", {})

    share(anna, advisers)
    anna.post("/scan/delen/gegevens", CONTACT | {"question": "Iets anders"})
    anna.post("/scan/delen/intrekken", {})

    log = anna.get("/scan/logboek").text
    assert f"U deelde uw scan met {advisers.name}. Anna de Boer vulde hem samen met u in." in log
    assert f"U veranderde wat u deelt met {advisers.name}. Anna de Boer vulde uw scan samen met u in." in log
    assert f"U stopte met delen met {advisers.name}. Anna de Boer vulde uw scan samen met u in." in log
