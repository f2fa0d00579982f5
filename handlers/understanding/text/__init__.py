"""A question cut into words, and how words are filed."""
