"""A page as a visitor meets it: what it says, found by label or heading, and what must hold on every page."""

import re
from functools import cached_property, lru_cache
from xml.etree.ElementTree import Element

from httpx2 import Response

from tests.html import NAMESPACE, parse

HEADERS = ("content-security-policy", "referrer-policy", "x-content-type-options", "x-frame-options")


class Page:
    """A response that has been checked: HTML5, one h1 that the title has too, unique ids, bound labels."""

    def __init__(self, response: Response) -> None:
        self.response = response
        self.status = response.status_code
        self.path = response.url.path
        for name in HEADERS:
            assert name in response.headers, f"{self.path} has no {name}"
        if self.is_html:
            self._check()

    @property
    def is_html(self) -> bool:
        return self.response.headers.get("content-type", "").startswith("text/html")

    @cached_property
    def root(self) -> Element:
        return _parsed(self.response.text)

    @property
    def title(self) -> str:
        return text_of(self.all("title")[0])

    @property
    def heading(self) -> str:
        return text_of(self.all("h1")[0])

    @property
    def text(self) -> str:
        return text_of(self.all("body")[0])

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The links of the error summary: their target and their text."""
        summary = [box for box in self.root.iter() if box.get("aria-labelledby") == "error-summary-title"]
        return [(link.get("href", ""), text_of(link)) for box in summary for link in box.findall(".//h:a", NAMESPACE)]

    def all(self, tag: str) -> list[Element]:
        return self.root.findall(f".//h:{tag}", NAMESPACE)

    def field(self, name: str) -> Element:
        return next(
            found for tag in ("input", "select", "textarea") for found in self.all(tag) if found.get("name") == name
        )

    def links(self) -> dict[str, str]:
        return {text_of(link): link.get("href", "") for link in self.all("a")}

    def values(self, name: str) -> list[str]:
        """The values of the radios with this name, in order."""
        return [found.get("value", "") for found in self.all("input") if found.get("name") == name]

    def chosen(self, name: str) -> list[str]:
        radios = [found for found in self.all("input") if found.get("name") == name]
        return [found.get("value", "") for found in radios if found.get("checked") is not None]

    def filled_in(self) -> dict[str, str]:
        """What a browser would send of the only form: hidden and typed text, and what is chosen."""
        form: dict[str, str] = {}
        for found in self.all("input"):
            if found.get("type") not in ("radio", "checkbox") or found.get("checked") is not None:
                form[found.get("name", "")] = found.get("value", "")
        for typed in self.all("textarea"):
            form[typed.get("name", "")] = typed.text or ""
        for select in self.all("select"):
            chosen = [o.get("value", "") for o in select.iter() if o.get("selected") is not None]
            form[select.get("name", "")] = (chosen or [""])[0]
        return form

    def _check(self) -> None:
        assert len(self.all("h1")) == 1, f"{self.path} has {len(self.all('h1'))} h1"
        assert self.heading in self.title, f"the title of {self.path} is {self.title!r}, its h1 {self.heading!r}"
        ids = [element.get("id") for element in self.root.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), f"{self.path} has an id twice"
        for label in self.all("label"):
            assert label.get("for") in ids, f"a label of {self.path} belongs to nothing: {text_of(label)}"
        for element in self.root.iter():
            for name in ("aria-describedby", "aria-labelledby"):
                for target in (element.get(name) or "").split():
                    assert target in ids, f"{name} on {self.path} points to nothing: {target}"
        assert not re.search(r"\bNone\b|Undefined", self.text), f"{self.path} shows a raw value"


@lru_cache(maxsize=200)
def _parsed(document: str) -> Element:
    """Parse a page, unless it was parsed lately, as half of them were. What is returned is for reading only."""
    return parse(document)


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
