"""Promises of what a person can say and press."""
