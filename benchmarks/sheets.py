"""Every kind of report on paper: laid out and looked at, checked as PDF/UA-1, weighed and written a second time."""

import multiprocessing
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import product
from statistics import median

import page

from app.rendering.html import Edition
from app.rendering.pdf_writing import write_pdf
from benchmarks.results import Follow
from tests.rendering import inspector, paper_set
from tests.rendering.laid_out import paper_of

_MOST_BYTES = 400_000
_MOST_REPEATED = 8


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found about one document."""

    name: str
    edition: Edition
    pages: int
    size: int
    faults: tuple[str, ...]
    told_twice: tuple[str, ...]


def look_at_sheets(seeds: int, *, follow: Follow) -> dict[str, object]:
    """Look at the whole set in both editions, with this many drawn visits for each sector and size."""
    names = list(_cases(seeds))
    jobs = list(product(names, Edition))
    start_fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=start_fresh) as pool:
        done = pool.map(_look, [name for name, _ in jobs], [edition for _, edition in jobs], [seeds] * len(jobs))
        looked = [one for one, _ in zip(done, follow(range(len(jobs))), strict=True)]
    editions = [_told(edition, [one for one in looked if one.edition == edition]) for edition in Edition]
    found = {f"{one.edition} of {one.name}": " | ".join(one.faults) for one in looked if one.faults}
    repeated = Counter(sentence for one in looked for sentence in one.told_twice)
    return {
        "aim": _AIM,
        "editions": editions,
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
def _cases(seeds: int) -> Mapping[str, paper_set.Case]:
    shown = paper_set.companies() | paper_set.varied() | paper_set.extremes()
    return shown | dict(paper_set.every_kind(seeds))


def _look(name: str, edition: Edition, seeds: int) -> Looked:
    html = _cases(seeds)[name]().html(edition)
    paper, pdf = paper_of(html), write_pdf(html)
    return Looked(
        name=name,
        edition=edition,
        pages=len(paper.sheets),
        size=len(pdf),
        faults=(*inspector.faults(paper, edition), *_faults_of_file(pdf, html)),
        told_twice=tuple(inspector.told_twice(paper)),
    )


def _faults_of_file(pdf: bytes, html: str) -> list[str]:
    wrong = {
        "is not PDF/UA-1": not page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1),
        f"has {len(pdf)} bytes": len(pdf) >= _MOST_BYTES,
        "has other bytes the second time": write_pdf(html) != pdf,
    }
    return [fault for fault, is_so in wrong.items() if is_so]


def _told(edition: Edition, looked: Sequence[Looked]) -> dict[str, object]:
    pages = Counter(one.pages for one in looked)
    return {
        "edition": edition,
        "documents": len(looked),
        "pages": ", ".join(f"{times} of {number}" for number, times in sorted(pages.items())),
        "median bytes": round(median(one.size for one in looked)),
        "most bytes": max(one.size for one in looked),
        "with faults": sum(bool(one.faults) for one in looked),
    }
