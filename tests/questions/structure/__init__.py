"""How the parts of a sentence hang together: bounds, texts, tenses, and whose condition it is."""
