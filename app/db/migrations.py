"""Brings a database to the tables this version of the program expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config

_FOLDER = Path(__file__).parents[2] / "migrations"


def alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Apply the migrations that this database has not had yet. Safe to repeat."""
    command.upgrade(alembic_config(url), "head")
