"""Two advisers on one case, its owner, and forms that grow old: what was said to be saved is there, or was replaced."""

from dataclasses import dataclass, field
from itertools import count

from fastapi import FastAPI
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.accounts import account, organisation, signed_in
from tests.databases import on_both
from tests.page import Page
from tests.visitor import ORIGIN, Visitor
from tests.web.desk import share
from tests.web.whole_site import Contents, contents, finisher, scan_of

ADVISERS = st.sampled_from((0, 1))
KINDS = st.sampled_from(("view", "note", "action"))
FOLDERS = {"note": "notities", "action": "afspraken"}
_SERIAL = count(1)
OF_A_CASE = ("second_view", "note", "agreed_action", "case_event")


@dataclass
class Part:
    """A view, a note or an agreed action: its text, and whose it is if nobody else may change it."""

    text: str = ""
    author: int | None = None


@dataclass
class Truth:
    """What advisers and owner were told is stored, and what of that was replaced; a note or action by its path."""

    parts: dict[str, Part] = field(default_factory=dict)
    replaced: list[str] = field(default_factory=list)
    shared: str = ""
    response: str = ""


@dataclass(frozen=True)
class OldForm:
    path: str
    kind: str
    seen: str
    text: str


class AnyOrderAtADesk(RuleBasedStateMachine):
    """`truth` is what stands at the case, None when the owner shares nothing."""

    site: FastAPI
    forms = Bundle("forms")

    @initialize()
    def begin(self) -> None:
        database = self.site.state.site.database
        self.word = f"woord{next(_SERIAL)}x"
        self.own = organisation(database, name=f"Loket {next(_SERIAL)}")
        self.advisers = [signed_in(self.site, account(database, self.own, name=name)) for name in ("Anna", "Els")]
        self.owner = finisher(self.site)
        self.share()

    def new_text(self) -> str:
        return f"{self.word}{next(_SERIAL)}"

    def share(self) -> None:
        self.path, self.truth, self.is_shared = share(self.owner, self.own), Truth(), True

    @property
    def tables(self) -> Contents:
        """Return what is stored of the case, by table."""
        found = contents(self.owner.site.database)
        case_ids = {row["id"] for row in found["adviser_case"] if row["scan_id"] == scan_of(self.owner).id}
        return {table: [row for row in found[table] if row["case_id"] in case_ids] for table in OF_A_CASE}

    def send(self, visitor: Visitor, path: str, form: dict[str, str]) -> int:
        page = Page(visitor.client.post(path, data=form, headers={"origin": ORIGIN}, follow_redirects=False))
        assert page.status < 500
        return page.status

    def form(self, kind: str, text: str) -> dict[str, str]:
        if kind == "view":
            return {"answer": "c", "reason": text, "owner_answer": "a"}
        if kind == "note":
            return {"text": text, "readers": "organisation"}
        return {"title": text, "who": "Jan", "status": "started"}

    @rule(by=ADVISERS, kind=st.sampled_from(("note", "action")))
    def add(self, by: int, kind: str) -> None:
        text, folder = self.new_text(), FOLDERS[kind]
        step = {"step": "own"} if kind == "action" else {}
        status = self.send(self.advisers[by], f"{self.path}/{folder}", self.form(kind, text) | step)
        assert status == (303 if self.is_shared else 404)
        if self.is_shared:
            added = self.tables["note" if kind == "note" else "agreed_action"][-1]
            self.truth.parts[f"{folder}/{added['id']}"] = Part(text, by if kind == "note" else None)

    @rule(target=forms, by=ADVISERS, kind=KINDS)
    def open_a_form(self, by: int, kind: str) -> OldForm:
        """Leave a page open in a tab."""
        name = self.part_of(by, kind)
        page = self.advisers[by].get(f"{self.path}/{name}")
        part = self.truth.parts.get(name, Part())
        if not self.is_shared or (kind != "view" and name not in self.truth.parts):
            assert page.status == 404
            return OldForm(name, kind, "x", "x")
        return OldForm(name, kind, page.values("seen")[0], part.text)

    def part_of(self, by: int, kind: str) -> str:
        """Return the path of a part that this adviser may change; one is made if there is none."""
        if kind == "view":
            return "blik/planning"
        names = [name for name in self.truth.parts if name.startswith(FOLDERS[kind])]
        own = [name for name in names if self.truth.parts[name].author in (None, by)]
        if own or not self.is_shared:
            return own[-1] if own else f"{FOLDERS[kind]}/99"
        self.add(by, kind)
        return self.part_of(by, kind)

    @rule(by=ADVISERS, form=forms)
    def send_an_old_form(self, by: int, form: OldForm) -> None:
        text = self.new_text()
        status = self.send(
            self.advisers[by], f"{self.path}/{form.path}", self.form(form.kind, text) | {"seen": form.seen}
        )
        there = self.truth.parts.get(form.path)
        is_open = self.is_shared and (there is not None or form.kind == "view")
        if not is_open or (there and there.author not in (None, by)):
            assert status == 404
        elif (there.text if there else "") != form.text:
            assert status == 409
        else:
            assert status == 303
            self.truth.replaced += [there.text] if there else []
            self.truth.parts[form.path] = Part(text, there.author if there else None)

    @rule(by=ADVISERS, kind=KINDS)
    def change_at_once(self, by: int, kind: str) -> None:
        self.send_an_old_form(by, self.open_a_form(by, kind))

    @rule(by=ADVISERS, kind=KINDS)
    def change_in_two_tabs(self, by: int, kind: str) -> None:
        tab = self.open_a_form(by, kind)
        self.change_at_once(by if kind == "note" else 1 - by, kind)
        self.send_an_old_form(by, tab)

    @rule(by=ADVISERS)
    def share_anew_what_was_answered(self, by: int) -> None:
        self.change_at_once(by, "view")
        self.share_the_view(by)
        self.respond()
        self.change_at_once(by, "view")
        self.share_the_view(by)

    @rule(by=ADVISERS)
    def share_the_view(self, by: int) -> None:
        status = self.send(self.advisers[by], f"{self.path}/blik-delen", {})
        assert status == (303 if self.is_shared else 404)
        view = self.truth.parts.get("blik/planning", Part())
        if self.is_shared and view.text != self.truth.shared:
            self.truth.replaced += [text for text in (self.truth.shared, self.truth.response) if text]
            self.truth.shared, self.truth.response = view.text, ""

    @rule()
    def respond(self) -> None:
        form = {"reactie-planning": self.new_text(), "scan": scan_of(self.owner).mark}
        status = self.send(self.owner, "/scan/adviseur/blik/planning", form)
        assert status == (303 if self.truth.shared else 409)
        if self.truth.shared:
            self.truth.replaced += [self.truth.response] if self.truth.response else []
            self.truth.response = form["reactie-planning"]

    @rule(goes_on=st.booleans(), doubts=st.integers(0, 3))
    def withdraw(self, goes_on: bool, doubts: int) -> None:
        if doubts:
            return
        assert self.send(self.owner, "/scan/delen/intrekken", {"scan": scan_of(self.owner).mark}) == 303
        self.truth, self.is_shared = Truth(), False
        assert self.word not in str(contents(self.owner.site.database))
        if goes_on:
            self.share()

    @invariant()
    def all_that_was_acknowledged_is_there(self) -> None:
        tables, truth = self.tables, self.truth
        texts = {f"blik/{row['question_id']}": row["reason"] for row in tables["second_view"]}
        texts |= {f"notities/{row['id']}": row["text"] for row in tables["note"]}
        texts |= {f"afspraken/{row['id']}": row["title"] for row in tables["agreed_action"]}
        assert texts == {path: part.text for path, part in truth.parts.items()}
        seen = [(row["shared_reason"] or "", row["response"] or "") for row in tables["second_view"]]
        assert seen in ([], [(truth.shared, truth.response)])
        told = str([row["details"] for row in tables["case_event"]])
        assert [text for text in truth.replaced if f"'{text}'" not in told] == []


@on_both
def test_two_advisers_and_an_owner_lose_nothing_in_any_order(site: FastAPI) -> None:
    machine = type("AnyOrderHere", (AnyOrderAtADesk,), {"site": site})

    chosen = settings(max_examples=6, stateful_step_count=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    run_state_machine_as_test(machine, settings=chosen)
