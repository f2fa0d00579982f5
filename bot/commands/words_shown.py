"""What `crumb words` shows: how a sentence is read, and what to teach, as text and as JSON."""

import json
from collections.abc import Iterator, Sequence

from bot.render.clean import line
from crm.query_json import to_json
from handlers.asking.listener import Listener
from handlers.teaching.explained import Explained
from handlers.teaching.query_text import query_text
from handlers.teaching.suggested import Suggested

_LABEL = 12  # columns


class Names:
    """The names of records, and of whoever asks, by id."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def __call__(self, text: str) -> str:
        """The name; "" for a text that is no id."""
        if text == self._listener.viewer.user_id:
            return "who asks"
        found = self._listener.index.by_id(text)
        return found.text if found else ""


def explained_text(found: Explained, names: Names) -> Iterator[str]:
    """Its words with what they mean, how it is read, and what is asked of the CRM."""
    if found.spelled_out != found.text:
        yield _labelled("stands for", found.spelled_out)
    width = max((len(line(word.text)) for word in found.words), default=0)
    for word in found.words:
        own = "  (your word)" if word.own else ""
        means = " or ".join(map(line, word.means)) or "not understood"
        yield f"  {line(word.text):<{width}}  {means}{own}"
    yield _labelled("read as" if found.queries else "says", found.understood)
    for query in found.queries:
        first, *more = query_text(query, names).splitlines()
        yield _labelled("asks for", first)
        yield from (f"{'':<{_LABEL}}{text.rstrip()}" for text in more)
    if found.left_over:
        yield _labelled("left over", ", ".join(found.left_over))


def _labelled(label: str, text: str) -> str:
    return f"{label:<{_LABEL}}{line(text)}"


def explained_json(found: Explained) -> str:
    """All of it in one line, as docs/schemas/words-explain.schema.json has it."""
    return json.dumps(
        {
            "text": found.text,
            "spelled_out": found.spelled_out,
            "language": found.language,
            "words": [
                {"text": word.text, "means": list(word.means), "own": word.own}
                for word in found.words
            ],
            "outcome": found.outcome,
            "understood": found.understood,
            "queries": [json.loads(to_json(query)) for query in found.queries],
            "left_over": list(found.left_over),
        }
    )


def suggested_text(found: Sequence[Suggested]) -> Iterator[str]:
    """Each word with a question it stood in, and the lines to choose from by their section."""
    for each in found:
        yield f"{line(each.word)} ({each.times:,} ×), as in: {line(each.question)}"
        section = ""
        for choice in each.lines:
            if choice.section != section:
                section = choice.section
                yield f"  [{section}]"
            yield f"  {line(choice.text)}"
        if not each.lines:
            yield "  It is no kind of record, state or figure; perhaps a field, a value or a name."
    if not found:
        yield "Every word of the last 30 days was understood."


def suggested_json(found: Suggested) -> str:
    """One word in one line, as docs/schemas/words-suggest.schema.json has it."""
    lines = [{"section": each.section, "line": each.text} for each in found.lines]
    return json.dumps(
        {"word": found.word, "times": found.times, "question": found.question, "lines": lines}
    )
