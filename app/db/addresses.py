"""What the address of a database says of it."""

from pathlib import Path

from sqlalchemy import URL, make_url


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_url(path: Path) -> str:
    """Return the address of a file, also of one with `?` or `%` in its name."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def sqlite_path(url: str) -> Path:
    path = make_url(url).database
    assert path is not None
    return Path(path)


def is_there(url: str) -> bool:
    """Return whether there is a database to open; on PostgreSQL only opening it tells."""
    return not is_sqlite(url) or sqlite_path(url).exists()


def database_name(url: str) -> str:
    """Return how people call a database: the path of its file, or its host and name, without the password."""
    address = make_url(url)
    host = address.host or ",".join(address.normalized_query.get("host", ()))
    port = f":{address.port}" if address.port else ""
    return str(address.database) if is_sqlite(url) else f"{host}{port}/{address.database}"
