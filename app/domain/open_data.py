"""Open data: the figures of a release as rows that anyone may use, and the description that goes with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from app.domain.parsed import Parsed, Slug, Text
from app.domain.release import Cell, CellStatus, Release, Statistic


class RegionType(StrEnum):
    """What the code of a region is of, by its name in open data."""

    PROVINCE = "province"
    REGION = "region"
    MUNICIPALITY = "municipality"


_TYPE_OF = {"AM": RegionType.REGION, "GM": RegionType.MUNICIPALITY}


@dataclass(frozen=True, slots=True)
class OpenCell:
    """One figure, with all that tells which it is; its fields are the columns of the open data, in their order."""

    release_id: str
    period: str
    table: str
    region_type: RegionType
    region_code: str
    sector: str | None
    size: str | None
    element: str | None
    statistic: Statistic
    value: float | None
    noise_margin_90: float | None
    n_rounded: int | None
    status: CellStatus
    method_version: str


def open_cell(release: Release, cell: Cell, *, province_code: str) -> OpenCell:
    """Return a figure of a release as open data; `province_code` is that of CBS, for what is about all of it."""
    return OpenCell(
        release_id=release.id,
        period=release.period,
        table=cell.table,
        region_type=_TYPE_OF[cell.region[:2]] if cell.region else RegionType.PROVINCE,
        region_code=cell.region or province_code,
        sector=cell.sector or None,
        size=cell.size or None,
        element=cell.element or None,
        statistic=cell.statistic,
        value=cell.value,
        noise_margin_90=cell.margin,
        n_rounded=cell.companies,
        status=cell.status,
        method_version=release.specification_version,
    )


class Column(Parsed):
    """A column of the open data: what stands in it, and what each code in it means."""

    name: Slug
    datatype: Literal["string", "decimal", "integer"] = "string"
    may_be_empty: bool = False
    pattern: str | None = None
    description: Text
    values: Mapping[str, Text] = {}


class Licence(Parsed):
    name: Text
    address: Annotated[str, Field(pattern=r"^https://\S+$")]


class OpenDataset(Parsed):
    """All that is said of the open data. `version` is that of the API; `key` names the columns that tell rows apart."""

    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text
    title_of_release: Text
    description: Text
    licence: Licence
    columns: tuple[Column, ...]
    key: tuple[Slug, ...]
    source: Text
