"""What Slack's libraries may say in a log: that something happened and where, never what was in it.

They log whole requests, messages and headers: slack_bolt at INFO for a wrong signature, slack_sdk
at DEBUG for everything sent and received.
"""

import logging
import re
from pathlib import Path
from typing import Final

# Of what the Web API says, its error codes alone: {'ok': False, 'error': 'invalid_auth'}.
_CODE = re.compile(r"""['"]error['"]: ?['"]([a-z_]{3,60})['"]""")
VENDOR: Final = "bot.channels.slack.vendor"


class _Reduced(logging.Filter):
    """Lets warnings and errors through, reduced to where they came from and Slack's own code."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return False
        error = record.exc_info[1] if record.exc_info else None
        said = f"{record.msg} {error or ''}"
        code = _CODE.search(said)
        where = f"{Path(record.pathname).name}:{record.lineno}"
        record.msg = "Slack's library reports a problem."
        record.args, record.exc_info, record.exc_text, record.stack_info = (), None, None, None
        record.__dict__["action"] = "slack_library"
        record.__dict__["where"] = where
        record.__dict__["error"] = code.group(1) if code else type(error).__name__ if error else ""
        return True


def vendor_logger() -> logging.Logger:
    """The logger to give to all that Slack's libraries make.

    slack_bolt makes loggers of its own and copies level and filters of this one to them.
    """
    logger = logging.getLogger(VENDOR)
    if not any(isinstance(one, _Reduced) for one in logger.filters):
        logger.addFilter(_Reduced())
    logger.setLevel(logging.WARNING)
    return logger
