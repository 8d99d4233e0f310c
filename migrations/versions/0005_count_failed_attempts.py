"""Count failed attempts to open a scan."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "failed_attempts",
        sa.Column("visitor", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("visitor", name=op.f("pk_failed_attempts")),
    )


def downgrade() -> None:
    op.drop_table("failed_attempts")
