"""The platforms that people chat on, one folder each."""
