"""Conversations of several turns: less of the same, others, what is pointed at, other times."""
