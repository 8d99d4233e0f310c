"""The log of a running program: a line of JSON for each event, and nothing of a visitor in it."""

import io
import json
import logging
import re
import smtplib
import sys
import threading
import warnings
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.db.engine import Database
from app.domain.errors import RenderingFailedError
from app.logs import configure_logging
from app.rendering.pdf import PdfRenderer
from tests.live import live
from tests.log_lines import Written
from tests.visitor import COMPANY

CANARY = "kanarie"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_whole_visit_leaves_nothing_personal(tmp_path: Path) -> None:
    with live(tmp_path) as site, httpx.Client(base_url=site.address, follow_redirects=True) as client:
        client.headers.update({"origin": site.address, "user-agent": CANARY, "referer": f"http://{CANARY}/"})
        client.headers.update({"x-forwarded-for": CANARY, "x-request-id": CANARY, "accept-language": CANARY})
        told = {"company_name": f"{CANARY} bv", "email": f"{CANARY}@example.nl", "kvk_number": CANARY}
        client.post("/start", data=COMPANY | told | {"municipality": CANARY})
        client.post("/start", data=COMPANY | told | {"kvk_number": "", "extra": CANARY})
        secret = client.cookies["scan"]
        link = re.search(r"/verder/[\w-]+", client.get("/scan/bewaren").text)
        assert link
        for path in (link[0], f"/verder/{CANARY}", f"/{CANARY}", f"/?q={CANARY}", f"/scan/vraag/{CANARY}"):
            client.get(path)
            client.post(path, data={"answer": CANARY})
        client.post("/scan/vraag/planning", data={"answer": "b", "email": CANARY})
        client.post("/scan/bewaren", data={"email": f"{CANARY}@example.nl"})
        client.cookies.set("scan", CANARY)
        client.get("/scan/verder")
    log = site.errors.read_text()

    assert len(site.log) > 15
    assert not [word for word in (CANARY, secret, "Deventer", "127.0.0.1") if word in log]


def test_an_error_is_one_line_with_types_and_places_but_not_its_words(written: Written) -> None:
    try:
        int("geheim\n\x1b[31m")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in %s\n", "geheim")

    (line,) = written()
    assert line["event"] == "Exception in %s"
    assert line["error"][0]["type"] == "builtins.ValueError"
    assert re.fullmatch(r"tests/test_logs.py:\d+ test_an_error_is\w+", line["error"][0]["frames"][0])
    assert "geheim" not in json.dumps(line)


def test_an_error_names_its_causes(written: Written) -> None:
    try:
        try:
            int("x")
        except ValueError as error:
            raise RuntimeError from error
    except RuntimeError:
        logging.getLogger("app").exception("mis")

    assert [one["type"] for one in written()[0]["error"]] == ["builtins.RuntimeError", "builtins.ValueError"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT geheim FROM nergens WHERE naam = :naam", True),
        ("SELECT CAST(:naam AS integer) / 0 FROM questionnaire WHERE 1 = CAST(:naam AS integer)", False),
    ],
)
def test_a_database_error_tells_what_the_database_said_without_values(
    database: Database, written: Written, statement: str, expected: bool
) -> None:
    try:
        with database.read() as session:
            session.execute(text(statement), {"naam": "kanarie"})
    except DBAPIError:
        logging.getLogger("app").exception("mis")

    log = json.dumps(written())
    assert ("nergens" in log) is expected
    assert "kanarie" not in log


def test_an_error_of_the_machine_tells_what_is_wrong(written: Written) -> None:
    try:
        Path("/nergens/x").read_bytes()
    except OSError:
        logging.getLogger("app").exception("mis")

    assert "No such file" in written()[0]["error"][0]["words"]


def test_an_error_of_mail_does_not_tell_the_address(written: Written) -> None:
    try:
        raise smtplib.SMTPRecipientsRefused({"kanarie@example.nl": (550, b"unknown")})
    except OSError:
        logging.getLogger("app").exception("mis")

    assert "kanarie" not in json.dumps(written())


def test_a_pdf_that_fails_is_a_line_from_its_process(written: Written, capfd: pytest.CaptureFixture[str]) -> None:
    renderer = PdfRenderer()
    with pytest.raises(RenderingFailedError):
        renderer.render("<!DOCTYPE html><title>x</title><p style='width: 1e400px'>geheim" + "<div>" * 5000)
    renderer.stop()

    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert {line["event"] for line in lines} == {"a PDF could not be made"}
    assert "geheim" not in json.dumps(lines)


def test_fields_that_are_not_known_are_left_out(written: Written) -> None:
    logging.getLogger("app").warning("iets", extra={"email": "jan@example.nl"})

    assert "jan" not in json.dumps(written())


def test_a_warning_of_python_is_a_line(written: Written) -> None:
    warnings.simplefilter("always")
    warnings.warn("geheim", stacklevel=1)

    assert (written()[0]["event"], written()[0]["kind"]) == ("warning", "UserWarning")
    assert "geheim" not in json.dumps(written())


@pytest.mark.filterwarnings("ignore")
def test_an_error_in_a_thread_is_a_line(written: Written) -> None:
    thread = threading.Thread(target=int, args=("geheim",))
    thread.start()
    thread.join()

    assert written()[0]["error"][0]["type"] == "builtins.ValueError"


def test_an_error_that_ends_the_program_is_a_line(written: Written) -> None:
    error = ValueError("geheim")

    sys.excepthook(type(error), error, None)

    assert (written()[0]["level"], written()[0]["error"][0]["type"]) == ("critical", "builtins.ValueError")


def test_at_a_terminal_people_read_it_and_nothing_moves_the_cursor(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    configure_logging()

    logging.getLogger("app").warning("een\x1b[2Jtwee\x07", extra={"route": "/x\ny"})

    shown = terminal.getvalue()
    assert "een?[2Jtwee?" in shown
    assert shown.count("\n") == 1
