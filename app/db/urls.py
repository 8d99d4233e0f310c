"""What the URL of a database says of it."""

from pathlib import Path

from sqlalchemy import URL, make_url

from app.domain.errors import ScanError


class NoDatabaseError(ScanError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no database at {path} yet.")


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_url(path: Path) -> str:
    """Return the URL of a file, also of one with `?` or `%` in its name."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def sqlite_path(url: str) -> Path:
    path = make_url(url).database
    assert path is not None
    return Path(path)


def is_there(url: str) -> bool:
    """Return whether there is a database to open; on PostgreSQL only opening it tells."""
    return not is_sqlite(url) or sqlite_path(url).exists()


def check_there(url: str) -> None:
    """Raise NoDatabaseError when there is no database yet; SQLite would only say that it cannot open a file."""
    if not is_there(url):
        raise NoDatabaseError(sqlite_path(url))


def database_name(url: str) -> str:
    """Return how people call a database: the path of its file, or its host and name, without the password."""
    parts = make_url(url)
    host = parts.host or ",".join(parts.normalized_query.get("host", ()))
    port = f":{parts.port}" if parts.port else ""
    return str(parts.database) if is_sqlite(url) else f"{host}{port}/{parts.database}"
