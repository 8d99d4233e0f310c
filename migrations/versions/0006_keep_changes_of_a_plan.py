"""Keep what owners change about their plan: other levels to aim at, and actions left out."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("scan", sa.Column("targets", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("scan", sa.Column("dropped", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("scan") as scan:
        for column in ("dropped", "targets"):
            scan.drop_column(column)
