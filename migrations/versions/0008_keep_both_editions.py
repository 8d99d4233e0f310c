"""Keep a report for each edition of it: the full one, and a short one."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("edition", sa.String(length=20), server_default="full", nullable=False))
        report.drop_constraint("pk_report", type_="primary")
        report.create_primary_key("pk_report", ["scan_id", "edition"])
    with op.batch_alter_table("report") as report:
        report.alter_column("edition", server_default=None)


def downgrade() -> None:
    op.execute("DELETE FROM report WHERE edition <> 'full'")
    with op.batch_alter_table("report") as report:
        report.drop_constraint("pk_report", type_="primary")
        report.create_primary_key("pk_report", ["scan_id"])
        report.drop_column("edition")
