"""Mark finished scans that may not count."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("scan", sa.Column("doubt", sa.String(length=20), nullable=True))
    op.execute("UPDATE scan SET doubt = 'unjudged' WHERE finished_at IS NOT NULL")


def downgrade() -> None:
    with op.batch_alter_table("scan") as scan:
        scan.drop_column("doubt")
