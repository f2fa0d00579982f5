"""SOSL: `FIND {…} IN … RETURNING …`, read and run over names and text."""
