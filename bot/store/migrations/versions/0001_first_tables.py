"""The first tables: ledger, snoozes and stops, feedback, conversations, seen events, identities."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, _MOMENT, nullable=nullable)


def upgrade() -> None:
    """Make the tables."""
    _make_nudge_tables()
    _make("crumb_feedback", _key("id"), *map(_text, _FEEDBACK), _moment("at"), _text("status"))
    _make("crumb_conversations", _key("key"), _text("turn"), _moment("at"))
    _make("crumb_seen_events", _key("key"), _moment("at"))
    _make(
        "crumb_identities",
        *map(_key, ("platform", "team", "user")),
        *map(_text, ("person", "email")),
        _moment("at"),
    )
    _index("crumb_conversations", "at")
    _index("crumb_seen_events", "at")
    _index("crumb_identities", "person")


_FEEDBACK = ("author_id", "author_name", "text", "context", "channel")
_CLAIM = ("rule", "entity", "record", "person", "period")


def _make_nudge_tables() -> None:
    _make(
        "crumb_ledger",
        _key("id"),
        *map(_text, (*_CLAIM, "state")),
        _moment("claimed_at"),
        _moment("settled_at", nullable=True),
        sa.UniqueConstraint(*_CLAIM, name="uq_crumb_ledger"),
    )
    _index("crumb_ledger", "person", "claimed_at")
    _index("crumb_ledger", "entity", "record", "claimed_at")
    _index("crumb_ledger", "claimed_at")
    _make("crumb_snoozes", *map(_key, ("person", "entity", "record", "rule")), _moment("until"))
    _make("crumb_stops", *map(_key, ("person", "rule")))


def _make(table: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(table, *parts)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{columns[0]}", table, list(columns))
