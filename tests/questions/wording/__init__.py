"""How people wrap and join what they ask: chat spelling, courtesies, negation, "either … or"."""
