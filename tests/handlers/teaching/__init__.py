"""The owner's file of words."""
