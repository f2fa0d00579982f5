"""Tests of the platforms that people chat on."""
