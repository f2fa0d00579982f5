"""The owner's file of words: what it says, what is wrong with it, and what to write into it."""
