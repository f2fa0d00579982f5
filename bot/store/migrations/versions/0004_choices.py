"""What each person meant by words that can mean several things."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "crumb_choices",
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("doubt", sa.Text(), primary_key=True),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_crumb_choices_used_at", "crumb_choices", ["used_at"])
