"""The macro of a component: calls it, and parses what it prints."""

from typing import Any
from xml.etree.ElementTree import Element

from jinja2 import Environment
from markupsafe import Markup

from tests.html import parse_part


class Macros:
    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def html(self, name: str, /, *args: Any, inside: str | None = None, **kwargs: Any) -> str:
        macro = getattr(self.environment.get_template(f"components/{name}.html").module, name)
        caller = {} if inside is None else {"caller": lambda: Markup(inside)}
        return str(macro(*args, **kwargs, **caller))

    def part(self, name: str, /, *args: Any, **kwargs: Any) -> Element:
        return parse_part(self.html(name, *args, **kwargs), container=_container(name))

    def text(self, name: str, /, *args: Any, **kwargs: Any) -> str:
        return words(self.part(name, *args, **kwargs))


def _container(name: str) -> str:
    return {"score_row": "tbody", "summary_row": "dl"}.get(name, "div")


def words(part: Element) -> str:
    return " ".join("".join(part.itertext()).split())


def found(part: Element, tag: str) -> Element:
    element = part.find(f".//{{*}}{tag}")
    assert element is not None, f"no {tag}"
    return element
