"""The short texts of forms and pages that do not stand in a template."""

from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from app.content import read_yaml


def message(page: str, name: str, **values: str) -> str:
    return Template(_messages()[page][name]).substitute(values)


@cache
def _messages() -> Any:
    return read_yaml(Path(__file__).parent / "messages.yaml", "messages.yaml")
