"""Let advisers work on cases: views, notes, agreed actions, a timeline."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_COLUMNS = (
    "view_shared_at",
    "municipality",
    "size",
    "sector",
    "found_by",
    "sort_name",
    "changed_at",
    "reminded_at",
    "follow_up_on",
    "assignee_id",
    "status",
)

_INDEXES = {
    "ix_adviser_case_list": (
        "shared_at",
        "id",
        "ends_on",
        "status",
        "sector",
        "size",
        "municipality",
        "assignee_id",
        "changed_at",
        "found_by",
    ),
    "ix_adviser_case_changed_at": ("changed_at", "id", "ends_on"),
    "ix_adviser_case_sort_name": ("sort_name", "id", "ends_on"),
    "ix_adviser_case_follow_up_on": ("follow_up_on", "id", "ends_on"),
    "ix_adviser_case_municipality": ("municipality", "ends_on"),
}


def upgrade() -> None:
    with op.batch_alter_table("adviser_case") as case:
        case.add_column(sa.Column("status", sa.String(length=20), server_default="new", nullable=False))
        case.add_column(sa.Column("assignee_id", sa.Integer(), nullable=True))
        case.add_column(sa.Column("follow_up_on", sa.Date(), nullable=True))
        case.add_column(sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
        case.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        case.add_column(sa.Column("sort_name", sa.String(length=200), server_default="", nullable=False))
        case.add_column(sa.Column("found_by", sa.Text(), server_default="", nullable=False))
        case.add_column(sa.Column("sector", sa.String(length=40), server_default="", nullable=False))
        case.add_column(sa.Column("size", sa.String(length=40), server_default="", nullable=False))
        case.add_column(sa.Column("municipality", sa.String(length=6), nullable=True))
        case.add_column(sa.Column("view_shared_at", sa.DateTime(timezone=True), nullable=True))
        case.create_foreign_key(
            op.f("fk_adviser_case_assignee_id_account"), "account", ["assignee_id"], ["id"], ondelete="SET NULL"
        )
        case.create_index(op.f("ix_adviser_case_assignee_id"), ["assignee_id"])
    op.execute("UPDATE adviser_case SET changed_at = shared_at")
    for name in ("sector", "size", "municipality"):
        op.execute(f"UPDATE adviser_case SET {name} = (SELECT {name} FROM scan WHERE scan.id = adviser_case.scan_id)")
    with op.batch_alter_table("adviser_case") as case:
        case.alter_column("changed_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        for name in ("status", "sort_name", "found_by", "sector", "size"):
            case.alter_column(name, server_default=None)
    for name, columns in _INDEXES.items():
        op.create_index(name, "adviser_case", ["organisation_id", *columns])
    op.create_table(
        "case_score",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("element_id", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["adviser_case.id"], name=op.f("fk_case_score_case_id_adviser_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "element_id", name=op.f("pk_case_score")),
    )
    op.create_index("ix_case_score_element_id", "case_score", ["element_id", "level", "case_id"])
    op.create_table(
        "case_visit",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_case_visit_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["adviser_case.id"], name=op.f("fk_case_visit_case_id_adviser_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "account_id", name=op.f("pk_case_visit")),
    )
    op.create_index("ix_case_visit_account_id", "case_visit", ["account_id", "case_id", "seen_at"])
    op.create_table(
        "second_view",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("owner_code", sa.String(length=40), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_code", sa.String(length=40), nullable=True),
        sa.Column("shared_reason", sa.Text(), nullable=True),
        sa.Column("shared_by", sa.String(length=80), nullable=True),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column("responded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_second_view_account_id_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["adviser_case.id"], name=op.f("fk_second_view_case_id_adviser_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "question_id", name=op.f("pk_second_view")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_note_account_id_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["adviser_case.id"], name=op.f("fk_note_case_id_adviser_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_case_id"), "note", ["case_id"])
    op.create_table(
        "agreed_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_agreed_action_account_id_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["adviser_case.id"], name=op.f("fk_agreed_action_case_id_adviser_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_action")),
    )
    op.create_index(op.f("ix_agreed_action_case_id"), "agreed_action", ["case_id"])
    op.create_table(
        "case_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("account_name", sa.String(length=80), nullable=True),
        sa.Column("subject", sa.String(length=40), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_case_event_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["adviser_case.id"], name=op.f("fk_case_event_case_id_adviser_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    op.create_index(op.f("ix_case_event_case_id"), "case_event", ["case_id"])


def downgrade() -> None:
    op.drop_table("case_event")
    op.drop_table("agreed_action")
    op.drop_table("note")
    op.drop_table("second_view")
    op.drop_table("case_visit")
    op.drop_table("case_score")
    for name in _INDEXES:
        op.drop_index(name, "adviser_case")
    with op.batch_alter_table("adviser_case") as case:
        case.drop_constraint(op.f("fk_adviser_case_assignee_id_account"), type_="foreignkey")
        case.drop_index(op.f("ix_adviser_case_assignee_id"))
        for name in _COLUMNS:
            case.drop_column(name)
