"""Phrases that open what was said, or stand in it."""

from collections.abc import Sequence


def opening(words: Sequence[str], keys: Sequence[str]) -> int:
    """How many words at the start the longest fitting phrase takes; 0 for none."""
    said = " ".join(words) + " "
    best = 0
    for key in keys:
        if said.startswith(key + " "):
            best = max(best, len(key.split()))
    return best


def anywhere(words: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether one of the phrases stands among the words."""
    said = f" {' '.join(words)} "
    return any(f" {key} " in said for key in keys)
