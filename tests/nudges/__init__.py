"""Promises of the nudging room."""
