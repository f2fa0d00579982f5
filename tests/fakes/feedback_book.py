"""A book of suggestions in memory."""

from handlers.ports import Feedback


class FakeFeedbackBook:
    """The suggestions in a dict."""

    def __init__(self) -> None:
        self._all: dict[str, Feedback] = {}

    async def add(self, feedback: Feedback) -> None:
        """As handlers.ports.FeedbackBook has it."""
        self._all.setdefault(feedback.id, feedback)

    async def everything(self) -> tuple[Feedback, ...]:
        """As handlers.ports.FeedbackBook has it."""
        return tuple(sorted(self._all.values(), key=lambda f: (f.at, f.id)))
