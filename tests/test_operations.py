"""The page for who runs the scan: its table of settings is that of the program."""

from pathlib import Path

import pytest

from app.settings import Settings
from tests.markdown import ROOT, Document, code

OPERATIONS = Document("docs/operations.md")
TABLE = {code(name): (default, meaning) for name, default, meaning in OPERATIONS.rows("Settings")}


def shown(default: object) -> str:
    if isinstance(default, Path):
        return f"`{default.relative_to(ROOT)}`"
    return f"`{str(default).rstrip('/')}`" if default else "none"


def test_the_table_has_every_setting_and_no_other() -> None:
    assert set(TABLE) == {f"SCAN_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_has_its_default(name: str) -> None:
    assert TABLE[f"SCAN_{name.upper()}"][0] == shown(Settings.model_fields[name].default)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_has_its_meaning(name: str) -> None:
    description = Settings.model_fields[name].description

    assert description
    assert description in TABLE[f"SCAN_{name.upper()}"][1]
