"""Reads a release as open data: rows with the codes of CBS, and what is said of them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from string import Template

from app.content import read_yaml
from app.db.engine import Database
from app.domain.open_data import OpenCell, OpenDataset, open_cell
from app.domain.release import Release
from app.municipalities import province_codes
from app.services.published_releases import get_tables


@cache
def open_dataset() -> OpenDataset:
    path = Path(__file__).with_suffix(".yaml")
    return OpenDataset.model_validate(read_yaml(path, path.name))


def title_of(release: Release) -> str:
    """Return what the open data of a release is called."""
    return Template(open_dataset().title_of_release).substitute(province=release.province, period=release.period)


def open_cells(database: Database, release: Release) -> Sequence[OpenCell]:
    """Return all figures of a release, in the order in which every copy of the program gives them."""
    tables, code = get_tables(database, release.id), province_codes()[release.province]
    return [open_cell(release, cell, province_code=code) for table in tables for cell in table.cells]
