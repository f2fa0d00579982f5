"""The questions that were not answered as wanted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXTS = ("viewer_id", "text", "outcome", "understood", "words", "cause", "chosen")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "crumb_questions",
        sa.Column("id", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_crumb_questions_at", "crumb_questions", ["at"])
