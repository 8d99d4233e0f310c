"""Keep campaigns, and by which one scans came."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("letters", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_campaign")),
        sa.UniqueConstraint("letters", name=op.f("uq_campaign_letters")),
    )
    op.add_column("scan", sa.Column("campaign", sa.String(length=20), nullable=True))
    op.add_column("audit_line", sa.Column("about_campaign", sa.String(length=20), nullable=True))
    op.create_index(op.f("ix_audit_line_about_campaign"), "audit_line", ["about_campaign"])
    with op.batch_alter_table("removed_scans") as removed:
        removed.add_column(sa.Column("campaign", sa.String(length=20), server_default="", nullable=False))
        removed.drop_constraint("pk_removed_scans", type_="primary")
        removed.create_primary_key("pk_removed_scans", ["month", "was_finished", "campaign"])
    with op.batch_alter_table("removed_scans") as removed:
        removed.alter_column("campaign", server_default=None)


def downgrade() -> None:
    # No campaign has this code.
    op.execute(
        "INSERT INTO removed_scans (month, was_finished, campaign, count) "
        "SELECT month, was_finished, '*', sum(count) FROM removed_scans GROUP BY month, was_finished"
    )
    op.execute("DELETE FROM removed_scans WHERE campaign <> '*'")
    with op.batch_alter_table("removed_scans") as removed:
        removed.drop_constraint("pk_removed_scans", type_="primary")
        removed.create_primary_key("pk_removed_scans", ["month", "was_finished"])
        removed.drop_column("campaign")
    op.drop_index(op.f("ix_audit_line_about_campaign"), "audit_line")
    # A table that is made anew loses the triggers that guard the log.
    op.execute("ALTER TABLE audit_line DROP COLUMN about_campaign")
    with op.batch_alter_table("scan") as scan:
        scan.drop_column("campaign")
    op.drop_table("campaign")
