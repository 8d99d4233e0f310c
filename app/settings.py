"""Settings, from the environment only; docs/operations.md lists them."""

import secrets
from ipaddress import ip_network
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import (
    AfterValidator,
    AnyUrl,
    Field,
    HttpUrl,
    SecretStr,
    UrlConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url

from app import whole_files
from app.db.urls import sqlite_url
from app.domain.email_address import email_address
from app.domain.errors import ScanError

_SHORTEST_KEY = 32


def _with_host_and_port(text: str) -> str:
    """Return an address as it is. Raises ValueError."""
    parts = urlsplit(f"//{text}")
    if text and not (parts.hostname and parts.port):
        raise ValueError("expected a host and a port, such as 127.0.0.1:9100")
    return text


def _with_addresses(text: str) -> str:
    """Return a list of addresses and networks as it is. Raises ValueError."""
    for address in filter(None, text.split(",")):
        ip_network(address.strip())
    return text


def _of_postgresql(text: str) -> str:
    """Return an address as it is. Raises ValueError."""
    scheme, _, rest = text.partition("://")
    if text and not (scheme == "postgresql" and rest):
        raise ValueError("expected postgresql://user:password@host/name")
    if text and not _has_good_port(text):
        raise ValueError(
            "expected a number from 1 to 65535 as the port, as in postgresql://user:password@host:5432/name"
        )
    return text


def _has_good_port(url: str) -> bool:
    try:
        port = make_url(url).port
    except ValueError:
        return False
    return port is None or 1 <= port <= 65535


def _without_more(url: HttpUrl) -> HttpUrl:
    """Return an address as it is. Raises ValueError."""
    if url.path != "/" or url.query or url.fragment or url.username or url.password:
        raise ValueError("expected no more than a scheme, a host and a port, such as https://scan.example.nl")
    return url


def _with_email_address(text: str) -> str:
    """Return an e-mail address as it is. Raises ValueError."""
    return text and email_address(text)


def _with_plain_login(url: AnyUrl) -> AnyUrl:
    """Return an address as it is. Raises ValueError."""
    if not unquote(f"{url.username}{url.password}").isascii():
        raise ValueError("expected a user name and a password of ASCII characters")
    return url


def _long_enough(key: SecretStr) -> SecretStr:
    """Return a key as it is. Raises ValueError."""
    if len(key) < _SHORTEST_KEY:
        raise ValueError(f"expected {_SHORTEST_KEY} characters or more")
    return key


class Settings(BaseSettings):
    """Each field is read from the variable of its name in capitals after `SCAN_`."""

    model_config = SettingsConfigDict(env_prefix="SCAN_", frozen=True, env_ignore_empty=True)

    data_dir: Annotated[
        Path, Field(description="Folder of the SQLite database and the secret key. Nobody else may read it.")
    ] = Path(__file__).parents[1] / "data"
    database_url: Annotated[
        str,
        AfterValidator(_of_postgresql),
        Field(description="PostgreSQL: `postgresql://user:password@host/name`. Without it: SQLite in the data folder."),
    ] = ""
    public_url: Annotated[
        HttpUrl,
        AfterValidator(_without_more),
        Field(description="Address that visitors use. Links are made with it; other host names are refused."),
    ] = HttpUrl("http://127.0.0.1:8000")
    secret_key: Annotated[
        Annotated[SecretStr, AfterValidator(_long_enough)] | None,
        Field(description="The same on every node. Without it: made in the data folder at the first start."),
    ] = None
    organisation: Annotated[
        Path, Field(description="File that says who runs this site and how long scans are kept.")
    ] = Path(__file__).parents[1] / "organisation.yaml"
    release_specification: Annotated[
        Path, Field(description="File that says how releases are made, for `scan release` and for the page about it.")
    ] = Path(__file__).parents[1] / "release.yaml"
    pdf_seconds: Annotated[float, Field(gt=0, le=3600, description="Longest time that making one PDF may take.")] = 20
    statline_url: Annotated[
        HttpUrl, Field(description="Address of CBS StatLine, OData version 3, for `scan reference refresh`.")
    ] = HttpUrl("https://opendata.cbs.nl/ODataApi/odata")
    metrics: Annotated[
        str,
        AfterValidator(_with_host_and_port),
        Field(description="Address of the figures for a monitor, such as `127.0.0.1:9100`. Without it: none."),
    ] = ""
    trusted_proxies: Annotated[
        str,
        AfterValidator(_with_addresses),
        Field(
            description="Addresses or networks of proxies that say for whom they ask, with commas between. "
            "Others are not believed."
        ),
    ] = ""

    smtp_url: Annotated[
        Annotated[
            AnyUrl,
            UrlConstraints(allowed_schemes=["smtp", "smtps"], host_required=True),
            AfterValidator(_with_plain_login),
        ]
        | None,
        Field(description="Mail server: `smtp://user:password@host:587` or `smtps://…`. Without it: no mail."),
    ] = None
    mail_from: Annotated[
        str,
        AfterValidator(_with_email_address),
        Field(validate_default=True, description="Address that mail comes from. Needed with `SCAN_SMTP_URL`."),
    ] = ""

    @field_validator("mail_from")
    @classmethod
    def require_with_server(cls, address: str, info: ValidationInfo) -> str:
        if not address and info.data.get("smtp_url"):
            raise ValueError("needed, since SCAN_SMTP_URL is set")
        return address

    @property
    def database(self) -> str:
        return self.database_url or sqlite_url(self.data_dir.absolute() / "scan.db")

    @property
    def key_file(self) -> Path:
        """Where the first start puts a key, unless one is set."""
        return self.data_dir / "secret_key"

    @property
    def origin(self) -> str:
        """The scheme, host and port that visitors use, as browsers write it in an Origin header."""
        parts = urlsplit(str(self.public_url))
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        return self.public_url.host or ""

    @property
    def metrics_address(self) -> tuple[str, int] | None:
        """The host and port of the figures for a monitor."""
        parts = urlsplit(f"//{self.metrics}")
        return (parts.hostname, parts.port) if parts.hostname and parts.port else None

    @property
    def is_https(self) -> bool:
        return self.public_url.scheme == "https"


def prepare_data_dir(settings: Settings) -> None:
    """Make the data folder, readable by its owner only."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)


class ShortKeyError(ScanError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is no key: it has fewer than {_SHORTEST_KEY} bytes. Put the key back that belongs to this data, "
            "or remove the file to have a new one made."
        )


def secret_key(settings: Settings) -> bytes:
    """Return the key behind every keyed hash; without a setting, the one in the data folder, made when it misses.

    Raises ShortKeyError.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    path = settings.key_file
    if not path.exists():
        _make_key(path)
    key = path.read_bytes()
    if len(key) < _SHORTEST_KEY:
        raise ShortKeyError(path)
    return key


def _make_key(path: Path) -> None:
    """Put a key in a file, whole or not at all; one that another start put there meanwhile stays."""
    with NamedTemporaryFile("w", dir=path.parent, prefix="secret_key-") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        whole_files.put_unless_there(Path(file.name), at=path)
