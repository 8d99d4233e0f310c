"""Keep a log of who did what, which the program cannot change."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

# A restore by an earlier version of the program drops the table and leaves the function.
_POSTGRESQL_FUNCTION = """
    CREATE OR REPLACE FUNCTION keep_audit_line() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND now() - OLD.at > interval '365 days' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a line of the log stays as it is for a year';
    END $$
"""
_POSTGRESQL_TRIGGER = """
    CREATE TRIGGER keep_audit_line BEFORE UPDATE OR DELETE ON audit_line
    FOR EACH ROW EXECUTE FUNCTION keep_audit_line()
"""
# No trigger on rows hears of TRUNCATE.
_POSTGRESQL_TRUNCATE = """
    CREATE TRIGGER keep_audit_lines BEFORE TRUNCATE ON audit_line
    FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_line()
"""
_SQLITE_UPDATE = """
    CREATE TRIGGER keep_audit_line_as_it_is BEFORE UPDATE ON audit_line
    BEGIN SELECT RAISE(ABORT, 'a line of the log stays as it is for a year'); END
"""
_SQLITE_DELETE = """
    CREATE TRIGGER keep_audit_line BEFORE DELETE ON audit_line WHEN OLD.at >= datetime('now', '-365 days')
    BEGIN SELECT RAISE(ABORT, 'a line of the log stays as it is for a year'); END
"""
# REPLACE takes a line away without a trigger on DELETE.
_SQLITE_REPLACE = """
    CREATE TRIGGER keep_audit_line_in_its_place BEFORE INSERT ON audit_line
    WHEN EXISTS (SELECT 1 FROM audit_line WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a line of the log stays as it is for a year'); END
"""


def upgrade() -> None:
    op.create_table(
        "audit_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("account_name", sa.String(length=80), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_name", sa.String(length=120), nullable=True),
        sa.Column("scan_hash", sa.String(length=64), nullable=True),
        sa.Column("about_account_id", sa.Integer(), nullable=True),
        sa.Column("about_organisation_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_line")),
    )
    op.create_index(op.f("ix_audit_line_about_account_id"), "audit_line", ["about_account_id"])
    op.create_index(op.f("ix_audit_line_about_organisation_id"), "audit_line", ["about_organisation_id"])
    op.create_index(op.f("ix_audit_line_account_id"), "audit_line", ["account_id"])
    op.create_index(op.f("ix_audit_line_at"), "audit_line", ["at"])
    op.create_index(op.f("ix_audit_line_scan_hash"), "audit_line", ["scan_hash"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_POSTGRESQL_FUNCTION)
        op.execute(_POSTGRESQL_TRIGGER)
        op.execute(_POSTGRESQL_TRUNCATE)
    else:
        op.execute(_SQLITE_UPDATE)
        op.execute(_SQLITE_DELETE)
        op.execute(_SQLITE_REPLACE)


def downgrade() -> None:
    op.drop_table("audit_line")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION keep_audit_line")
