"""Keep questionnaires, scans, answers and reports."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "questionnaire",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("version", name=op.f("uq_questionnaire_version")),
    )
    op.create_table(
        "scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("questionnaire_hash", sa.String(length=64), nullable=False),
        sa.Column("sector", sa.String(length=40), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("goal", sa.String(length=40), nullable=False),
        sa.Column("municipality", sa.String(length=6), nullable=True),
        sa.Column("family_business", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["questionnaire_hash"],
            ["questionnaire.hash"],
            name=op.f("fk_scan_questionnaire_hash_questionnaire"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_scan_secret_hash")),
    )
    op.create_table(
        "answer",
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scan.id"], name=op.f("fk_answer_scan_id_scan"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("scan_id", "question_id", name=op.f("pk_answer")),
    )
    op.create_table(
        "report",
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scan.id"], name=op.f("fk_report_scan_id_scan"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("scan_id", name=op.f("pk_report")),
    )


def downgrade() -> None:
    op.drop_table("report")
    op.drop_table("answer")
    op.drop_table("scan")
    op.drop_table("questionnaire")
