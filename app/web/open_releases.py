"""The releases that are open data, as a program lists them."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from app.domain.release import Kind, Release
from app.services.open_data import open_dataset
from app.web.api_answers import address


@dataclass(frozen=True, slots=True)
class OpenLinks:
    """Where a release is, its figures, the description of their columns, and what one may do with them."""

    release: str
    cells: str
    csv: str
    metadata: str
    license: str


@dataclass(frozen=True, slots=True)
class OpenRelease:
    """A release that is open data; `spec_hash` is the SHA-256 of the document that it was made by."""

    id: str
    province: str
    period: str
    kind: Kind
    published_at: datetime
    spec_hash: str
    links: OpenLinks


def open_release(request: Request, release: Release) -> OpenRelease:
    def at(name: str) -> str:
        return address(request, name, release_id=release.id)

    return OpenRelease(
        id=release.id,
        province=release.province,
        period=release.period,
        kind=release.kind,
        published_at=release.published_at,
        spec_hash=release.specification_hash,
        links=OpenLinks(
            release=at("show_open_release"),
            cells=at("show_open_cells"),
            csv=at("download_open_cells"),
            metadata=at("show_open_columns"),
            license=open_dataset().licence.address,
        ),
    )
