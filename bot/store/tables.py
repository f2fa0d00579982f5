"""The store's tables. Every name starts with `crumb_`, so that they can live beside the CRM's.

What is here is what the migrations make; a test holds the two together.
"""

from typing import Final

from sqlalchemy import Column, Index, MetaData, Table, Text, UniqueConstraint

from crm.dialects.types import Instant

METADATA: Final = MetaData(
    naming_convention={
        "uq": "uq_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

LEDGER: Final = Table(
    "crumb_ledger",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("claimed_at", Instant, nullable=False),
    Column("settled_at", Instant),
    UniqueConstraint("rule", "entity", "record", "person", "period"),
    Index(None, "person", "claimed_at"),
    Index(None, "entity", "record", "claimed_at"),
    Index(None, "claimed_at"),
)

SNOOZES: Final = Table(
    "crumb_snoozes",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("until", Instant, nullable=False),
)

# The rule is "" for all of them: a key has no empty parts.
STOPS: Final = Table(
    "crumb_stops",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("rule", Text, primary_key=True),
)

FEEDBACK: Final = Table(
    "crumb_feedback",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("author_id", Text, nullable=False),
    Column("author_name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("status", Text, nullable=False),
)

# `words` is a JSON list.
QUESTIONS: Final = Table(
    "crumb_questions",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("viewer_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("understood", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("chosen", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "at"),
)

CONVERSATIONS: Final = Table(
    "crumb_conversations",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("turn", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "at"),
)

# `what` is a digest: it tells nothing of what somebody looked at.
LOOKS: Final = Table(
    "crumb_looks",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    Index(None, "at"),
)

# `doubt` is a digest: the words that were typed are not kept. `meaning` is a record's key.
CHOICES: Final = Table(
    "crumb_choices",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("doubt", Text, primary_key=True),
    Column("meaning", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("used_at", Instant, nullable=False),
    Index(None, "used_at"),
)

SEEN_EVENTS: Final = Table(
    "crumb_seen_events",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    Index(None, "at"),
)

IDENTITIES: Final = Table(
    "crumb_identities",
    METADATA,
    Column("platform", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "person"),
)

# `sealed` is closed with the owner's key (bot/store/sealing.py), of which `key_id` says which.
TOKENS: Final = Table(
    "crumb_tokens",
    METADATA,
    Column("team", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("sealed", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "key_id"),
)

# Whoever works alone on something, in which process, and until when it is believed.
LEASES: Final = Table(
    "crumb_leases",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Instant, nullable=False),
)

# What is good once: a link that was sent, a sign-in on its way. `key` is a digest.
TICKETS: Final = Table(
    "crumb_tickets",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("sealed", Text, nullable=False),
    Column("until", Instant, nullable=False),
    Index(None, "until"),
)
