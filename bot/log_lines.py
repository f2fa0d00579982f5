"""The server's log: a line each, with what is stable about it behind the sentence."""

import logging
import sys
from pathlib import Path
from traceback import extract_tb
from typing import Final

_USUAL: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class LogLine(logging.Formatter):
    """`2026-11-18T10:00:00+0000 WARNING The CRM database failed. action=crm.unavailable`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802, the base's name
        """The sentence, and then every extra as key=value; of an error, its kind and place."""
        extras = [f"{key}={value}" for key, value in vars(record).items() if key not in _USUAL]
        if record.exc_info and record.exc_info[0]:
            kind, _, traceback = record.exc_info
            extras.append(f"error={kind.__name__}")
            extras += [
                f"where={Path(f.filename).name}:{f.lineno}" for f in extract_tb(traceback)[-1:]
            ]
        return " ".join([super().formatMessage(record), *extras]).replace("\n", "\\n")

    def formatException(self, ei: object) -> str:  # noqa: N802, the base's name
        """Nothing: what an error says, such as one that a library logs, may be the CRM's."""
        return ""


def log_to_stderr(level: int = logging.INFO) -> None:
    """Write everything from `level` on to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LogLine())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
