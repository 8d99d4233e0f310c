"""Keep releases as they are, and a ledger of what companies spent on them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_KEYS = {
    "release": ("id",),
    "release_cell": ("release_id", "table_name", "region", "sector", "size", "element", "statistic"),
    "release_measurement": ("release_id", "table_name", "region", "sector", "size", "part", "element", "bin"),
    "ledger_year": ("year",),
    "budget_spent": ("release_id", "token"),
}
_PARTS = ("release_cell", "release_measurement", "budget_spent")
_STAYS = "a release and its ledger stay as they are"
_CLOSED = "the ledger of this year is not open"
_SPENT = "a company would spend more than its budget of this year"
_SPENT_SO_FAR = "(SELECT coalesce(sum(rho), 0) FROM budget_spent WHERE year = NEW.year AND token = NEW.token)"
# Of a year nothing may change, but that its key goes.
_YEAR_CHANGES = (
    "NEW.nonce IS NOT NULL OR NEW.year <> OLD.year OR NEW.budget <> OLD.budget OR NEW.opened_at <> OLD.opened_at"
)

# Two transactions at once would not see what the other adds: they wait for one another, and look only then. With a
# stricter isolation they would look at what was there when they began.
_POSTGRESQL_FUNCTIONS = (
    f"""
    CREATE OR REPLACE FUNCTION keep_release() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{_STAYS}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION lock_release(release_id text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('transaction_isolation') <> 'read committed' THEN
            RAISE EXCEPTION 'a release is written with isolation READ COMMITTED';
        END IF;
        PERFORM pg_advisory_xact_lock(7231902, hashtext(release_id));
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION finish_release() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM lock_release(NEW.id);
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION add_to_release() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM lock_release(NEW.release_id);
        IF EXISTS (SELECT 1 FROM release WHERE id = NEW.release_id) THEN
            RAISE EXCEPTION '{_STAYS}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    # A plan from when the table was small would read all of it for each line, while it grows.
    f"""
    CREATE OR REPLACE FUNCTION spend_budget() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
    DECLARE most integer;
    BEGIN
        SELECT budget INTO most FROM ledger_year WHERE year = NEW.year AND nonce IS NOT NULL FOR UPDATE;
        IF most IS NULL THEN
            RAISE EXCEPTION '{_CLOSED}' USING ERRCODE = 'integrity_constraint_violation';
        ELSIF {_SPENT_SO_FAR} + NEW.rho > most THEN
            RAISE EXCEPTION '{_SPENT}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
)


def upgrade() -> None:
    _make_release()
    _make_cells()
    _make_measurements()
    _make_ledger()
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()


def _make_release() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("province", sa.String(length=60), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("tier", sa.String(length=1), nullable=False),
        sa.Column("rho", sa.Integer(), nullable=False),
        sa.Column("specification_version", sa.String(length=20), nullable=False),
        sa.Column("specification_hash", sa.String(length=64), nullable=False),
        sa.Column("specification", sa.Text(), nullable=False),
        sa.Column("questionnaire_hash", sa.String(length=64), nullable=False),
        sa.Column("program_version", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("province", "period", name=op.f("uq_release_province")),
        sqlite_with_rowid=False,
    )


def _make_cells() -> None:
    op.create_table(
        "release_cell",
        *_about("release_cell"),
        sa.Column("element", sa.String(length=40), nullable=False),
        sa.Column("statistic", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("margin", sa.Float(), nullable=True),
        sa.Column("companies", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        *_of_release("release_cell"),
        sqlite_with_rowid=False,
    )


def _make_measurements() -> None:
    op.create_table(
        "release_measurement",
        *_about("release_measurement"),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("element", sa.String(length=40), nullable=False),
        sa.Column("bin", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        *_of_release("release_measurement"),
        sqlite_with_rowid=False,
    )


def _about(table: str) -> list[sa.Column]:
    lengths = {"release_id": 60, "table_name": 30, "region": 10, "sector": 60, "size": 40}
    return [sa.Column(name, sa.String(length=lengths[name]), nullable=False) for name in _KEYS[table][:5]]


def _of_release(table: str) -> list[sa.Constraint]:
    points_at = op.f(f"fk_{table}_release_id_release")
    return [
        sa.PrimaryKeyConstraint(*_KEYS[table], name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=points_at, deferrable=True, initially="DEFERRED"),
    ]


def _make_ledger() -> None:
    op.create_table(
        "ledger_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_ledger_year")),
    )
    op.create_table(
        "budget_spent",
        sa.Column("release_id", sa.String(length=60), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rho", sa.Integer(), nullable=False),
        sa.CheckConstraint("rho > 0", name=op.f("ck_budget_spent_rho")),
        sa.ForeignKeyConstraint(["year"], ["ledger_year.year"], name=op.f("fk_budget_spent_year_ledger_year")),
        *_of_release("budget_spent"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_budget_spent_year_token"), "budget_spent", ["year", "token"])


def _guard_on_postgresql() -> None:
    for function in _POSTGRESQL_FUNCTIONS:
        op.execute(function)
    for table in _KEYS:
        only = f"WHEN ({_YEAR_CHANGES}) " if table == "ledger_year" else ""
        for name, when, each in (
            ("change", "UPDATE", f"ROW {only}"),
            ("removal", "DELETE", "ROW "),
            ("emptying", "TRUNCATE", "STATEMENT "),  # no trigger on rows hears of it
        ):
            _trigger(f"keep_{table}_from_{name} BEFORE {when} ON {table} FOR EACH {each}", "keep_release")
    for table in _PARTS:
        _trigger(f"add_{table} BEFORE INSERT ON {table} FOR EACH ROW ", "add_to_release")
    _trigger("finish_release BEFORE INSERT ON release FOR EACH ROW ", "finish_release")
    _trigger("spend_budget BEFORE INSERT ON budget_spent FOR EACH ROW ", "spend_budget")


def _trigger(when: str, function: str) -> None:
    op.execute(f"CREATE TRIGGER {when}EXECUTE FUNCTION {function}()")


def _guard_on_sqlite() -> None:
    for table, key in _KEYS.items():
        only = f"WHEN {_YEAR_CHANGES}" if table == "ledger_year" else ""
        _refuse(f"keep_{table}_from_change BEFORE UPDATE ON {table} {only}", _STAYS)
        _refuse(f"keep_{table}_from_removal BEFORE DELETE ON {table}", _STAYS)
        # REPLACE takes a row away without a trigger on DELETE.
        same = " AND ".join(f"{name} = NEW.{name}" for name in key)
        _refuse(f"keep_{table}_in_its_place BEFORE INSERT ON {table} WHEN {_has(table, same)}", _STAYS)
    of_period = _has("release", "province = NEW.province AND period = NEW.period")
    _refuse(f"keep_release_of_its_period BEFORE INSERT ON release WHEN {of_period}", _STAYS)
    for table in _PARTS:
        _refuse(f"add_{table} BEFORE INSERT ON {table} WHEN {_has('release', 'id = NEW.release_id')}", _STAYS)
    is_open = _has("ledger_year", "year = NEW.year AND nonce IS NOT NULL")
    _refuse(f"spend_in_open_year BEFORE INSERT ON budget_spent WHEN NOT {is_open}", _CLOSED)
    most = "(SELECT budget FROM ledger_year WHERE year = NEW.year)"
    # SQLite would store a word as a number, which adds nothing to a sum.
    too_much = f"typeof(NEW.rho) <> 'integer' OR {_SPENT_SO_FAR} + NEW.rho > {most}"
    _refuse(f"spend_budget BEFORE INSERT ON budget_spent WHEN {too_much}", _SPENT)


def _has(table: str, which: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE {which})"


def _refuse(when: str, why: str) -> None:
    op.execute(f"CREATE TRIGGER {when} BEGIN SELECT RAISE(ABORT, '{why}'); END")


def downgrade() -> None:
    for table in ("budget_spent", "ledger_year", "release_measurement", "release_cell", "release"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION spend_budget, add_to_release, finish_release, lock_release, keep_release")
