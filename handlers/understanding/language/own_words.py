"""What an owner calls records, and the phrases that stand for other words."""

from collections.abc import Mapping

from crm.names.spelling import plain
from handlers.understanding.text.keys import Stem, exact_phrase_key, phrase_key, token_key
from handlers.understanding.text.tokens import Kind, tokenise

LONGEST = 7
"""How many words a phrase may have."""


class OwnWords:
    """The names and phrases of one language, filed so that a look-up is one hash.

    `heard` are the single words in them.
    """

    def __init__(self, names: Mapping[str, str], phrases: Mapping[str, str], stem: Stem) -> None:
        self._stem = stem
        self._names = {exact_phrase_key(phrase): name for phrase, name in names.items()}
        self._phrases = {phrase_key(phrase, stem): told for phrase, told in phrases.items()}
        self._name_words = {word for key in self._names for word in key.split()}
        self.heard = self._name_words | {word for key in self._phrases for word in key.split()}

    def name(self, exact: str) -> str | None:
        """The full name of the record that is called so; `exact` are its words as written."""
        return self._names.get(exact)

    def names(self, word: str) -> bool:
        """Whether the word is part of what a record is called."""
        return word in self._name_words

    def spelled_out(self, text: str) -> str:
        """The text with what each phrase stands for in its place; longer phrases come first."""
        if not self._phrases:
            return text
        shown, tokens = plain(text), tokenise(text)
        keys = [token_key(token, self._stem) for token in tokens]
        told, at, done = "", 0, 0
        while at < len(tokens):
            for end in range(min(at + LONGEST, len(tokens)), at, -1):
                found = self._phrases.get(" ".join(keys[at:end]))
                if found is not None and all(t.kind is not Kind.QUOTED for t in tokens[at:end]):
                    told += shown[done : tokens[at].start] + found
                    at, done = end - 1, tokens[end - 1].end
                    break
            at += 1
        return told + shown[done:]
