"""Keep what owners choose: a name, a number, to count or not, the themes to deepen."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("scan", sa.Column("company_name", sa.String(length=80), nullable=True))
    op.add_column("scan", sa.Column("kvk_token", sa.String(length=64), nullable=True))
    op.add_column("scan", sa.Column("may_count", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("scan", sa.Column("consent_version", sa.String(length=20), nullable=True))
    op.add_column("scan", sa.Column("deepened", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("scan") as scan:
        for column in ("deepened", "consent_version", "may_count", "kvk_token", "company_name"):
            scan.drop_column(column)
