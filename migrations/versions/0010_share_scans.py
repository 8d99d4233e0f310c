"""Share scans with adviser organisations."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("scan_hash", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("text_version", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_consent_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("key", name=op.f("uq_consent_key")),
    )
    op.create_index(op.f("ix_consent_organisation_id"), "consent", ["organisation_id"])
    op.create_index(op.f("ix_consent_scan_hash"), "consent", ["scan_hash"])
    op.create_table(
        "adviser_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("contact_name", sa.String(length=80), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=True),
        sa.Column("contact_phone", sa.String(length=30), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consent.id"], name=op.f("fk_adviser_case_consent_id_consent"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_adviser_case_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["scan.id"], name=op.f("fk_adviser_case_scan_id_scan"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adviser_case")),
        sa.UniqueConstraint("consent_id", name=op.f("uq_adviser_case_consent_id")),
        sa.UniqueConstraint("key", name=op.f("uq_adviser_case_key")),
        sa.UniqueConstraint("scan_id", name=op.f("uq_adviser_case_scan_id")),
    )
    op.create_index(op.f("ix_adviser_case_ends_on"), "adviser_case", ["ends_on"])
    op.create_index(op.f("ix_adviser_case_organisation_id"), "adviser_case", ["organisation_id"])
    op.create_table(
        "pass_on",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_pass_on_asked_by_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["adviser_case.id"], name=op.f("fk_pass_on_case_id_adviser_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pass_on_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_pass_on")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_pass_on_token_hash")),
    )
    op.create_table(
        "joint_visit",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("session_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scan.id"], name=op.f("fk_joint_visit_scan_id_scan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["session_hash"],
            ["account_session.token_hash"],
            name=op.f("fk_joint_visit_session_hash_account_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_joint_visit")),
        sa.UniqueConstraint("scan_id", name=op.f("uq_joint_visit_scan_id")),
    )
    op.create_index(op.f("ix_joint_visit_session_hash"), "joint_visit", ["session_hash"])
    with op.batch_alter_table("scan") as scan:
        scan.add_column(sa.Column("mode", sa.String(length=20), server_default="alone", nullable=False))
    with op.batch_alter_table("scan") as scan:
        scan.alter_column("mode", server_default=None)
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        outbox.create_foreign_key(
            op.f("fk_outbox_case_id_adviser_case"), "adviser_case", ["case_id"], ["id"], ondelete="CASCADE"
        )
        outbox.create_index(op.f("ix_outbox_case_id"), ["case_id"])


def downgrade() -> None:
    op.execute("DELETE FROM outbox WHERE case_id IS NOT NULL")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(op.f("fk_outbox_case_id_adviser_case"), type_="foreignkey")
        outbox.drop_index(op.f("ix_outbox_case_id"))
        outbox.drop_column("case_id")
    with op.batch_alter_table("scan") as scan:
        scan.drop_column("mode")
    op.drop_table("joint_visit")
    op.drop_table("pass_on")
    op.drop_table("adviser_case")
    op.drop_table("consent")
