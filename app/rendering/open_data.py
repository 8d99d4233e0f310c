"""Open data as files for machines: CSV by RFC 4180, JSON, and the description of the CSV that is called CSVW."""

import csv
import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from io import StringIO
from typing import Any

from pydantic import TypeAdapter

from app.domain.open_data import Column, OpenCell, OpenDataset

_CELLS = TypeAdapter(Sequence[OpenCell])
_DIALECT = {"encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"], "quoteChar": '"', "header": True}


def cells_csv(cells: Sequence[OpenCell]) -> bytes:
    """Write figures with a comma between them and a decimal point, in UTF-8 without a byte order mark.

    All text in it is a code that begins with a letter or a digit, so that no spreadsheet takes it for a formula.
    """
    table = StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(OpenCell.__slots__)
    writer.writerows([_written(value) for value in astuple(cell)] for cell in cells)
    return table.getvalue().encode()


def _written(value: str | float | None) -> str:
    return str(value).removesuffix(".0") if isinstance(value, float) else "" if value is None else str(value)


def cells_json(cells: Sequence[OpenCell]) -> bytes:
    """Write figures as a list of objects, numbers as numbers; null stands for what is hidden, or for all of a kind."""
    return _CELLS.dump_json(cells)


def csvw(
    dataset: OpenDataset, *, title: str, address: str, published_at: datetime, method: str, publisher: str | None
) -> bytes:
    """Describe a CSV of figures: its title, address relative to this, licence, day, method and columns."""
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": address,
        "dc:title": title,
        "dc:description": dataset.description,
        "dc:license": {"@id": dataset.licence.address},
        "dc:issued": {"@value": published_at.date().isoformat(), "@type": "xsd:date"},
        "dc:provenance": {"@id": method},
        "dialect": _DIALECT,
        "tableSchema": {"columns": [_column(each) for each in dataset.columns], "primaryKey": list(dataset.key)},
    }
    if publisher:
        described["dc:publisher"] = publisher
    return json.dumps(described, ensure_ascii=False, indent=2).encode()


def _column(column: Column) -> dict[str, Any]:
    pattern = "|".join(column.values) or column.pattern
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": described(column),
        "datatype": {"base": "string", "format": pattern} if column.datatype == "string" else column.datatype,
        "required": not column.may_be_empty,
    }


def described(column: Column) -> str:
    """Say what stands in a column and what its codes mean, in one line.

    >>> described(Column(name="size", description="Hoe groot.", values={"1": "alleen", "2-9": "klein"}))
    'Hoe groot. 1: alleen; 2-9: klein.'
    """
    codes = "; ".join(f"{code}: {meaning}" for code, meaning in column.values.items())
    return f"{column.description} {codes}." if codes else column.description
