"""Every template, of pages and paper: it parses, stays short and imports nothing it does not use."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from app.rendering.templates import REPORT_TEMPLATES
from app.web.templating import WEB_TEMPLATES, page_environment

TEMPLATES = sorted([*WEB_TEMPLATES.rglob("*.html"), *REPORT_TEMPLATES.rglob("*.html")])


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
