"""Which records deserve a word, to whom, and when."""
