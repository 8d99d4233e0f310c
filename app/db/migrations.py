"""Brings a database to the tables this version of the program expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlmodel import MetaData, SQLModel

from app.db import attempt_tables, mail_tables, scan_tables  # noqa: F401  # a table is known once its module is read
from app.domain.errors import NewerDatabaseError

metadata: MetaData = SQLModel.metadata

_FOLDER = Path(__file__).parents[2] / "migrations"


def alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Apply the migrations that this database has not had yet. Safe to repeat. Raises NewerDatabaseError."""
    try:
        command.upgrade(alembic_config(url), "head")
    except CommandError as error:
        raise NewerDatabaseError from error
