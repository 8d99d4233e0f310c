"""The words of the open-data API: of its description, and of its errors."""

from functools import cache
from pathlib import Path
from typing import Any

from app.content import read_yaml


@cache
def api_words() -> Any:
    path = Path(__file__).with_suffix(".yaml")
    return read_yaml(path, path.name)
