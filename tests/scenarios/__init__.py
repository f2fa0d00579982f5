"""Whole paths through the product, from a person's words to what they see."""
