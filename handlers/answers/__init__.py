"""Answers as cards."""
