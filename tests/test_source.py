"""What no line of the program does: let text be markup, a template, a format or a query, or search it for ever."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app.domain.email_address import EMAIL_ADDRESS
from app.rendering.templates import REPORT_TEMPLATES
from app.web.templating import WEB_TEMPLATES

ROOT = Path(app.__file__).parent
# Where our own code, and nothing that was typed, becomes markup.
MAY_MARK_UP = {
    "rendering/filters.py",
    "rendering/method.py",
    "rendering/qr.py",
    "rendering/stylesheets.py",
}
MAY_FORMAT = {"db/engine.py"}
# Options and names of tables, which no parameter can be.
MAY_COMPOSE_QUERIES = {"db/postgresql_restores.py", "db/sqlite_files.py", "db/sqlite_setup.py"}
NEVER = {"eval", "from_string", "full_load", "unsafe_load", "format_map", "system", "popen"}
FIELD = 5000
BITS = ("a", "1", " ", "-", ".", "a.", "a-", "1 ", "a@", "a@a.", "-a-", "_", "\u2010", "a-1", "%", "<")
SECONDS = 0.5


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in a module with the name of what is called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr, node


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def test_no_module_makes_code_markup_or_a_query_of_text() -> None:
    for path in modules():
        name = path.relative_to(ROOT).as_posix()
        for called, call in calls(path):
            place = f"{name}:{call.lineno} calls {called}"
            assert called not in NEVER, place
            assert called != "exec" or isinstance(call.func, ast.Attribute), place
            assert called != "Markup" or name in MAY_MARK_UP, place
            assert called != "format" or name in MAY_FORMAT or _has_its_own_text(call), place
            assert not _is_composed_query(called, call) or name in MAY_COMPOSE_QUERIES, place
            assert not any(word.arg == "shell" for word in call.keywords), place


def _is_composed_query(called: str, call: ast.Call) -> bool:
    composed = any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in call.args[:1])
    return composed and called in ("text", "execute", "exec_driver_sql")


def _has_its_own_text(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Constant)


def test_every_exception_to_that_is_in_use() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in modules() for name, _ in calls(path) if name == "Markup"}

    assert found == MAY_MARK_UP


@pytest.mark.parametrize("folder", [WEB_TEMPLATES, REPORT_TEMPLATES], ids=["pages", "paper"])
def test_a_template_escapes_everything(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            source = path.read_text(encoding="utf-8")
            assert not re.search(r"\|\s*safe|\|\s*attr\b|__", source), path.name
            assert "autoescape" not in source or path.suffix == ".txt", path.name


def patterns() -> dict[str, re.Pattern[str]]:
    """Return every pattern that a module of the program keeps."""
    found = {"email address": EMAIL_ADDRESS}
    for module in pkgutil.walk_packages([str(ROOT)], "app."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found[f"{module.name}.{name}"] = value
    return found


def test_there_are_patterns() -> None:
    assert len(patterns()) > 3


@pytest.mark.parametrize("name", patterns())
def test_no_text_in_a_field_keeps_a_pattern_busy(name: str) -> None:
    pattern = patterns()[name]

    # Growing step by step: one that doubles with every letter is caught long before it would take for ever.
    for bit in BITS:
        for length in (*range(16, 34, 2), 125, 250, 500, 1000, FIELD):
            text = (bit * length)[:length] + "\n!"
            assert busy_seconds(pattern, text) < SECONDS, f"{name} with {length} of {bit!r}"


def busy_seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.thread_time()
    pattern.fullmatch(text)
    pattern.sub("", text)
    return time.thread_time() - began
