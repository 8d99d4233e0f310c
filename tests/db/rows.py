"""Rows as text and as objects: what tests put in a database at any revision, and read back from it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, MetaData, Table, inspect, select

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

MOMENT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_HASH = "a" * 64
_ODD = "’s-Gravenhage & <Zn> \N{GRINNING FACE} \\ '"

_FIRST: Rows = {
    "questionnaire": [
        {"hash": _HASH, "version": "2026.1", "document": f'{{"text": "{_ODD}"}}', "published_at": MOMENT}
    ],
    "scan": [
        {
            "id": number,
            "secret_hash": str(number) * 64,
            "questionnaire_hash": _HASH,
            "sector": "zorg",
            "size": "1",
            "goal": "groei",
            "municipality": municipality,
            "family_business": number == 1,
            "started_at": MOMENT,
            "changed_at": MOMENT,
            "finished_at": finished_at,
        }
        for number, municipality, finished_at in ((1, "GM0150", MOMENT), (2, None, None))
    ],
    "answer": [{"scan_id": number, "question_id": "planning", "code": "a", "answered_at": MOMENT} for number in (1, 2)],
    "report": [{"scan_id": 1, "content_hash": _HASH, "pdf": b"%PDF \x00\xff", "made_at": MOMENT}],
}
_CHOSEN: tuple[Mapping[str, Any], ...] = (
    {"company_name": _ODD, "kvk_token": _HASH, "may_count": True, "consent_version": "2026-11", "deepened": ["leren"]},
    {"company_name": None, "kvk_token": None, "may_count": False, "consent_version": None, "deepened": []},
)
_SECOND: Rows = {**_FIRST, "scan": [{**row, **more} for row, more in zip(_FIRST["scan"], _CHOSEN, strict=True)]}
_THIRD: Rows = {
    **_SECOND,
    "erased_scan": [{"secret_hash": _HASH, "erased_at": MOMENT}],
    "removed_scans": [
        {"month": "2026-11", "was_finished": False, "count": 0},
        {"month": "2026-11", "was_finished": True, "count": 3},
    ],
}
_MAIL = {
    "recipient": "a@example.nl",
    "subject": _ODD,
    "text": _ODD,
    "html": _ODD,
    "written_at": MOMENT,
    "try_at": MOMENT,
}
_FOURTH: Rows = {
    **_THIRD,
    "outbox": [{"id": 1, "scan_id": 1, "message_id": "m", "tries": 2, **_MAIL}],
    "mailed_link": [
        {"id": number, "scan_id": scan_id, "recipient_token": _HASH, "visitor_token": _HASH, "promised_at": MOMENT}
        for number, scan_id in ((1, 1), (2, None))
    ],
}
_FIFTH: Rows = {**_FOURTH, "failed_attempts": [{"visitor": _HASH, "count": 5, "since": MOMENT}]}
_CHANGED: tuple[Mapping[str, Any], ...] = (
    {"targets": {"technologie": "onderweg"}, "dropped": ["dagstart", "lean_starten"]},
    {"targets": {}, "dropped": []},
)
_SIXTH: Rows = {**_FIFTH, "scan": [{**row, **more} for row, more in zip(_FIFTH["scan"], _CHANGED, strict=True)]}
_SEVENTH: Rows = {
    **_SIXTH,
    "figures": [{"scan_id": 1, "told": {"turnover": "1250000.5"}, "confirmed": ["ways_differ"], "told_at": MOMENT}],
}
_EIGHTH: Rows = {**_SEVENTH, "report": [{**row, "edition": "full"} for row in _SEVENTH["report"]]}
_ORGANISATION = {"email": None, "phone": None, "province": None, "door": None, "added_at": MOMENT, "closed_at": None}
_ACCOUNT = {"organisation_id": 1, "name": _ODD, "totp_since": None, "added_at": MOMENT, "blocked_at": None}
_NINTH: Rows = {
    **_EIGHTH,
    "organisation": [
        {"id": 1, "kind": "adviser", "name": _ODD, "municipalities": ["GM0150"], **_ORGANISATION},
        {"id": 2, "kind": "province", "name": "P", "municipalities": [], **_ORGANISATION},
    ],
    "account": [
        {"id": 1, "email": "a@example.nl", "password_hash": _ODD, "totp_nonce": "n", "totp_step": 7, **_ACCOUNT},
        {"id": 2, "email": "b@example.nl", "password_hash": None, "totp_nonce": None, "totp_step": 0, **_ACCOUNT},
    ],
    "recovery_code": [{"account_id": 1, "code_token": _HASH}],
    "account_session": [
        {"token_hash": _HASH, "account_id": 1, "stage": "verified", "started_at": MOMENT, "seen_at": MOMENT}
    ],
    "account_link": [
        {"token_hash": _HASH, "purpose": "invitation", "account_id": 2, "made_at": MOMENT, "expires_at": MOMENT}
    ],
    "known_place": [{"account_id": 1, "visitor": _HASH, "seen_at": MOMENT}],
    "outbox": [{**row, "account_id": None} for row in _FOURTH["outbox"]],
}
_CONSENT = {
    "scan_hash": _HASH,
    "organisation_id": 1,
    "text_version": "2026.1",
    "scope": "case",
    "given_at": MOMENT,
    "ends_on": MOMENT.date(),
}
_CONTACT = {"contact_name": _ODD, "contact_email": None, "contact_phone": None, "question": _ODD}
_CASE = {"organisation_id": 1, "shared_at": MOMENT, "ends_on": MOMENT.date(), "warned_at": None, **_CONTACT}
_PASS_ON = {"organisation_id": 2, "asked_by": 1, "reason": _ODD, "asked_at": MOMENT, "expires_at": MOMENT}
_TENTH: Rows = {
    **_NINTH,
    "scan": [{**row, "mode": "alone"} for row in _EIGHTH["scan"]],
    "consent": [
        {"id": 1, "key": "k", "ended_at": None, "ended_by": None, **_CONSENT},
        {"id": 2, "key": "l", "ended_at": MOMENT, "ended_by": "owner", **_CONSENT},
    ],
    "adviser_case": [{"id": 1, "key": "c", "scan_id": 1, "consent_id": 1, **_CASE}],
    "pass_on": [{"case_id": 1, "token_hash": _HASH, **_PASS_ON}],
    "joint_visit": [{"token_hash": _HASH, "scan_id": 2, "session_hash": _HASH, "started_at": MOMENT}],
    "outbox": [{**row, "case_id": None} for row in _NINTH["outbox"]],
}
_BY_NOBODY = {"account_id": None, "organisation_id": None, "organisation_name": None}
_ABOUT = {"about_account_id": None, "about_organisation_id": 1}
_ELEVENTH: Rows = {
    **_TENTH,
    "audit_line": [
        {"id": 1, "at": MOMENT, "action": "opened", "account_name": _ODD, "scan_hash": _HASH, **_BY_NOBODY, **_ABOUT}
    ],
}

_WORKED_ON = {
    "status": "contacted",
    "assignee_id": 1,
    "follow_up_on": MOMENT.date(),
    "reminded_at": None,
    "changed_at": MOMENT,
    "sort_name": _ODD,
    "found_by": _ODD,
    "sector": "zorg",
    "size": "1",
    "municipality": "GM0150",
    "view_shared_at": MOMENT,
}
_VIEW = {"code": "a", "reason": _ODD, "owner_code": "b", "account_id": 1, "changed_at": MOMENT}
_SHARED_VIEW = {"shared_code": "a", "shared_reason": _ODD, "shared_by": _ODD, "shared_at": MOMENT}
_RESPONSE = {"response": _ODD, "responded_at": MOMENT}
_NOTE = {"account_id": 1, "text": _ODD, "is_shared": True, "written_at": MOMENT, "changed_at": None}
_AGREED = {"action_id": None, "title": _ODD, "who": _ODD, "due_on": MOMENT.date(), "status": "done", "account_id": 1}
_EVENT = {"kind": "set_view", "account_id": 1, "account_name": _ODD, "subject": "planning", "details": {"was": _ODD}}
_TWELFTH: Rows = {
    **_ELEVENTH,
    "adviser_case": [{**row, **_WORKED_ON} for row in _TENTH["adviser_case"]],
    "case_score": [{"case_id": 1, "element_id": "technologie", "level": "basis", "score": 33.5}],
    "case_visit": [{"case_id": 1, "account_id": 1, "seen_at": MOMENT}],
    "second_view": [{"case_id": 1, "question_id": "planning", **_VIEW, **_SHARED_VIEW, **_RESPONSE}],
    "note": [{"id": 1, "case_id": 1, **_NOTE}],
    "agreed_action": [{"id": 1, "case_id": 1, **_AGREED, "added_at": MOMENT, "changed_at": MOMENT}],
    "case_event": [{"id": 1, "case_id": 1, "at": MOMENT, **_EVENT}],
}
_WORKSHOP = {"organisation_id": 1, "account_id": 1, "title": _ODD, "opened_at": MOMENT, "expires_at": MOMENT}
_COUNTED = {"closed_at": MOMENT, "joined": 7, "finished": 5}
_THIRTEENTH: Rows = {
    **_TWELFTH,
    "workshop": [{"id": 1, "key": "w", "code": "ABC234", **_WORKSHOP, **_COUNTED}],
    "workshop_scan": [{"scan_id": 2, "workshop_id": 1, "joined_at": MOMENT}],
}
_FOURTEENTH: Rows = {
    **_THIRTEENTH,
    "scan": [{**row, "doubt": doubt} for row, doubt in zip(_THIRTEENTH["scan"], ("too_fast", None), strict=True)],
}
_RELEASE = {"province": _ODD, "kind": "year", "tier": "S", "rho": 600, "program_version": "0.3.0"}
_MADE_BY = {"specification_version": "1", "specification_hash": _HASH, "specification": "{}"}
_OF_CELL = {"release_id": "r", "table_name": "size", "region": "", "sector": "", "size": "1", "element": "technologie"}
_FIGURE = {"statistic": "gemiddelde", "value": 50.5, "margin": 2.5, "companies": 55, "status": "getoond"}
_FIFTEENTH: Rows = {
    **_FOURTEENTH,
    "ledger_year": [{"year": 2026, "nonce": _HASH, "budget": 1000, "opened_at": MOMENT}],
    "budget_spent": [{"release_id": "r", "token": token * 64, "year": 2026, "rho": 600} for token in "ab"],
    "release_cell": [{**_OF_CELL, **_FIGURE}],
    "release_measurement": [{**_OF_CELL, "part": "histogram", "bin": 2, "value": 137}],
    "release": [
        {"id": "r", "period": "2026", "questionnaire_hash": _HASH, "published_at": MOMENT, **_RELEASE, **_MADE_BY}
    ],
}
_SIXTEENTH: Rows = {
    **_FIFTEENTH,
    "release_opening": [{"release_id": "r", "at": MOMENT, "is_open": True, "account_name": _ODD}],
}

_CAMPAIGN = {"kind": "park_manager", "name": _ODD, "added_at": MOMENT}
_SEVENTEENTH: Rows = {
    **_SIXTEENTH,
    "campaign": [
        {"code": "a-b-c", "letters": "abc", "closed_at": MOMENT, **_CAMPAIGN},
        {"code": "hessenpoort", "letters": "hessenpoort", "closed_at": None, **_CAMPAIGN},
    ],
    "scan": [{**row, "campaign": code} for row, code in zip(_FOURTEENTH["scan"], ("hessenpoort", None), strict=True)],
    "removed_scans": [
        {**row, "campaign": code} for row, code in zip(_THIRD["removed_scans"], ("", "hessenpoort"), strict=True)
    ],
    "audit_line": [{**row, "about_campaign": "hessenpoort"} for row in _ELEVENTH["audit_line"]],
}

ROWS_AT: Mapping[str | None, Rows] = {
    None: {},
    "0001": _FIRST,
    "0002": _SECOND,
    "0003": _THIRD,
    "0004": _FOURTH,
    "0005": _FIFTH,
    "0006": _SIXTH,
    "0007": _SEVENTH,
    "0008": _EIGHTH,
    "0009": _NINTH,
    "0010": _TENTH,
    "0011": _ELEVENTH,
    "0012": _TWELFTH,
    "0013": _THIRTEENTH,
    "0014": _FOURTEENTH,
    "0015": _FIFTEENTH,
    "0016": _SIXTEENTH,
    "0017": _SEVENTEENTH,
}


def put_rows(engine: Engine, rows: Rows) -> None:
    """Add rows to tables as they stand in the database at this moment."""
    reflected = _reflected(engine)
    with engine.begin() as connection:
        for table in sorted(reflected.sorted_tables, key=_completes_others):
            if table.name in rows:
                connection.execute(table.insert(), [dict(row) for row in rows[table.name]])


def _completes_others(table: Table) -> int:
    """Return 1 for a table after whose rows nothing can be added to others, and 2 for one that comes even later."""
    return {"release": 1, "release_opening": 2}.get(table.name, 0)


def get_rows(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables, moments in UTC, in the order of their keys."""
    with engine.connect() as connection:
        return {
            table.name: [
                {name: _in_utc(value) for name, value in row.items()}
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in _reflected(engine).sorted_tables
        }


def without(rows: Rows, kept: Rows) -> dict[str, list[dict[str, Any]]]:
    """Return the rows with only those tables and columns that `kept` has too."""
    return {
        table: [{name: row[name] for name in kept[table][0]} for row in rows[table]] for table in kept if table in rows
    }


def schema(engine: Engine) -> dict[str, Any]:
    """Return all that a database says about its tables, to compare."""
    inspector = inspect(engine)
    return {
        name: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(name)
            },
            "key": inspector.get_pk_constraint(name),
            "foreign keys": sorted(map(str, inspector.get_foreign_keys(name))),
            "unique": sorted(map(str, inspector.get_unique_constraints(name))),
            "indexes": sorted(map(str, inspector.get_indexes(name))),
        }
        for name in inspector.get_table_names()
    }


def _reflected(engine: Engine) -> MetaData:
    found = MetaData()
    found.reflect(engine, only=lambda name, _: name != "alembic_version")
    return found


def _in_utc(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value
