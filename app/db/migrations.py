"""Brings a database to the tables this version of the program expects."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import MetaData, SQLModel

from app.db import (  # noqa: F401  # a table is known once its module is read
    account_tables,
    attempt_tables,
    audit_tables,
    campaign_tables,
    case_tables,
    mail_tables,
    questionnaire_tables,
    release_tables,
    scan_tables,
    sharing_tables,
    workshop_tables,
)
from app.db.backups import back_up, backup_folder, backup_name
from app.db.engine import Database
from app.db.urls import is_sqlite, is_there, sqlite_path
from app.domain.errors import NewerDatabaseError

metadata: MetaData = SQLModel.metadata

_FOLDER = Path(__file__).parents[2] / "migrations"


def alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Apply the migrations that this database has not had yet. Safe to repeat.

    A SQLite database is copied to the folder of backups first. Raises NewerDatabaseError and BackupError.
    """
    revision, newest = revision_of(url), newest_revision()
    if revision is not None:
        check_revision(revision)
    if is_sqlite(url) and revision not in (None, newest):
        name = backup_name(url, f"before-{newest}", now=datetime.now(UTC))
        back_up(url, backup_folder(sqlite_path(url).parent) / name)
    migrate(url)


def migrate(url: str) -> None:
    """Apply the migrations that this database has not had yet, all or none."""
    command.upgrade(alembic_config(url), "head")


def revision_of(url: str) -> str | None:
    """Return the revision of a database; None if it is empty or not there."""
    if not is_there(url):
        return None
    with closing(Database(url)) as database, database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    return _scripts().get_current_head()


def check_revision(revision: str) -> None:
    """Raise NewerDatabaseError for a revision that this program does not have."""
    if revision not in {script.revision for script in _scripts().walk_revisions()}:
        raise NewerDatabaseError


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(_FOLDER))
