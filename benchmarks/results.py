"""What benchmarks print: tables for people or JSON for programs, with the machine they ran on."""

import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from rich.progress import track
from rich.table import Table

from app.cli.console import err, out, print_json
from app.db.sqlite_setup import sqlite  # type: ignore[attr-defined]  # the one that was chosen there

Follow = Callable[[Sequence[int]], Iterable[int]]


def follow(rounds: Sequence[int]) -> Iterable[int]:
    """Go through the rounds behind a progress bar, on the error output."""
    return track(rounds, "Measuring", console=err, transient=True)


def show(result: Mapping[str, object], *, as_json: bool) -> None:
    """Print a result: values as lines, lists of rows as tables."""
    document = {"machine": _machine(), **result}
    if as_json:
        print_json(document)
        return
    for name, value in document.items():
        if isinstance(value, list):
            out.print(_table(name, value))
        else:
            words = ", ".join(f"{key} {part}" for key, part in value.items()) if isinstance(value, dict) else value
            out.print(f"{name}: {words}", markup=False, highlight=False, soft_wrap=True)


def _machine() -> Mapping[str, object]:
    return {
        "processors": f"{os.cpu_count()}, shared by server and clients",
        "load": round(os.getloadavg()[0], 2),
        "Python": platform.python_version(),
        "SQLite": sqlite.sqlite_version,
        "system": platform.platform(terse=True),
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
    }


def _table(title: str, rows: Sequence[Mapping[str, object]]) -> Table:
    """Make a table that stands upright: a column for each row, so that it fits a narrow window."""
    table = Table(title=title, show_header=False)
    for name in rows[0]:
        table.add_row(name, *(str(row[name]) for row in rows))
    return table
