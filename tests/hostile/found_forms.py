"""The forms of the site as they stand in its pages, so that a new field is tested from its first day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from fastapi.routing import APIRoute

from tests.html import NAMESPACE
from tests.page import Page
from tests.visitor import Visitor
from tests.web.whole_site import NOWHERE

TYPED = {
    "municipality": "Deventer",
    "company_name": "Jansen & zonen",
    "kvk": "12345678",
    "email": "eigenaar@bedrijf.example",
    "contact_name": "Jan de Vries",
    "contact_email": "eigenaar@bedrijf.example",
    "reason": "Zij kennen uw vak.",
    "name": "Loket Salland",
    "person": "Dirk Bos",
    "text": "Jan belt over twee weken.",
    "who": "Jan",
}
"""What an owner types in a text field; in one that is not named here, nothing."""

OF_OWNERS = ("/start", "/verder", "/scan/")
"""How the addresses begin with which owners get on."""

_NEARLY = "Devnter"
"""Text for which a page offers what may be meant, in more fields."""


@dataclass(frozen=True)
class FoundForm:
    """A form as an owner sends it: `valid` is what is typed and chosen, `names` is every field, chosen or not."""

    page: str
    action: str
    valid: Mapping[str, str]
    texts: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def choices(self) -> list[str]:
        """The fields in which nothing is typed."""
        return [name for name in self.names if name not in self.texts]

    def __or__(self, other: "FoundForm") -> "FoundForm":
        """Return this form with the fields that it has elsewhere, too."""
        texts, names = (dict.fromkeys([*mine, *there]) for mine, there in _pairs(self, other))
        return replace(self, texts=tuple(texts), names=tuple(names))


def _pairs(one: FoundForm, other: FoundForm) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    yield one.texts, other.texts
    yield one.names, other.names


def all_forms(
    visitor: Visitor, begins: tuple[str, ...] = OF_OWNERS, places: Mapping[str, str] = NOWHERE
) -> list[FoundForm]:
    """Find the forms that begin like this on the pages that do, each with the fields that it has after a mistake too.

    `places` fills in the addresses of pages.
    """
    found: dict[str, FoundForm] = {}
    for path in paths(visitor, begins=begins, places=places):
        for form in (form for form in forms_of(visitor.get(path)) if form.action.startswith(begins)):
            again = [form]
            if form.texts and form.action not in found:
                again += forms_of(visitor.post(form.action, {**form.valid, **dict.fromkeys(form.texts, _NEARLY)}))
            for seen in again:
                found[form.action] = found.get(form.action, form) | seen
    # The start comes last: after it, another scan is open in the browser.
    return sorted(found.values(), key=lambda form: form.action == "/start")


def paths(
    visitor: Visitor,
    method: str = "GET",
    *,
    begins: tuple[str, ...] = OF_OWNERS,
    places: Mapping[str, str] = NOWHERE,
) -> Iterator[str]:
    """Yield the address of every page, filled in for this visitor; on its own, and as one comes from the check page."""
    own = {"secret": visitor.client.cookies.get("scan") or "x"}
    for route in visitor.routes:
        if isinstance(route, APIRoute) and method in (route.methods or ()) and route.path.startswith(begins):
            path = route.path.format_map({**places, **own})
            yield path
            if method == "GET" and "from_check" in route.endpoint.__annotations__:
                yield f"{path}?controle=1"


def forms_of(page: Page) -> list[FoundForm]:
    if not page.is_html:
        return []
    forms = [form for form in page.all("form") if form.get("method") == "post"]
    return [_found(page.path, form) for form in forms]


def _found(path: str, form: Element) -> FoundForm:
    valid: dict[str, str] = {}
    texts, names = [], []
    has_plain_button = any(not button.get("name") for button in form.findall(".//h:button", NAMESPACE))
    must_choose = ("radio",) if has_plain_button else ("radio", "button")
    for field in form.iter():
        name, tag = field.get("name", ""), str(field.tag).rpartition("}")[2]
        if not name or tag not in ("input", "select", "textarea", "button"):
            continue
        names.append(name)
        if name == "seen":  # a form that does not say what it showed is never out of date
            continue
        kind = tag if tag != "input" else field.get("type", "text")
        if kind in ("text", "textarea", "email", "tel", "search", "number", "password"):
            texts.append(name)
            valid[name] = TYPED.get(name, (field.text or "").strip() if tag == "textarea" else field.get("value", ""))
        elif kind == "select":
            valid[name] = _chosen(field)
        elif kind == "hidden" or field.get("checked") is not None or (kind in must_choose and name not in valid):
            valid[name] = field.get("value", "")
    return FoundForm(path, form.get("action") or path, valid, tuple(texts), tuple(dict.fromkeys(names)))


def _chosen(select: Element) -> str:
    options = select.findall(".//h:option", NAMESPACE)
    chosen = [option for option in options if option.get("selected") is not None]
    filled = [option for option in options if option.get("value")]
    return (chosen or filled)[0].get("value", "")
