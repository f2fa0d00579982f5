"""Promises of the adapters: store, renderers, guard, pages, command line."""
