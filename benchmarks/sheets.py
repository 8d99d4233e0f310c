"""Every report, guide and paper on outcomes: laid out and looked at, checked as PDF/UA-1, weighed and written again."""

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from statistics import median

import page

from app.rendering.html import Edition
from app.rendering.pdf_writing import write_pdf
from benchmarks.results import Follow
from tests.rendering import guides, inspector, outcomes_papers, paper_set
from tests.rendering.laid_out import paper_of

_MOST_BYTES = 400_000
_MOST_REPEATED = 8


class Kind(StrEnum):
    """A document for an owner in one of its editions, an adviser's guide to a talk, or a paper on outcomes."""

    FULL = Edition.FULL
    SHORT = Edition.SHORT
    GUIDE = "guide"
    OUTCOMES = "outcomes"

    @property
    def as_long_as(self) -> Edition | None:
        return _EDITIONS.get(self)


_EDITIONS = {Kind.FULL: Edition.FULL, Kind.SHORT: Edition.SHORT, Kind.GUIDE: Edition.SHORT}


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found about one document."""

    name: str
    kind: Kind
    pages: int
    size: int
    faults: tuple[str, ...]
    told_twice: tuple[str, ...]


def look_at_sheets(seeds: int, *, follow: Follow) -> dict[str, object]:
    """Look at the whole set in every kind, with this many drawn visits for each sector and size."""
    kinds, names = zip(*_documents(seeds), strict=True)
    start_fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=start_fresh) as pool:
        done = pool.map(_look, kinds, names, [seeds] * len(names))
        looked = [one for one, _ in zip(done, follow(range(len(names))), strict=True)]
    found = {f"{one.kind} of {one.name}": " | ".join(one.faults) for one in looked if one.faults}
    repeated = Counter(sentence for one in looked for sentence in one.told_twice)
    return {
        "aim": _AIM,
        "kinds": [_told(kind, [one for one in looked if one.kind == kind]) for kind in Kind],
        "told twice on one page": dict(repeated.most_common(_MOST_REPEATED)),
        "documents with faults": len(found),
        **found,
    }


_AIM = {
    "documents with faults": 0,
    "bytes": f"fewer than {_MOST_BYTES}",
    "standard": "PDF/UA-1",
    "the same twice": True,
}


@cache
def _documents(seeds: int) -> Mapping[tuple[Kind, str], Callable[[], str]]:
    shown = paper_set.companies() | paper_set.varied() | paper_set.extremes() | dict(paper_set.every_kind(seeds))
    documents = {(kind, name): partial(_html, case, kind) for name, case in shown.items() for kind in _EDITIONS}
    talks = {(Kind.GUIDE, f"{name} to talk of"): make for name, make in guides.extremes().items()}
    outcomes = {(Kind.OUTCOMES, name): partial(outcomes_papers.document, name) for name in outcomes_papers.KINDS}
    return documents | talks | outcomes


def _html(case: paper_set.Case, kind: Kind) -> str:
    told = case()
    return guides.document(told.report) if kind is Kind.GUIDE else told.html(_EDITIONS[kind])


def _look(kind: Kind, name: str, seeds: int) -> Looked:
    html = _documents(seeds)[kind, name]()
    paper, pdf = paper_of(html), write_pdf(html)
    return Looked(
        name=name,
        kind=kind,
        pages=len(paper.sheets),
        size=len(pdf),
        faults=(*inspector.faults(paper, kind.as_long_as), *_faults_of_file(pdf, html)),
        told_twice=tuple(inspector.told_twice(paper)),
    )


def _faults_of_file(pdf: bytes, html: str) -> list[str]:
    wrong = {
        "is not PDF/UA-1": not page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1),
        f"has {len(pdf)} bytes": len(pdf) >= _MOST_BYTES,
        "has other bytes the second time": write_pdf(html) != pdf,
    }
    return [fault for fault, is_so in wrong.items() if is_so]


def _told(kind: Kind, looked: Sequence[Looked]) -> dict[str, object]:
    pages = Counter(one.pages for one in looked)
    return {
        "kind": kind,
        "documents": len(looked),
        "pages": ", ".join(f"{times} of {number}" for number, times in sorted(pages.items())),
        "median bytes": round(median(one.size for one in looked)),
        "most bytes": max(one.size for one in looked),
        "with faults": sum(bool(one.faults) for one in looked),
    }
