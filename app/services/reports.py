"""The report of a scan on paper, made once for what it shows."""

import hashlib
from datetime import datetime

from app.db import scans
from app.db.engine import Database
from app.domain.errors import ScanNotFoundError
from app.domain.report import Report, compose_report
from app.rendering.html import report_html
from app.rendering.pdf import PdfRenderer
from app.services.scans import Scan


def report_of(scan: Scan) -> Report:
    return compose_report(scan.questionnaire, scan.profile, scan.answers)


def report_document(scan: Scan, *, back: str | None = None) -> str:
    """Return the report as an HTML document of its own, dated by the last change of the scan.

    `back` is the path of the page that a reader on screen came from.
    """
    return report_html(report_of(scan), made_on=scan.changed_on, company=scan.company.company_name, back=back)


def report_pdf(database: Database, renderer: PdfRenderer, scan: Scan, *, now: datetime) -> bytes:
    """Return the PDF of the scan, kept under the hash of all that it shows.

    Raises RenderingBusyError or RenderingFailedError when it has to be made and cannot be, and ScanNotFoundError when
    the scan was deleted meanwhile.
    """
    document = report_document(scan)
    content_hash = hashlib.sha256(document.encode()).hexdigest()
    with database.read() as session:
        kept = scans.find_report(session, scan.id, content_hash)
    if kept is not None:
        return kept
    pdf = renderer.render(document)
    with database.write() as session:
        if scans.lock(session, scan.id) is None:
            raise ScanNotFoundError
        scans.put_report(session, scan.id, content_hash=content_hash, pdf=pdf, now=now)
    return pdf
