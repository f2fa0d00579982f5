"""The server's log: a line each, with what is stable about it behind the sentence."""

import logging
import sys
from typing import Final

_USUAL: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class LogLine(logging.Formatter):
    """`2026-11-18T10:00:00+0000 WARNING The CRM database failed. action=crm.unavailable`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802, the base's name
        """The sentence, and then every extra as key=value."""
        extras = [f"{key}={value}" for key, value in vars(record).items() if key not in _USUAL]
        return " ".join([super().formatMessage(record), *extras]).replace("\n", "\\n")


def log_to_stderr(level: int = logging.INFO) -> None:
    """Write everything from `level` on to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LogLine())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
