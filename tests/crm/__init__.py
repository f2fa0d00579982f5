"""Promises of the CRM room."""
