"""What an owner takes home of a scan: the report on paper, made once for what it shows, and a file."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime

from app.db import scans
from app.db.engine import Database
from app.domain.composing import compose_report
from app.domain.errors import ScanNotFoundError
from app.domain.organisation import Organisation
from app.domain.report import Report
from app.domain.scan import Scan, day_of
from app.rendering.hard_number import HardNumberCard
from app.rendering.html import Edition, report_html
from app.rendering.json_documents import scan_json
from app.services.figures import figures_of, told_decimals


def report_of(scan: Scan) -> Report:
    return compose_report(scan.questionnaire, scan.profile, scan.answers, scan.choices)


def report_document(
    scan: Scan,
    organisation: Organisation,
    *,
    now: datetime,
    hard_number: HardNumberCard | None = None,
    back: str | None = None,
    edition: Edition = Edition.FULL,
) -> str:
    """Return the report as an HTML document of its own, dated by the last change of the scan.

    `back` is the path of the page that a reader on screen came from.
    """
    return report_html(
        report_of(scan),
        organisation,
        made_on=scan.changed_on,
        today=day_of(now),
        company=scan.company.company_name,
        hard_number=hard_number,
        back=back,
        edition=edition,
    )


def scan_file(database: Database, scan: Scan) -> str:
    """Return all that an owner filled in, when, and what followed from it, as JSON."""
    with database.read() as session:
        answered_at = scans.answered_at(session, scan.id)
    document = scan_json(
        report_of(scan),
        scan.company,
        answers=scan.answers,
        deepened=scan.deepened,
        moments={name: getattr(scan, name) for name in ("started_at", "changed_at", "finished_at")},
        answered_at=answered_at,
    )
    told = figures_of(database, scan)
    document["figures"] = {"told": told_decimals(told.figures), "confirmed": list(told.confirmed)}
    return json.dumps(document, ensure_ascii=False, indent=2)


def report_pdf(
    database: Database,
    render: Callable[[str], bytes],
    scan: Scan,
    organisation: Organisation,
    *,
    hard_number: HardNumberCard | None = None,
    edition: Edition = Edition.FULL,
    now: datetime,
) -> bytes:
    """Return the PDF of the scan, kept under the hash of all that it shows.

    `render` makes it of a document. Raises RenderingBusyError or RenderingFailedError when it has to and cannot, and
    ScanNotFoundError when the scan was deleted meanwhile.
    """
    document = report_document(scan, organisation, hard_number=hard_number, edition=edition, now=now)
    content_hash = hashlib.sha256(document.encode()).hexdigest()
    with database.read() as session:
        kept = scans.find_report(session, scan.id, edition=edition, content_hash=content_hash)
    if kept is not None:
        return kept
    pdf = render(document)
    with database.write() as session:
        row = scans.lock(session, scan.id)
        if row is None:
            raise ScanNotFoundError
        if row.changed_at == scan.changed_at:
            scans.put_report(session, scan.id, edition=edition, content_hash=content_hash, pdf=pdf, now=now)
    return pdf
