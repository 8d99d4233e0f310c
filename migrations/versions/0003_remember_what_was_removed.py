"""Remember what was removed: which scans a backup must not bring back, and how many there were."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "erased_scan",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_erased_scan")),
    )
    op.create_table(
        "removed_scans",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("was_finished", sa.Boolean(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "was_finished", name=op.f("pk_removed_scans")),
    )


def downgrade() -> None:
    op.drop_table("removed_scans")
    op.drop_table("erased_scan")
