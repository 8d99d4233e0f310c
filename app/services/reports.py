"""What an owner takes home of a scan: the report on paper, made once for what it shows, and a file."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.db import scans
from app.db.engine import Database
from app.domain.dutch_days import day_of
from app.domain.errors import ScanNotFoundError
from app.domain.operator import Operator
from app.domain.scan import Mode, Scan
from app.rendering.hard_number import HardNumberCard, hard_number_card
from app.rendering.html import Edition, report_html
from app.rendering.json_documents import from_adviser_json, scan_json, sharing_json
from app.services.agreed_actions import actions_of
from app.services.figures import figures_of, hard_number_rules, number_of
from app.services.from_adviser import find_case_id, shared_views_of
from app.services.notes import shared_notes_of
from app.services.sharing import consents_of, find_share


@dataclass(frozen=True, slots=True)
class Reports:
    """Makes what is taken home of a scan: with the figures that its owner told, and the contacts of this site."""

    database: Database
    operator: Operator
    data_dir: Path

    def document(
        self, scan: Scan, edition: Edition, *, with_figures: bool = True, now: datetime, back: str | None = None
    ) -> str:
        """Return the report as an HTML document of its own, dated by the last change of the scan.

        Without figures it has no hard number. `back` is the path of the page that a reader on screen came from.
        """
        return report_html(
            scan.report,
            self.operator,
            made_on=scan.changed_on,
            today=day_of(now),
            company=scan.company.company_name,
            with_adviser=scan.mode is Mode.WITH_ADVISER,
            hard_number=self.hard_number(scan) if with_figures else None,
            back=back,
            edition=edition,
        )

    def pdf(
        self,
        scan: Scan,
        edition: Edition,
        render: Callable[[str], bytes],
        *,
        with_figures: bool = True,
        now: datetime,
    ) -> bytes:
        """Return the report as a PDF, kept under the hash of all that it shows.

        `render` makes it of a document. Raises RenderingBusyError or RenderingFailedError when it has to and cannot,
        and ScanNotFoundError when the scan was deleted meanwhile.
        """
        document = self.document(scan, edition, with_figures=with_figures, now=now)
        kept_as = edition if with_figures else f"{edition}_no_figures"
        content_hash = hashlib.sha256(document.encode()).hexdigest()
        with self.database.read() as session:
            kept = scans.find_report(session, scan.id, edition=kept_as, content_hash=content_hash)
        if kept is not None:
            return kept
        pdf = render(document)
        with self.database.write() as session:
            row = scans.lock_row(session, scan.id)
            if row is None:
                raise ScanNotFoundError
            if row.changed_at == scan.changed_at:
                scans.put_report(session, scan.id, edition=kept_as, content_hash=content_hash, pdf=pdf, now=now)
        return pdf

    def hard_number(self, scan: Scan) -> HardNumberCard | None:
        """Return the hard number as page and paper show it, or None when nothing was told."""
        told = figures_of(self.database, scan).figures
        if told.is_empty:
            return None
        return hard_number_card(number_of(scan, told, self.data_dir), hard_number_rules())

    def file(self, scan: Scan, *, now: datetime) -> str:
        """Return all that an owner filled in, when, and what followed from it, as JSON."""
        with self.database.read() as session:
            answered_at = scans.answered_at(session, scan.id)
        told = figures_of(self.database, scan)
        figures = {"told": told.figures.as_text, "confirmed": list(told.confirmed)}
        share = find_share(self.database, scan.id, today=day_of(now))
        shared = sharing_json(share, consents_of(self.database, scan.id))
        added = {"from_adviser": self._from_adviser(scan, today=day_of(now))}
        document = scan_json(scan, answered_at) | {"figures": figures, "sharing": shared | added}
        return json.dumps(document, ensure_ascii=False, indent=2)

    def _from_adviser(self, scan: Scan, *, today: date) -> Mapping[str, object] | None:
        case_id = find_case_id(self.database, scan.id, today=today)
        if case_id is None:
            return None
        views = shared_views_of(self.database, scan, today=today)
        return from_adviser_json(views, shared_notes_of(self.database, case_id), actions_of(self.database, case_id))
