"""Every template, of pages and paper: it parses, stays short, imports nothing it does not use and works nothing out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes
from jinja2.filters import FILTERS

from app.rendering.templates import REPORT_TEMPLATES
from app.web.templating import WEB_TEMPLATES, page_environment

TEMPLATES = sorted(
    [*WEB_TEMPLATES.rglob("*.html"), *REPORT_TEMPLATES.rglob("*.html"), *REPORT_TEMPLATES.rglob("*.txt")]
)
WORKS_OUT = (nodes.BinExpr, nodes.UnaryExpr, nodes.Concat, nodes.Dict, nodes.List, nodes.Getitem, nodes.NSRef)
LOGIC = (nodes.And, nodes.Or, nodes.Not)
# The filters of Jinja itself, but for those that only write otherwise what there is.
BUILT_IN = set(FILTERS) - {"capitalize", "first", "join", "lower", "urlencode"}
# Words for each id of one kind: text does not stand in Python, and an id has no properties to ask.
WORD_LISTS = {
    "all_of_words",
    "answer_text",
    "dimension_words",
    "effort_words",
    "result_words",
    "step_kind",
    "step_words",
    "trend_words",
}
# A field marks which of its choices was made.
MARKS_A_CHOICE = {"radio", "select"}


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_short_and_uses_what_it_imports(path: Path) -> None:
    source = path.read_text()
    parsed = page_environment().parse(source)

    assert len(source.splitlines()) <= 150
    for imported in parsed.find_all(nodes.FromImport):
        for name in imported.names:
            alias = name[1] if isinstance(name, tuple) else name
            assert len(re.findall(rf"\b{alias}\b", source)) > 1, f"{path.name} imports {alias} for nothing"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_escapes_everything_and_has_no_style_or_script_of_its_own(path: Path) -> None:
    source = path.read_text()

    assert "|safe" not in source.replace(" ", "")
    assert not re.search(r"<script(?! src=)|\son\w+=|style=\"", source)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_picks_nothing_from_a_list_of_its_own_and_takes_no_address_apart(path: Path) -> None:
    parsed = page_environment().parse(path.read_text())

    assert [found.name for found in parsed.find_all(nodes.Filter) if isinstance(found.node, nodes.List)] == []
    assert "url" not in [found.attr for found in parsed.find_all(nodes.Getattr)]


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.parent.name == "components"], ids=lambda path: path.stem)
def test_a_component_is_one_macro_of_its_name(path: Path) -> None:
    macros = [macro.name for macro in page_environment().parse(path.read_text()).find_all(nodes.Macro)]

    assert path.stem in macros
    assert [name for name in macros if not name.startswith("_")] == [path.stem]


def worked_out(source: str, name: str = "") -> Iterator[str]:
    """Yield what a template of this name works out itself, where a property of what it prints should."""
    parsed = page_environment().parse(source)
    yield from (f"line {node.lineno}: {type(node).__name__}" for node in _computed(parsed))
    yield from (f"line {node.lineno}: {node.name}" for node in parsed.find_all(nodes.Filter) if node.name in BUILT_IN)
    yield from (f"line {node.lineno}: is {node.name}" for node in parsed.find_all(nodes.Test) if node.name != "none")
    if name not in WORD_LISTS | MARKS_A_CHOICE:
        found = parsed.find_all(nodes.Compare)
        yield from (f"line {node.lineno}: a comparison" for node in found if not _is_singular(node))


def _computed(parsed: nodes.Template) -> Iterator[nodes.Node]:
    """Yield all but the name of an included file: one of a folder with a file for each kind."""
    names = {id(include.template) for include in parsed.find_all(nodes.Include)}
    for node in parsed.find_all(WORKS_OUT):
        if not isinstance(node, LOGIC) and id(node) not in names:
            yield node


def _is_singular(compared: nodes.Compare) -> bool:
    """Tell whether this is `== 1`, which decides between the words for one and for more."""
    return [(other.op, other.expr) for other in compared.ops] == [("eq", nodes.Const(1))]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_works_nothing_out(path: Path) -> None:
    assert list(worked_out(path.read_text(), path.stem)) == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ 100 * value }}",
        "{{ -value }}",
        "{{ first + last }}",
        "{{ name ~ id }}",
        "{{ {'a': 'b'}[id] }}",
        "{{ ['nu', 'later'][number] }}",
        "{% if kind == 'keep' %}Vasthouden{% endif %}",
        "{% if id in chosen %}gekozen{% endif %}",
        "{% if lines | length > 1 %}gemiddeld{% endif %}",
        "{% for code, group in answers | groupby('code') %}{{ code }}{% endfor %}",
        "{{ steps | map(attribute='name') | list }}",
        "{{ steps | selectattr('is_new') | list }}",
        "{{ name | default('geen') }}",
        "{% if caller is defined %}{{ caller() }}{% endif %}",
        "{% set found = namespace(number=0) %}{% set found.number = 1 %}",
        "{% for step in steps %}{{ loop.index - 1 }}{% endfor %}",
    ],
)
def test_a_template_that_works_something_out_is_found(source: str) -> None:
    assert list(worked_out(source))


@pytest.mark.parametrize("name", sorted(WORD_LISTS | MARKS_A_CHOICE))
def test_a_component_that_may_compare_does(name: str) -> None:
    (path,) = [path for path in TEMPLATES if path.stem == name]

    assert list(worked_out(path.read_text()))
