"""Keep the amounts and hours that an owner tells, apart from the scan: they never leave it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("confirmed", sa.JSON(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scan.id"], name=op.f("fk_figures_scan_id_scan"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("scan_id", name=op.f("pk_figures")),
    )


def downgrade() -> None:
    op.drop_table("figures")
