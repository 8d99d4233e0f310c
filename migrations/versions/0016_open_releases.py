"""Remember which releases are open data, since when and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "release_opening",
        sa.Column("release_id", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("account_name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_release_opening_release_id_release")),
        sa.PrimaryKeyConstraint("release_id", "at", name=op.f("pk_release_opening")),
    )


def downgrade() -> None:
    op.drop_table("release_opening")
