"""What can happen to a database, done to a real one, for as long as a `with` lasts."""

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, event, text

from app.db.engine import Database, make_engine
from tests.html import NAMESPACE
from tests.page import Page
from tests.visitor import Visitor

_LOCK = {"sqlite": "SELECT 1", "postgresql": "LOCK TABLE scan IN EXCLUSIVE MODE"}
_READ_ONLY = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET TRANSACTION READ ONLY"}


@contextmanager
def full_disk(_database: Database) -> Iterator[None]:
    """Let no file of this process be written any more; SQLite then meets the same error as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def another(database: Database) -> Iterator[Connection]:
    """Be another program on the same database, in one transaction that writes."""
    engine = make_engine(database.engine.url.render_as_string(hide_password=False))
    with engine.execution_options(write=True).begin() as connection:
        yield connection
    engine.dispose()


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Let another program write, and not finish."""
    with another(database) as connection:
        connection.execute(text(_LOCK[database.engine.dialect.name]))
        yield


@contextmanager
def read_only(database: Database) -> Iterator[None]:
    """Refuse to write, as a file system with errors does, or the stand-by of a PostgreSQL."""

    def refuse(connection: Connection) -> None:
        connection.exec_driver_sql(_READ_ONLY[connection.dialect.name])

    event.listen(database.engine, "begin", refuse)
    yield
    event.remove(database.engine, "begin", refuse)
    database.close()


@contextmanager
def moved(database: Database) -> Iterator[None]:
    """Take the file away under the program."""
    path = _file_of(database)
    path.rename(path.with_suffix(".away"))
    yield
    path.with_suffix(".away").rename(path)


@contextmanager
def malformed(database: Database) -> Iterator[None]:
    """Let the file be something else than a database."""
    database.close()
    path = _file_of(database)
    content = path.read_bytes()
    path.write_bytes(b"x" * len(content))
    yield
    database.close()
    path.write_bytes(content)


@contextmanager
def exhausted(database: Database) -> Iterator[None]:
    """Take every connection of the pool."""
    with ExitStack() as taken:
        for _ in range(10):
            taken.enter_context(database.engine.connect())
        yield


Fault = Callable[[Database], AbstractContextManager[None]]
UNREACHABLE: dict[str, list[Fault]] = {"sqlite": [moved, malformed, exhausted], "postgresql": [exhausted]}
UNWRITABLE: dict[str, list[Fault]] = {"sqlite": [full_disk, locked, read_only], "postgresql": [locked, read_only]}


def press(visitor: Visitor, page: Page) -> Page:
    """Press the button of the only form on a page."""
    (form,) = page.all("form")
    fields = form.findall(".//h:input", NAMESPACE)
    return visitor.post(page.path, {field.get("name", ""): field.get("value", "") for field in fields})


def _file_of(database: Database) -> Path:
    return Path(database.engine.url.database or "")
