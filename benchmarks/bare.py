"""The least that FastAPI needs to show a question and keep an answer: what our pages are compared with.

It has the template and the page objects of the site, one read and one write through SQLAlchemy Core, and the same
durability. It checks nothing: not whose scan it is, not what was answered, not from which site a form comes.
"""

import sys
import threading
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Cookie, FastAPI, Form, Request
from sqlalchemy import bindparam, create_engine, select
from sqlalchemy.dialects import postgresql, sqlite
from starlette.responses import RedirectResponse, Response

from app.content import read_operator, read_questionnaire
from app.db.engine import Database
from app.db.scan_tables import AnswerRow
from app.main import create_app
from app.server import make_server, run
from app.services import scans
from app.settings import Settings
from app.web.question_page import question_page
from app.web.site import Site

_ANSWER = AnswerRow.__table__  # type: ignore[attr-defined]  # SQLModel does not say that a table model has it
_READ = select(_ANSWER.c.code).where(
    _ANSWER.c.scan_id == bindparam("scan_id"), _ANSWER.c.question_id == bindparam("question_id")
)


def bare_app(site: Site, secret: str) -> FastAPI:
    """Make an application with the question pages of the scan that this secret opens."""
    app, is_sqlite = FastAPI(), site.settings.database_url == ""
    # With the pragmas and the queue of writers that the site has too; without its check of idle connections.
    engine = site.database.engine if is_sqlite else create_engine(site.database.engine.url, pool_size=10)
    writer, turn = engine.execution_options(write=True), threading.Lock() if is_sqlite else nullcontext()
    insert = (sqlite.insert if is_sqlite else postgresql.insert)(_ANSWER)
    changed = {"code": insert.excluded.code, "answered_at": insert.excluded.answered_at}
    upsert = insert.on_conflict_do_update(index_elements=["scan_id", "question_id"], set_=changed)
    scan = scans.get_scan(site.database, site.published, secret)
    pages = {question.id: question_page(scan, question, to_check=False) for question in scan.asked}

    @app.get("/scan/vraag/{question_id}")
    def show(request: Request, question_id: str, number: Annotated[int, Cookie()]) -> Response:
        with engine.connect() as connection:
            connection.execute(_READ, {"scan_id": number, "question_id": question_id}).scalar()
        return site.templates.TemplateResponse(request, "owner/question.html", {"page": pages[question_id]})

    @app.post("/scan/vraag/{question_id}")
    def save(question_id: str, answer: Annotated[str, Form()], number: Annotated[int, Cookie()]) -> Response:
        values = {"scan_id": number, "question_id": question_id, "code": answer, "answered_at": datetime.now(UTC)}
        with turn, writer.begin() as connection:
            connection.execute(upsert, values)
        return RedirectResponse("/scan/controle", 303)

    return app


def main(secret: str, port: str) -> None:
    """Serve as `scan serve` does."""
    settings = Settings()
    site = create_app(settings, Database(settings.database), read_questionnaire(), read_operator()).state.site
    run(make_server(bare_app(site, secret), host="127.0.0.1", port=int(port)))


if __name__ == "__main__":
    main(*sys.argv[1:])
