"""HTML as a browser reads it, held to the letter of its standard."""

import re
from xml.etree.ElementTree import Element, fromstring

import markupever

NAMESPACE = {"h": "http://www.w3.org/1999/xhtml"}
# As XML it leaves what begins a tag as it is in the value of an attribute, and names the namespace of a drawing twice.
_TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)+>')
_TWICE = ' :xmlns="http://www.w3.org/2000/svg"'


def parse(document: str) -> Element:
    """Return the tree of a page. What the standard calls an error is one."""
    parser = markupever.Parser(markupever.HtmlOptions(exact_errors=True))
    parser.process(document)
    parser.finish()
    assert parser.errors() == []
    page = parser.into_dom().select_one("html")
    assert page is not None
    return fromstring(_TAG.sub(_escaped, page.serialize(is_html=False)))


def _escaped(tag: re.Match[str]) -> str:
    return "<" + tag[0][1:].replace("<", "&lt;").replace(_TWICE, "")


def parse_part(part: str, *, container: str = "div") -> Element:
    """Return this element with a part of a page in it, their names without a namespace."""
    around = f"<{container}>{part}</{container}>"
    if container == "tbody":
        around = f"<table>{around}</table>"
    tree = parse(f"<!doctype html><html><head><title>-</title></head><body>{around}</body></html>")
    found = without_namespaces(tree).find(f"body//{container}")
    assert found is not None
    return found


def without_namespaces(tree: Element) -> Element:
    for element in tree.iter():
        element.tag = element.tag.rpartition("}")[2]
    return tree
